import type { InlineKeyboardButton } from 'grammy/types';
import { LOCALES, type Locale } from '../../domain/locale.ts';
import { MEETING_FIELDS, type MeetingField } from '../../domain/meeting.ts';
import type { LeadTime, Notice } from '../../domain/notice.ts';
import type { RsvpStatus } from '../../domain/rsvp.ts';
import type { WallTime } from '../../domain/time.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { t, type Translate } from '../i18n.ts';
import { dateText, momentText } from './moment.ts';
import { noticeText } from './notice.ts';
import type { WizardTask } from './notice-question.ts';
import { ownAnswer } from './rsvp.ts';

export interface ListedMeeting {
  code: string;
  title: string;
  start: WallTime;
  answer: RsvpStatus | undefined;
}

/** The coming meetings with one's own answers, each with its button. */
export function meetingList(meetings: ListedMeeting[], locale: Locale): Content {
  if (meetings.length === 0) return { text: t(locale, 'meetings-none') };
  const lines = meetings.map(({ title, start, answer }, index) => {
    const said = ownAnswer(answer, locale);
    return `${index + 1}. ${momentText(start, locale)}\n${title}${said && `\n${said}`}`;
  });
  return {
    text: [t(locale, 'meetings-coming'), ...lines].join('\n\n'),
    keyboard: meetings.map(({ code, start }, index) => [
      button(
        t(locale, 'meetings-open', { number: index + 1, date: dateText(start, locale) }),
        'meeting',
        'open',
        code,
      ),
    ]),
  };
}

/** What staff see under a notice of their community. */
export function staffView(notice: Notice, locale: Locale): Content {
  return {
    text: t(locale, 'meeting-staff-counts', { ...notice.counts }),
    keyboard: [
      [button(t(locale, 'meeting-move'), 'meeting', 'move', notice.code)],
      [button(t(locale, 'meeting-cancel'), 'meeting', 'cancel', notice.code)],
    ],
  };
}

export function moveChoice(code: string, translate: Translate): Content {
  return {
    text: translate('move-what'),
    keyboard: [
      [button(translate('move-what-time'), 'meeting', 'what', code, 'when')],
      [button(translate('move-what-place'), 'meeting', 'what', code, 'place')],
      [button(translate('move-what-both'), 'meeting', 'what', code, 'both')],
    ],
  };
}

export function draftFound(code: string, title: string | undefined, translate: Translate): Content {
  return {
    text: translate('draft-found', { title: title ?? translate('draft-untitled') }),
    keyboard: [
      [button(translate('draft-go-on'), 'notice', 'resume', code)],
      [button(translate('draft-anew'), 'notice', 'anew', code)],
      [button(translate('draft-discard'), 'notice', 'discard', code)],
    ],
  };
}

export function communityQuestion(
  communities: { id: number; name: string }[],
  translate: Translate,
): Content {
  return {
    text: translate('compose-which-community'),
    keyboard: communities.map(({ id, name }) => [button(name, 'notice', 'in', id)]),
  };
}

/** The notice exactly as people will see it, in one language, with a switch to the others. */
export function previewContent(notice: Notice, task: WizardTask, revision: number, locale: Locale): Content {
  const languages = LOCALES.map((other) => [
    button(t(other, 'language-name'), 'notice', 'view', notice.code, revision, task, other),
  ]);
  return { ...noticeText(notice, locale), keyboard: languages };
}

export interface PublishPanel {
  code: string;
  revision: number;
  recipients: number;
  community: string;
  lead: LeadTime;
  /** When it goes out, if not at once. */
  sendsAt: WallTime | undefined;
}

/** What staff decide on under the preview of a new notice. */
export function publishPanel(panel: PublishPanel, locale: Locale): Content {
  const { code, revision, recipients, community } = panel;
  const lines = [
    t(locale, 'preview-lead'),
    t(locale, 'preview-goes-to', { count: recipients, community }),
    ...leadLine(panel.lead, locale),
    ...quietLine(panel.sendsAt, locale),
  ];
  return {
    text: lines.join('\n'),
    keyboard: [
      [button(t(locale, 'preview-publish', { count: recipients }), 'notice', 'publish', code, revision)],
      ...MEETING_FIELDS.map((field) => [changeButton(code, field, locale)]),
      [button(t(locale, 'preview-later'), 'notice', 'later', code)],
    ],
  };
}

function leadLine(lead: LeadTime, locale: Locale): string[] {
  switch (lead.kind) {
    case 'enough':
      return [];
    case 'short':
      return [t(locale, 'preview-lead-short', { days: lead.days })];
    case 'urgent':
      return [t(locale, 'preview-lead-urgent', { hours: lead.hours })];
  }
}

function quietLine(sendsAt: WallTime | undefined, locale: Locale): string[] {
  return sendsAt ? [t(locale, 'preview-quiet', { moment: momentText(sendsAt, locale) })] : [];
}

function changeButton(code: string, field: MeetingField, locale: Locale): InlineKeyboardButton {
  return button(changeLabel(field, locale), 'notice', 'change', code, field);
}

function changeLabel(field: MeetingField, locale: Locale): string {
  switch (field) {
    case 'title':
      return t(locale, 'preview-change-title');
    case 'when':
      return t(locale, 'preview-change-when');
    case 'place':
      return t(locale, 'preview-change-place');
    case 'toDecide':
      return t(locale, 'preview-change-items');
    case 'contact':
      return t(locale, 'preview-change-contact');
  }
}

export interface ChangePanel {
  code: string;
  revision: number;
  recipients: number;
  community: string;
  /** Who said yes or maybe and will be asked again. */
  answered: number;
  /** Reminders that a cancellation removes. */
  reminders: number;
  sendsAt: WallTime | undefined;
}

/** What staff decide on under the preview of a move. */
export function movePanel(panel: ChangePanel, locale: Locale): Content {
  const { code, revision, recipients, community, answered } = panel;
  return {
    text: [
      t(locale, 'preview-lead'),
      t(locale, 'preview-goes-to', { count: recipients, community }),
      ...(answered > 0 ? [t(locale, 'move-asks-again', { count: answered })] : []),
      ...quietLine(panel.sendsAt, locale),
    ].join('\n'),
    keyboard: [
      [button(t(locale, 'move-publish'), 'meeting', 'publish', code, revision)],
      [button(t(locale, 'change-back'), 'meeting', 'back', code)],
    ],
  };
}

/** What staff decide on under the preview of a cancellation. */
export function cancelPanel(panel: ChangePanel, locale: Locale): Content {
  const { code, revision, recipients, community, reminders } = panel;
  return {
    text: [
      t(locale, 'preview-lead'),
      t(locale, 'preview-goes-to', { count: recipients, community }),
      t(locale, 'cancel-stops-reminders', { count: reminders }),
      ...quietLine(panel.sendsAt, locale),
    ].join('\n'),
    keyboard: [
      [button(t(locale, 'cancel-publish'), 'meeting', 'off', code, revision)],
      [button(t(locale, 'change-back'), 'meeting', 'back', code)],
    ],
  };
}
