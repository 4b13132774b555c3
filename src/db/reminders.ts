import type { Selectable } from 'kysely';
import type { PlannedReminder } from '../domain/reminder.ts';
import type { Db } from './client.ts';
import type { RemindersTable } from './schema.ts';

export type Reminder = Selectable<RemindersTable>;

/** Plans the reminders of one generation (version) of a meeting. */
export async function planRemindersOf(
  tx: Db,
  meetingId: number,
  generation: number,
  planned: PlannedReminder[],
): Promise<void> {
  if (planned.length === 0) return;
  await tx
    .insertInto('reminders')
    .values(planned.map(({ slot, dueAt }) => ({ meeting_id: meetingId, generation, slot, due_at: dueAt })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Removes every reminder that still waits; returns how many there were. */
export async function cancelReminders(tx: Db, meetingId: number): Promise<number> {
  const rows = await tx
    .updateTable('reminders')
    .set({ status: 'cancelled' })
    .where('meeting_id', '=', meetingId)
    .where('status', '=', 'pending')
    .returning('id')
    .execute();
  return rows.length;
}

export async function countWaitingReminders(db: Db, meetingId: number): Promise<number> {
  const row = await db
    .selectFrom('reminders')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('meeting_id', '=', meetingId)
    .where('status', '=', 'pending')
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function findReminder(db: Db, id: number): Promise<Reminder | undefined> {
  return await db.selectFrom('reminders').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function settleReminder(
  tx: Db,
  id: number,
  status: Exclude<Reminder['status'], 'pending'>,
): Promise<void> {
  await tx.updateTable('reminders').set({ status }).where('id', '=', id).execute();
}

/** Reminders whose time has come, the earliest first. */
export async function dueReminders(db: Db, now: Date): Promise<{ id: number }[]> {
  return await db
    .selectFrom('reminders')
    .select('id')
    .where('status', '=', 'pending')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .execute();
}

/** The moments after `now`, up to `until`, at which reminders fall due. */
export async function reminderMoments(db: Db, now: Date, until: Date): Promise<Date[]> {
  const rows = await db
    .selectFrom('reminders')
    .select('due_at')
    .distinct()
    .where('status', '=', 'pending')
    .where('due_at', '>', now)
    .where('due_at', '<=', until)
    .orderBy('due_at')
    .execute();
  return rows.map((row) => row.due_at);
}
