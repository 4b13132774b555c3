import type { AlarmKind } from '../domain/welfare.ts';

/**
 * What an alarm of each kind looks like, over folded text with single spaces and without apostrophes. Written broadly: an
 * alarm too many costs the committee a call, one too few may cost a life. Gaps are bounded, so that no text is slow.
 */
export interface AlarmPattern {
  kind: Exclude<AlarmKind, 'followup'>;
  pattern: RegExp;
}

/** Figures of speech and the like, taken out before anything is looked for. */
export const FIGURES_OF_SPEECH: readonly RegExp[] = [
  /想死(?:你|我|他|她|大家|咱)(?:们)?了?/g,
  /(?:热|累|冻|烦|气|急|吵|饿|笑|渴|堵|晒|臭|困|疼|闷|忙|挤|羡慕|高兴|乐)(?:得)?(?:要|快)?死(?:人|我|个人)?(?:了|啦)?/g,
  /跳楼价|自杀式|跳楼大甩卖|要命|要了老命|打死(?:都|也)不/g,
  /消防演习|防火(?:门|墙|通道)?|灭火器|着火(?:了)?怎么办|着了火往|真着火了怎么|万一着火|要是着火|一旦着火|容易着火/g,
  /\b(?:im|i am|were|we are|just|is|was)? ?(?:dying|dead|starving) (?:for|to|of (?:laughter|boredom|heat|cold|thirst|embarrassment)|tired)\b/g,
  /\b(?:is|are|was|s) (?:slowly )?killing me\b|\bkill for\b|\bkill time\b|\bover my dead body\b|\bdrives? me (?:up the wall|mad|crazy|to suicide)\b|\bwill kill (?:someone|somebody|us)\b/g,
  /\bfire (?:lane|exit|drill|door|escape|extinguisher|risk|hazard|station|alarm test|regulations|brigade access)s?\b|\bgas (?:bill|meter|price|prices|pipe|station)s?\b/g,
  /\bm(?:e|i|os) (?:muero|moria|mori) (?:de|por) (?:risa|ganas|frio|calor|hambre|sueno|verguenza|pena|aburrimiento|envidia|un|una|tener|que)\b/g,
  /\bnos morimos de (?:frio|calor|risa|ganas|sueno)\b|\bme mata de\b|\bme esta matando el\b|\bsalida de (?:incendios|emergencia)\b|\bpuerta (?:cortafuegos|de incendios)\b|\bel recibo del gas\b|\bla factura del gas\b|\bcontador del gas\b/g,
];

const NOT_EATEN = '(?:没|没有|未|两顿没|一口没)';
const CHILD_ZH = '(?:孩子|小孩|娃|宝宝|小朋友|小女孩|小男孩|闺女|儿子|小的|大的)';
const PERSON_ES =
  '(?:vecin[oa]|padre|madre|abuel[oa]|senor|senora|anciano|anciana|hombre|mujer|tio|tia|marido|alguien)';

export const ALARM_PATTERNS: readonly AlarmPattern[] = [
  {
    kind: 'suicide',
    pattern:
      /不想活|活不下去|不想再活|活够了|活腻|没法活了|想死|寻死|找死路|自杀|自尽|轻生|寻短见|想不开|跳楼|跳下去|跳河|割腕|上吊|喝农药|喝药自|吞安眠药|吃.{0,4}安眠药|一了百了|死了算了|死了得了|不如死|去死算|结束(?:自己的?)?生命|了结(?:自己|此生)|遗书|活着(?:也|还|真|一点)?.{0,4}(?:没.{0,4}(?:意思|意义|劲)|有什么意思|干什么|没用|受罪)|没.{0,3}活头|撑不下去|熬不下去|坚持不下去了|离开(?:这个|人)?世(?:界)?(?!博)|从这个世界|(?:拖累|连累).{0,14}死|死了(?:干净|清净|解脱|倒好|省心)|解脱了|(?:吃|喝)药.{0,3}(?:走了|死|了断|自)|往下跳|跳(?:桥|江|井|海|湖)|(?:再也|永远)不(?:再)?醒|不想(?:再)?醒|活(?:得|着)(?:太|好|真|很)?(?:累|苦)(?:了|死)?|想走了算|死的心|(?:想|要)(?:跟|随)(?:他|她)(?:去|走)|交代后事|撑不住了|没有活路|没活路|无路可走|不如去死/,
  },
  {
    kind: 'suicide',
    pattern:
      /\b(?:(?:dont|do not|doesnt|didnt|no longer|not) want to (?:live|be alive|be here any ?more|wake up|go on)|(?:want|wants|wanted|going|wish) to die|wish i (?:was|were) dead|better off dead|kill(?:ing|ed)? (?:my|him|her|them)sel(?:f|ves)|end(?:ing)? (?:my|his|her) (?:own )?life|end it all|take my (?:own )?life|suicid\w*|(?:no|not any|any) (?:the )?point (?:in |of )?(?:living|going on|life)|(?:see|is) (?:the|no|any) point (?:in |of )?(?:living|going on|life)|better off (?:without|if i)|(?:never|not|dont want to|wont) wak(?:e|ing) up(?: again)?|disappear (?:forever|for good)|cant take (?:it|this|life) any ?more|cant do this any ?more|wont be (?:here|around) (?:much|any) longer|(?:nothing|no one|nobody) (?:left |else )?to live for|hate my life|life is over|cant go on|cannot go on|no reason to live|nothing to live for|tired of living|life is not worth|not worth living|hang(?:ing)? myself|jump(?:ing)? (?:off|from|out of) (?:the|a|my)|overdose|self harm|cut(?:ting)? myself|hurt(?:ing)? myself)\b/,
  },
  {
    kind: 'suicide',
    pattern:
      /\b(?:no (?:quiero|quiere|tengo ganas de|puedo) (?:seguir )?(?:viv\w+|vida|seguir adelante|mas con mi vida)|quit(?:arme|arse) la vida|matarme|suicid\w*|quiero morir\w*|quiere morir\w*|ganas de morir|prefiero (?:morir|estar muert[oa])|acabar con (?:mi vida|todo)|no vale la pena vivir|no merece la pena vivir|sin ganas de vivir|cansad[oa] de vivir|tirarme por (?:la ventana|el balcon)|cortarme las venas|mejor muert[oa]|no aguanto mas (?:esta )?vida|ya no puedo mas(?! con)|no quiero despertar\w*|desaparecer para siempre|mejor sin mi|no le importo a nadie|no tiene sentido (?:vivir|mi vida|seguir)|(?:mi vida|la vida) (?:ya )?no tiene sentido|odio mi vida|se acabo todo|despedirme)\b/,
  },
  {
    kind: 'hunger',
    pattern: new RegExp(
      `${NOT_EATEN}(?:.{0,2}(?:吃(?:过|上|到)?(?:饭|东西|一口|什么|喝)|进食|饭吃|东西吃)|吃的(?!.{0,6}药))(?![完贵不])|断粮|断顿|揭不开锅|没米(?:了|下锅)|没米没|没(?:有)?粮食|饿(?:了|着)?(?:.{0,4})(?:天|顿)|饿(?:晕|昏|倒|肚子)|吃不上饭|吃不起饭|没钱(?:吃饭|买(?:米|菜|吃的|奶粉))|饿得(?:哭|慌|晕|直|受不了|不行|走不动)|饿哭|冰箱.{0,3}(?:空|没东西)|(?:不给|没给|没人给)(?:老人|我|她|他|孩子|奶奶|爷爷)?.{0,2}(?:饭|吃|做饭)|吃了上顿没下顿|捡(?:菜叶|剩饭|垃圾)吃`,
    ),
  },
  {
    kind: 'hunger',
    pattern:
      /\b(?:(?:not|hasnt|havent|hadnt|nothing|no one has|didnt|nobody has|nor) (?:\w+ ){0,2}(?:eaten|eat|to eat)|without food|no food (?:left|in the (?:house|flat)|at home|for)|run out of food|(?:is|are) starving|going hungry|(?:kids|children|we|i|they|he|she) (?:are|am|is|go|goes|went) (?:\w+ )?(?:hungry|to bed hungry)|cant afford (?:food|to eat)|no money for food|(?:fridge|cupboards?) (?:is|are) empty|skip(?:s|ping)? (?:meals|dinner)|give(?:s|n)? (?:him|her|them|us) nothing to eat|begging for food|nothing in the (?:fridge|house) to eat)\b/,
  },
  {
    kind: 'hunger',
    pattern:
      /\b(?:(?:no|sin|ni) (?:\w+ ){0,3}(?:comer|comido|comida en casa|que comer|para comer)\b(?! (?:en el|aqui|fuera|bien))|no (?:ha|he|hemos|han) comido|pas(?:o|a|amos|an|ando) hambre|tenemos hambre|tengo hambre|llev\w+ (?:\w+ ){0,3}sin comer|no queda (?:nada de )?comida)/,
  },
  {
    kind: 'collapse',
    pattern:
      /(?:摔|跌|栽|滑|掉|滚)(?:倒|了|在|伤|下|下来).{0,12}(?:起不来|动不了|动弹|骨折|腿断|喊人|站不起|爬不起|不能动|不动|躺|流血|出血|昏|没人扶|快来|救)|起不来(?:床)?了|爬不起来|倒在(?:地|家|楼|厕|浴|门|路)|躺在(?:地|楼道|路)|晕倒|昏倒|昏迷|昏过去|晕过去|叫不醒|不省人事|没(?:有)?(?:呼吸|知觉|反应|气)了?(?:了|$|，|。|！)|喘不(?:上|过)(?:来)?气|胸口.{0,3}(?:疼|痛)|心脏病犯|脑梗|中风|口吐白沫|流了?(?:好多|很多|一地)血|大出血|救命|快叫救护车|摔倒了(?!好几|过)|老人.{0,6}摔倒在|突然.{0,4}(?:不动|倒下)|动弹不(?:得|了)|嘴(?:都)?歪了|半边身子|抽(?:搐|筋).{0,6}(?:白沫|不醒|停)|休克|昏死|没(?:有)?意识|喘不了气|呼吸困难|脸色?发(?:紫|青)|倒下了|突发.{0,2}(?:心|脑)|(?:老人|大爷|大妈|奶奶|爷爷|老太太|我妈|我爸|我娘|我爹).{0,6}(?:摔倒了|摔倒在|摔伤|摔着了|摔在|滑倒在)|吃错药|(?:农药|洁厕灵|安眠药).{0,4}(?:喝|吃)下|(?:喝|吃)下.{0,4}(?:农药|洁厕灵|一瓶)/,
  },
  {
    kind: 'collapse',
    pattern:
      /\b(?:(?:fell|fallen|fall|slipped) .{0,30}(?:cant|cannot|unable|not able|lying|floor|bleed|unconscious|not moving|help|hurt badly|hip|alone)|(?:cant|cannot|unable to|not able to) (?:get|stand) up|l(?:ying|aying|ies) (?:on|in) the (?:floor|stairs|hall|corridor|street|ground|bathroom)|on the (?!\d|first|second|third|fourth|fifth|top)(?:\w+ )?floor(?! (?:above|below|is|tiles))|(?:lady|man|woman|mother|father|mum|mom|dad|gran\w*|neighbou?r|she|he|child|somebody|someone|person) (?:\w+ ){0,3}(?:has fallen|fell down|had a fall|is bleeding|is choking|has collapsed)|not (?:talking|moving|waking|responding|breathing|conscious)|turn(?:ed|ing) (?:blue|purple)|seizure|overdos\w+|unconscious|(?:not|isnt|stopped|hardly|barely) breath\w*|cant breathe|cannot breathe|(?:does|do|did|is)(?:nt| not) (?:respond|wake|move|answer me)\w*|wont wake|collapsed|passed out|fainted|chest pain|heart attack|having a stroke|bleeding (?:a lot|badly|heavily)|call an ambulance|need an ambulance|somebody help|help me please)\b/,
  },
  {
    kind: 'collapse',
    pattern:
      /\b(?:ca(?:ido|yo|yeron|er\w*) .{0,30}(?:no se puede|no puede|no se mueve|suelo|sangr\w+|inconsciente|levantar\w*|sola?|ayuda)|no (?:se |me )?pued\w+ (?:levantar\w*|mover\w*|poner\w* de pie|respirar)|(?:tirad|tumbad|tendid)[oa] en (?:el|la) (?:suelo|portal|escalera|calle|rellano|bano)|inconsciente|no (?:se )?(?:respira|despierta|reacciona|responde|contesta en el suelo|mueve)|(?:se )?(?:ha )?desmay\w+|infarto|ictus|dolor (?:fuerte )?en el pecho|sangra mucho|mucha sangre|llam\w+ (?:a )?una ambulancia|socorro|auxilio|(?:abuel[oa]|padre|madre|senor|senora|ancian[oa]|vecin[oa]|hombre|mujer) (?:\w+ ){0,3}en el suelo|no se levanta(?! temprano)|no habla ni|se ahoga|convuls\w+|(?:vecin[oa]|padre|madre|abuel[oa]|senor|senora|ancian[oa]|hombre|mujer) (?:\w+ ){0,4}(?:se ha caido|se cayo|caid[oa]|desmayad[oa])(?! (?:el ano|la semana|hace un)))\b/,
  },
  {
    kind: 'violence',
    pattern:
      /(?:家暴|家庭暴力|动手打|又打(?:我|她|他|孩子|老人|人)|(?:老)?打(?:我|老婆|媳妇|孩子|老人|他妈|她妈|妈妈)(?:[一-龥]{0,2})?(?!电话|听|扫|招呼|算|疫苗|针|车|交道|搅|开|气|饭)|(?:喝|醉)(?:多|醉|酒)?.{0,6}动手|就动手|扇(?:我|她)?(?:耳光|巴掌|嘴巴)|掐(?:我|她|他)?(?:的)?脖子|脸(?:都|被)?打|拿(?:着)?刀|砍人|要杀|杀了(?:我|她|他)|威胁(?:我|她|要)|虐待|性侵|强奸|猥亵|不敢回家|打(?:得|到).{0,6}(?:血|肿|青|哭|伤)|(?:把|将)(?:我|她|他|孩子|老人|我妈|我爸|奶奶|老婆)(?:又|给|都|往死里)?(?:打|揍|踹|踢|推倒|推下|关|锁)|(?:揍|踹|踢|殴打)(?:我|她|他|孩子|老人|老婆)|拿.{0,2}(?:刀|棍|斧|皮带)|追着?(?:我|她)(?:打|砍|骂)|摸(?:我|她|孩子)(?!底|不|着|清)|骚扰|不让(?:我|她)(?:出门|回家|吃)|(?:抢|拿)走(?:我|老人|奶奶)的?(?:工资|养老|退休|低保|钱)|害怕(?:他|她|老公|儿子|丈夫)|怕(?:他|我老公|我儿子|我男人)|身上.{0,6}(?:青一块|伤痕|淤青|全是伤|都是伤|有伤)|被(?:他|她|老公|丈夫|儿子|家里人|人)打)/,
  },
  {
    kind: 'violence',
    pattern:
      /\b(?:(?:hits?|hitting|beats?|beating|beaten|slap\w*|kick\w*|punch\w*|push(?:es|ed|ing)|shov\w+|chok\w+|strangl\w+|abus\w+|threaten\w*|molest(?:s|ed|ing)?|touches|touched|grop\w+) (?:me|him|her|us(?! hard)|my (?:mum|mom|mother|wife|son|daughter|kids?|child\w*|gran\w*|sister)|his (?:wife|mother|kids?|child\w*|father)|the (?:kid|kids|child|children|wife|old|boy|girl)|them|up)\b|being (?:beaten|hit|abused)|domestic (?:violence|abuse)|rap(?:e|ed|ing)|molest(?:s|ed|ing)?|with a knife|has a gun|(?:afraid|scared|frightened|terrified) (?:of (?:him|her|my (?:husband|son|father|partner|boyfriend|stepfather|ex))|to go home)|takes (?:my|her|his|all my) (?:pension|money)|(?:wont|doesnt|does not|not) let (?:me|her) (?:out|leave|eat|go)|locks? (?:me|her|him|them) (?:in|up|out)|bruises? (?:all over|on (?:her|his|my))|hurt(?:s|ing)? (?:me|her|the (?:kids?|child\w*)|his)|going to kill (?:me|her|him|us)|wants to kill (?:me|her|him|us)|will kill (?:me|her|him))\b/,
  },
  {
    kind: 'violence',
    pattern:
      /\b(?:(?:me|la|le|lo|nos|los|te) (?:esta |han |ha |vuelve a |va a )?(?:peg(?:a|an|o|aba|ando|aron|ado|arme|arla|arle|ue)\b(?! (?:a|al|en) (?:la|el|los|las) (?:pared|acera|calle))|golpe(?:a|an|o|aba|ando|aron|ado|arme)\b|maltrat\w+|abofete\w+|amenaza(?:n|do|ndo|ba)?\b|viol(?:o|a|aron|ado|ando)\b|estrangul\w+|dio una paliza|da palizas)|peg(?:a|ando|o) a (?:su|mi|la|los|el|una?)|maltrato\w*|malos tratos|violencia (?:de genero|machista|domestica)|paliza|se oyen (?:golpes|gritos)|con un cuchillo|va a matar\w*|me quiere matar|miedo (?:de|a) (?:mi (?:marido|hijo|padre|pareja|novio)|volver a casa)|abus(?:a|o|aron) de (?:mi|ella|el|la nina|su)|pegando a|empuj\w+ a (?:su|mi|la)|me (?:empuja|encierra|quita la pension|quita el dinero|toca\b)|no me deja salir|moratones|tengo miedo de (?:el|ella|mi))\b/,
  },
  {
    kind: 'child_alone',
    pattern: new RegExp(
      `${CHILD_ZH}.{0,10}(?:一个人|独自|自己|单独).{0,4}(?:在家|在屋|锁|关|待|呆|哭|睡|过夜)|(?:就|只有?|只剩)(?:[一两俩二三几]个?)?${CHILD_ZH}.{0,4}在家|${CHILD_ZH}.{0,6}(?:被)?(?:锁|关)在?(?:家|屋|车里|门外|阳台)|(?:把|丢下|扔下|撇下)${CHILD_ZH}.{0,6}(?:在家|不管|走了|锁)|${CHILD_ZH}(?:走丢|丢了|不见了|失踪|找不到了)|(?:孩子|小孩|娃).{0,8}(?:没大人|大人都不在|整夜没人|一晚上没人)|弃婴|留守(?:儿童)?.{0,6}没人管`,
    ),
  },
  {
    kind: 'child_alone',
    pattern:
      /\b(?:(?:kid|kids|child|children|boy|girl|baby|toddler|son|daughter|little one)s? .{0,30}(?:alone|by (?:him|her|them)sel(?:f|ves)|on (?:his|her|their) own|locked in|left behind|unattended)(?!.{0,10}(?:to school|the way to))|(?:left|leaves|leaving) (?:\w+ ){0,3}(?:kid|kids|child|children|baby|boy|girl)s? (?:\w+ )?(?:alone|locked|in the car)|home alone|(?:kids?|child\w*|babies|baby) (?:\w+ ){0,4}(?:alone|locked) (?:\w+ )?(?:all night|at night|at home|for hours|all day)|(?:missing|lost) (?:child|kid|boy|girl)|(?:child|kid|boy|girl) (?:is|has gone|went) missing)\b/,
  },
  {
    kind: 'child_alone',
    pattern:
      /\b(?:(?:nin[oa]s?|beb\w*|hij[oa]s?|cri[oa]s?|pequen[oa]s?) .{0,25}(?:sol[oa]s? (?:en|todo|toda|desde|encerrad|llorando|por la)|encerrad[oa]s?|abandonad[oa]s?)|dej\w+ (?:a )?(?:l[oa]s? |su[s]? |un[oa]? )?(?:nin[oa]s?|hij[oa]s?|beb\w*) (?:\w+ )?sol[oa]s?|(?:pasan|duermen|estan|quedan|dejan) (?:\w+ ){0,3}sol[oa]s (?:en casa|de noche|toda|por la noche)|dej\w+ sol[oa]s? a (?:l[oa]s?|su|sus|un[oa]?) (?:nin[oa]s?|hij[oa]s?|beb\w*|cri[oa]s?)|nin[oa]s? (?:\S+ ){0,3}(?:pasan|duermen|estan|quedan|deja\w*) (?:\S+ ){0,3}sol[oa]s?|nin[oa] (?:perdid|desaparecid)[oa])/,
  },
  {
    kind: 'not_seen',
    pattern:
      /(?:天|礼拜|星期|周|上周|好久|宿).{0,6}没.{0,3}(?:见|看见|看到|瞅见|露面|出门|出来|下楼|动静|人影|声音|消息|见着)|没(?:见|看见|看到|瞅见).{0,12}(?:天|礼拜|星期|周).{0,3}了|敲门.{0,5}(?:不应|没人应|不开|没反应|没动静|没人开)|(?:电话|手机).{0,4}(?:没人接|打不通|不接|关机).{0,10}(?:老人|大爷|大妈|奶奶|爷爷|天)|(?:老人|大爷|大妈|奶奶|爷爷|老太太|老头).{0,14}(?:电话.{0,3}(?:没人接|打不通|不接)|失踪|走失|走丢|找不到(?:人)?了|联系不上|屋里有(?:怪|臭)味)|(?:牛奶|报纸|快递|信|外卖|菜).{0,10}(?:[天日]).{0,2}没(?:拿|取|动|收)|(?:牛奶|报纸|信).{0,6}(?:堆|攒|摞)|(?:灯|电视).{0,6}(?:一直|几天|好几天|[三四五]天).{0,4}(?:亮着|没关|开着)|(?:老人|大爷|大妈|奶奶|爷爷|老太太|老头).{0,12}没(?:动静|声音|声响)/,
  },
  {
    kind: 'not_seen',
    pattern:
      /\b(?:(?:havent|hasnt|have not|has not|not|nobody has|no one has|nobody|not been) (?:been )?(?:seen|heard from|saw|see) (?:\w+ ){0,8}(?:for|since|in|days?|weeks?)|(?:doesnt|does not|didnt|wont|not|isnt|hasnt|never|nobody) (?:open|opening|opens|opened|answer|answers|answered|answering) (?:the|his|her|their|my) (?:door|phone|bell|knock\w*)|not been seen|(?:old (?:man|woman|lady)|neighbour|grand\w+|mother|father) (?:\w+ ){0,3}(?:is|has gone|went) missing|no sign of (?:life|him|her|the old)|(?:mail|post|letters?|newspapers?|milk) (?:\w+ ){0,3}(?:piling|pile[ds]?|stacking|untouched|not collected)|(?:curtains?|blinds?|shutters?) (?:\w+ ){0,3}(?:closed|not (?:been )?opened|havent moved) for|(?:light|tv|lights) (?:\w+ ){0,3}been on for (?:days|\w+ days))/,
  },
  {
    kind: 'not_seen',
    pattern: new RegExp(
      `\\b(?:(?:dias?|semanas?) (?:\\w+ ){0,3}(?:que )?no (?:\\w+ ){0,3}(?:veo|vemos|ve|visto|sale|sabe\\w*|aparece|oye|abre)|no (?:abre|contesta|responde) (?:\\w+ ){0,2}(?:puerta|timbre|telefono|llamadas)|(?:nadie|no) (?:ha |hemos |he )?(?:visto|sabe nada) (?:\\w+ ){0,5}(?:desde|dias?|semanas?)|no (?:se )?(?:ha |hemos |he )?(?:visto|ve|veo) (?:a )?(?:\\w+ ){0,4}desde|${PERSON_ES} (?:\\w+ ){0,3}desaparecid[oa]|(?:correo|cartas|periodicos|buzon) (?:\\w+ ){0,4}(?:acumul\\w+|amonton\\w+|llen[oa])|(?:persianas?|luz) (?:\\w+ ){0,4}(?:bajadas?|encendida) (?:\\w+ ){0,2}dias|llev\\w+ (?:\\w+ ){0,4}dias sin (?:salir|verl[oa]|ver|abrir|dar senales))`,
    ),
  },
  {
    kind: 'fire_gas',
    pattern:
      /(?:着火了|起火了|失火了|着火啦|正在着火|冒(?:黑|浓|白)?烟|浓烟|火灾|火很大|烧起来了|有烟)|(?:煤气|天然气|燃气|瓦斯)(?:.{0,4})(?:味|漏|泄|中毒|没关)|(?:闻到|一股|有|漏)(?:.{0,4})(?:煤气|天然气|燃气|瓦斯)|一氧化碳|触电(?:了|倒)|电线.{0,4}(?:冒火|起火|打火)|爆炸了|(?:厨房|屋|家|楼道|车|棚|阳台|垃圾桶|配电箱|电表箱|插座|空调).{0,4}(?:烧着|烧起来|冒火|打火|着火|冒烟)|烧着了|冒火(?:花|星|苗)|(?:糊|焦|烧焦)(?:了的)?味|火苗/,
  },
  {
    kind: 'fire_gas',
    pattern:
      /\b(?:smell\w* (?:of |like )?(?:strong )?gas|gas (?:leak\w*|smell|is leaking)|leaking gas|smoke (?:is )?(?:coming|pouring|everywhere|in the|from)|on fire|fire (?:in|on|at) (?:the|our|my|floor|block|building|flat|number)|there is (?:a )?(?:fire|smoke)|(?:its|is) burning|carbon monoxide|electrocuted|exploded|fire)$|\b(?:smell\w* (?:of |like )?(?:strong )?gas|gas (?:leak\w*|smell)|leaking gas|smoke (?:is )?(?:coming|pouring|everywhere|from)|(?:is|are) on fire|there is (?:a )?(?:fire|smoke)|carbon monoxide|electrocuted|exploded|(?:kitchen|flat|house|building|bin|bins|car|meter|stairwell|roof|balcony|basement|wires?|socket|fuse box) (?:\w+ )?(?:is |are )?(?:burning|smoking|sparking)|sparks (?:and|from|coming|flying)|smell of burning|burning smell|smells? (?:of|like) (?:burning|smoke))\b/,
  },
  {
    kind: 'fire_gas',
    pattern:
      /\b(?:huele (?:mucho |fuerte )?a (?:gas|quemado|humo)|olor a (?:gas|quemado|humo)|(?:fuga|escape) de gas|sale (?:mucho )?humo|hay (?:mucho )?(?:humo|fuego|un incendio)|(?:se )?(?:esta|estan) (?:quemando|ardiendo)|se quema|incendio en|fuego en|monoxido de carbono|ha explotado|electrocut\w+)\b/,
  },
  {
    kind: 'suicide',
    pattern:
      /安眠药|(?:手腕|胳膊|手臂).{0,6}(?:刀|割|划)|(?:割|划)(?:自己|手|胳膊)|自残|不想治了|没救了.{0,10}走|早点(?:走|死|了结)|(?:天桥|楼顶|桥上|河边|江边|窗台|天台).{0,8}(?:想|跳|迈|站|坐)|没.{0,2}(?:奔头|盼头|出路)了?|太痛苦了?.{0,6}(?:不想|走|死|解脱)|活着.{0,4}(?:痛苦|累赘|拖累)|想不通|对不起(?:大家|孩子|爸妈).{0,8}(?:走|再见|永别)|永别|来世|下辈子再/,
  },
  {
    kind: 'suicide',
    pattern:
      /\b(?:no way out|(?:not|never) wak\w+(?: up)?(?: again| any ?more)?|cuts? (?:her|his|my|their) (?:arms?|wrists?|legs?|self)|jump(?:ing|ed)? (?:off|from|out)|(?:goodbye|farewell) (?:everyone|everybody|to all|forever)|any ?more goodbye|saving (?:up )?(?:my |the )?pills|(?:too many|all (?:my|the|her|his)|a lot of|bottle of) (?:sleeping )?(?:pills|tablets)|giving up on life|no hope left|hopeless|cant bear (?:it|life)|burden to (?:everyone|my|you all|them)|tired of (?:everything|life))\b|\b(?:no despertar\w*|(?:tirar\w*|tira|salt\w+|lanz\w+) (?:por|desde|del|de la) (?:la |el )?(?:balcon|ventana|puente|azotea|via|terraza)|cansad[oa] de todo|sin salida|soy una carga|adios a todos|se corta los brazos|tragar\w* (?:las|todas las) pastillas|perdi\w* (?:las )?ganas)\b/,
  },
  {
    kind: 'hunger',
    pattern:
      /没人给.{0,3}(?:水|饭|吃|喝)|喝稀的|光喝(?:水|粥)|啃(?:干)?馒头|(?:天|月|礼拜)没(?:买菜|开火|做饭|生火)|没(?:钱)?(?:买米|买菜|买奶粉)|\b(?:no milk|only (?:had |have |eat |ate )?(?:bread|water|rice)|nothing (?:but|except) (?:bread|water|rice)|(?:cannot|cant) (?:pay|afford|buy) (?:for )?(?:milk|food|formula|groceries)|hungry (?:kids|children|baby)|starv\w+|sin cenar|sin desayunar|ni para (?:pan|comer|leche)|no (?:hay|queda|tenemos) (?:leche|pan|nada en (?:la nevera|casa))|nevera vacia|solo (?:comemos|tenemos) pan)\b/,
  },
  {
    kind: 'collapse',
    pattern:
      /(?:满脸|满头|一脸|一头|头上|脸上|身上|浑身).{0,3}(?:全|都)?是血|血(?:流|止)|(?:嘴|脸).{0,4}歪|说不出话|瘫在|没人管.{0,4}(?:瘫|躺)|疼得.{0,4}(?:打滚|直不起|昏|叫)|\b(?:(?:slipped|slid|tripped|fell) .{0,40}(?:broken|leg|hip|arm|head|hurt|swollen)|(?:cannot|cant|could not|couldnt) wake|diabetic .{0,20}wake|slurr\w+|face is drooping|blood (?:everywhere|all over|on)|bleed\w*|no reacciona|muy fri[oa] y no|sangr(?:a|ando|e por)|no puede hablar|la boca torcida|no (?:la|lo) puedo despertar)\b/,
  },
  {
    kind: 'violence',
    pattern:
      /砸东西.{0,12}(?:我|打|要钱)|(?:打|摔|掐|勒).{0,4}脖子|(?:血|伤).{0,6}(?:老公|丈夫|儿子|男的)|(?:老公|丈夫|男的|儿子).{0,14}(?:满脸是血|打伤|打骂|砸)|(?:夜里|晚上|半夜).{0,6}(?:进我(?:屋|房)|爬我床)|\b(?:broke (?:my|her|his) (?:arm|nose|rib|tooth|jaw|hand)|(?:threw|throws) .{0,20} at (?:me|her|him|us)|comes (?:in)?to my (?:room|bed)|into my bed|black eye|screams? for help|bofetad\w*|(?:le|la|me|nos|les) (?:hace|hacen|hacia|hizo) dano|oigo (?:gritar|golpes|gritos)|gritos de (?:auxilio|socorro)|me rompio|entra en mi (?:cuarto|cama)|ojo morado)\b/,
  },
  {
    kind: 'child_alone',
    pattern:
      /(?:小女孩|小男孩|孩子|小孩|娃).{0,8}(?:半夜|夜里|深夜|晚上).{0,6}(?:一个人|独自|在外|楼道)|(?:爸爸|妈妈|爸妈|家长).{0,4}不要(?:她|他|我)了|\b(?:(?:toddler|child|kid|boy|girl|baby) .{0,20}(?:on the street|outside|in the street|wandering).{0,20}(?:alone|own|night|am\b|pm\b)|nin[oa] .{0,24}sol[oa] por la calle)\b/,
  },
  {
    kind: 'not_seen',
    pattern:
      /(?:老人|大爷|大妈|奶奶|爷爷|老太太|老头|老爷子|邻居|老两口).{0,10}(?:天|阵|礼拜|星期|周|月).{0,4}没(?:下|出|露|来|见|动|开)|(?:老人|大爷|大妈|奶奶|爷爷|老太太|老头|老爷子|邻居).{0,6}(?:一直|老)没(?:露面|出来|动静|开门)|(?:怪味|臭味|恶臭|腐臭).{0,16}(?:门|屋|老人|大爷|奶奶|家里)|(?:门|屋|老人|家里).{0,8}(?:怪味|恶臭|腐臭)|\b(?:(?:does not|doesnt|has not|hasnt|not) come (?:out|down)|(?:bad|strange|awful|terrible|funny) smell .{0,30}(?:flat|door|lady|man|old|apartment|neighbou?r)|no (?:coge|contesta|responde)(?: a)?(?: el| al)? (?:telefono|movil)|(?:huele|olor) (?:raro|mal|muy mal|a podrido) .{0,30}(?:piso|anciana|anciano|vecin[oa]|puerta)|no (?:baja|sale|se deja ver) .{0,20}(?:dias|semana))\b/,
  },
  {
    kind: 'fire_gas',
    pattern:
      /(?:被子|床|衣服|沙发|窗帘|柜子|垃圾|车|棚子|树|草).{0,2}(?:着了|烧了|点着了)|有烟.{0,4}呛|呛得(?:很|慌|喘)|烟(?:味)?(?:很|特别)?(?:大|浓|呛)|\b(?:gas leak\w*|flames?|(?:is|are|was) burning|full of smoke|hay llamas|prendido fuego|prende fuego|llamas en|arde (?:el|la|un)|esta(?:n)? ardiendo|lleno de humo)\b/,
  },
];

/** An alarm that its own sentence takes back: a plan of the past, a worry about the future, somebody who is well again. */
export const NO_ALARM: readonly { kind: AlarmPattern['kind']; pattern: RegExp }[] = [
  { kind: 'fire_gas', pattern: /(?:抽烟|油烟|烟囱|炒菜).{0,8}(?:呛|烟)|(?:呛|烟).{0,8}(?:抽烟|油烟|炒菜)/ },
  { kind: 'suicide', pattern: /(?:怕|防止|预防).{0,4}(?:想不开|自杀|跳楼)|想不开的事|别想不开/ },
  {
    kind: 'hunger',
    pattern:
      /(?:不是没|哪能没|没吃过亏|没吃(?:过)?(?:苦|药|亏))|not eat(?:en)? (?:there|here|at the)|nothing to eat (?:nearby|around here|in this area)/,
  },
  {
    kind: 'collapse',
    pattern:
      /(?:差点|险些|容易|怕|别|小心|好几(?:个|回).{0,4})(?:.{0,6})(?:摔|滑|跌)|摔倒过|(?:almost|nearly|could|might|may|afraid to|will) (?:fall|fell|slip)|casi (?:me |se )?ca/,
  },
  {
    kind: 'violence',
    pattern:
      /(?:没|不|别)(?:再|有)?打(?:我|她|孩子)|never (?:hits?|beats?)|no me pega|打(?:我|他|她)(?:的)?(?:电话|手机)/,
  },
  {
    kind: 'not_seen',
    pattern:
      /物业|热线|客服|前台|居委会|caretaker|cleaner|manager|postman|postwoman|sweeper|plumber|repairman|administrator|committee|bus\b|barrendero|porter[oa]|conserje|carter[oa]|administrador|fontanero|limpiador|comite/,
  },
  {
    kind: 'child_alone',
    pattern:
      /^(?!.*(?:(?<!walk )home alone|at home|locked|night|all day|for hours|en casa|encerrad|noche|在家|锁|屋里)).*(?:play|walk|cross|cycle|jueg|jugar|camin|andan|cruz|上学|过马路|玩)/,
  },
  { kind: 'hunger', pattern: /\b(?:donde|sitio|lugar|barato|restaurante) (?:\w+ )?comer\b|\bcomer barato\b/ },
  { kind: 'not_seen', pattern: /(?:修|物业|师傅|电工|保洁|快递|公交|车|垃圾|供暖).{0,12}没.{0,2}[见看]/ },
  {
    kind: 'fire_gas',
    pattern:
      /(?:要|会|早晚|迟早|容易|怕|万一|一旦|真).{0,3}(?:着火|起火|爆炸)|(?:could|will|might|may|would|going to) (?:catch|burn|start a|be on)|un dia (?:arde|salimos|se quema)|puede (?:arder|haber)|换.{0,4}(?:煤气|燃气)|(?:煤气|燃气|天然气)(?:费|表|灶|公司|改造)/,
  },
];
