/** A calendar day as people say it; `month` is 1 to 12. */
export interface WallDate {
  year: number;
  month: number;
  day: number;
}

/** What the clock on the wall of a place shows. It becomes an instant only together with a zone. */
export interface WallTime extends WallDate {
  hour: number;
  minute: number;
}

/** 1 is Monday, 7 is Sunday, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const WEEKDAYS = [7, 1, 2, 3, 4, 5, 6] as const satisfies Weekday[];

/** False for days that no calendar has, such as 31 April or 29 February 2027. */
export function isRealDate(date: WallDate): boolean {
  const real = new Date(utc(date));
  return real.getUTCMonth() + 1 === date.month && real.getUTCDate() === date.day;
}

export function weekdayOf(date: WallDate): Weekday {
  return WEEKDAYS[new Date(utc(date)).getUTCDay()] ?? 7;
}

/** A day written as yyyy-mm-dd. */
export function readDate(text: string | null): WallDate | undefined {
  const [year = 0, month = 0, day = 0] = text?.split('-').map(Number) ?? [];
  return text === null || !isRealDate({ year, month, day }) ? undefined : { year, month, day };
}

/** Negative when `a` comes first, zero when both are the same, positive otherwise. */
export function compareWall(a: WallTime, b: WallTime): number {
  return minutesOf(a) - minutesOf(b);
}

export function compareDates(a: WallDate, b: WallDate): number {
  return utc(a) - utc(b);
}

export function addDays(date: WallDate, days: number): WallDate {
  const moved = new Date(utc(date));
  moved.setUTCDate(moved.getUTCDate() + days);
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/** The same hour some days later. */
export function addDaysToWall(wall: WallTime, days: number): WallTime {
  return { ...addDays(wall, days), hour: wall.hour, minute: wall.minute };
}

/** Counts on the face of the clock: a clock change in between is not looked at. */
export function addMinutesToWall(wall: WallTime, minutes: number): WallTime {
  return wallAt(wall, wall.hour * 60 + wall.minute + minutes);
}

/** The wall time `minutes` after the midnight that begins `date`; 1440 and more fall on later days. */
export function wallAt(date: WallDate, minutes: number): WallTime {
  const days = Math.floor(minutes / MINUTES_PER_DAY);
  const rest = minutes - days * MINUTES_PER_DAY;
  return { ...addDays(date, days), hour: Math.floor(rest / 60), minute: rest % 60 };
}

const MINUTES_PER_DAY = 24 * 60;

function minutesOf(wall: WallTime): number {
  return utc(wall) / 60_000 + wall.hour * 60 + wall.minute;
}

function utc(date: WallDate): number {
  return Date.UTC(date.year, date.month - 1, date.day);
}
