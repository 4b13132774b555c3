import type { Locale } from '../../domain/locale.ts';
import type { Notice } from '../../domain/notice.ts';
import type { RsvpChoice, RsvpStatus } from '../../domain/rsvp.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { t } from '../i18n.ts';
import { dateText, momentText } from './moment.ts';

/** What follows a person's answer. */
export function rsvpReply(notice: Notice, choice: RsvpChoice, locale: Locale): Content {
  return { text: replyText(notice, choice, locale) };
}

function replyText(notice: Notice, choice: RsvpChoice, locale: Locale): string {
  switch (choice) {
    case 'going':
      return t(locale, 'rsvp-see-you', { moment: momentText(notice.details.start, locale) });
    case 'maybe':
      return t(locale, 'rsvp-maybe-noted');
    case 'declined':
      return t(locale, 'rsvp-declined-noted', { contact: notice.details.contact });
  }
}

/** An answer for a time that no longer holds: the new one, and the question again. */
export function rsvpMoved(notice: Notice, locale: Locale): Content {
  const { code, version, details } = notice;
  const why = notice.reason ? `\n${t(locale, 'notice-reason', { reason: notice.reason })}` : '';
  const moment = momentText(details.start, locale);
  return {
    text: `${t(locale, 'rsvp-moved', { moment, place: details.place })}${why}\n${t(locale, 'rsvp-can-you-still')}`,
    keyboard: [
      [
        button(
          t(locale, 'rsvp-yes-then', { date: dateText(details.start, locale) }),
          'rsvp',
          'going',
          code,
          version,
        ),
      ],
      [button(t(locale, 'rsvp-declined'), 'rsvp', 'declined', code, version)],
    ],
  };
}

export function rsvpOver(notice: Notice, locale: Locale): Content {
  return { text: t(locale, 'rsvp-over', { moment: momentText(notice.details.start, locale) }) };
}

/** Whoever has not agreed to anything being stored is asked to join first. */
export function rsvpNeedsJoining(communityCode: string, locale: Locale): Content {
  return {
    text: t(locale, 'rsvp-needs-joining'),
    keyboard: [[button(t(locale, 'rsvp-join'), 'join', 'in', communityCode)]],
  };
}

/** "You said: I'll come", or that the person is asked again. Empty when they have not answered. */
export function ownAnswer(answer: RsvpStatus | undefined, locale: Locale): string {
  switch (answer) {
    case undefined:
      return '';
    case 'going':
      return t(locale, 'rsvp-own-going');
    case 'maybe':
      return t(locale, 'rsvp-own-maybe');
    case 'declined':
      return t(locale, 'rsvp-own-declined');
    case 'to_confirm':
      return t(locale, 'rsvp-own-to-confirm');
  }
}
