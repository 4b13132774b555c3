/** Chinese may be broken anywhere, other words only at spaces; a sign that ends something never begins a line. */
const PIECE = /[\p{Script=Han}](?:[，。、；：！？）”…·])*|[^\s\p{Script=Han}]+|\s+/gu;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}　-〿＀-￯“”…]/u;
const NARROW = /[iljtfr.,:;'()|! ]/;
const BROAD = /[mwMW@%&]/;
const CAPITAL = /\p{Lu}/u;

/** How wide a text is, in ems of its font: near enough to break lines, on the safe side. */
export function emsOf(text: string): number {
  return Array.from(text, emsOfSign).reduce((sum, ems) => sum + ems, 0);
}

function emsOfSign(sign: string): number {
  if (WIDE.test(sign)) return 1;
  if (NARROW.test(sign)) return 0.34;
  if (BROAD.test(sign)) return 0.92;
  return CAPITAL.test(sign) ? 0.7 : 0.57;
}

/** Breaks a text into at most `mostLines` lines of `ems`; what does not fit ends in an ellipsis. */
export function wrapText(text: string, ems: number, mostLines: number): string[] {
  const lines: string[] = [''];
  for (const piece of text.trim().match(PIECE) ?? []) {
    const line = lines.at(-1) ?? '';
    if (emsOf(line + piece.trimEnd()) <= ems || line === '') lines[lines.length - 1] = line + piece;
    else lines.push(piece.trimStart());
  }
  const trimmed = lines.map((line) => line.trim()).filter(Boolean);
  const shown = trimmed.slice(0, mostLines);
  const isCut = trimmed.length > mostLines;
  return shown.map((line, index) => clipped(line, ems, isCut && index === mostLines - 1));
}

/** A line that is too long all the same, or not the end of the text, ends in an ellipsis. */
function clipped(line: string, ems: number, isCut: boolean): string {
  if (!isCut && emsOf(line) <= ems) return line;
  const signs = Array.from(line);
  while (signs.length > 0 && emsOf(signs.join('')) > ems - 1) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}
