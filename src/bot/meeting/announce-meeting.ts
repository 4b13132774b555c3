import { startBroadcast, cancelOlderGenerations } from '../../db/broadcasts.ts';
import type { Community } from '../../db/communities.ts';
import { type Meeting, recordVersion } from '../../db/meetings.ts';
import { cancelReminders, planRemindersOf } from '../../db/reminders.ts';
import { askToConfirm } from '../../db/rsvps.ts';
import type { CompleteMeetingDetails, MeetingChange } from '../../domain/meeting.ts';
import { isUrgent, sendNoticeAt } from '../../domain/notice.ts';
import { planReminders } from '../../domain/reminder.ts';
import type { WallTime } from '../../domain/time.ts';
import { instantToWall, wallToInstant } from '../../text/zones.ts';
import { showNewBroadcast } from '../broadcast-message.ts';
import type { BotContext, Scope } from '../context.ts';

/*
 * draft -> published (version 1) -> moved (version n+1) … -> cancelled. Each step is one transaction under the lock of
 * the meeting's row: the version, the reminders of its generation, the broadcast with a row for every person. What
 * older generations had not said yet dies with it.
 */

export interface Announcement {
  change: MeetingChange;
  details: CompleteMeetingDetails;
  reason?: string;
}

/** Makes a new state of a locked meeting public and tells everyone whom it concerns. */
export async function announceMeeting(
  ctx: BotContext,
  meeting: Meeting,
  community: Community,
  next: Announcement,
): Promise<{ sendsAt: WallTime | undefined; remindersRemoved: number }> {
  const { tx, now, resident } = ctx.scope;
  const toInstant = (wall: WallTime) => wallToInstant(wall, community.time_zone);
  const startsAt = toInstant(next.details.start);
  const starts = meeting.starts_at ? [meeting.starts_at, startsAt] : [startsAt];
  const by = resident?.id ?? null;
  const published = await recordVersion(
    tx,
    meeting,
    { change: next.change, details: next.details, reason: next.reason, startsAt, by },
    now,
  );
  const remindersRemoved = await cancelReminders(tx, meeting.id);
  if (next.change !== 'cancelled') await plan(ctx.scope, published, next.details.start, toInstant);
  if (next.change === 'moved') await askToConfirm(tx, meeting.id);
  const kinds = ['meeting_notice' as const, 'meeting_reminder' as const];
  await cancelOlderGenerations(tx, kinds, meeting.id, published.version, now);
  const wall = instantToWall(now, community.time_zone);
  const heldUntil = sendNoticeAt(now, wall, starts, toInstant);
  const broadcast = await startBroadcast(
    tx,
    {
      kind: 'meeting_notice',
      objectId: meeting.id,
      generation: published.version,
      communityId: community.id,
      createdBy: by,
      expiresAt: next.change === 'cancelled' ? toInstant(next.details.end) : latest(starts),
      heedsQuietHours: !isUrgent(now, starts),
      ...(heldUntil && { startsAt: heldUntil }),
    },
    next.change === 'published'
      ? { kind: 'members', communityId: community.id }
      : { kind: 'told_of_meeting', meetingId: meeting.id, communityId: community.id },
    now,
  );
  if (broadcast) await showNewBroadcast(ctx, broadcast.id);
  return { sendsAt: heldUntil && instantToWall(heldUntil, community.time_zone), remindersRemoved };
}

function latest(moments: Date[]): Date {
  return new Date(Math.max(...moments.map((moment) => moment.getTime())));
}

async function plan(
  { tx, now, afterCommit }: Scope,
  meeting: Meeting,
  start: WallTime,
  toInstant: (wall: WallTime) => Date,
): Promise<void> {
  const planned = planReminders(start, now, toInstant);
  await planRemindersOf(tx, meeting.id, meeting.version, planned);
  for (const { dueAt } of planned) afterCommit.push((queues) => queues.remindAt(dueAt));
}
