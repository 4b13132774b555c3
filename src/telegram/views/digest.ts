import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import {
  DIGEST_GROUPS,
  DIGEST_TIMES,
  type DigestContent,
  type DigestGroup,
  type DigestItem,
  isWorthSending,
  readTime,
} from '../../domain/digest.ts';
import { type Locale, inLocale } from '../../domain/locale.ts';
import { buttonLabel, plainLine } from '../../domain/plain.ts';
import type { WallTime } from '../../domain/time.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { t } from '../i18n.ts';
import { dateText, momentText, timeText } from './moment.ts';
import { heardText } from './survey-comments.ts';

export interface DigestView {
  community: { code: string; name: string };
  /** Where the digest before it ended, and where this one ends. */
  since: WallTime;
  until: WallTime;
  content: DigestContent;
}

/** Far more lines than a community has news in; Telegram refuses more than 100 buttons and 4,096 characters. */
const MOST_LINES = 24;
const MOST_TITLE_CHARACTERS = 60;

/** The digest: three groups of lines, and a button for everything a line speaks of. */
export function digestMessage(digest: DigestView, locale: Locale): Content {
  const content = atMost(MOST_LINES, digest.content);
  const count = (groups: DigestContent) =>
    DIGEST_GROUPS.reduce((sum, group) => sum + groups[group].length, 0);
  const left = count(digest.content) - count(content);
  const text = FormattedString.join(
    [
      heading(digest, locale),
      ...DIGEST_GROUPS.filter((group) => content[group].length > 0).map((group) =>
        FormattedString.join(
          [
            FormattedString.bold(groupTitle(group, locale)),
            ...content[group].map((item) => `· ${line(item, locale)}`),
          ],
          '\n',
        ),
      ),
      ...(left > 0 ? [t(locale, 'digest-more', { count: left })] : []),
    ],
    '\n\n',
  );
  return {
    text: text.text,
    entities: text.entities,
    keyboard: openers(content, digest.community.code, locale),
  };
}

/** What /digest shows: the digest as of now, its hour, and the hours to choose from. */
export function digestAsOfNow(
  digest: DigestView,
  schedule: { time: string; isOn: boolean },
  locale: Locale,
): Content {
  const shown = digestMessage(digest, locale);
  const nothing = isWorthSending(digest.content) ? [] : [t(locale, 'digest-nothing')];
  const time = timeText(readTime(schedule.time), locale);
  const hour = schedule.isOn ? t(locale, 'digest-hour', { time }) : t(locale, 'digest-hour-off');
  return {
    ...shown,
    text: [shown.text, ...nothing, hour].join('\n\n'),
    keyboard: [...(shown.keyboard ?? []), ...hours(digest.community.code, schedule, locale)],
  };
}

/** What is said over the chat when an hour was chosen. */
export function hourChosen(schedule: { time: string; isOn: boolean }, locale: Locale): string {
  if (!schedule.isOn) return t(locale, 'digest-chosen-off');
  return t(locale, 'digest-chosen', { time: timeText(readTime(schedule.time), locale) });
}

/** How many neighbours there are and how many are new: what lies behind the line about new members. */
export function membersContent(
  community: string,
  counts: { members: number; lastWeek: number; lastMonth: number },
  locale: Locale,
): Content {
  const { members, lastWeek, lastMonth } = counts;
  return {
    text: [
      t(locale, 'digest-members', { community, count: members }),
      t(locale, 'digest-members-new', { lastWeek, lastMonth }),
    ].join('\n'),
  };
}

function heading({ community, since, until }: DigestView, locale: Locale): FormattedString {
  const title = t(locale, 'digest-title', { community: community.name, date: dateText(until, locale) });
  const lead = t(locale, 'digest-since', { moment: momentText(since, locale) });
  return FormattedString.join([FormattedString.bold(title), lead], '\n');
}

function groupTitle(group: DigestGroup, locale: Locale): string {
  switch (group) {
    case 'needsAction':
      return t(locale, 'digest-group-needs-action');
    case 'fresh':
      return t(locale, 'digest-group-fresh');
    case 'forInformation':
      return t(locale, 'digest-group-for-information');
  }
}

function line(item: DigestItem, locale: Locale): string {
  const title = titleOf(item, locale);
  switch (item.kind) {
    case 'signups_waiting':
      return t(locale, 'digest-signups-waiting', {
        title,
        count: item.waiting,
        since: dateText(item.since, locale),
      });
    case 'meeting_unconfirmed':
      return t(locale, 'digest-unconfirmed', { title, count: item.toConfirm });
    case 'reminders_dropped':
      return t(locale, item.isOver ? 'digest-reminders-missed' : 'digest-reminders-dropped', {
        title,
        count: item.dropped,
      });
    case 'broadcast_stopped':
      return t(locale, item.isFaulty ? 'digest-sending-faulty' : 'digest-sending-paused', {
        title,
        count: item.waiting,
      });
    case 'broadcast_doubtful':
      return t(locale, 'digest-sending-doubtful', { title, count: item.doubtful });
    case 'results_overdue':
      return t(locale, 'digest-results-overdue', { title, date: dateText(item.by, locale) });
    case 'survey_answers':
      return t(locale, 'digest-answers', { title, count: item.newlyFinished, total: item.finished });
    case 'also_heard':
      return t(locale, 'survey-comments-heard', { title, themes: heardText(item.themes, locale) });
    case 'rsvps_changed':
      return t(locale, 'digest-rsvps', { title, count: item.changed, going: item.going, maybe: item.maybe });
    case 'volunteers_accepted':
      return t(locale, 'digest-accepted', { title, count: item.accepted });
    case 'new_members':
      return t(locale, 'digest-joined', { count: item.joined });
    case 'meeting_ahead':
      return t(locale, 'digest-ahead', {
        title,
        moment: momentText(item.start, locale),
        going: item.going,
        maybe: item.maybe,
      });
  }
}

function titleOf(item: DigestItem, locale: Locale): string {
  if (item.kind === 'new_members') return '';
  const title = 'project' in item ? item.project : item.title;
  return plainLine(typeof title === 'string' ? title : inLocale(title, locale), MOST_TITLE_CHARACTERS);
}

/** One button for each thing the lines speak of, in their order: two lines about one meeting share theirs. */
function openers(content: DigestContent, communityCode: string, locale: Locale): InlineKeyboardButton[][] {
  const items = DIGEST_GROUPS.flatMap((group) => content[group]);
  const openers = items.map((item) => openerOf(item, communityCode, locale));
  const distinct = new Map(openers.map((opener) => [JSON.stringify(opener), opener]));
  return [...distinct.values()].map((opener) => [opener]);
}

function openerOf(item: DigestItem, communityCode: string, locale: Locale): InlineKeyboardButton {
  const title = titleOf(item, locale);
  if (item.kind === 'new_members')
    return button(t(locale, 'digest-open-members'), 'digest', 'members', communityCode);
  if ('broadcastId' in item)
    return button(
      buttonLabel(t(locale, 'digest-open-sending', { title })),
      'broadcast',
      'show',
      item.broadcastId,
    );
  if ('projectCode' in item)
    return button(
      buttonLabel(t(locale, 'digest-open-project', { title })),
      'project',
      'open',
      item.projectCode,
    );
  if (item.kind === 'also_heard')
    return button(
      buttonLabel(t(locale, 'survey-comments-open-from', { title })),
      'survey-comments',
      'list',
      item.surveyCode,
    );
  if ('surveyCode' in item)
    return button(
      buttonLabel(t(locale, 'digest-open-survey', { title })),
      'digest',
      'survey',
      item.surveyCode,
    );
  return button(
    buttonLabel(t(locale, 'digest-open-meeting', { title })),
    'meeting',
    'open',
    item.meetingCode,
  );
}

function hours(
  communityCode: string,
  schedule: { time: string; isOn: boolean },
  locale: Locale,
): InlineKeyboardButton[][] {
  const label = (text: string, isChosen: boolean) => (isChosen ? `✔ ${text}` : text);
  return [
    ...DIGEST_TIMES.map((time) => {
      const text = t(locale, 'digest-at', { time: timeText(readTime(time), locale) });
      const isChosen = schedule.isOn && schedule.time === time;
      return [button(label(text, isChosen), 'digest', 'at', communityCode, time.replace(':', ''))];
    }),
    [button(label(t(locale, 'digest-off'), !schedule.isOn), 'digest', 'at', communityCode, 'off')],
  ];
}

/** The first lines, group by group: what needs somebody is never what is left out. */
function atMost(lines: number, content: DigestContent): DigestContent {
  const { needsAction, fresh, forInformation } = content;
  const afterAction = Math.max(0, lines - needsAction.length);
  return {
    needsAction: needsAction.slice(0, lines),
    fresh: fresh.slice(0, afterAction),
    forInformation: forInformation.slice(0, Math.max(0, afterAction - fresh.length)),
  };
}
