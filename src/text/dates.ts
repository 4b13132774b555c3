import type { Locale } from '../domain/locale.ts';
import type { WallDate, WallTime, Weekday } from '../domain/time.ts';
import { addDays, addMinutesToWall, compareDates, compareWall, wallAt, weekdayOf } from '../domain/time.ts';
import type { StartReading } from './dates-clock.ts';
import { collectClocks, nextEnd, readStarts } from './dates-clock.ts';
import type { DaysReading } from './dates-days.ts';
import { readDays } from './dates-days.ts';
import { scanMoment } from './dates-scan.ts';
import type { Token } from './dates-tokens.ts';
import { instantToWall, isSkipped, wallToInstant } from './zones.ts';

export type Doubt = 'day_or_month' | 'am_or_pm' | 'which_week';

/** What a person's words for a day and an hour mean, or what has to be asked. */
export type MomentReading =
  | { kind: 'understood'; start: WallTime; end?: WallTime }
  /** Several starts are possible, earliest first; `lengthMinutes` if an end was given. */
  | { kind: 'ambiguous'; choices: WallTime[]; why: Doubt; lengthMinutes?: number }
  /** Several days are possible and the hour is still missing. */
  | { kind: 'ambiguous_date'; choices: WallDate[]; why: Doubt }
  | { kind: 'missing_time'; date: WallDate }
  | { kind: 'missing_date' }
  /** The date falls on `actual`; `nearest` is the closest coming day that is `said`. Hours only if certain. */
  | {
      kind: 'weekday_mismatch';
      date: WallDate;
      said: Weekday;
      actual: Weekday;
      nearest: WallDate;
      time?: { hour: number; minute: number };
      lengthMinutes?: number;
    }
  /** A past day without an hour is given as its midnight. */
  | { kind: 'past'; start: WallTime }
  | { kind: 'nonexistent'; why: 'no_such_date'; date: WallDate }
  | { kind: 'nonexistent'; why: 'clock_change'; wall: WallTime }
  | { kind: 'end_before_start'; start: WallTime }
  | { kind: 'not_understood' };

export type EndReading =
  | { kind: 'understood'; end: WallTime }
  | { kind: 'end_before_start' }
  | { kind: 'nonexistent'; why: 'clock_change'; wall: WallTime }
  | { kind: 'not_understood' };

/**
 * Reads "5月3日晚上7点", "Sat 14 March 2:30-4 pm", "el 3 de mayo a las 19:00". All three languages are read,
 * the person's own first. Nothing is guessed: a word that is not known, an hour from 1 to 8 without its half
 * of the day, or "5/12" in English lead to a question. A day without a year is the next one ahead. Words of a
 * first try and of the reply to a question may be joined with a space and read again.
 */
export function understandMoment(
  text: string,
  { locale, zone, now }: { locale: Locale; zone: string; now: Date },
): MomentReading {
  const tokens = scanMoment(text, locale);
  const clocks = tokens && collectClocks(tokens);
  if (!tokens?.some(saysSomething) || !clocks) return { kind: 'not_understood' };
  const today = instantToWall(now, zone);
  const days = readDays(tokens, today, locale);
  if (days.kind === 'not_understood') return days;
  if (days.kind === 'no_such_date') return { kind: 'nonexistent', why: 'no_such_date', date: days.date };
  const starts = readStarts(clocks);
  if (starts === 'end_before_start')
    return endBeforeStart(days, clocks.start?.hour ?? 0, clocks.start?.minute ?? 0);
  if (clocks.start && starts.length === 0) return { kind: 'not_understood' };
  if (days.kind === 'none') return { kind: 'missing_date' };
  if (days.kind === 'mismatch') return mismatch(days, starts, today);
  return starts.length === 0 ? withoutTime(days, today) : combine(days, starts, zone, now);
}

/**
 * Reads when something that begins at `start` ends: "9点", "16:00", "hasta las 9 de la noche", or how long
 * it lasts: "2 hours", "两个小时", "hora y media". The hour is the first of its name after the start.
 */
export function understandEnd(
  text: string,
  { locale, start, zone }: { locale: Locale; start: WallTime; zone: string },
): EndReading {
  const tokens = scanMoment(text, locale);
  const clocks = tokens && collectClocks(tokens, true);
  if (!tokens || !clocks) return { kind: 'not_understood' };
  if (clocks.durationMinutes) return afterMinutes(start, clocks.durationMinutes, zone);
  const clock = clocks.end ?? clocks.start;
  if (!clock) return { kind: 'not_understood' };
  if (!isSameDay(tokens, start, locale)) return { kind: 'not_understood' };
  const minute = nextEnd(clock, start.hour * 60 + start.minute);
  return minute === undefined ? { kind: 'end_before_start' } : realEnd(wallAt(start, minute), zone);
}

function isSameDay(tokens: Token[], start: WallTime, locale: Locale): boolean {
  const withoutHours = tokens.filter((token) => token.kind !== 'number');
  const days = readDays(withoutHours, start, locale);
  return (
    days.kind === 'none' || (days.kind === 'days' && days.days.some((day) => compareDates(day, start) === 0))
  );
}

function afterMinutes(start: WallTime, minutes: number, zone: string): EndReading {
  const end = new Date(wallToInstant(start, zone).getTime() + minutes * 60_000);
  return { kind: 'understood', end: instantToWall(end, zone) };
}

function realEnd(end: WallTime, zone: string): EndReading {
  return isSkipped(end, zone)
    ? { kind: 'nonexistent', why: 'clock_change', wall: end }
    : { kind: 'understood', end };
}

/** Words such as "to" and "at" say nothing by themselves. */
function saysSomething({ kind }: Token): boolean {
  return kind !== 'link' && kind !== 'at' && kind !== 'the';
}

type Days = Extract<DaysReading, { kind: 'days' }>;
type Mismatch = Extract<DaysReading, { kind: 'mismatch' }>;

function withoutTime({ days, why }: Days, today: WallDate): MomentReading {
  const ahead = days.filter((day) => compareDates(day, today) >= 0).toSorted(compareDates);
  const [date, ...others] = ahead;
  if (!date) return { kind: 'past', start: wallAt(days[0] ?? today, 0) };
  if (others.length === 0) return { kind: 'missing_time', date: onlyDate(date) };
  return { kind: 'ambiguous_date', choices: ahead.map(onlyDate), why };
}

function combine({ days, why }: Days, starts: StartReading[], zone: string, now: Date): MomentReading {
  const all = days.flatMap((day) =>
    starts.map((start) => ({ start: wallAt(day, start.minute), ...lengthOf(start) })),
  );
  const real = all.filter(({ start }) => !isSkipped(start, zone));
  const ahead = real.filter(({ start }) => wallToInstant(start, zone) > now);
  const [first, ...others] = ahead.toSorted((a, b) => compareWall(a.start, b.start));
  if (first && others.length === 0) return single(first, zone);
  if (!first) return none(all[0]?.start, real[0]?.start);
  const choices = [first, ...others].map(({ start }) => start);
  const isOneDay = choices.every((choice) => compareDates(choice, first.start) === 0);
  return { kind: 'ambiguous', choices, why: isOneDay ? 'am_or_pm' : why, ...lengthOf(first) };
}

function single(
  { start, lengthMinutes }: { start: WallTime; lengthMinutes?: number },
  zone: string,
): MomentReading {
  if (lengthMinutes === undefined) return { kind: 'understood', start };
  const end = addMinutesToWall(start, lengthMinutes);
  if (isSkipped(end, zone)) return { kind: 'nonexistent', why: 'clock_change', wall: end };
  return { kind: 'understood', start, end };
}

function none(wanted: WallTime | undefined, past: WallTime | undefined): MomentReading {
  if (past) return { kind: 'past', start: past };
  return wanted ? { kind: 'nonexistent', why: 'clock_change', wall: wanted } : { kind: 'not_understood' };
}

function mismatch({ date, said }: Mismatch, starts: StartReading[], today: WallDate): MomentReading {
  const actual = weekdayOf(date);
  const after = (said - actual + 7) % 7;
  const closest = addDays(date, after <= 3 ? after : after - 7);
  const nearest = compareDates(closest, today) >= 0 ? closest : addDays(date, after);
  const [only, ...others] = starts;
  const isCertain = only !== undefined && others.length === 0;
  const time = isCertain && {
    time: { hour: Math.floor(only.minute / 60), minute: only.minute % 60 },
    ...lengthOf(only),
  };
  return { kind: 'weekday_mismatch', date: onlyDate(date), said, actual, nearest, ...time };
}

function endBeforeStart(days: DaysReading, hour: number, minute: number): MomentReading {
  if (days.kind !== 'days' || !days.days[0]) return { kind: 'not_understood' };
  return { kind: 'end_before_start', start: wallAt(days.days[0], hour * 60 + minute) };
}

function lengthOf({ lengthMinutes }: { lengthMinutes?: number }): { lengthMinutes?: number } {
  return lengthMinutes === undefined ? {} : { lengthMinutes };
}

function onlyDate({ year, month, day }: WallDate): WallDate {
  return { year, month, day };
}
