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
      /不想活|活不下去|不想再活|活够了|活腻|没法活了|想死|寻死|找死路|自杀|自尽|轻生|寻短见|想不开|跳楼|跳下去|跳河|割腕|上吊|喝农药|喝药自|吞安眠药|吃.{0,4}安眠药|一了百了|死了算了|死了得了|不如死|去死算|结束(?:自己的?)?生命|了结(?:自己|此生)|遗书|活着(?:也|还|真|一点)?.{0,4}(?:没.{0,4}(?:意思|意义|劲)|有什么意思|干什么|没用|受罪)|没.{0,3}活头|撑不下去|熬不下去|坚持不下去了|离开这个世界/,
  },
  {
    kind: 'suicide',
    pattern:
      /\b(?:(?:dont|do not|doesnt|didnt|no longer|not) want to (?:live|be alive|be here any ?more|wake up|go on)|(?:want|wants|wanted|going|wish) to die|wish i (?:was|were) dead|better off dead|kill(?:ing|ed)? (?:my|him|her|them)sel(?:f|ves)|end(?:ing)? (?:my|his|her) (?:own )?life|end it all|take my (?:own )?life|suicid\w*|cant go on|cannot go on|no reason to live|nothing to live for|tired of living|life is not worth|not worth living|hang(?:ing)? myself|jump(?:ing)? (?:off|from|out of) (?:the|a|my)|overdose|self harm|cut(?:ting)? myself|hurt(?:ing)? myself)\b/,
  },
  {
    kind: 'suicide',
    pattern:
      /\b(?:no (?:quiero|quiere|tengo ganas de|puedo) (?:seguir )?(?:viv\w+|vida|seguir adelante|mas con mi vida)|quit(?:arme|arse) la vida|matarme|suicid\w*|quiero morir\w*|quiere morir\w*|ganas de morir|prefiero (?:morir|estar muert[oa])|acabar con (?:mi vida|todo)|no vale la pena vivir|no merece la pena vivir|sin ganas de vivir|cansad[oa] de vivir|tirarme por (?:la ventana|el balcon)|cortarme las venas|mejor muert[oa]|no aguanto mas (?:esta )?vida|ya no puedo mas)\b/,
  },
  {
    kind: 'hunger',
    pattern: new RegExp(
      `${NOT_EATEN}(?:.{0,2}(?:吃(?:过|上|到)?(?:饭|东西|一口|什么|喝)|进食|饭吃|东西吃)|吃的(?!.{0,6}药))(?![完贵不])|断粮|断顿|揭不开锅|没米(?:了|下锅)|没米没|没(?:有)?粮食|饿(?:了|着)?(?:.{0,4})(?:天|顿)|饿(?:晕|昏|倒|肚子)|吃不上饭|吃不起饭|没钱(?:吃饭|买(?:米|菜|吃的))`,
    ),
  },
  {
    kind: 'hunger',
    pattern:
      /\b(?:(?:not|hasnt|havent|hadnt|nothing|no one has|didnt|nobody has|nor) (?:\w+ ){0,2}(?:eaten|eat|to eat)|without food|no food (?:left|in the (?:house|flat)|at home|for)|run out of food|(?:is|are) starving|going hungry|(?:kids|children|we|i|they|he|she) (?:are|am|is|go|goes|went) (?:\w+ )?(?:hungry|to bed hungry)|cant afford (?:food|to eat)|no money for food)\b/,
  },
  {
    kind: 'hunger',
    pattern:
      /\b(?:(?:no|sin|ni) (?:\w+ ){0,3}(?:comer|comido|comida en casa|que comer|para comer)\b(?! (?:en el|aqui|fuera|bien))|no (?:ha|he|hemos|han) comido|pas(?:o|a|amos|an|ando) hambre|tenemos hambre|tengo hambre|llev\w+ (?:\w+ ){0,3}sin comer|no queda (?:nada de )?comida)/,
  },
  {
    kind: 'collapse',
    pattern:
      /(?:摔|跌|栽|滑)(?:倒|了|在|伤|下).{0,12}(?:起不来|动不了|站不起|爬不起|不能动|不动|躺|流血|出血|昏|没人扶|快来|救)|起不来(?:床)?了|爬不起来|倒在(?:地|家|楼|厕|浴|门|路)|躺在(?:地|楼道|路)|晕倒|昏倒|昏迷|昏过去|晕过去|叫不醒|不省人事|没(?:有)?(?:呼吸|知觉|反应|气)了?(?:了|$|，|。|！)|喘不(?:上|过)(?:来)?气|胸口.{0,3}(?:疼|痛)|心脏病犯|脑梗|中风|口吐白沫|流了?(?:好多|很多|一地)血|大出血|救命|快叫救护车|摔倒了(?!好几|过)|老人.{0,6}摔倒在|突然.{0,4}(?:不动|倒下)/,
  },
  {
    kind: 'collapse',
    pattern:
      /\b(?:(?:fell|fallen|fall|slipped) .{0,30}(?:cant|cannot|unable|not able|lying|floor|bleed|unconscious|not moving|help|hurt badly|hip|alone)|(?:cant|cannot|unable to|not able to) (?:get|stand) up|l(?:ying|aying|ies) (?:on|in) the (?:floor|stairs|hall|corridor|street|ground|bathroom)|on the floor|unconscious|(?:not|isnt|stopped|hardly|barely) breath\w*|cant breathe|cannot breathe|(?:does|do|did|is)(?:nt| not) (?:respond|wake|move|answer me)\w*|wont wake|collapsed|passed out|fainted|chest pain|heart attack|having a stroke|bleeding (?:a lot|badly|heavily)|call an ambulance|need an ambulance|somebody help|help me please)\b/,
  },
  {
    kind: 'collapse',
    pattern:
      /\b(?:ca(?:ido|yo|yeron|er\w*) .{0,30}(?:no se puede|no puede|no se mueve|suelo|sangr\w+|inconsciente|levantar\w*|sola?|ayuda)|no (?:se |me )?pued\w+ (?:levantar\w*|mover\w*|poner\w* de pie|respirar)|(?:tirad|tumbad|tendid)[oa] en (?:el|la) (?:suelo|portal|escalera|calle|rellano|bano)|en el suelo|inconsciente|no (?:se )?(?:respira|despierta|reacciona|responde|contesta en el suelo|mueve)|(?:se )?(?:ha )?desmay\w+|infarto|ictus|dolor (?:fuerte )?en el pecho|sangra mucho|mucha sangre|llam\w+ (?:a )?una ambulancia|socorro|auxilio)\b/,
  },
  {
    kind: 'violence',
    pattern:
      /(?:家暴|家庭暴力|动手打|又打(?:我|她|他|孩子|老人|人)|(?:老)?打(?:我|老婆|媳妇|孩子|老人|他妈|她妈|妈妈)(?:[一-龥]{0,2})?(?!电话|听|扫|招呼|算|疫苗|针|车|交道|搅|开|气|饭)|(?:喝|醉)(?:多|醉|酒)?.{0,6}动手|就动手|扇(?:我|她)?(?:耳光|巴掌|嘴巴)|掐(?:我|她|他)?(?:的)?脖子|脸(?:都|被)?打|拿(?:着)?刀|砍人|要杀|杀了(?:我|她|他)|威胁(?:我|她|要)|虐待|性侵|强奸|猥亵|不敢回家|打得.{0,6}(?:血|肿|青|哭)|被(?:他|她|老公|丈夫|儿子|家里人|人)打)/,
  },
  {
    kind: 'violence',
    pattern:
      /\b(?:(?:hits?|hitting|beats?|beating|beaten|slaps?|kicks?|punch\w*|chok\w+|strangl\w+|abus\w+|threaten\w*) (?:me|my|him|his|her|us|the (?:kid|kids|child|children|wife|old|boy|girl)|them|up)\b|being (?:beaten|hit|abused)|domestic (?:violence|abuse)|rap(?:e|ed|ing)|molest\w*|with a knife|has a gun|(?:afraid|scared) (?:of my (?:husband|son|father|partner|boyfriend)|to go home)|going to kill (?:me|her|him|us)|wants to kill (?:me|her|him|us)|will kill (?:me|her|him))\b/,
  },
  {
    kind: 'violence',
    pattern:
      /\b(?:(?:me|la|le|lo|nos|los|te) (?:esta |han |ha |vuelve a |va a )?(?:peg\w+|golpe\w+|maltrat\w+|abofete\w+|amenaz\w+|viol\w+|estrangul\w+|dio una paliza|da palizas)|peg(?:a|ando|o) a (?:su|mi|la|los|el|una?)|maltrato\w*|malos tratos|violencia (?:de genero|machista|domestica)|paliza|se oyen (?:golpes|gritos)|con un cuchillo|va a matar\w*|me quiere matar|miedo (?:de|a) (?:mi (?:marido|hijo|padre|pareja|novio)|volver a casa)|abus(?:a|o|aron) de)\b/,
  },
  {
    kind: 'child_alone',
    pattern: new RegExp(
      `${CHILD_ZH}.{0,10}(?:一个人|独自|自己|单独).{0,4}(?:在家|在屋|锁|关|待|呆|哭|睡|过夜)|(?:就|只有?|只剩)(?:[一两俩二三几]个?)?${CHILD_ZH}.{0,4}在家|${CHILD_ZH}.{0,6}(?:被)?(?:锁|关)在(?:家|屋|车|门|阳台)|(?:把|丢下|扔下|撇下)${CHILD_ZH}.{0,6}(?:在家|不管|走了|锁)|${CHILD_ZH}(?:走丢|丢了|不见了|失踪|找不到了)|弃婴|留守(?:儿童)?.{0,6}没人管`,
    ),
  },
  {
    kind: 'child_alone',
    pattern:
      /\b(?:(?:kid|kids|child|children|boy|girl|baby|toddler|son|daughter|little one)s? .{0,30}(?:alone|by (?:him|her|them)sel(?:f|ves)|on (?:his|her|their) own|locked in|left behind|unattended)(?!.{0,10}(?:to school|the way to))|(?:left|leaves|leaving) (?:\w+ ){0,3}(?:kid|kids|child|children|baby|boy|girl)s? (?:\w+ )?(?:alone|locked|in the car)|home alone|(?:missing|lost) (?:child|kid|boy|girl)|(?:child|kid|boy|girl) (?:is|has gone|went) missing)\b/,
  },
  {
    kind: 'child_alone',
    pattern:
      /\b(?:(?:nin[oa]s?|beb\w*|hij[oa]s?|cri[oa]s?|pequen[oa]s?) .{0,25}(?:sol[oa]s? (?:en|todo|toda|desde|encerrad|llorando|por la)|encerrad[oa]s?|abandonad[oa]s?)|dej\w+ (?:a )?(?:l[oa]s? |su[s]? |un[oa]? )?(?:nin[oa]s?|hij[oa]s?|beb\w*) (?:\w+ )?sol[oa]s?|nin[oa] (?:perdid|desaparecid)[oa])/,
  },
  {
    kind: 'not_seen',
    pattern:
      /(?:天|礼拜|星期|周|上周|好久|宿).{0,6}没.{0,3}(?:见|看见|看到|瞅见|露面|出门|出来|下楼|动静|人影|声音|消息|见着)|没(?:见|看见|看到|瞅见).{0,12}(?:天|礼拜|星期|周).{0,3}了|敲门.{0,5}(?:不应|没人应|不开|没反应|没动静|没人开)|(?:电话|手机).{0,4}(?:没人接|打不通|不接|关机).{0,10}(?:老人|大爷|大妈|奶奶|爷爷|天)|(?:老人|大爷|大妈|奶奶|爷爷|老太太|老头).{0,14}(?:电话.{0,3}(?:没人接|打不通|不接)|失踪|走失|走丢|找不到(?:人)?了|联系不上|屋里有(?:怪|臭)味)/,
  },
  {
    kind: 'not_seen',
    pattern:
      /\b(?:(?:havent|hasnt|have not|has not|not|nobody has|no one has|nobody|not been) (?:been )?(?:seen|heard from|saw|see) (?:\w+ ){0,8}(?:for|since|in|days?|weeks?)|(?:doesnt|does not|didnt|wont|not|isnt) (?:open|opening|answer|answering) (?:the|his|her|their|my) (?:door|phone|bell|knock\w*)|not been seen|(?:old (?:man|woman|lady)|neighbour|grand\w+|mother|father) (?:\w+ ){0,3}(?:is|has gone|went) missing|no sign of (?:life|him|her|the old))/,
  },
  {
    kind: 'not_seen',
    pattern: new RegExp(
      `\\b(?:(?:dias?|semanas?) (?:\\w+ ){0,3}(?:que )?no (?:\\w+ ){0,3}(?:veo|vemos|ve|visto|sale|sabe\\w*|aparece|oye|abre)|no (?:abre|contesta|responde) (?:\\w+ ){0,2}(?:puerta|timbre|telefono|llamadas)|(?:nadie|no) (?:ha |hemos |he )?(?:visto|sabe nada) (?:\\w+ ){0,5}(?:desde|dias?|semanas?)|no (?:se )?(?:ha |hemos |he )?(?:visto|ve|veo) (?:a )?(?:\\w+ ){0,4}desde|${PERSON_ES} (?:\\w+ ){0,3}desaparecid[oa]|llev\\w+ (?:\\w+ ){0,4}dias sin (?:salir|verl[oa]|ver|abrir|dar senales))`,
    ),
  },
  {
    kind: 'fire_gas',
    pattern:
      /(?:着火了|起火了|失火了|着火啦|正在着火|冒(?:黑|浓|白)?烟|浓烟|火灾|火很大|烧起来了|有烟)|(?:煤气|天然气|燃气|瓦斯)(?:.{0,4})(?:味|漏|泄|中毒|没关)|(?:闻到|一股|有|漏)(?:.{0,4})(?:煤气|天然气|燃气|瓦斯)|一氧化碳|触电(?:了|倒)|电线.{0,4}(?:冒火|起火|打火)|爆炸了/,
  },
  {
    kind: 'fire_gas',
    pattern:
      /\b(?:smell\w* (?:of |like )?(?:strong )?gas|gas (?:leak\w*|smell|is leaking)|leaking gas|smoke (?:is )?(?:coming|pouring|everywhere|in the|from)|on fire|fire (?:in|on|at) (?:the|our|my|floor|block|building|flat|number)|there is (?:a )?(?:fire|smoke)|(?:its|is) burning|carbon monoxide|electrocuted|exploded|fire)$|\b(?:smell\w* (?:of |like )?(?:strong )?gas|gas (?:leak\w*|smell)|leaking gas|smoke (?:is )?(?:coming|pouring|everywhere|from)|(?:is|are) on fire|there is (?:a )?(?:fire|smoke)|carbon monoxide|electrocuted|exploded)\b/,
  },
  {
    kind: 'fire_gas',
    pattern:
      /\b(?:huele (?:mucho |fuerte )?a (?:gas|quemado|humo)|olor a (?:gas|quemado|humo)|(?:fuga|escape) de gas|sale (?:mucho )?humo|hay (?:mucho )?(?:humo|fuego|un incendio)|(?:se )?(?:esta|estan) (?:quemando|ardiendo)|se quema|incendio en|fuego en|monoxido de carbono|ha explotado|electrocut\w+)\b/,
  },
];

/** An alarm that its own sentence takes back: a plan of the past, a worry about the future, somebody who is well again. */
export const NO_ALARM: readonly { kind: AlarmPattern['kind']; pattern: RegExp }[] = [
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
  { kind: 'not_seen', pattern: /(?:修|物业|师傅|电工|保洁|快递|公交|车|垃圾|供暖).{0,12}没.{0,2}[见看]/ },
  {
    kind: 'fire_gas',
    pattern:
      /(?:要|会|早晚|迟早|容易|怕|万一|一旦|真).{0,3}(?:着火|起火|爆炸)|(?:could|will|might|may|would|going to) (?:catch|burn|start a|be on)|un dia (?:arde|salimos|se quema)|puede (?:arder|haber)|换.{0,4}(?:煤气|燃气)|(?:煤气|燃气|天然气)(?:费|表|灶|公司|改造)/,
  },
];
