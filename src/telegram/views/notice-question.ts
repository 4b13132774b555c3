import type { InlineKeyboardButton } from 'grammy/types';
import type { Locale } from '../../domain/locale.ts';
import { MEETING_FIELDS, type MeetingField } from '../../domain/meeting.ts';
import type { WallDate, WallTime } from '../../domain/time.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { t } from '../i18n.ts';
import { dateText, momentText, spanText } from './moment.ts';

/** What a staff wizard can ask for. */
export type Question = MeetingField | 'end' | 'confirm' | 'reason';
export type WizardTask = 'compose' | 'move' | 'cancel';

/** The question for one field of a notice; `isNumbered` says how many there are. */
export function fieldQuestion(field: MeetingField, isNumbered: boolean, locale: Locale): Content {
  const step = MEETING_FIELDS.indexOf(field) + 1;
  const lead = isNumbered ? `${t(locale, 'compose-step', { step, total: MEETING_FIELDS.length })}\n` : '';
  return { text: lead + fieldWords(field, locale) };
}

function fieldWords(field: MeetingField, locale: Locale): string {
  switch (field) {
    case 'title':
      return t(locale, 'compose-ask-title');
    case 'when':
      return t(locale, 'compose-ask-when');
    case 'place':
      return t(locale, 'compose-ask-place');
    case 'toDecide':
      return t(locale, 'compose-ask-items');
    case 'contact':
      return t(locale, 'compose-ask-contact');
  }
}

export function reasonQuestion(task: WizardTask, locale: Locale): Content {
  switch (task) {
    case 'compose':
      return { text: t(locale, 'compose-ask-reason') };
    case 'move':
      return { text: t(locale, 'move-ask-reason') };
    case 'cancel':
      return { text: t(locale, 'cancel-ask-reason') };
  }
}

const USUAL_MINUTES = [60, 90, 120];

/** A meeting without an end: until when? The usual lengths are one tap away. */
export function endQuestion(start: WallTime, locale: Locale): Content {
  return {
    text: t(locale, 'when-ask-end', { moment: momentText(start, locale) }),
    keyboard: USUAL_MINUTES.map((minutes) => [
      button(t(locale, 'when-hours', { hours: minutes / 60 }), 'wizard', 'end', minutes),
    ]),
  };
}

export function confirmQuestion(start: WallTime, end: WallTime, locale: Locale): Content {
  return {
    text: t(locale, 'when-confirm', { span: spanText(start, end, locale) }),
    keyboard: [
      [
        button(t(locale, 'wizard-yes'), 'wizard', 'confirm', 'yes'),
        button(t(locale, 'wizard-no'), 'wizard', 'confirm', 'no'),
      ],
    ],
  };
}

/** More than one moment is possible: every one as a button. */
export function momentChoice(
  choices: WallTime[],
  lengthMinutes: number | undefined,
  locale: Locale,
): Content {
  return {
    text: t(locale, 'when-which'),
    keyboard: choices.map((choice) => [momentButton(choice, lengthMinutes, locale)]),
  };
}

export function dayChoice(choices: WallDate[], locale: Locale): Content {
  return { text: t(locale, 'when-which'), keyboard: choices.map((choice) => [dayButton(choice, locale)]) };
}

export interface Mismatch {
  date: WallDate;
  nearest: WallDate;
  time?: { hour: number; minute: number };
  lengthMinutes?: number;
}

/** The weekday does not fit the date: which of the two was meant? */
export function mismatchChoice({ date, nearest, time, lengthMinutes }: Mismatch, locale: Locale): Content {
  return {
    text: t(locale, 'when-mismatch', { date: dateText(date, locale) }),
    keyboard: [date, nearest].map((day) => [
      time ? momentButton({ ...day, ...time }, lengthMinutes, locale) : dayButton(day, locale),
    ]),
  };
}

function momentButton(
  choice: WallTime,
  lengthMinutes: number | undefined,
  locale: Locale,
): InlineKeyboardButton {
  const stamp = `${stampOfDay(choice)}${twoDigits(choice.hour)}${twoDigits(choice.minute)}`;
  return button(momentText(choice, locale), 'wizard', 'when', stamp, lengthMinutes ?? 0);
}

function dayButton(choice: WallDate, locale: Locale): InlineKeyboardButton {
  return button(dateText(choice, locale), 'wizard', 'day', stampOfDay(choice));
}

function stampOfDay({ year, month, day }: WallDate): string {
  return `${year}${twoDigits(month)}${twoDigits(day)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
