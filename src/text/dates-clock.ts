import type { ClockToken, Part, Token } from './dates-tokens.ts';

const DAY = 24 * 60;
/** A meeting may run past midnight, but not into the next morning. */
const LATEST_END = DAY + 3 * 60;
/** A longer one is a slip of the finger. */
const LONGEST_MINUTES = 12 * 60;
/** From 9 to 12 both clocks agree: the other reading is late at night. */
const FIRST_PLAIN_HOUR = 9;
const MOST_HOURS_WITHOUT_AT = 6;

/** First and last minute of the day that each part can mean, both included. */
const RANGES: Record<Part, [number, number]> = {
  am: [0, 719],
  pm: [720, 1439],
  dawn: [0, 419],
  morning: [60, 779],
  noon: [660, 899],
  afternoon: [720, 1319],
  dusk: [960, 1259],
  evening: [1020, DAY],
};

/** An hour as written, with everything around it that narrows it down. */
export interface Clock {
  hour: number;
  minute: number;
  is24: boolean;
  parts: Part[];
}

export interface ClockWords {
  start?: Clock;
  end?: Clock;
  durationMinutes?: number;
}

export interface StartReading {
  /** Minutes after midnight. */
  minute: number;
  /** Length of the meeting, if an end was given. */
  lengthMinutes?: number;
}

/**
 * Collects the one or two hours, the parts of the day and the length from the words.
 * Undefined when they do not make one time, such as two hours that nothing joins.
 * With `isEnd` a bare number is an hour, since only the end is asked for.
 */
export function collectClocks(tokens: Token[], isEnd = false): ClockWords | undefined {
  const clocks: Clock[] = [];
  const waiting: Part[] = [];
  const lengths: number[] = [];
  let isLinked = false;
  for (const [index, token] of tokens.entries()) {
    const clock = clockAt(tokens, index, isEnd);
    if (clock) {
      if (clocks.length > 0 !== isLinked && !(isEnd && clocks.length === 0)) return undefined;
      clocks.push({ ...clock, parts: [...clock.parts, ...waiting.splice(0)] });
      isLinked = false;
      continue;
    }
    if (token.kind === 'duration') lengths.push(token.minutes);
    if (token.kind === 'hours') lengths.push(token.hour * 60 + token.minute);
    if (token.kind === 'part') partsFor(tokens, index, clocks, waiting).push(token.part);
    if (token.kind === 'link') isLinked = clocks.length > 0 || (!token.isSign && isHourNext(tokens, index));
    if (token.kind === 'at' && token.mayLink && clocks.length > 0) isLinked = true;
  }
  return arrange(clocks, waiting, lengths);
}

/** A part right after an hour belongs to it, any other waits for the next hour. */
function partsFor(tokens: Token[], index: number, clocks: Clock[], waiting: Part[]): Part[] {
  const before = tokens[index - 1]?.kind;
  const isAfterHour = before === 'clock' || before === 'number' || before === 'hours' || before === 'part';
  const last = clocks.at(-1);
  return isAfterHour && last && waiting.length === 0 ? last.parts : waiting;
}

function arrange(clocks: Clock[], waiting: Part[], lengths: number[]): ClockWords | undefined {
  const [start, end, third] = clocks;
  const [durationMinutes = 0, secondLength] = lengths;
  if (third || secondLength !== undefined || (end && durationMinutes > 0)) return undefined;
  if (durationMinutes > LONGEST_MINUTES) return undefined;
  start?.parts.push(...waiting);
  return { ...(start && { start }), ...(end && { end }), ...(durationMinutes > 0 && { durationMinutes }) };
}

function clockAt(tokens: Token[], index: number, isEnd: boolean): Clock | undefined {
  const token = tokens[index];
  const before = tokens[index - 1];
  if (token?.kind === 'clock') return fromToken(token);
  if (token?.kind === 'hours') {
    const isHour = before?.kind === 'at' || before?.kind === 'link' || token.hour > MOST_HOURS_WITHOUT_AT;
    return isHour ? { hour: token.hour, minute: token.minute, is24: true, parts: [] } : undefined;
  }
  if (token?.kind === 'number' && isHour(tokens, index, isEnd)) {
    return { hour: token.value, minute: 0, is24: false, parts: [] };
  }
  return undefined;
}

function fromToken({ hour, minute, is24, part }: ClockToken): Clock {
  return { hour, minute, is24, parts: part ? [part] : [] };
}

/** Whether the bare number there is an hour and not the day of a month. */
export function isHour(tokens: Token[], index: number, isEnd = false): boolean {
  const token = tokens[index];
  if (token?.kind !== 'number' || token.value > 24) return false;
  const before = tokens[index - 1]?.kind;
  const after = tokens[index + 1]?.kind;
  if (isEnd || before === 'at' || after === 'part') return true;
  if (after === 'link' && isHourNext(tokens, index + 1)) return true;
  if (before === 'link') return tokens.slice(0, index - 1).some((other) => isTimeWord(other));
  return before === 'day' || before === 'slash' || before === 'dayOfMonth' || before === 'inDays';
}

function isHourNext(tokens: Token[], index: number): boolean {
  const next = tokens.slice(index + 1).find((token) => token.kind !== 'at' && token.kind !== 'part');
  return next !== undefined && isTimeWord(next);
}

function isTimeWord(token: Token): boolean {
  return token.kind === 'clock' || token.kind === 'number' || token.kind === 'hours';
}

/**
 * The starts that the words allow, each with its length; more than one when the half of the day is open.
 * Empty when the words contradict each other ("下午 9 点" is fine, "3 in the evening" is not).
 */
export function readStarts({ start, end, durationMinutes }: ClockWords): StartReading[] | 'end_before_start' {
  if (!start) return [];
  if (!end) {
    return narrow(start).map((minute) => ({
      minute,
      ...(durationMinutes && { lengthMinutes: durationMinutes }),
    }));
  }
  const isWritten24 =
    (start.parts.length === 0 && start.hour > 12) || (end.parts.length === 0 && end.hour > 12);
  const from = isWritten24 ? { ...start, is24: true } : start;
  const until = isWritten24 ? { ...end, is24: true } : end;
  const starts = until.parts.length > 0 ? wide(from) : narrow(from);
  const readings = starts.flatMap((minute) => {
    const endMinute = nextEnd(until, minute);
    return endMinute === undefined ? [] : [{ minute, lengthMinutes: endMinute - minute }];
  });
  if (readings.length === 0 && starts.length > 0 && wide(until).length > 0) return 'end_before_start';
  return until.parts.length > 0 ? shortest(readings) : readings;
}

/** The end in minutes after the midnight before the start; undefined when it would not be after the start. */
export function nextEnd(end: Clock, startMinute: number): number | undefined {
  const candidates = wide(end).flatMap((minute) => [minute, minute + DAY]);
  const later = candidates.filter((minute) => minute > startMinute && minute <= LATEST_END);
  return later.length > 0 ? Math.min(...later) : undefined;
}

/** "From 2 to 4 pm" is two hours long, not fourteen. */
function shortest(readings: StartReading[]): StartReading[] {
  return readings.toSorted((a, b) => (a.lengthMinutes ?? 0) - (b.lengthMinutes ?? 0)).slice(0, 1);
}

/** What a start can mean: a bare 9 to 12 is taken as written, a bare 1 to 8 may be morning or evening. */
function narrow(clock: Clock): number[] {
  const minutes = wide(clock).filter((minute) => minute < DAY);
  const isPlain = clock.parts.length === 0 && clock.hour >= FIRST_PLAIN_HOUR;
  return isPlain ? minutes.slice(0, 1) : minutes;
}

/** Every minute of the day that the hour can mean with its parts, earliest first; 1440 is its end. */
function wide({ hour, minute, is24, parts }: Clock): number[] {
  const written = hour * 60 + minute;
  if (hour > 12 || hour === 0) return [written].filter((value) => fits(value, parts));
  if (parts.length === 0 && is24) return [written];
  const noon = hour === 12 ? [written, minute, DAY + minute] : [written, written + DAY / 2];
  return noon.filter((value) => (parts.length > 0 ? fits(value, parts) : value < DAY));
}

function fits(minute: number, parts: Part[]): boolean {
  return parts.every((part) => minute >= RANGES[part][0] && minute <= RANGES[part][1]);
}
