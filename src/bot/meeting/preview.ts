import { type Community, communityName, countReachable, findCommunity } from '../../db/communities.ts';
import { type Meeting, findMeeting, lockMeeting } from '../../db/meetings.ts';
import { countWaitingReminders } from '../../db/reminders.ts';
import { countRsvps } from '../../db/rsvps.ts';
import { detailsOf, isComplete } from '../../domain/meeting.ts';
import { type Notice, leadTime, sendNoticeAt } from '../../domain/notice.ts';
import { isStaffOf } from '../../domain/role.ts';
import type { WallTime } from '../../domain/time.ts';
import type { Locale } from '../../domain/locale.ts';
import { cancelPanel, movePanel, previewContent, publishPanel } from '../../telegram/views/meeting.ts';
import type { WizardTask } from '../../telegram/views/notice-question.ts';
import { instantToWall, wallToInstant } from '../../text/zones.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';

export interface StaffMeeting {
  meeting: Meeting;
  community: Community;
}

/** The meeting, locked, for staff of its community; for anybody else there is no such meeting. */
export async function lockForStaff(
  ctx: BotContext,
  by: { id: number } | { code: string },
): Promise<StaffMeeting | undefined> {
  const { tx, powers } = ctx.scope;
  const found = await findMeeting(tx, by);
  if (!found || !isStaffOf(powers, found.community_id)) return undefined;
  const meeting = await lockMeeting(tx, by);
  const community = await findCommunity(tx, { id: found.community_id });
  return meeting && community && { meeting, community };
}

/** The preview of what is drafted, exactly as people will see it, and under it what staff can do now. */
export async function showPreview(ctx: BotContext, staff: StaffMeeting, task: WizardTask): Promise<void> {
  const { locale } = ctx.scope;
  const notice = await draftNotice(ctx, staff, task);
  if (!notice) return;
  reply(ctx, previewContent(notice, task, staff.meeting.draft_revision, locale));
  reply(ctx, await panel(ctx, staff, notice, task, locale));
}

/** What people would see if the draft were published now; undefined while a field is missing. */
export async function draftNotice(
  ctx: BotContext,
  { meeting, community }: StaffMeeting,
  task: WizardTask,
): Promise<Notice | undefined> {
  const { tx, now } = ctx.scope;
  if (!meeting.draft) return undefined;
  const details = task === 'cancel' ? meeting.details : detailsOf(meeting.draft);
  if (!isComplete(details)) return undefined;
  const { reason } = meeting.draft;
  const isEarly = leadTime(wallToInstant(details.start, community.time_zone), now).kind === 'enough';
  const isReasonShown = reason !== undefined && !(task === 'compose' && isEarly);
  const before = task === 'compose' ? undefined : meeting.details;
  return {
    code: meeting.code,
    version: meeting.version + 1,
    status: task === 'cancel' ? 'cancelled' : 'published',
    details,
    change: CHANGE_OF[task],
    counts: task === 'move' ? NOBODY : await countRsvps(tx, meeting.id),
    publishedAt: now,
    firstPublishedAt: meeting.published_at ?? now,
    ...(isReasonShown && { reason }),
    ...(before && isComplete(before) && { before }),
  };
}

const CHANGE_OF = { compose: 'published', move: 'moved', cancel: 'cancelled' } as const;
/** After a move nobody has said yes yet. */
const NOBODY = { going: 0, maybe: 0, declined: 0, toConfirm: 0 };

async function panel(
  ctx: BotContext,
  { meeting, community }: StaffMeeting,
  notice: Notice,
  task: WizardTask,
  locale: Locale,
) {
  const { tx, now } = ctx.scope;
  const startsAt = wallToInstant(notice.details.start, community.time_zone);
  const shared = {
    code: meeting.code,
    revision: meeting.draft_revision,
    recipients: await countReachable(tx, community.id),
    community: communityName(community, locale),
    sendsAt: sendingWall(now, community, meeting.starts_at ? [meeting.starts_at, startsAt] : [startsAt]),
  };
  if (task === 'compose') return publishPanel({ ...shared, lead: leadTime(startsAt, now) }, locale);
  const counts = await countRsvps(tx, meeting.id);
  const change = {
    ...shared,
    answered: counts.going + counts.maybe,
    reminders: await countWaitingReminders(tx, meeting.id),
  };
  return task === 'move' ? movePanel(change, locale) : cancelPanel(change, locale);
}

function sendingWall(now: Date, community: Community, starts: Date[]): WallTime | undefined {
  const zone = community.time_zone;
  const at = sendNoticeAt(now, instantToWall(now, zone), starts, (wall) => wallToInstant(wall, zone));
  return at && instantToWall(at, zone);
}
