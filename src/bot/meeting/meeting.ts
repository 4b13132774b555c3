import { Composer } from 'grammy';
import { communitiesByIds, findCommunity } from '../../db/communities.ts';
import { type Meeting, findMeeting, noticeOf, publishedMeetings } from '../../db/meetings.ts';
import { findRsvp, rsvpsOf } from '../../db/rsvps.ts';
import { meetingFile } from '../../documents/meeting-file.ts';
import type { Notice } from '../../domain/notice.ts';
import { isComplete } from '../../domain/meeting.ts';
import { isStaffOf } from '../../domain/role.ts';
import { sendFile } from '../../telegram/effect.ts';
import { type ListedMeeting, meetingList, staffView } from '../../telegram/views/meeting.ts';
import { calendarDescription, noticeContent, noticeText } from '../../telegram/views/notice.ts';
import { wallToInstant } from '../../text/zones.ts';
import type { BotContext, BotDeps } from '../context.ts';
import type { OpenLink } from '../onboarding.ts';
import { reply } from '../reply.ts';
import { type ButtonContext, onButtons, toast } from '../route.ts';
import { meetingChanges } from './change-meeting.ts';

/** /meetings: what is coming and whether one comes; for staff also moving and cancelling. */
export function meetings(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('meetings', async (ctx) => await listMeetings(ctx));
  composer.use(onButtons('menu', { meetings: async (ctx) => await listMeetings(ctx) }));
  composer.use(
    onButtons('meeting', {
      open: async (ctx, [code = '']) => {
        if (!(await openMeeting(ctx, { kind: 'meeting', code }))) toast(ctx, ctx.scope.t('old-button'));
      },
      calendar: async (ctx, [code = '']) => await sendCalendar(ctx, deps, code),
    }),
  );
  composer.use(meetingChanges());
  return composer;
}

/** Opens a meeting from a link, a list or a next step: the notice as it stands now. */
export const openMeeting: OpenLink = async (ctx, link) => {
  const meeting = link.kind === 'meeting' ? await findMeeting(ctx.scope.tx, { code: link.code }) : undefined;
  const notice = meeting && (await noticeOf(ctx.scope.tx, meeting));
  if (!notice) return false;
  await showNotice(ctx, meeting, notice);
  return true;
};

async function showNotice(ctx: BotContext, meeting: Meeting, notice: Notice): Promise<void> {
  const { tx, now, t, locale, resident, powers } = ctx.scope;
  const community = await findCommunity(tx, { id: meeting.community_id });
  const hasEnded = community && wallToInstant(notice.details.end, community.time_zone) <= now;
  if (hasEnded && notice.status !== 'cancelled') {
    const { text, entities } = noticeText(notice, locale);
    return reply(ctx, { text: `${text}\n${t('meeting-over')}`, ...(entities && { entities }) });
  }
  const answer = resident && (await findRsvp(tx, meeting.id, resident.id));
  reply(ctx, noticeContent(notice, locale, answer));
  const isInHand = notice.status === 'published' && isStaffOf(powers, meeting.community_id);
  if (isInHand) reply(ctx, staffView(notice, locale));
}

/** Meetings that began a while ago may still be going on. */
const LONGEST_MEETING_MS = 12 * 3_600_000;

async function listMeetings(ctx: BotContext): Promise<void> {
  const { tx, now, resident, powers, locale } = ctx.scope;
  const ids = [...new Set([...(resident?.communityIds ?? []), ...powers.staffCommunityIds])];
  const since = new Date(now.getTime() - LONGEST_MEETING_MS);
  const found = await publishedMeetings(tx, ids, since);
  const zones = new Map((await communitiesByIds(tx, ids)).map((one) => [one.id, one.time_zone]));
  const answers = resident
    ? await rsvpsOf(
        tx,
        resident.id,
        found.map(({ id }) => id),
      )
    : new Map();
  const listed = found.flatMap(({ id, code, community_id, details }): ListedMeeting[] => {
    const zone = zones.get(community_id);
    if (!zone || !isComplete(details) || wallToInstant(details.end, zone) <= now) return [];
    return [{ code, title: details.title, start: details.start, answer: answers.get(id) }];
  });
  reply(ctx, meetingList(listed, locale));
}

async function sendCalendar(ctx: ButtonContext, deps: BotDeps, code: string): Promise<void> {
  const { tx, t, locale, effects } = ctx.scope;
  const meeting = await findMeeting(tx, { code });
  const notice = meeting && (await noticeOf(tx, meeting));
  const community = meeting && (await findCommunity(tx, { id: meeting.community_id }));
  if (!notice || !community) return toast(ctx, t('old-button'));
  const file = meetingFile(
    notice,
    { description: calendarDescription(notice, locale), locale },
    { zone: community.time_zone, botUsername: deps.botUsername },
  );
  const caption = t(notice.status === 'cancelled' ? 'notice-calendar-remove' : 'notice-calendar-add');
  effects.push(sendFile(ctx.from.id, file.name, file.text, caption));
}
