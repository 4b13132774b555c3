import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Locale } from '../../domain/locale.ts';
import { type Notice, isAnotherTime } from '../../domain/notice.ts';
import type { ReminderSlot } from '../../domain/reminder.ts';
import { RSVP_CHOICES, type RsvpChoice, type RsvpStatus } from '../../domain/rsvp.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { t } from '../i18n.ts';
import { momentText, spanText } from './moment.ts';

const NUMBERS = ['①', '②', '③', '④', '⑤'];

/** The notice as people get it, with their own answer ticked. */
export function noticeContent(notice: Notice, locale: Locale, answer?: RsvpStatus): Content {
  return { ...noticeText(notice, locale), keyboard: noticeKeyboard(notice, locale, answer) };
}

/** The words of the notice without its buttons: what a preview shows. */
export function noticeText(notice: Notice, locale: Locale): Content {
  const [headline, ...lines] =
    notice.status === 'cancelled' ? cancelled(notice, locale) : open(notice, locale);
  return firstLineBold(headline ?? '', lines);
}

/** What a calendar entry says besides title, time and place. */
export function calendarDescription({ details, reason: why }: Notice, locale: Locale): string {
  return [
    ...(why ? [t(locale, 'notice-reason', { reason: why })] : []),
    ...details.toDecide.map((item, index) => `${NUMBERS[index] ?? ''} ${item}`),
    t(locale, 'notice-questions', { contact: details.contact }),
  ].join('\n');
}

/** What is said before the meeting to those who may come. */
export function reminderContent(notice: Notice, slot: ReminderSlot, locale: Locale): Content {
  const variables = { moment: momentText(notice.details.start, locale), title: notice.details.title };
  const headline =
    slot === 'day_before'
      ? t(locale, 'reminder-tomorrow', variables)
      : t(locale, 'reminder-today', variables);
  return {
    ...firstLineBold(headline, [notice.details.place]),
    keyboard: choiceButtons(notice, locale, undefined).map((choice) => [choice]),
  };
}

function firstLineBold(headline: string, lines: string[]): Content {
  const { text, entities } = fmt`${FormattedString.bold(headline)}\n${lines.join('\n')}`;
  return { text, entities };
}

function open(notice: Notice, locale: Locale): string[] {
  const { details, counts } = notice;
  const items = details.toDecide.map((item, index) => `${NUMBERS[index] ?? ''} ${item}`).join(' ');
  return [
    ...moved(notice, locale),
    details.title,
    `${capitalised(spanText(details.start, details.end, locale))} · ${details.place}`,
    t(locale, 'notice-to-decide', { items }),
    t(locale, 'notice-everyone'),
    t(locale, 'notice-questions', { contact: details.contact }),
    ...(notice.change === 'published' ? reason(notice, locale) : []),
    ...(counts.going + counts.maybe > 0
      ? [t(locale, 'notice-counts', { going: counts.going, maybe: counts.maybe })]
      : []),
  ];
}

function moved(notice: Notice, locale: Locale): string[] {
  const { change, details, before } = notice;
  if (change !== 'moved' || !before) return [];
  const lines: string[] = [];
  if (isAnotherTime(before, details)) {
    const now = spanText(details.start, details.end, locale);
    lines.push(t(locale, 'notice-moved-when', { now, before: momentText(before.start, locale) }));
  }
  if (before.place !== details.place) {
    lines.push(t(locale, 'notice-moved-place', { place: details.place, before: before.place }));
  }
  return [...lines, ...reason(notice, locale), t(locale, 'notice-answer-again')];
}

function reason({ change, reason: why }: Notice, locale: Locale): string[] {
  if (!why) return [];
  return [t(locale, change === 'published' ? 'notice-short-notice' : 'notice-reason', { reason: why })];
}

function cancelled(notice: Notice, locale: Locale): string[] {
  const { details } = notice;
  return [
    t(locale, 'notice-cancelled', { title: details.title }),
    t(locale, 'notice-cancelled-was', { moment: momentText(details.start, locale) }),
    ...reason(notice, locale),
    t(locale, 'notice-questions', { contact: details.contact }),
  ];
}

function noticeKeyboard(
  notice: Notice,
  locale: Locale,
  answer: RsvpStatus | undefined,
): InlineKeyboardButton[][] {
  const isOff = notice.status === 'cancelled';
  const label = t(locale, isOff ? 'notice-remove-from-calendar' : 'notice-add-to-calendar');
  const calendar = [button(label, 'meeting', 'calendar', notice.code)];
  if (isOff) return [calendar];
  return [...choiceButtons(notice, locale, answer).map((choice) => [choice]), calendar];
}

function choiceButtons(
  notice: Notice,
  locale: Locale,
  answer: RsvpStatus | undefined,
): InlineKeyboardButton[] {
  return RSVP_CHOICES.map((choice) => {
    const tick = choice === answer ? '✔ ' : '';
    return button(`${tick}${choiceLabel(choice, locale)}`, 'rsvp', choice, notice.code, notice.version);
  });
}

function choiceLabel(choice: RsvpChoice, locale: Locale): string {
  switch (choice) {
    case 'going':
      return t(locale, 'rsvp-going');
    case 'maybe':
      return t(locale, 'rsvp-maybe');
    case 'declined':
      return t(locale, 'rsvp-declined');
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
