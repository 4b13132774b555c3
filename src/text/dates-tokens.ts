/** A stretch of the day that narrows an hour down: "in the evening", "下午", "de la tarde". */
export type Part = 'am' | 'pm' | 'dawn' | 'morning' | 'noon' | 'afternoon' | 'dusk' | 'evening';

/**
 * Which of the weekdays of that name is meant: `any` (bare), `this`, `coming` (the first after today),
 * `next` (English, which may mean either of two), or a week counted from the present Monday-to-Sunday one.
 */
export type Week = 'any' | 'this' | 'coming' | 'next' | number;

export interface ClockToken {
  kind: 'clock';
  /** 0 to 24 as written; `is24` when the writing is that of the 24-hour clock (07:30, 9 h, 9时). */
  hour: number;
  minute: number;
  is24: boolean;
  part?: Part;
}

export type Token =
  | { kind: 'day'; month: number; day: number; year?: number }
  | { kind: 'slash'; first: number; second: number; year?: number; isDayFirst?: true }
  | { kind: 'dayOfMonth'; day: number }
  | { kind: 'month' | 'week' | 'yearOffset'; offset: number }
  | { kind: 'year'; year: number }
  | { kind: 'weekday'; weekday: number; week: Week }
  | { kind: 'inDays'; days: number }
  | ClockToken
  | { kind: 'part'; part: Part }
  /** "18 h", "2 hrs": an hour of the day or a length, which its neighbours decide. */
  | { kind: 'hours'; hour: number; minute: number }
  | { kind: 'duration'; minutes: number }
  /** A number that its neighbours make a day or an hour. */
  | { kind: 'number'; value: number }
  /** Announces an hour; `mayLink` when it can also mean "until" (Spanish "a las"). */
  | { kind: 'at'; mayLink: boolean }
  /** Announces a day: "the", "el", "día". */
  | { kind: 'the' }
  /** "to", "到", "-": joins two hours. A mere sign also stands between a day and its hour. */
  | { kind: 'link'; isSign: boolean };

/** Reads what matched; undefined when the words do not fit after all and the next rule should try. */
export interface Rule {
  pattern: RegExp;
  read: (match: string[]) => Token[] | undefined;
}

/** A rule for Latin words and digits: it never matches the beginning of a longer word or number. */
export function wordRule(source: string, read: Rule['read']): Rule {
  return { pattern: new RegExp(`(?:${source})(?![a-z\\d])`, 'y'), read };
}

/** A rule for writing without spaces. */
export function glyphRule(source: string, read: Rule['read']): Rule {
  return { pattern: new RegExp(source, 'y'), read };
}

/** One alternative per word, the longest first, for use inside a pattern. */
export function anyOf(words: Iterable<string>): string {
  return [...words].toSorted((a, b) => b.length - a.length).join('|');
}

/** An hour of the day, 0 to 24; undefined for figures that no clock shows. */
export function clock(
  hour: number,
  minute = 0,
  more: { is24?: boolean; part?: Part } = {},
): Token[] | undefined {
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined;
  return [{ kind: 'clock', hour, minute, is24: more.is24 ?? false, ...(more.part && { part: more.part }) }];
}

export function monthDay(month: number, day: number, year?: number): Token[] | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return [{ kind: 'day', month, day, ...(year !== undefined && { year }) }];
}
