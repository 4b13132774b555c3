import { sql } from 'kysely';
import type { Db } from './client.ts';

export interface IncomingUpdate {
  updateId: number;
  /** The person (or, without one, the chat) whose updates are applied one at a time. */
  personKey: number;
  /** The update as Telegram's JSON text. */
  payload: string;
}

export interface InboxRow {
  update_id: number;
  person_key: number;
  attempts: number;
}

/** Announced in the transaction that records updates, so that the process that applies them wakes up. */
export const INBOX_CHANNEL = 'yardbell_inbox';

/** Records updates; one that was recorded before is left as it is. Telegram may be told "received" afterwards. */
export async function recordUpdates(db: Db, updates: IncomingUpdate[], receivedAt: Date): Promise<void> {
  if (updates.length === 0) return;
  const ids = updates.map((update) => update.updateId);
  const keys = updates.map((update) => update.personKey);
  const payloads = updates.map((update) => update.payload);
  await sql`
    with recorded as (
      insert into inbox (update_id, person_key, payload, received_at)
      select u.id, u.key, u.payload::jsonb, ${receivedAt}
      from unnest(${ids}::bigint[], ${keys}::bigint[], ${payloads}::text[]) as u (id, key, payload)
      on conflict (update_id) do nothing
      returning 1
    )
    select pg_notify(${INBOX_CHANNEL}, '') where exists (select from recorded)
  `.execute(db);
}

/** The oldest updates not applied yet, without those of the persons named in `busyKeys`. */
export async function openUpdates(db: Db, busyKeys: number[], limit: number): Promise<InboxRow[]> {
  return await db
    .selectFrom('inbox')
    .select(['update_id', 'person_key', 'attempts'])
    .where('applied_at', 'is', null)
    .where('failed_at', 'is', null)
    .where(sql<boolean>`not (person_key = any(${busyKeys}::bigint[]))`)
    .orderBy('received_at')
    .orderBy('update_id')
    .limit(limit)
    .execute();
}

/**
 * Takes the person's lock for this transaction and marks the update applied. Returns the update as parsed JSON, or
 * undefined when it was applied before or when an older one of the same person is still open.
 */
export async function takeUpdate(tx: Db, row: InboxRow, appliedAt: Date): Promise<unknown> {
  await sql`select pg_advisory_xact_lock(hashtextextended('person', ${row.person_key}))`.execute(tx);
  const taken = await tx
    .updateTable('inbox')
    .set({ applied_at: appliedAt })
    .where('update_id', '=', row.update_id)
    .where('applied_at', 'is', null)
    .where('failed_at', 'is', null)
    .where(sql<boolean>`not exists (
      select from inbox older
      where older.person_key = ${row.person_key} and older.applied_at is null and older.failed_at is null
        and (older.received_at, older.update_id) < (inbox.received_at, inbox.update_id))`)
    .returning('payload')
    .executeTakeFirst();
  return taken?.payload ?? undefined;
}

/** Counts a failed try; from `mostAttempts` on the update is set aside so that its neighbours go on. */
export async function countFailure(
  db: Db,
  updateId: number,
  mostAttempts: number,
  at: Date,
): Promise<boolean> {
  const row = await db
    .updateTable('inbox')
    .set({
      attempts: sql`attempts + 1`,
      failed_at: sql`case when attempts + 1 >= ${mostAttempts} then ${at}::timestamptz end`,
    })
    .where('update_id', '=', updateId)
    .returning('failed_at')
    .executeTakeFirst();
  return row?.failed_at != null;
}

/** Empties applied updates older than `before`; what residents wrote is not kept in the inbox. */
export async function forgetUpdates(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('inbox').where('received_at', '<', before).execute();
}
