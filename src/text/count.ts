const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNITS: Record<string, number> = { 十: 10, 百: 100 };

const WORDS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  uno: 1,
  una: 1,
  un: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  once: 11,
  doce: 12,
};

/**
 * How many somebody wrote: "5", "５ 个", "二十", "一百零五", "about 12 people", "cinco". Undefined when there is no
 * number in it, or more than one.
 */
export function readCount(text: string): number | undefined {
  const written = text.normalize('NFKC').toLowerCase();
  const arabic = written.match(/[-+]?\d+([.,]\d+)?/g) ?? [];
  if (arabic.length > 0)
    return arabic.length === 1 && /^\d+$/.test(arabic[0]) ? Number(arabic[0]) : undefined;
  const chinese = written.match(/[零〇一二两俩三仨四五六七八九十百]+/g) ?? [];
  if (chinese.length > 0) return chinese.length === 1 ? readChinese(chinese[0] ?? '') : undefined;
  const words = (written.match(/\p{L}+/gu) ?? []).flatMap((word) =>
    Object.hasOwn(WORDS, word) ? [WORDS[word]] : [],
  );
  return words.length === 1 ? words[0] : undefined;
}

/** 二十三, 一百零五, 一百二 (120), 五〇 (50). */
function readChinese(glyphs: string): number | undefined {
  if (/^[^十百]{2,}$/.test(glyphs)) return Number([...glyphs].map((glyph) => DIGITS[glyph]).join(''));
  if (
    !/^([一二两三四五六七八九]百)?([零〇]?[一二两三四五六七八九]?十)?[零〇]?[一二两俩三仨四五六七八九零〇]?$/.test(
      glyphs,
    )
  ) {
    return undefined;
  }
  let total = 0;
  let digit = 0;
  for (const glyph of glyphs) {
    const unit = UNITS[glyph];
    if (unit) total += (digit || 1) * unit;
    digit = unit ? 0 : (DIGITS[glyph] ?? 0);
  }
  const isShortForm = /百[一二两三四五六七八九]$/.test(glyphs);
  return total + (isShortForm ? digit * 10 : digit);
}
