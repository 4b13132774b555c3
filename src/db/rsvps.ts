import type { RsvpChoice, RsvpCounts, RsvpStatus } from '../domain/rsvp.ts';
import type { Db } from './client.ts';

export async function findRsvp(
  db: Db,
  meetingId: number,
  residentId: number,
): Promise<RsvpStatus | undefined> {
  const row = await db
    .selectFrom('rsvps')
    .select('status')
    .where('meeting_id', '=', meetingId)
    .where('resident_id', '=', residentId)
    .executeTakeFirst();
  return row?.status;
}

/** Keeps a person's answer for a version of a meeting. Needs the lock of the meeting's row. */
export async function recordRsvp(
  tx: Db,
  rsvp: { meetingId: number; residentId: number; choice: RsvpChoice; version: number },
  now: Date,
): Promise<void> {
  const answer = { status: rsvp.choice, version: rsvp.version, answered_at: now };
  await tx
    .insertInto('rsvps')
    .values({ meeting_id: rsvp.meetingId, resident_id: rsvp.residentId, ...answer })
    .onConflict((conflict) => conflict.columns(['meeting_id', 'resident_id']).doUpdateSet(answer))
    .execute();
}

export async function countRsvps(db: Db, meetingId: number): Promise<RsvpCounts> {
  const rows = await db
    .selectFrom('rsvps')
    .select((query) => ['status', query.fn.countAll<number>().as('count')])
    .where('meeting_id', '=', meetingId)
    .groupBy('status')
    .execute();
  const countOf = (status: RsvpStatus) => rows.find((row) => row.status === status)?.count ?? 0;
  return {
    going: countOf('going'),
    maybe: countOf('maybe'),
    declined: countOf('declined'),
    toConfirm: countOf('to_confirm'),
  };
}

/** After a move every yes and maybe must be given again; returns how many. */
export async function askToConfirm(tx: Db, meetingId: number): Promise<number> {
  const rows = await tx
    .updateTable('rsvps')
    .set({ status: 'to_confirm' })
    .where('meeting_id', '=', meetingId)
    .where('status', 'in', ['going', 'maybe'])
    .returning('resident_id')
    .execute();
  return rows.length;
}

/** A person's answers, by meeting id. */
export async function rsvpsOf(
  db: Db,
  residentId: number,
  meetingIds: number[],
): Promise<Map<number, RsvpStatus>> {
  if (meetingIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('rsvps')
    .select(['meeting_id', 'status'])
    .where('resident_id', '=', residentId)
    .where('meeting_id', 'in', meetingIds)
    .execute();
  return new Map(rows.map((row) => [row.meeting_id, row.status]));
}
