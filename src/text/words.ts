import { Jieba } from '@node-rs/jieba';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

let jieba: Jieba | undefined;

/**
 * The Chinese dictionary: 5 MB that take a third of a second to load, so it is loaded when the first text is looked at
 * and then kept. Never in the answer to a tap: themes and masks are for staff and for the workers.
 */
export function dictionary(): Jieba {
  jieba ??= Jieba.withDict(readFileSync(fileURLToPath(import.meta.resolve('@node-rs/jieba/dict.txt'))));
  return jieba;
}

/**
 * Half width, lower case and without accents, character for character: positions stay the same, and a mark that was
 * found here can be set in the original.
 */
export function fold(text: string): string {
  let folded = '';
  for (let index = 0; index < text.length; index += 1) folded += foldUnit(text.charCodeAt(index));
  return folded;
}

const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_OFFSET = 0xfee0;
const IDEOGRAPHIC_SPACE = 0x3000;
const LAST_ASCII = 0x7f;

function foldUnit(unit: number): string {
  if (unit >= FULL_WIDTH_FIRST && unit <= FULL_WIDTH_LAST)
    return String.fromCharCode(unit - FULL_WIDTH_OFFSET).toLowerCase();
  if (unit === IDEOGRAPHIC_SPACE) return ' ';
  const character = String.fromCharCode(unit);
  const lower = character.toLowerCase();
  if (unit <= LAST_ASCII) return lower;
  const base = lower.normalize('NFD').charAt(0);
  const isLatin = base >= 'a' && base <= 'z';
  return isLatin ? base : lower.length === 1 ? lower : character;
}

/** A text as terms are looked for in it. */
export interface Words {
  /** Folded, with single spaces between Latin words and numbers, and one at each end: " no hay 2 plazas ". */
  latin: string;
  /** The Chinese characters and what stands between them, folded. */
  chinese: string;
  /** Where a word begins in `chinese`. */
  starts: ReadonlySet<number>;
  /** The words themselves, folded, in their order, and as a set. */
  tokens: string[];
  has: ReadonlySet<string>;
}

export function readWords(text: string): Words {
  const folded = fold(text);
  const latinTokens = folded.replace(/['’´`]/g, '').match(/[a-z]+|\d+/g) ?? [];
  const chinese = /\p{Script=Han}/u.test(folded) ? folded : '';
  const starts = new Set<number>();
  const chineseTokens: string[] = [];
  let at = 0;
  for (const word of chinese ? dictionary().cut(chinese, false) : []) {
    starts.add(at);
    at += word.length;
    if (/\p{Script=Han}/u.test(word)) chineseTokens.push(word);
  }
  const tokens = [...chineseTokens, ...latinTokens];
  const latin = latinTokens.length > 0 ? ` ${latinTokens.join(' ')} ` : '';
  return { latin, chinese, starts, tokens, has: new Set(tokens) };
}
