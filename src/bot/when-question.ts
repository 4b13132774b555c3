import type { Locale } from '../domain/locale.ts';
import { type WallDate, type WallTime, addMinutesToWall, compareDates, isRealDate } from '../domain/time.ts';
import type { Content } from '../telegram/effect.ts';
import { t } from '../telegram/i18n.ts';
import { dateText, momentText } from '../telegram/views/moment.ts';
import { dayChoice, mismatchChoice, momentChoice } from '../telegram/views/notice-question.ts';
import { type MomentReading, understandMoment } from '../text/dates.ts';
import { wallToInstant } from '../text/zones.ts';

/** What came of an answer to "when": a moment, or a question back with what is already known in words. */
export type WhenHeard =
  | { kind: 'moment'; start: WallTime; end?: WallTime }
  | { kind: 'ask'; content: Content; words?: string };

export interface WhenSetting {
  locale: Locale;
  zone: string;
  now: Date;
}

/** Reads typed words, alone or together with those of the try before. */
export function hearWhen(text: string, wordsBefore: string | undefined, setting: WhenSetting): WhenHeard {
  const alone = understandMoment(text, setting);
  const joined = wordsBefore ? `${wordsBefore} ${text}` : text;
  const reading = isWhole(alone) || !wordsBefore ? alone : understandMoment(joined, setting);
  return answerTo(reading, reading === alone ? text : joined, setting);
}

/** A pressed moment, `yyyymmddhhmm` and a length in minutes (0 if none was given). */
export function hearPickedMoment(stamp: string, length: string, setting: WhenSetting): WhenHeard | undefined {
  const date = readDay(stamp.slice(0, 8));
  const [, hour, minute] = /^\d{8}([01]\d|2[0-3])([0-5]\d)$/.exec(stamp) ?? [];
  if (!date || hour === undefined || minute === undefined) return undefined;
  const start = { ...date, hour: Number(hour), minute: Number(minute) };
  if (wallToInstant(start, setting.zone) <= setting.now)
    return answerTo({ kind: 'past', start }, '', setting);
  const minutes = readMinutes(length);
  return { kind: 'moment', start, ...(minutes > 0 && { end: addMinutesToWall(start, minutes) }) };
}

/** A pressed day, `yyyymmdd`: the hour is asked for next. */
export function hearPickedDay(stamp: string, setting: WhenSetting): WhenHeard | undefined {
  const date = readDay(stamp);
  if (!date) return undefined;
  const words = `${stamp.slice(0, 4)}-${stamp.slice(4, 6)}-${stamp.slice(6, 8)}`;
  return answerTo({ kind: 'missing_time', date }, words, setting);
}

const LONGEST_MINUTES = 24 * 60;

/** Minutes from a button; anything that no button of ours says is 0. */
export function readMinutes(text: string): number {
  const minutes = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return minutes <= LONGEST_MINUTES ? minutes : 0;
}

/** A day from a button, `yyyymmdd`; undefined for anything that no button of ours says. */
export function readDay(stamp: string): WallDate | undefined {
  if (!/^2\d{7}$/.test(stamp)) return undefined;
  const date = {
    year: Number(stamp.slice(0, 4)),
    month: Number(stamp.slice(4, 6)),
    day: Number(stamp.slice(6, 8)),
  };
  return isRealDate(date) ? date : undefined;
}

/** Readings that need nothing of an earlier try. */
function isWhole({ kind }: MomentReading): boolean {
  return kind === 'understood' || kind === 'ambiguous' || kind === 'past' || kind === 'weekday_mismatch';
}

function answerTo(reading: MomentReading, words: string, { locale }: WhenSetting): WhenHeard {
  const ask = (content: Content) => ({ kind: 'ask' as const, content });
  switch (reading.kind) {
    case 'understood':
      return { kind: 'moment', start: reading.start, ...(reading.end && { end: reading.end }) };
    case 'ambiguous':
      return ask(momentChoice(reading.choices, reading.lengthMinutes, locale));
    case 'ambiguous_date':
      return ask(dayChoice(reading.choices, locale));
    case 'weekday_mismatch':
      return ask(mismatchChoice(reading, locale));
    case 'missing_time': {
      const text = t(locale, 'when-missing-time', { date: dateText(reading.date, locale) });
      return { ...ask({ text }), words };
    }
    case 'missing_date':
      return { ...ask({ text: t(locale, 'when-missing-date') }), words };
    case 'past':
      return ask({ text: pastText(reading.start, locale) });
    case 'nonexistent':
      return ask({
        text: t(locale, reading.why === 'no_such_date' ? 'when-no-such-date' : 'when-clock-change'),
      });
    case 'end_before_start':
      return ask({ text: t(locale, 'when-end-before-start') });
    case 'not_understood':
      return ask({ text: t(locale, 'when-not-understood') });
  }
}

function pastText(start: WallTime, locale: Locale): string {
  const isWholeDay = start.hour === 0 && start.minute === 0;
  if (isWholeDay) return t(locale, 'when-past-day', { date: dateText(start, locale) });
  return t(locale, 'when-past', { moment: momentText(start, locale) });
}

/** What came of an answer to "which day": a day, or a question back. */
export type DayHeard = { kind: 'day'; day: WallDate } | { kind: 'ask'; content: Content };

/** Reads typed words as a day; an hour said with it is let go. */
export function hearDay(text: string, setting: WhenSetting): DayHeard {
  const { locale } = setting;
  const ask = (key: string) => ({ kind: 'ask' as const, content: { text: t(locale, key) } });
  const reading = understandMoment(text, setting);
  switch (reading.kind) {
    case 'understood':
      return { kind: 'day', day: dayOf(reading.start) };
    case 'missing_time':
      return { kind: 'day', day: reading.date };
    case 'ambiguous': {
      const days = reading.choices.map(dayOf);
      const [first, ...others] = days.filter(
        (day, at) => days.findIndex((one) => compareDates(one, day) === 0) === at,
      );
      if (first && others.length === 0) return { kind: 'day', day: first };
      return { kind: 'ask', content: dayChoice(first ? [first, ...others] : [], locale) };
    }
    case 'ambiguous_date':
      return { kind: 'ask', content: dayChoice(reading.choices, locale) };
    case 'weekday_mismatch':
      return {
        kind: 'ask',
        content: mismatchChoice({ date: reading.date, nearest: reading.nearest }, locale),
      };
    case 'past':
      return {
        kind: 'ask',
        content: { text: t(locale, 'when-day-past', { date: dateText(reading.start, locale) }) },
      };
    case 'nonexistent':
      return ask('when-day-nonexistent');
    default:
      return ask('when-day-unclear');
  }
}

function dayOf({ year, month, day }: WallDate): WallDate {
  return { year, month, day };
}
