import type { Words } from './words.ts';

/**
 * A term to be found in texts. Latin terms are whole words, or beginnings of words when they end in `*`. A Chinese term of
 * one character is a word of its own, one of two begins where a word begins, a longer one may stand anywhere.
 */
export interface Term {
  text: string;
  kind: 'word' | 'phrase' | 'pair' | 'anywhere';
  /** What is looked for: of a phrase with the spaces around it. */
  sought: string;
}

const LAST_ASCII = 0x7f;

/** Reads terms joined by `|`. */
export function readTerms(list: string): Term[] {
  return list.split('|').map((text) => readTerm(text));
}

function readTerm(text: string): Term {
  if (text.charCodeAt(0) > LAST_ASCII) {
    const kind = text.length === 1 ? 'word' : text.length === 2 ? 'pair' : 'anywhere';
    return { text, kind, sought: text };
  }
  if (text.endsWith('*')) return { text, kind: 'phrase', sought: ` ${text.slice(0, -1)}` };
  return text.includes(' ')
    ? { text, kind: 'phrase', sought: ` ${text} ` }
    : { text, kind: 'word', sought: text };
}

export function hasTerm({ latin, chinese, starts, has }: Words, { kind, sought }: Term): boolean {
  switch (kind) {
    case 'word':
      return has.has(sought);
    case 'phrase':
      return latin !== '' && latin.includes(sought);
    case 'anywhere':
      return chinese !== '' && chinese.includes(sought);
    case 'pair':
      return chinese !== '' && standsAtStart(chinese, starts, sought);
  }
}

function standsAtStart(chinese: string, starts: ReadonlySet<number>, sought: string): boolean {
  for (let at = chinese.indexOf(sought); at !== -1; at = chinese.indexOf(sought, at + 1))
    if (starts.has(at)) return true;
  return false;
}
