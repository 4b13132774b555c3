import { dictionary } from './words.ts';

/** Where a name stands: from this character up to, and without, that one. */
export interface NameSpan {
  from: number;
  to: number;
}

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾韦夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文温庞樊兰殷施洪翟安颜倪牛俞章鲁葛柴季梅柳费卞岳齐涂尤骆尚甘邢祝解欧阳申屠阮盛左霍柯巫裴桂单';
const COMPOUND = '欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒';
const TITLES =
  '阿姨|大妈|大娘|大婶|大嫂|大姐|大哥|大爷|大伯|大叔|师傅|老师|奶奶|爷爷|姥姥|姥爷|叔叔|伯伯|伯母|婶子|嫂子|先生|女士|小姐|太太|书记|主任|经理|医生|大夫|护士|警官|老板|院长|站长|队长|会计|楼长|教授|校长|同志|阿婆|阿公|婆婆|公公|妈妈|爸爸|师父|叔|婶|嫂|哥|姐|姨|伯|总|工(?![作地程])';
const SURNAME = `(?:${COMPOUND}|[${SURNAMES}])`;
/** 老路 is a road and 小金 in 小金额 no person: these only with a title after them. */
const AFTER_OLD_OR_SMALL = SURNAMES.replace(
  /[路时于花米金方高白黄江温安成向常易文施兰柳万石龙牛毛叶左单解尚梅雷季林]/g,
  '',
);

const CHINESE_NAMES: readonly RegExp[] = [
  new RegExp(`[老小阿]?${SURNAME}[\\p{Script=Han}]{0,2}?(?:${TITLES})`, 'gu'),
  new RegExp(
    `[老小阿][${AFTER_OLD_OR_SMALL}](?:头儿?|子(?!女))?(?=[家的和跟找说在也又老天每把给来一就那先帮这他她是都要不会没去住打修常总太很教，。！？、；：,.!?\\s]|$)`,
    'gu',
  ),
  new RegExp(
    `(?<=(?:我叫|名叫|名字叫|名字是|姓名|他叫|她叫|叫做|[妈爸娘爹公婆伴妇儿女孙]叫|邻居叫|奶奶叫|爷爷叫|联系人|本人|户主|业主)[是:： ]{0,2})[\\p{Script=Han}·]{2,4}?(?=[^\\p{Script=Han}·]|$|住|家|今年|电话|手机|的|在|想|是|有|要|，|说|和)`,
    'gu',
  ),
  new RegExp(`(?<=(?:我姓|免贵姓|姓))${SURNAME}(?=[^\\p{Script=Han}]|$|的|，|住)`, 'gu'),
  new RegExp(
    `(?<=(?:我是|找|问|联系))${SURNAME}[\\p{Script=Han}]{1,2}(?=[，。！？、；：,.!?:\\s]|$|住)`,
    'gu',
  ),
];

/** Words that look like a name with a title and are none. */
const NO_NAME =
  /^(?:高血压|高大|方便|马上|金额|白天|黄色|安全|常常|于是|万一|石头|向阳|牛奶|江边|温度|文明|龙头|夏天|平方|单元|程度|任何|何时|方向|高层|高空|高龄|高兴|白色|水管工|安排|包括|解决|成本|康复|时间|周末|周边|周围|陈旧|钱包|田地|严重|文化|路口|毛病|易爆|顾客|单位|盛夏|任务|余下|武术|章程|史上|孟夏|林荫|汤水|何必|许多|谢谢|于|周一|周二|周三|周四|周五|周六|周日|马路|施工|万家|唐突|段时)/;

const WORD = "[\\p{Lu}][\\p{L}'’-]{1,20}";
const LATIN_NAME = `${WORD}(?: (?:(?:de|del|la|los|van|von|bin|y) ){0,2}${WORD}){0,2}`;
const ANY_WORD = "[\\p{L}'’-]{2,20}";
const FIRST_NAMES =
  'Tom|John|Mary|Peter|Paul|Anna|Kate|Jane|James|David|Sarah|Emma|Lucy|Alice|Robert|Michael|Susan|Linda|George|Helen|Jack|Maria|María|José|Jose|Juan|Carmen|Ana|Pedro|Luis|Pilar|Antonio|Manuel|Lucía|Marta|Elena|Rosa|Paco|Pepe|Isabel|Javier|Miguel|Carlos|Josefa|Josefina|Dolores|Mercedes|Concepción|Rafael|Ángel|Fernando|Alejandro|Sergio|Pablo|Jorge|Alberto|Raquel|Sofía|Beatriz|Cristina|Patricia|Andrés|William|Elizabeth|Margaret|Patrick|Daniel|Thomas|Joseph|Charles|Richard|Barbara|Nancy|Karen|Betty|Dorothy|Ruth|Sharon|Laura|Amy|Rachel|Hannah|Grace|Oliver|Harry|Ahmed|Mohammed|Fatima|Francisco|Teresa|Wang|Li|Zhang|Liu|Chen|Yang|Zhao|Huang|Zhou|Wu|Xu|Sun|Hu|Zhu|Gao|Lin|Luo|Zheng|Liang|Xie|Tang|Han|Feng|Deng|Cao|Peng|Xiao|Tian|Dong';
/** "I am Chinese" names nobody. */
const NO_PERSON =
  /^(?:Chinese|Spanish|English|British|American|Muslim|Catholic|Chino|China|Española?|Español|Sorry|Also|Not|Very|New|The|Old|Here|Block|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Presidente|Presidenta|Vecino|Vecina|Mayor|Jubilado|Jubilada)\b/;

const LATIN_NAMES: readonly RegExp[] = [
  new RegExp(
    `(?<=(?<![\\p{L}])(?:Mr|Mrs|Ms|Miss|Mx|mr|mrs|ms|MR|MRS|Sr|Sra|Srta|sr|sra|srta|SR|SRA|don|doña|Don|Doña|dña|Dña)\\.? )${ANY_WORD}(?: ${WORD}){0,2}`,
    'gu',
  ),
  new RegExp(
    `(?<=(?<![\\p{L}])(?:Dr|Dra|Doctor|Doctora|dr|dra|doctor|doctora|Prof|Professor|[Aa]unt(?:ie|y)?|[Uu]ncle|[Gg]rann?y|[Gg]randma|[Gg]randpa|[Ss]eñor|[Ss]eñora|[Ss]eñorita|[Tt]ío|[Tt]ía|[Aa]buela|[Aa]buelo|[Vv]ecina|[Vv]ecino|[Pp]rofe|D|neighbour|neighbor)\\.? )${LATIN_NAME}`,
    'gu',
  ),
  new RegExp(
    `(?<=(?:[Mm]y name is|[Mm]y name's|[Nn]ame:|[Cc]all me|[Mm]e llamo|[Mm]i nombre es|[Nn]ombre:|[Ss]e llama|[Ff]irmado|[Ss]igned),? )${ANY_WORD}(?: ${WORD}){0,2}`,
    'gu',
  ),
  new RegExp(
    `(?<=(?:[Ii] am|[Ii]['’]m|[Tt]his is|[Ss]oy|[Ss]omos|[Aa]sk for|[Cc]ontact|[Ss]peak to|[Tt]alk to|[Pp]reguntar? por|[Pp]regunten por|[Hh]ablar con|[Rr]egards,?|[Ss]aludos,?) )${LATIN_NAME}`,
    'gu',
  ),
  new RegExp(`(?<![\\p{L}])(?:${FIRST_NAMES}) ${WORD}`, 'gu'),
  new RegExp(
    `(?<=(?<![\\p{L}])(?:mother|father|mum|dad|wife|husband|son|daughter|sister|brother|aunt|uncle|friend|madre|padre|hijo|hija|marido|mujer|hermano|hermana|amigo|amiga|abuelo|abuela|tío|tía|called|named|llamado|llamada),? )${LATIN_NAME}`,
    'gu',
  ),
];
const ORDINARY_AFTER_TITLE = /^(?:mayor|mayores|que|de|del|la|el|con|me|my|and|who|from|no|es|is|por|para)$/i;

/** Names as far as they show: after a title, after "my name is", or known to the dictionary as a person's. */
export function findNames(text: string): NameSpan[] {
  const latin = LATIN_NAMES.flatMap((pattern) => spansOf(pattern, text)).filter(({ from, to }) => {
    const name = text.slice(from, to);
    return !NO_PERSON.test(name) && !ORDINARY_AFTER_TITLE.test(name.split(' ', 1)[0] ?? '');
  });
  if (!/\p{Script=Han}/u.test(text)) return latin;
  const chinese = CHINESE_NAMES.flatMap((pattern) => spansOf(pattern, text));
  return [
    ...latin,
    ...chinese.filter(({ from, to }) => !NO_NAME.test(text.slice(from, to))),
    ...knownNames(text),
  ];
}

function spansOf(pattern: RegExp, text: string): NameSpan[] {
  return [...text.matchAll(pattern)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
}

const STARTS_LIKE_A_NAME = new RegExp(`^${SURNAME}\\p{Script=Han}{1,2}$`, 'u');

/** What the dictionary calls a person's name, and words unknown to it that look like one. */
function knownNames(text: string): NameSpan[] {
  const spans: NameSpan[] = [];
  let at = 0;
  for (const { word, tag } of dictionary().tag(text, true)) {
    const isTagged = tag === 'nr' || tag === 'x' || tag === 'nrt';
    if (isTagged && STARTS_LIKE_A_NAME.test(word) && !NO_NAME.test(word))
      spans.push({ from: at, to: at + word.length });
    at += word.length;
  }
  return spans;
}
