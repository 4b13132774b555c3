import {
  AFTER,
  BEFORE,
  FLAT,
  LEAD_IN,
  LONE_NAME,
  NO_NAME,
  NUMBER_SIGN,
  ORDINAL,
  withDigits,
  wordAsDigits,
} from './building-words.ts';

export const BUILDING = {
  /** Longer is a sentence, not the name of a building. */
  mostCharacters: 8,
  /** The text typed within this time after the question is its answer. */
  waitMinutes: 10,
} as const;

/** What somebody typed as their building. A flat is told apart, because it must not be stored even by mistake. */
export type TypedBuilding = { kind: 'building'; building: string } | { kind: 'flat' } | { kind: 'unclear' };

/** Longer texts are about something else. */
const LONGEST_LINE = 60;
/** A longer number has a flat in it, as 3501 has; people who say "building" may mean it. */
const MOST_BARE_DIGITS = 3;
const MOST_DIGITS = 4;

/**
 * The bare designation of a building, in upper case: 3 of "３号楼", "building 3" and "三栋"; B2, 12甲. Each has one
 * spelling, or a building would be counted as two. Without a word such as "building" it needs a number or is one letter:
 * "hello" is no building.
 */
export function readBuilding(typed: string): TypedBuilding {
  const line = tidy(typed);
  if (line.length > LONGEST_LINE) return { kind: 'unclear' };
  const { rest, isNamed } = unwrap(line);
  const building = joined(rest);
  if (hasFlat(line, building, isNamed)) return { kind: 'flat' };
  const isPlain = /^[\p{Script=Latin}\p{Script=Han}\d]+$/u.test(building) && !NO_NAME.test(building);
  // "building building" or "edificio edificio" names none.
  const isBare = unwrap(building).rest === building && joined(building) === building;
  const isShort = [...building].length <= BUILDING.mostCharacters;
  const isTold = isNamed || LONE_NAME.test(building) || /^\p{L}{0,2}\d+\p{L}{0,2}$/u.test(building);
  return isPlain && isBare && isShort && isTold ? { kind: 'building', building } : { kind: 'unclear' };
}

function tidy(typed: string): string {
  const line = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/’/g, "'")
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')
    .trim()
    .replace(/[.,;!。、]+$/, '')
    .trimEnd();
  return withDigits(line);
}

/** Takes off what says that it is a building, and nothing else. */
function unwrap(line: string): { rest: string; isNamed: boolean } {
  const told = line.replace(LEAD_IN, '').trim();
  const rest = [BEFORE, NUMBER_SIGN, AFTER].reduce((text, words) => text.replace(words, '').trim(), told);
  return { rest, isNamed: rest !== told };
}

/** "B 2" and "B-2" as B2, "12 A" as 12A, "3RD" and "03" as 3. */
function joined(rest: string): string {
  return wordAsDigits(rest)
    .replace(/^(\p{L})[ -](?=\d+$)/u, '$1')
    .replace(/^(\d+) (?=\p{L}$)/u, '$1')
    .replace(ORDINAL, '')
    .replace(/(?<!\d)0+(?=\d)/g, '');
}

/** A word such as "flat", more than one number, a door letter after a dash, or a number too long for a building. */
function hasFlat(line: string, building: string, isNamed: boolean): boolean {
  if (/\d/.test(line) && FLAT.test(line)) return true;
  const numbers = building.match(/\d+/g) ?? [];
  if (numbers.length > 1 || /\d[-/]\p{L}$/u.test(building)) return true;
  return numbers.some((number) => number.length > (isNamed ? MOST_DIGITS : MOST_BARE_DIGITS));
}
