/** Lower case, half width, without accents, emoji and punctuation at the ends: two ways of writing one thing are one. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\p{Extended_Pictographic}\u{FE0F}\u{200D}\u{1F3FB}-\u{1F3FF}]/gu, '')
    .replace(/['’]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');
}

/** Endings that a word may have gained where it was said: lift, lifts; ascensor, ascensores. */
const LONGEST_ENDING = 2;

/** Whether a folded text speaks of a folded word. Chinese is written without gaps, other words begin where one begins. */
export function hasWord(said: string, word: string): boolean {
  if (/\p{Script=Han}/u.test(word)) return said.includes(word);
  const text = ` ${said.replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  for (let at = text.indexOf(` ${word}`); at !== -1; at = text.indexOf(` ${word}`, at + 1)) {
    const begins = at + 1 + word.length;
    const ending = text.indexOf(' ', begins) - begins;
    if (ending <= LONGEST_ENDING) return true;
  }
  return false;
}
