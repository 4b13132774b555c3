import type { Theme } from '../domain/theme.ts';

/**
 * One matter that people write about. A text is about it when it has a term of every group in `all`; terms as
 * `hasTerm` reads them, without accents, separated by `|`. Two texts about the same `code` say much the same; a
 * matter without a code only tells the theme.
 */
export interface Matter {
  themes: readonly Theme[];
  code?: string;
  all: readonly string[];
}

const LIFT = '电梯|lift|lifts|elevator*|ascensor*|acensor*|elebador*|elevador*';
const BROKEN =
  '坏|停|修|趴窝|又|罢工|不动|停运|broken|brocken|broke|out|again|stuck|repair*|fix*|down|averiad*|averia*|estropead*|rota|roto|otra vez|sin funcionar|no funciona|no va|parado|arregl*';
const OLD_PEOPLE =
  '老人|老年|老头|老太太|老爷子|老两口|老伴|大爷|大娘|奶奶|我妈|我娘|我爹|我爸|mother|father|old lady|mum|mom|dad|gran|granny|grandma|old man|old woman|old people|old ones|madre|padre|abuel*|mayores|ancian*';
const CARE =
  '没见|摔倒|起不来|吃饭|做饭|午饭|晌午饭|中午饭|送饭|照料|照顾|照看|护理|一个人在家|爬不动|爬不了|下不了楼|食堂|饭桌|餐桌|lunch*|meal*|cook*|care|alone|by herself|by himself|look in|visit*|stairs|stuck|seen|get up|levantar|sola|solas|solo|solos|comida*|comedor|cuid*|visit*|escalera*';

/** The matters of three languages, as neighbours name them. */
export const MATTERS: readonly Matter[] = [
  {
    themes: ['health'],
    code: 'medicine',
    all: [
      '降压药|血压药|药|pills|tablet*|medicin*|pastilla*',
      '没有|断货|缺|跑|开不到|never|out of|runs out|stock|nunca|no hay|no tienen|faltan',
    ],
  },
  {
    themes: ['health'],
    code: 'checks',
    all: [
      '血压|血糖|blood pressure|blood sugar|tension|azucar',
      '量|测|查|大夫来|check*|nurse*|tomar|medir|enfermer*',
    ],
  },
  {
    themes: ['health'],
    code: 'far_doctor',
    all: [
      '看病|医院|大夫|拿药|doctor*|clinic*|hospital*|medico*',
      '远|公交|坐车|far|bus|buses|lejos|autobus*',
    ],
  },
  {
    themes: ['health'],
    code: 'waiting',
    all: [
      '看牙|看病|挂号|开药|排队拿药|doctor*|dentist*|appointment*|medico|cita|centro de salud',
      '排队|排一|等|weeks|wait*|queue*|semanas|espera*|cola',
    ],
  },
  {
    themes: ['health'],
    all: [
      '看病|医院|大夫|医生|护士|开药|买药|拿药|药店|药房|降压药|血压|血糖|体检|看牙|牙|牙科|牙医|卫生站|卫生院|挂号|门诊|吃药|doctor*|dr|gp|nurse*|pharmac*|chemist*|medicine*|medicat*|pills|tablets|blood pressure|blood sugar|clinic*|hospital*|health|dentist*|prescription*|medic*|farmaci*|enfermer*|pastilla*|tension|azucar|centro de salud|ambulatorio*|salud|dentista*|receta*',
    ],
  },
  {
    themes: ['eldercare'],
    code: 'canteen',
    all: ['食堂|饭桌|餐桌|老年餐|助餐|canteen|hot lunch|hot meal*|comedor'],
  },
  {
    themes: ['eldercare'],
    code: 'meals_home',
    all: [
      '送饭|送餐|饭送|meals on wheels|bring lunch|bring meals|bring food|comida a domicilio|llevarle la comida|llevar la comida',
    ],
  },
  {
    themes: ['eldercare'],
    code: 'visits',
    all: [OLD_PEOPLE, 'alone|by herself|by himself|一个人|独居|没人照|sola|solas|solo|solos'],
  },
  { themes: ['eldercare'], all: [OLD_PEOPLE, CARE] },
  {
    themes: ['eldercare'],
    all: [
      '养老|助老|老年饭|老年食堂|独居老人|腿脚不|下不了楼|爬不动|行动不便|护工|保姆照|眼睛看不见|oldage|elderly|older people|old people|old ones|senior*|pension*|carer*|home help|mayores|ancian*|tercera edad|dependencia|cuidador*|gran|granny|grandma',
    ],
  },
  {
    themes: ['children'],
    code: 'after_school',
    all: [
      '放学|三点半|school|3 30|tres y media|3 y media|cole|colegio',
      '没人|托管|接|看着|管|work*|finish*|mind|watch|nobody|care|quien|trabaj*|acab*|recoj*|cuid*',
    ],
  },
  {
    themes: ['children'],
    code: 'kindergarten',
    all: [
      '幼儿园|kindergarten*|nursery|guarderia*|escuela infantil',
      '满|排不上|报不上|名额|太少|上不了|full|place*|spots|plaza*|llen*',
    ],
  },
  {
    themes: ['children'],
    code: 'care_costs',
    all: [
      '托管|幼儿园|after school|childcare|daycare|guarderia*',
      '贵|上不起|一千|两千|便宜|cost*|expensive|afford|cuesta*|caro|cara|precio',
    ],
  },
  {
    themes: ['children', 'space'],
    code: 'homework',
    all: [
      '作业|homework|deberes',
      '地方|屋|房间|教室|安静|room|place|space|quiet|sitio|sala|espacio|tranquilo',
    ],
  },
  {
    themes: ['children', 'space'],
    code: 'playground',
    all: ['playground*|parque infantil|滑梯|儿童乐园|儿童活动|孩子玩的地方|play area|columpio*'],
  },
  {
    themes: ['children'],
    all: [
      '孩子|娃|小孩|小娃|俩娃|小朋友|放学|托管|幼儿园|上学|入学|学校|作业|暑假|寒假|儿童|kids|kid|child*|school*|kindergarten*|nursery|homework|playground*|daycare|toddler*|babies|little girl|little boy|ninos|ninas|nino|nina|crios|colegio*|cole|guarderia*|escuela*|deberes|extraescolar*|infantil',
    ],
  },
  {
    themes: ['parking', 'safety'],
    code: 'fire_lane',
    all: [
      '消防通道|生命通道|救火车|消防车|fire lane|fire exit|emergency exit|salida de emergencia|salida de incendios|bomberos',
      '堵|停|占|车|进不来|block*|park*|cars|vans|aparc*|coche*|tapan|doble fila',
    ],
  },
  {
    themes: ['parking'],
    code: 'no_space',
    all: [
      '车位|停车|parking|park|parked|aparcar|aparcamiento|aparcamientos|estacionar',
      '找不着|找不到|不够|太少|没地|没有地|根本没|never|nowhere|no parking|cannot|cant|not enough|impossible|imposible|no hay|donde',
    ],
  },
  {
    themes: ['parking'],
    code: 'spaces',
    all: ['停车位|车位|parking spaces|plazas', '多划|划点|少划|增加|太多|多点|more|fewer|less|mas|menos'],
  },
  {
    themes: ['parking'],
    code: 'fee',
    all: ['车位费|停车费|收费停车|停车收费|paid parking|parking fee*|zona azul|aparcamiento de pago'],
  },
  {
    themes: ['parking'],
    all: [
      '车位|停车|占道停|乱停车|没地儿停|堵车口|parking|nowhere to park|to park|park my car|car park|garage*|aparc*|garaje*|doble fila|estacionar|estacionamiento|mal aparcado*',
    ],
  },
  {
    themes: ['waste'],
    code: 'full_bins',
    all: [
      '垃圾桶|分类桶|垃圾箱|垃圾|bins|bin|rubbish|containers|trash|contenedor*|basura*|cubos',
      '满|没人倒|没人清|清一回|不清|招苍蝇|苍蝇|overflow*|full|rats|rebos*|llen*|olor|huele',
    ],
  },
  {
    themes: ['waste'],
    code: 'pickup',
    all: [
      '垃圾|rubbish|trash|garbage|basura',
      '清运|收垃圾|次数|一天两|collect*|pick up|pickup|recoj*|recogida',
    ],
  },
  { themes: ['waste'], code: 'dog_mess', all: ['狗|dog*|perro*', '屎|拉了|粪|不捡|不收拾|mess|poo*|caca*'] },
  {
    themes: ['waste'],
    code: 'bulky',
    all: ['装修垃圾|大件|旧家具|旧沙发|sofa*|old furniture|mattress*|mueble*|colchon*|escombro*'],
  },
  {
    themes: ['waste'],
    all: [
      '垃圾|厨余|狗屎|捡屎|分类桶|苍蝇|那个味|臭味|太臭|脏乱|bins|bin|rubbish|trash|garbage|litter|dump*|dog mess|dog poo*|poo|rats|recycl*|overflow*|filthy|basura*|contenedor*|cacas|caca|huele fatal|recicl*|ratas|suciedad|sucio*|sucia*',
    ],
  },
  {
    themes: ['repairs'],
    code: 'lift_wanted',
    all: [
      '加装电梯|装电梯|安装电梯|install a lift|install an elevator|put in a lift|new lift|poner ascensor|instalar un ascensor|instalar ascensor',
    ],
  },
  { themes: ['repairs'], code: 'lift', all: [LIFT, BROKEN] },
  { themes: ['repairs'], code: 'lift', all: ['爬六楼|爬五楼|爬七楼', '又|坏'] },
  { themes: ['repairs'], code: 'hot_water', all: ['热水|hot water|agua caliente'] },
  {
    themes: ['repairs'],
    code: 'heating',
    all: ['暖气|供暖|地暖|heating|radiator*|calefaccion|caldera*|boiler*'],
  },
  { themes: ['repairs'], code: 'roof', all: ['漏雨|顶楼漏|roof leak*|roof|gotera*|tejado'] },
  {
    themes: ['repairs'],
    code: 'drain',
    all: [
      '下水道|返水|下水|drain*|sewer*|desague*|alcantarill*|bajante*',
      '堵|返|泡|back*|flood*|block*|atasc*|inund*',
    ],
  },
  {
    themes: ['repairs'],
    all: [
      `${LIFT}|漏水|漏雨|下水道|返水|水管|暖气|供暖|管子|管道|停电|停水|维修|没人修|墙皮|防水|空调|热水|锅炉|房顶|门锁坏|门也坏|leak*|drain*|pipe*|heating|radiator*|boiler*|hot water|repair*|roof|ceiling|flood*|plumb*|water through|averia*|goter*|gotea*|fuga*|humedad*|caldera*|calefaccion|tuber*|tejado|desague*|persiana*|bajante*|desconchon*`,
    ],
  },
  {
    themes: ['repairs'],
    all: ['门|door|puerta|窗户|window|ventana', '坏|关不上|broken|close|closes|stuck|rota|roto|no cierra'],
  },
  {
    themes: ['safety'],
    code: 'street_light',
    all: [
      '路灯|灯不亮|黑灯|黑咕隆咚|黑灯瞎火|street lamp*|street light*|lamp|lamps|no light|pitch dark|dark|farola*|oscur*',
    ],
  },
  {
    themes: ['safety'],
    code: 'charging',
    all: [
      '充电|飞线|charge*|charging|cargan|cargar|carga',
      '电动车|电瓶车|电瓶|楼道|e bike*|ebike*|bike*|scooter*|stairwell|stairs|patinete*|escalera*',
    ],
  },
  { themes: ['safety'], code: 'cameras', all: ['监控|摄像头|探头|cctv|camera|cameras|camara|camaras'] },
  {
    themes: ['safety'],
    all: [
      '路灯|灯不亮|黑灯|黑咕隆咚|飞线|楼道里充电|楼道充电|充电|着火|失火|着了火|冒烟|黑烟|消防|小偷|被偷|撬门|监控|摄像头|不牵绳|安全|危险|吓人|防盗|煤气|street lamp*|street light*|lamp|dark|no light|unsafe|safety|burglar*|stolen|theft*|thief|thieves|cctv|camera*|e bike*|ebike*|fire|smoke|scared|dangerous|break in*|gas|farola*|oscuro*|oscura*|robo|robos|roban|robado|inseguridad|seguridad|peligro*|camara|camaras|patinete*|incendio*|fuego|humo|gas|arde|ardiendo|emergencia',
    ],
  },
  { themes: ['space'], code: 'dancing', all: ['广场舞|跳舞|dancing|dance|baile|bailar'] },
  {
    themes: ['space'],
    code: 'hours',
    all: [
      '活动室|活动站|图书|阅览室|library|community room|club room|biblioteca|centro social',
      '开门|锁|关门|晚点开|钥匙|open*|close*|locked|key|horario|abr*|cerrad*',
    ],
  },
  {
    themes: ['space'],
    code: 'club_room',
    all: [
      '屋子|间屋|房间|教室|地方|room|place|sala|local|sitio',
      '书法|毛笔字|画画|唱歌|唱戏|合唱|下棋|练|sing|singing|choir|paint*|chess|knit*|coro|cantar|ensayar|pintar|ajedrez',
    ],
  },
  { themes: ['space'], code: 'park_night', all: ['parque', 'cerrar|abrir|noche'] },
  {
    themes: ['space'],
    all: [
      '活动室|活动站|场地|广场舞|唱歌|唱戏|合唱|跳舞|间屋|屋子|健身|图书室|阅览室|书法|毛笔字|画画|下棋|棋牌|没地方去|library|gym|dancing|dance|choir|sing in|community room|club room|activity room|meeting room|quiet room|a room to|room to|playground*|the square|biblioteca|gimnasio|coro|bailar|baile|ensayar|sitio tranquilo|sala para|una sala|centro social|local vecinal|parque',
    ],
  },
  {
    themes: ['jobs'],
    code: 'openings',
    all: [
      '招聘|招工|找不着工作|找不到工作|找工作|找活|没活|job|jobs|hiring|vacanc*|unemploy*|trabajo|empleo*|paro|desempleo',
    ],
  },
  { themes: ['jobs'], code: 'training', all: ['培训|training|retrain*|formacion'] },
  {
    themes: ['jobs'],
    all: [
      '招聘|招工|找不着工作|找不到工作|找工作|找活|没活|失业|下岗|就业|培训|工资|上不起|job|jobs|unemploy*|hiring|training|vacanc*|earn*|wage*|trabajo|empleo*|paro|desempleo|curso*|formacion|gano|sueldo*|oficio',
    ],
  },
  {
    themes: ['noise'],
    code: 'works',
    all: [
      '打桩|装修吵|施工|drilling|building works|obras',
      '半夜|夜里|吵|睡|midnight|night|early|sleep|duerm*|dorm*|manana',
    ],
  },
  {
    themes: ['noise'],
    all: [
      '吵|太吵|吵死|吵得|噪音|扰民|打桩|半夜施工|noise|noisy|loud|karaoke|drilling|ruido*|volumen|no hay quien duerma|gritos de madrugada',
    ],
  },
  {
    themes: ['green'],
    all: [
      '树|草坪|绿化|花草|修剪|种树|tree|trees|flowers|grass|greenery|shade|arbol*|sombra|jardin*|cesped|zonas verdes|plantas',
    ],
  },
  {
    themes: ['transport'],
    all: [
      '公交|地铁|班车|bus|buses|subway|metro|autobus*|tren',
      '站|线|趟|等|改|加一|once|hour|wait*|stop|stops|route|parada|linea|pongan|frecuencia|esper*',
    ],
  },
  {
    themes: ['costs'],
    code: 'service_charge',
    all: ['物业费|service charge*|cuota de la comunidad|gastos de comunidad'],
  },
  {
    themes: ['costs'],
    all: [
      '物业费|涨价|房租太|service charge*|the rent|rent is|rents|fees|alquiler*|cuota*|gastos de comunidad',
    ],
  },
];

/** What says that there is nothing to say, as `plainWords` gives it. */
export const NOTHING = new Set(
  '没|没有|没有了|无|没啥|没什么|没意见|没有意见|无意见|没啥说的|没什么说的|没什么意见|没啥意见|没什么要说的|没有要说的|没想法|没什么操心的|没有操心的|暂无|暂时没有|暂时没|目前没有|不知道|挺好|挺好的|都挺好|都挺好的|都好|很好|满意|都满意|好|谢谢|没事|没事儿|没问题|随便|都行|no|none|nothing|nope|na|n a|nil|no comment|no comments|nothing really|nothing else|nothing to add|not really|all good|all fine|fine|ok|okay|its fine|thanks|thank you|everything is fine|no complaints|no thanks|i dont know|dont know|nada|ninguno|ninguna|nada mas|no nada|todo bien|esta bien|bien|gracias|no gracias|sin comentarios|no se|ningun comentario|todo perfecto'.split(
    '|',
  ),
);
