/** "我住", "I live in", "vivo en". */
export const LEAD_IN =
  /^(我们?家?(住在|住|在|是)?|住在?|在|是|(I|WE) LIVE (IN|AT) |(I'M|I AM|WE'RE|WE ARE) (IN|AT) |IN |AT |IT'S |VIVO EN |ESTOY EN |EN |ES )/;

/** What says that a building is meant: before its name, as a sign of its number, and after it. */
export const BEFORE =
  /^(THE |EL |LA )?(BUILDING|BLDG\.?|BLOCK|TOWER|HOUSE|EDIFICIO|EDIF\.?|BLOQUE|TORRE)(?!\p{Script=Latin})/u;
export const NUMBER_SIGN =
  /^(第|#|(NUMBER|NÚMERO|NUMERO|NÚM|NUM|NRO|NO|N\.O)(?!\p{Script=Latin})\.?)(?= ?(\d|\p{L}\d|\p{L}$))/u;
export const AFTER = /([号號][楼樓院]?|[楼樓栋棟幢座]|#[楼樓]?|(?<=^\d+(ST|ND|RD|TH)?) (BUILDING|BLOCK))$/;
export const ORDINAL = /(?<=^\d+)(ST|ND|RD|TH)$/;

/** Characters that name a building on their own. */
export const LONE_NAME = /^[A-Z甲乙丙丁戊己庚辛东東西南北中]$/;

/** What stands in a question, a refusal or a large number, or around the name of a building, never in it. */
export const NO_NAME =
  /[哪几幾啥么麼不没沒这這那百千第号號楼樓栋棟幢座]|^(THE|MY|MI|THIS|WHAT|WHICH|QUÉ|QUE|CUÁL|CUAL|ESTE)$/;

export const FLAT =
  /单元|單元|[室户戶层層门門]|(?<!\p{L})(FLAT|APT|APARTMENT|ROOM|UNIT|FLOOR|DOOR|PISO|PUERTA|PLANTA|APARTAMENTO|APTO|DPTO|DEPARTAMENTO)(?!\p{L})/u;

const CHINESE_DIGITS = '零一二三四五六七八九';
const WORDS = [
  ['ONE', 'UNO'],
  ['TWO', 'DOS'],
  ['THREE', 'TRES'],
  ['FOUR', 'CUATRO'],
  ['FIVE', 'CINCO'],
  ['SIX', 'SEIS'],
  ['SEVEN', 'SIETE'],
  ['EIGHT', 'OCHO'],
  ['NINE', 'NUEVE'],
  ['TEN', 'DIEZ'],
];

/** Chinese numbers up to 99 as digits: 十二甲 is 12甲. */
export function withDigits(text: string): string {
  const digitOf = (glyph: string) => String(CHINESE_DIGITS.indexOf(glyph));
  return text
    .replace(/〇/g, '零')
    .replace(/([一二三四五六七八九]?)十([一二三四五六七八九]?)/g, (_, tens: string, ones: string) => {
      return `${tens ? digitOf(tens) : 1}${ones ? digitOf(ones) : 0}`;
    })
    .replace(/[零一二三四五六七八九]/g, digitOf);
}

/** "THREE" and "TRES" as 3; anything else as it is. */
export function wordAsDigits(text: string): string {
  const index = WORDS.findIndex((words) => words.includes(text));
  return index < 0 ? text : String(index + 1);
}
