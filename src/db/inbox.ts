import { sql } from 'kysely';
import { type Db, PREPARED } from './client.ts';

export interface IncomingUpdate {
  updateId: number;
  /** The person (or, without one, the chat) whose updates are applied one at a time. */
  personKey: number;
  update: unknown;
  /** The update as JSON text. */
  payload: string;
}

export interface InboxRow {
  update_id: number;
  person_key: number;
  attempts: number;
  /** The update as parsed JSON. */
  payload: unknown;
  /** When it was recorded, by the program's clock. */
  received_at: Date;
}

/** Announced in the transaction that records updates, so that the process that applies them wakes up. */
export const INBOX_CHANNEL = 'yardbell_inbox';

/**
 * Records updates; one that was recorded before is left as it is. Telegram may be told "received" afterwards. Returns
 * those that are new.
 */
export async function recordUpdates(
  db: Db,
  updates: IncomingUpdate[],
  receivedAt: Date,
): Promise<InboxRow[]> {
  if (updates.length === 0) return [];
  // In one order everywhere: two deliveries of the same updates wait for each other, but never in a circle.
  const inOrder = updates.toSorted((one, other) => one.updateId - other.updateId);
  const ids = inOrder.map((update) => update.updateId);
  const keys = inOrder.map((update) => update.personKey);
  const payloads = `[${inOrder.map((update) => update.payload).join()}]`;
  const { rows } = await sql<{ id: number }>`
    ${PREPARED}
    with recorded as (
      insert into inbox (update_id, person_key, payload, received_at)
      select u.id, u.key, u.payload, ${receivedAt}
      from rows from (unnest(${ids}::bigint[]), unnest(${keys}::bigint[]), jsonb_array_elements(${payloads}::jsonb))
        as u (id, key, payload)
      on conflict (update_id) do nothing
      returning update_id
    ), announced as materialized (
      select pg_notify(${INBOX_CHANNEL}, '') from recorded limit 1
    )
    select update_id as id from recorded, (select count(*) from announced) as a
  `.execute(db);
  const fresh = new Set(rows.map(({ id }) => id));
  return inOrder
    .filter(({ updateId }) => fresh.delete(updateId))
    .map(({ updateId, personKey, update }) => ({
      update_id: updateId,
      person_key: personKey,
      attempts: 0,
      payload: update,
      received_at: receivedAt,
    }));
}

/** The oldest updates not applied yet, without those of the persons named in `busyKeys`. */
export async function openUpdates(db: Db, busyKeys: number[], limit: number): Promise<InboxRow[]> {
  return await db
    .selectFrom('inbox')
    .select(['update_id', 'person_key', 'attempts', 'payload', 'received_at'])
    .where('applied_at', 'is', null)
    .where('failed_at', 'is', null)
    .where(sql<boolean>`not (person_key = any(${busyKeys}::bigint[]))`)
    .orderBy('received_at')
    .orderBy('update_id')
    .limit(limit)
    .execute();
}

/** Of these persons, those whose lock this transaction now holds; the others are being served elsewhere. */
export async function lockPersons(tx: Db, personKeys: number[]): Promise<Set<number>> {
  const { rows } = await sql<{ key: number }>`
    ${PREPARED}
    with asked as materialized (select key from unnest(${personKeys}::bigint[]) as a (key))
    select key from asked where pg_try_advisory_xact_lock(hashtextextended('person', key))
  `.execute(tx);
  return new Set(rows.map(({ key }) => key));
}

/**
 * Takes the person's lock for this transaction and marks the update applied: `taken`; what it said is not kept.
 * `elsewhere`: another transaction is serving the person. `passed`: it was applied before, or an older one of the same
 * person is still open. (Both are judged by what was true before the lock; that can only refuse what might be taken.)
 */
export async function takeUpdate(
  tx: Db,
  row: InboxRow,
  appliedAt: Date,
): Promise<'taken' | 'elsewhere' | 'passed'> {
  const { rows } = await sql<{ is_held: boolean; is_taken: boolean }>`
    ${PREPARED}
    with person as materialized (
      select pg_try_advisory_xact_lock(hashtextextended('person', ${row.person_key})) as is_held
    ), taken as (
      update inbox i set applied_at = ${appliedAt}, payload = null from person
      where person.is_held and i.update_id = ${row.update_id} and i.applied_at is null and i.failed_at is null
        and i.update_id = (
          select oldest.update_id from inbox oldest
          where oldest.person_key = ${row.person_key} and oldest.applied_at is null and oldest.failed_at is null
          order by oldest.received_at, oldest.update_id limit 1)
      returning 1
    )
    select is_held, exists (select from taken) as is_taken from person
  `.execute(tx);
  if (rows[0]?.is_taken) return 'taken';
  return rows[0]?.is_held ? 'passed' : 'elsewhere';
}

/**
 * Makes an applied update of an anonymous survey nobody's: how many answers somebody gave, and when, says something about
 * which they are. Its number is kept, so that a second delivery is known, and the day.
 */
export async function blurUpdate(tx: Db, updateId: number): Promise<void> {
  const day = (column: string) => sql<Date>`date_trunc('day', ${sql.ref(column)}, 'UTC')`;
  await tx
    .updateTable('inbox')
    .set({ person_key: 0, received_at: day('received_at'), applied_at: day('applied_at') })
    .where('update_id', '=', updateId)
    .execute();
}

/**
 * Counts a failed try; from `mostAttempts` on the update is set aside, without what it said, so that its neighbours go on.
 */
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
      payload: sql`case when attempts + 1 < ${mostAttempts} then payload end`,
    })
    .where('update_id', '=', updateId)
    .returning('failed_at')
    .executeTakeFirst();
  return row?.failed_at != null;
}

/** Deletes updates older than `before` that were applied or set aside; what residents wrote is not kept. */
export async function forgetUpdates(db: Db, before: Date): Promise<void> {
  await db
    .deleteFrom('inbox')
    .where('received_at', '<', before)
    .where((where) => where.or([where('applied_at', 'is not', null), where('failed_at', 'is not', null)]))
    .execute();
}
