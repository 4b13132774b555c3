/**
 * A text that others will read, as one line: no control characters, no invisible or direction-turning ones, single
 * spaces. Cut to `mostCharacters` (code points) when given.
 */
export function plainLine(text: string, mostCharacters = Infinity): string {
  const line = text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= mostCharacters ? line : characters.slice(0, mostCharacters).join('').trimEnd();
}

/** How many characters people see, where one outside the basic plane counts once. */
export function lengthOf(text: string): number {
  return [...text].length;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** What a button may measure before small phones cut it. */
const LABEL_COLUMNS = 40;

/** The text short enough for a button, where a Chinese character takes two columns; what is cut ends in "…". */
export function buttonLabel(text: string): string {
  let columns = 0;
  let kept = '';
  for (const character of text) {
    const width = WIDE.test(character) ? 2 : 1;
    if (columns + width <= LABEL_COLUMNS - 1) kept += character;
    columns += width;
  }
  return columns <= LABEL_COLUMNS ? text : `${kept.trimEnd()}…`;
}
