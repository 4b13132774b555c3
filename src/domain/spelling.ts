import { lengthOf } from './plain.ts';

/** So many characters may always change: a short word misspelt is still the same word. */
const ALWAYS_FREE = 2;
/** Of a longer text this share. */
const FREE_SHARE = 0.25;

/**
 * Whether a text was only spelt anew. More than that would change what people have answered already. Counts single
 * characters put in, taken out or replaced (Levenshtein); case, spaces and punctuation are free.
 */
export function isSpellingChange(before: string, after: string): boolean {
  const [one, other] = [bare(before), bare(after)];
  const longest = Math.max(lengthOf(one), lengthOf(other));
  const free = longest <= ALWAYS_FREE ? 1 : Math.max(ALWAYS_FREE, Math.floor(longest * FREE_SHARE));
  return numbersOf(before) === numbersOf(after) && distance([...one], [...other]) <= free;
}

function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '');
}

/** "30 to 44" and "30 to 49" differ by one character and by fourteen thousand people. */
function numbersOf(text: string): string {
  return (text.normalize('NFKC').match(/\d+/g) ?? []).join(' ');
}

function distance(one: string[], other: string[]): number {
  let row = other.map((_, index) => index + 1);
  for (const [at, character] of one.entries()) {
    let diagonal = at;
    let left = at + 1;
    row = other.map((wanted, index) => {
      const above = row[index] ?? 0;
      left = Math.min(left + 1, above + 1, diagonal + (character === wanted ? 0 : 1));
      diagonal = above;
      return left;
    });
  }
  return row.at(-1) ?? one.length;
}
