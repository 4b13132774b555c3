import type { Locale } from '../../domain/locale.ts';
import { type WallDate, type WallTime, weekdayOf } from '../../domain/time.ts';
import { t } from '../i18n.ts';

/** "Saturday 14 March" · 「3月14日 星期六」 · «sábado 14 de marzo»: a date never stands without its weekday. */
export function dateText(date: WallDate, locale: Locale): string {
  return t(locale, 'moment-date', {
    weekday: t(locale, `moment-weekday-${weekdayOf(date)}`),
    day: date.day,
    month: t(locale, `moment-month-${date.month}`),
  });
}

type ClockTime = Pick<WallTime, 'hour' | 'minute'>;

/** "2:30 pm" · 「下午2点半」 · «14:30»: the clock as neighbours say it. `after`: the time it follows. */
export function timeText(time: ClockTime, locale: Locale, after?: ClockTime): string {
  const isSamePart = after !== undefined && partOfDay(after.hour) === partOfDay(time.hour);
  return t(locale, clockKey(time.minute), {
    said: isSamePart ? 'again' : 'first',
    part: t(locale, partOfDay(time.hour)),
    hour24: time.hour,
    hour12: time.hour % 12 || 12,
    hourSaid: time.hour > 12 ? time.hour - 12 : time.hour,
    minute: String(time.minute).padStart(2, '0'),
  });
}

export function momentText(wall: WallTime, locale: Locale): string {
  return t(locale, 'moment-at', { date: dateText(wall, locale), time: timeText(wall, locale) });
}

/** Start and end; an end on another day is given with its date. */
export function spanText(start: WallTime, end: WallTime, locale: Locale): string {
  const isSameDay = start.year === end.year && start.month === end.month && start.day === end.day;
  const until = isSameDay ? timeText(end, locale, start) : momentText(end, locale);
  return t(locale, 'moment-span', { start: momentText(start, locale), end: until });
}

function clockKey(minute: number): string {
  if (minute === 0) return 'moment-clock-full';
  return minute === 30 ? 'moment-clock-half' : 'moment-clock';
}

function partOfDay(hour: number): string {
  if (hour < 6) return 'moment-part-night';
  if (hour < 12) return 'moment-part-morning';
  if (hour < 13) return 'moment-part-noon';
  return hour < 18 ? 'moment-part-afternoon' : 'moment-part-evening';
}
