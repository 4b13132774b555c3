import type { Locale } from '../domain/locale.ts';
import type { WallDate, Weekday } from '../domain/time.ts';
import { addDays, compareDates, isRealDate, weekdayOf } from '../domain/time.ts';
import { isHour } from './dates-clock.ts';
import type { Token, Week } from './dates-tokens.ts';

export type DaysReading =
  | { kind: 'none' }
  | { kind: 'not_understood' }
  | { kind: 'no_such_date'; date: WallDate }
  | { kind: 'mismatch'; date: WallDate; said: Weekday }
  /** One day, or several to choose from. */
  | { kind: 'days'; days: WallDate[]; why: 'day_or_month' | 'which_week' };

type Base = Extract<Token, { kind: 'day' | 'slash' | 'dayOfMonth' | 'inDays' }>;
type Named = Extract<Token, { kind: 'weekday' }>;

interface DayWords {
  base?: Base;
  named?: Named;
  week?: number;
  month?: number;
  year?: number;
}

/** How far back a date without a year may lie for its weekday to show that the past was meant. */
const RECENT_DAYS = 60;

/** The day or days that the words mean, seen from `today`. */
export function readDays(tokens: Token[], today: WallDate, locale: Locale): DaysReading {
  const words = collectDays(tokens, today);
  if (!words) return { kind: 'not_understood' };
  const { base, named } = words;
  if (!base) return named ? readWeekday(named, words.week, today) : { kind: 'none' };
  const candidates = candidatesOf(base, words, today, locale);
  const real = candidates.filter((date) => isRealDate(date));
  const [first, ...others] = real;
  if (!first) return missing(candidates[0]);
  if (!named) return { kind: 'days', days: real, why: 'day_or_month' };
  const fitting = real.filter((date) => weekdayOf(date) === named.weekday);
  if (fitting.length > 0) return { kind: 'days', days: fitting, why: 'day_or_month' };
  const past = others.length === 0 ? recentFit(first, named, words, today) : undefined;
  if (past) return { kind: 'days', days: [past], why: 'day_or_month' };
  return { kind: 'mismatch', date: first, said: asWeekday(named.weekday) };
}

function missing(date: WallDate | undefined): DaysReading {
  return date ? { kind: 'no_such_date', date } : { kind: 'not_understood' };
}

/** Undefined when a kind of word comes twice or a number is neither a day nor an hour. */
function collectDays(tokens: Token[], today: WallDate): DayWords | undefined {
  const words: DayWords = {};
  for (const [index, token] of tokens.entries()) {
    const base = baseAt(tokens, index);
    if (base === 'unplaced' || (base && words.base)) return undefined;
    if (base) words.base = base;
    if (token.kind === 'weekday') {
      if (words.named) return undefined;
      words.named = token;
    }
    if (token.kind === 'week') words.week = token.offset;
    if (token.kind === 'month') words.month = token.offset;
    if (token.kind === 'year') words.year = token.year;
    if (token.kind === 'yearOffset') words.year = today.year + token.offset;
  }
  return words;
}

function baseAt(tokens: Token[], index: number): Base | 'unplaced' | undefined {
  const token = tokens[index];
  switch (token?.kind) {
    case 'day':
    case 'slash':
    case 'dayOfMonth':
    case 'inDays':
      return token;
    case 'number': {
      if (isHour(tokens, index)) return undefined;
      const before = tokens[index - 1]?.kind;
      const isDay = (before === 'the' || before === 'weekday') && token.value >= 1 && token.value <= 31;
      return isDay ? { kind: 'dayOfMonth', day: token.value } : 'unplaced';
    }
    default:
      return undefined;
  }
}

function candidatesOf(base: Base, words: DayWords, today: WallDate, locale: Locale): WallDate[] {
  switch (base.kind) {
    case 'inDays':
      return [addDays(today, base.days)];
    case 'dayOfMonth':
      return [dayOfMonth(base.day, words, today)];
    case 'day':
      return [inYear(base.month, base.day, base.year ?? words.year, today)];
    case 'slash':
      return slashOrders(base, locale).map(([month, day]) =>
        inYear(month, day, base.year ?? words.year, today),
      );
  }
}

/** Month and day: China writes the month first, Spain the day, and in English both are in use. */
function slashOrders(base: Extract<Base, { kind: 'slash' }>, locale: Locale): [number, number][] {
  const monthFirst: [number, number] = [base.first, base.second];
  const dayFirst: [number, number] = [base.second, base.first];
  const possible = [monthFirst, dayFirst].filter(
    ([month, day]) => month >= 1 && month <= 12 && day >= 1 && day <= 31,
  );
  const order = base.isDayFirst || locale === 'es' ? dayFirst : locale === 'zh' ? monthFirst : undefined;
  if (order && possible.includes(order)) return [order];
  return base.first === base.second ? possible.slice(0, 1) : possible;
}

function inYear(month: number, day: number, year: number | undefined, today: WallDate): WallDate {
  if (year !== undefined) return { year, month, day };
  const isOver = month < today.month || (month === today.month && day < today.day);
  return { year: isOver ? today.year + 1 : today.year, month, day };
}

/** "The 31st" is that of the first month that has one and has not passed it. */
function dayOfMonth(day: number, words: DayWords, today: WallDate): WallDate {
  if (words.month !== undefined) return inMonth(today, words.month, day);
  const ahead = [0, 1, 2].map((months) => inMonth(today, months, day));
  const next = ahead.find((date) => isRealDate(date) && compareDates(date, today) >= 0);
  return next ?? inMonth(today, 1, day);
}

function inMonth(today: WallDate, months: number, day: number): WallDate {
  const count = today.year * 12 + today.month - 1 + months;
  return { year: Math.floor(count / 12), month: (count % 12) + 1, day };
}

/** "Friday 20 November" said on the 23rd means three days ago when that was a Friday. */
function recentFit(date: WallDate, named: Named, words: DayWords, today: WallDate): WallDate | undefined {
  const { base } = words;
  if (base?.kind !== 'day' || base.year !== undefined || words.year !== undefined) return undefined;
  const earlier = { ...date, year: date.year - 1 };
  const isRecent = compareDates(earlier, addDays(today, -RECENT_DAYS)) >= 0;
  return isRecent && isRealDate(earlier) && weekdayOf(earlier) === named.weekday ? earlier : undefined;
}

function readWeekday(named: Named, weekOffset: number | undefined, today: WallDate): DaysReading {
  const week: Week = weekOffset ?? named.week;
  const ahead = (named.weekday - weekdayOf(today) + 7) % 7;
  const isLaterThisWeek = named.weekday > weekdayOf(today);
  const days = (...offsets: number[]): DaysReading => ({
    kind: 'days',
    days: offsets.map((offset) => addDays(today, offset)),
    why: 'which_week',
  });
  if (typeof week === 'number') return days(named.weekday - weekdayOf(today) + week * 7);
  switch (week) {
    case 'any':
      return ahead === 0 ? days(0, 7) : days(ahead);
    case 'this':
      return days(ahead);
    case 'coming':
      return days(ahead || 7);
    case 'next':
      return isLaterThisWeek ? days(ahead, ahead + 7) : days(ahead || 7);
  }
}

function asWeekday(value: number): Weekday {
  return WEEKDAYS[value - 1] ?? 7;
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const satisfies Weekday[];
