import { startBroadcast } from '../db/broadcasts.ts';
import type { Db } from '../db/client.ts';
import { lockMeeting } from '../db/meetings.ts';
import { dueReminders, findReminder, settleReminder } from '../db/reminders.ts';
import { decideReminder, reminderExpiresAt, statusesReminded } from '../domain/reminder.ts';
import type { JobDeps } from './job.ts';

/*
 * pending -> sent | dropped | cancelled. The meeting's row is locked before the reminder is read, as a move or a
 * cancellation does: whichever comes second sees what the first one did.
 */

export type ReminderDeps = Pick<JobDeps, 'db' | 'clock' | 'queues'>;

const AT_ONCE = 4;

/** Sends every reminder that has fallen due, the earliest first. Run twice at the same time it sends nothing twice. */
export async function sendReminders(deps: ReminderDeps): Promise<void> {
  const due = (await dueReminders(deps.db, deps.clock.now())).values();
  const runners = Array.from({ length: AT_ONCE }, async () => {
    for (const { id } of due) await sendReminder(deps, id);
  });
  await Promise.all(runners);
}

/** Sends one reminder. Called twice, or too early, or for a meeting that moved, it does nothing. */
export async function sendReminder(deps: ReminderDeps, reminderId: number): Promise<void> {
  const now = deps.clock.now();
  const broadcastId = await deps.db.transaction().execute((tx) => startReminder(tx, reminderId, now));
  if (broadcastId !== undefined) await deps.queues.sendBroadcast(broadcastId);
}

async function startReminder(tx: Db, reminderId: number, now: Date): Promise<number | undefined> {
  const known = await findReminder(tx, reminderId);
  const meeting = known && (await lockMeeting(tx, { id: known.meeting_id }));
  const reminder = meeting && (await findReminder(tx, reminderId));
  if (!reminder || !meeting.starts_at) return undefined;
  const decision = decideReminder(
    { status: reminder.status, generation: reminder.generation, dueAt: reminder.due_at },
    { status: meeting.status, version: meeting.version, startsAt: meeting.starts_at },
    now,
  );
  if (decision === 'wait' || decision === 'nothing') return undefined;
  await settleReminder(tx, reminder.id, decision);
  if (decision !== 'sent') return undefined;
  const broadcast = await startBroadcast(
    tx,
    {
      kind: 'meeting_reminder',
      objectId: meeting.id,
      generation: reminder.generation,
      slot: reminder.slot,
      communityId: meeting.community_id,
      createdBy: null,
      expiresAt: reminderExpiresAt(reminder.due_at, meeting.starts_at),
    },
    { kind: 'rsvps', meetingId: meeting.id, statuses: statusesReminded(reminder.slot) },
    now,
  );
  return broadcast?.id;
}
