/*
 * What in a text leads to a person, as patterns over the folded text (half width, lower case, no accents, same length).
 * Every repetition is bounded or walks forward one character at a time, so that no text makes them slow.
 */

export type PersonalKind = 'name' | 'phone' | 'flat' | 'handle' | 'link' | 'email' | 'document';

export interface PersonalPattern {
  kind: PersonalKind;
  pattern: RegExp;
  /** Looks at the match and what follows it; false lets it stand. */
  isPersonal?: (match: string, before: string, after: string) => boolean;
}

/** What people put between the digits of a number. */
const GAP = '[ \\t.\\-()/_*·–—\\u00a0\\u200b-\\u200d\\ufe0f\\u20e3]{0,3}';
const CHINESE_DIGIT = '[零〇一二三四五六七八九幺两]';
const DIGIT_WORD =
  '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)';
const CHINESE_NUMBER = '(?:[一二三四五六七八九十]{1,3}|\\d{1,3})';
const ROOM = '(?:\\d{2,4}|[零〇一二三四五六七八九幺]{3,4}|[一二三四五六七八九十]{1,3})';
const BLOCK = `${CHINESE_NUMBER} ?(?:号楼|號樓|号院|栋|棟|幢|座|#楼|#|楼)`;
const UNIT = `${CHINESE_NUMBER} ?(?:单元|單元|门洞|门|梯)`;
const ENGLISH_HOME = '(?:flat|apartment|apt|unit|door|suite|flt)';
const SPANISH_SIDE =
  '(?:izquierda|izqda|izda|izq|derecha|dcha|dch|der|centro|exterior|interior|puerta ?\\w{1,3}|[a-h])';
const SPANISH_FLOOR =
  '(?:\\d{1,2} ?(?:ro|er|do|to|mo|vo|no|ra|da|ta|[oaº°ª])|primero|segundo|tercero|cuarto|quinto|sexto|septimo|octavo|noveno|decimo|bajo|entresuelo|atico|\\d{1,2})';

/** What makes a number of three or four digits a quantity and not somebody's door. */
const QUANTITY_AFTER =
  /^ ?(?:元|块|万|千|百|米|平|岁|人|名|位|天(?!天)|年|月|日|号|点|分|秒|度|路|公里|斤|克|步|次|趟|条|份|字|户人|户居|多|来|几|个|€|%|°|euros?|eur|usd|dollars?|pounds?|yuan|rmb|people|persons?|residents?|households?|families|homes|years?|days?|hours?|minutes?|km|kg|m2?\b|metres?|meters?|steps|times|vecinos|personas|familias|anos|dias|horas|minutos|metros|veces|viviendas|votos|w\b|v\b|ml\b|l\b|g\b|a month|al mes|a year)/;
const QUANTITY_BEFORE =
  /(?:[¥￥$€£+~≈]|约|近|共|总共|一共|花了?|交了?|收|涨到|从|到|每月|第|超过|不到|bus|line|route|no\. bus|autobus|linea|about|nearly|around|over|costs?|paid|only|than|unos|unas|casi|cuesta|mas de|route|room)[ ]?$/;
const YEAR = /^(?:19|20)\d\d$/;
/** Numbers that everybody may call. */
const PUBLIC_NUMBER = /^(?:110|112|114|119|120|122|123|911|999|016|024|061|091|092|080|101|111|999|988)$/;

function isDoor(match: string, before: string, after: string): boolean {
  if (YEAR.test(match) || PUBLIC_NUMBER.test(match)) return false;
  return !QUANTITY_AFTER.test(after) && !QUANTITY_BEFORE.test(before);
}

const LEAST_PHONE_DIGITS = 7;
const DATE_LIKE =
  /^(?:(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d|(?:19|20)\d\d ?[-–—/] ?(?:19|20)\d\d)$/;

function isPhone(match: string, _before: string, after: string): boolean {
  const digits = match.replace(/\D/g, '');
  return (
    digits.length >= LEAST_PHONE_DIGITS &&
    !DATE_LIKE.test(match.trim()) &&
    !/^ ?(?:元|块钱|块|€|euros?)/.test(after)
  );
}

function pattern(source: string): RegExp {
  return new RegExp(source, 'g');
}

export const PERSONAL_PATTERNS: readonly PersonalPattern[] = [
  { kind: 'email', pattern: pattern('[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){1,4}') },
  {
    kind: 'link',
    pattern: pattern('(?:https?://|www\\.|t\\.me/|wa\\.me/|tg://)[^\\s，。！？、；：）（"”]{1,2000}'),
  },
  { kind: 'handle', pattern: pattern('(?<![a-z0-9._])@[a-z0-9_.]{3,64}') },
  {
    kind: 'handle',
    pattern: pattern(
      '(?<=(?:微信号?|薇信|威信|v信|qq号?|\\bwx|\\bvx|\\bwechat|\\btelegram|\\btg|\\bwhatsapp|\\binstagram|\\binsta|\\bline)(?: ?id)? ?(?:is|是|es|:|：)? ?)[a-z0-9][a-z0-9_-]{4,30}',
    ),
    isPersonal: (match) => /[\d_-]/.test(match),
  },
  { kind: 'document', pattern: pattern('(?<!\\d)\\d{6} ?(?:19|20)\\d{2} ?\\d{4} ?\\d{3}[\\dx](?!\\d)') },
  {
    kind: 'document',
    pattern: pattern(
      '(?<![a-z0-9])(?:\\d{8} ?-? ?[a-z]|[xyz] ?-? ?\\d{7} ?-? ?[a-z]|[egp]\\d{8})(?![a-z0-9])',
    ),
  },
  {
    kind: 'document',
    pattern: pattern(
      '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z] ?[·-]? ?[a-z0-9]{5,6}(?![a-z0-9])',
    ),
  },
  { kind: 'phone', pattern: pattern(`(?:\\+|(?<!\\d[.,]?))\\(?\\d(?:${GAP}\\d){6,}`), isPersonal: isPhone },
  { kind: 'phone', pattern: pattern(`${CHINESE_DIGIT}(?:[ \\-,.、]{0,2}${CHINESE_DIGIT}){6,}`) },
  { kind: 'phone', pattern: pattern(`\\b${DIGIT_WORD}(?:[ ,-]{1,2}${DIGIT_WORD}){5,}`) },
  { kind: 'flat', pattern: pattern(`(?:${BLOCK} ?)?${UNIT} ?-?${ROOM} ?(?:室|号|户|房|號)?`) },
  {
    kind: 'flat',
    pattern: pattern(`${BLOCK} ?-?\\d{3,4} ?(?:室|户|房|号(?!楼))?`),
    isPersonal: (_match, _before, after) => !QUANTITY_AFTER.test(after),
  },
  {
    kind: 'flat',
    pattern: pattern(
      `(?:${BLOCK} ?)?(?:${UNIT} ?)?(?:[一二三四五六七八九十]{1,3}|\\d{1,2}) ?[层楼] ?(?:东|西|中|左|右|南|北)(?:户|边|侧|手|门)`,
    ),
  },
  { kind: 'flat', pattern: pattern(`${BLOCK} ?[零〇一二三四五六七八九幺]{3,4}(?:室|号|户)?`) },
  {
    kind: 'flat',
    pattern: pattern(
      '\\b\\d{1,4} [a-z]{2,20} (?:[a-z]{2,20} )?(?:street|road|rd|avenue|ave|lane|drive|close|terrace)\\b',
    ),
  },
  {
    kind: 'flat',
    pattern: pattern(
      '\\b(?:calle|c/|avenida|avda\\.?|plaza|paseo|camino|travesia) ?(?:[a-z]{2,20} ){1,4}(?:n[oº°.]{1,2} ?)?\\d{1,4}\\b',
    ),
  },
  {
    kind: 'flat',
    pattern: pattern('(?<![\\d-])\\d{1,3} ?[-–—/] ?\\d{1,2} ?[-–—/] ?\\d{3,4}(?!\\d)'),
    isPersonal: (match) => !DATE_LIKE.test(match),
  },
  {
    kind: 'flat',
    pattern: pattern('(?<![\\d-:.])\\d{1,2} ?[-–—] ?\\d{3,4}(?![\\d-:])'),
    isPersonal: (match, before, after) =>
      !QUANTITY_AFTER.test(after) && !/[¥￥$€£]$/.test(before) && Number(match.split(/[-–—]/)[1]) >= 100,
  },
  {
    kind: 'flat',
    pattern: pattern('(?:\\d{3,4}|[零〇一二三四五六七八九幺]{3,4}) ?(?:室|房(?![租间价子])|號房)'),
  },
  {
    kind: 'flat',
    pattern: pattern(
      `\\b${ENGLISH_HOME}\\.? ?(?:no\\.?|number|nr|#)? ?[a-z]?-?\\d{1,4}(?:[-/]\\d{1,4})? ?-?[a-z]?\\b(?:, ?(?:door|flat|apt) ?\\w{1,4})?`,
    ),
  },
  { kind: 'flat', pattern: pattern(`\\b(?:flat|apartment|apt) [a-h]\\b`) },
  { kind: 'flat', pattern: pattern('\\broom ?(?:no\\.?)? ?\\d{3,4}[a-z]?\\b') },
  {
    kind: 'flat',
    pattern: pattern('\\b\\d{1,2}(?:st|nd|rd|th) floor,? ?(?:left|right|door \\w{1,3}|flat \\w{1,3})\\b'),
  },
  { kind: 'flat', pattern: pattern('(?<=\\b(?:in|at|from|of|to|near) )\\d{1,2}[a-h]\\b') },
  {
    kind: 'flat',
    pattern: pattern(`\\b(?:piso ?|planta ?)?${SPANISH_FLOOR},? ?-?${SPANISH_SIDE}(?![a-z0-9])`),
    isPersonal: isSpanishHome,
  },
  {
    kind: 'flat',
    pattern: pattern(
      '\\b(?:puerta|pta|piso|apto|apartamento|depto|dpto|departamento|vivienda)\\.? ?(?:n[oº°.]{0,2} ?)?\\d{1,4} ?-?[a-h]?\\b',
    ),
    isPersonal: isSpanishHome,
  },
  {
    kind: 'flat',
    pattern: pattern('(?<![\\d.,:/\\-+a-z])\\d{3,4}(?![\\d.,:/\\-%a-z]\\d|\\d|[a-z])'),
    isPersonal: isDoor,
  },
];

/** "piso 3" is a floor; "3 a" in "de 3 a 5" or "1 de mayo" is no home. */
function isSpanishHome(match: string, before: string, after: string): boolean {
  if (/^(?:piso|planta) ?\d{1,2}$/.test(match)) return false;
  if (/^\d{1,2} [a-h]$/.test(match))
    return !/^ ?(?:\d|las?\b|los\b)/.test(after) && !/(?:de|a las?|desde)\s$/.test(before);
  if (/^\d{1,2}[a-h]$/.test(match)) return true;
  return (
    !/^(?:bajo|atico|segundo|primero|tercero|cuarto|quinto) ?(?:a|e|c|d|b)$/.test(match) ||
    !/^ [a-z]/.test(after)
  );
}
