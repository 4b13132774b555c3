import { type Selectable, sql } from 'kysely';
import { type BroadcastKind, type DeliveryCounts, type DeliveryStatus, laneOf } from '../domain/broadcast.ts';
import type { Locale } from '../domain/locale.ts';
import { type Audience, isInAudience } from './audiences.ts';
import type { Db } from './client.ts';
import { resendUnknown, retryRefused, settleUnsent } from './deliveries.ts';
import type { BroadcastsTable } from './schema.ts';

export interface NewBroadcast {
  kind: BroadcastKind;
  objectId: number;
  /** The version of the object this broadcast speaks of; a newer one silences what is left of it. */
  generation: number;
  slot?: string;
  communityId: number | null;
  createdBy: number | null;
  expiresAt?: Date;
  /** Scheduled until then. */
  startsAt?: Date;
  /** Stops at 21:00 of its place and goes on at 8:00. */
  heedsQuietHours?: boolean;
}

/**
 * Creates a broadcast, running or scheduled, and freezes its audience: one delivery for each person. Undefined when this
 * broadcast exists already (same kind, object, generation and slot): pressing "send" twice is one send.
 */
export async function startBroadcast(
  tx: Db,
  broadcast: NewBroadcast,
  audience: Audience,
  now: Date,
): Promise<{ id: number; recipients: number } | undefined> {
  const isLater = broadcast.startsAt !== undefined && broadcast.startsAt > now;
  const row = await tx
    .insertInto('broadcasts')
    .values({
      kind: broadcast.kind,
      object_id: broadcast.objectId,
      generation: broadcast.generation,
      slot: broadcast.slot ?? '',
      lane: laneOf(broadcast.kind, broadcast.generation),
      community_id: broadcast.communityId,
      created_by: broadcast.createdBy,
      status: isLater ? 'scheduled' : 'running',
      created_at: now,
      starts_at: broadcast.startsAt ?? null,
      expires_at: broadcast.expiresAt ?? null,
      heeds_quiet_hours: broadcast.heedsQuietHours ?? false,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return undefined;
  const inserted = await sql`
    insert into deliveries (broadcast_id, resident_id)
    select ${row.id}::bigint, r.id
    from residents r
    where r.contact_status = 'active' and r.paused_at is null and ${isInAudience(audience)}
    order by r.id
  `.execute(tx);
  return { id: row.id, recipients: Number(inserted.numAffectedRows ?? 0) };
}

export type Broadcast = Selectable<BroadcastsTable>;

export async function findBroadcast(db: Db, id: number): Promise<Broadcast | undefined> {
  return await db.selectFrom('broadcasts').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The broadcast's row, held until the transaction ends. */
export async function lockBroadcast(tx: Db, id: number): Promise<Broadcast | undefined> {
  return await tx.selectFrom('broadcasts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/**
 * Broadcasts for which something can be done now: to begin, to go on, to send, to finish, or to decide about what a dead
 * process left behind, even if the broadcast was stopped meanwhile.
 */
export async function broadcastsToWork(db: Db, now: Date, machineNow: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from broadcasts where id in (
      select b.id from broadcasts b where
        (b.status = 'scheduled' and b.starts_at <= ${now})
        or (b.status = 'held' and b.held_until <= ${now})
        or (b.status in ('running', 'finishing') and (
          exists (select from deliveries d where d.broadcast_id = b.id and d.status = 'held' and d.not_before <= ${now})
          or not exists (select from deliveries d where d.broadcast_id = b.id and d.status in ('sending', 'held'))
          or exists (select from deliveries d where d.broadcast_id = b.id and d.status = 'pending')))
      union all
      select d.broadcast_id from deliveries d where d.status = 'sending' and d.lease_until < ${machineNow})
    order by lane = 'bulk', id
  `.execute(db);
  return rows.map((row) => row.id);
}

/** When the next scheduled or held broadcast is to go on, up to `until`. */
export async function nextBroadcastStarts(
  db: Db,
  now: Date,
  until: Date,
): Promise<{ id: number; at: Date }[]> {
  const { rows } = await sql<{ id: number; at: Date }>`
    select id, case when status = 'scheduled' then starts_at else held_until end as at from broadcasts
    where (status = 'scheduled' and starts_at > ${now} and starts_at <= ${until})
      or (status = 'held' and held_until > ${now} and held_until <= ${until})
  `.execute(db);
  return rows;
}

export async function deliveryCounts(db: Db, broadcastId: number): Promise<DeliveryCounts> {
  const rows = await db
    .selectFrom('deliveries')
    .select((query) => ['status', query.fn.countAll<number>().as('count')])
    .where('broadcast_id', '=', broadcastId)
    .groupBy('status')
    .execute();
  return Object.fromEntries(rows.map((row): [DeliveryStatus, number] => [row.status, row.count]));
}

/**
 * Takes a broadcast that may send for one job, or goes on holding it; undefined when it may not or another job works it.
 * Two jobs on one broadcast would send nothing twice, but each would use up slots for what the other has sent.
 */
export async function takeBroadcast(
  db: Db,
  id: number,
  job: string,
  machineNow: Date,
  until: Date,
): Promise<Broadcast | undefined> {
  return await db
    .updateTable('broadcasts')
    .set({ worked_by: job, worked_until: until })
    .where('id', '=', id)
    .where('status', 'in', ['running', 'finishing'])
    .where((where) =>
      where.or([
        where('worked_by', 'is', null),
        where('worked_by', '=', job),
        where('worked_until', '<', machineNow),
      ]),
    )
    .returningAll()
    .executeTakeFirst();
}

/** Lets another job work the broadcast at once. */
export async function leaveBroadcast(db: Db, id: number, job: string): Promise<void> {
  await db
    .updateTable('broadcasts')
    .set({ worked_by: null, worked_until: null })
    .where('id', '=', id)
    .where('worked_by', '=', job)
    .execute();
}

/**
 * Begins a scheduled broadcast, or lets one go on that was held until now or was taken for sent to everybody while a
 * delivery came back.
 */
export async function wakeBroadcast(db: Db, id: number, now: Date): Promise<void> {
  await sql`
    update broadcasts b set status = 'running', held_reason = null, held_until = null
    where b.id = ${id} and (
      (b.status = 'scheduled' and b.starts_at <= ${now})
      or (b.status = 'held' and b.held_until <= ${now})
      or (b.status = 'finishing' and exists (
        select from deliveries d where d.broadcast_id = b.id and d.status = 'pending')))
  `.execute(db);
}

export type Hold = { reason: 'quiet_hours'; until: Date } | { reason: 'content'; failure: string };

/** Holds a running broadcast; true for the one call that does it. */
export async function holdBroadcast(db: Db, id: number, hold: Hold): Promise<boolean> {
  const row = await db
    .updateTable('broadcasts')
    .set({
      status: 'held',
      held_reason: hold.reason,
      held_until: hold.reason === 'quiet_hours' ? hold.until : null,
      content_failure: hold.reason === 'content' ? hold.failure : null,
    })
    .where('id', '=', id)
    .where('status', 'in', ['running', 'finishing'])
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Stops a broadcast until somebody resumes it; what is in flight arrives. */
export async function pauseBroadcast(tx: Db, id: number): Promise<void> {
  await tx
    .updateTable('broadcasts')
    .set({ status: 'paused', held_reason: null, held_until: null })
    .where('id', '=', id)
    .execute();
}

/** Lets a paused or held broadcast go on; those whose copy was refused for its content are tried again. */
export async function resumeBroadcast(tx: Db, broadcast: Broadcast): Promise<void> {
  if (broadcast.content_failure) await retryRefused(tx, broadcast.id, broadcast.content_failure);
  await tx
    .updateTable('broadcasts')
    .set({ status: 'running', held_reason: null, held_until: null, content_failure: null })
    .where('id', '=', broadcast.id)
    .execute();
}

/** Ends a broadcast for good; whoever was not sent to is not sent to any more. */
export async function cancelBroadcast(tx: Db, id: number, now: Date): Promise<void> {
  await tx
    .updateTable('broadcasts')
    .set({ status: 'cancelled', finished_at: now })
    .where('id', '=', id)
    .execute();
  await settleUnsent(tx, id, 'cancelled', now);
}

/** A finished broadcast sends its doubtful copies once more. Returns how many there are. */
export async function reopenForUnknown(tx: Db, id: number): Promise<number> {
  const count = await resendUnknown(tx, id);
  if (count === 0) return 0;
  await tx
    .updateTable('broadcasts')
    .set({ status: 'running', finished_at: null, expires_at: null })
    .where('id', '=', id)
    .execute();
  return count;
}

/**
 * Moves a broadcast that has nobody left to send to on to `finishing`, and to `finished` once no outcome is open. Its row
 * is locked before the deliveries are counted, so that nobody resumes it in between.
 */
export async function finishBroadcast(db: Db, id: number, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (!(await lockBroadcast(tx, id))) return;
    await sql`
      with open as (
        select count(*) filter (where status in ('pending', 'held')) as waiting,
          count(*) filter (where status = 'sending') as sending
        from deliveries where broadcast_id = ${id} and status in ('pending', 'sending', 'held'))
      update broadcasts b set
        status = case when open.sending > 0 then 'finishing' else 'finished' end,
        finished_at = case when open.sending = 0 then ${now}::timestamptz end
      from open where b.id = ${id} and b.status in ('running', 'finishing') and open.waiting = 0
    `.execute(tx);
  });
}

/** Silences what was not sent yet of every older generation: a moved or cancelled meeting has nothing more to say. */
export async function cancelOlderGenerations(
  tx: Db,
  kinds: BroadcastKind[],
  objectId: number,
  generation: number,
  now: Date,
): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    update broadcasts set status = 'cancelled', finished_at = ${now}
    where kind = any(${kinds}::text[]) and object_id = ${objectId} and generation < ${generation}
      and status in ('scheduled', 'running', 'paused', 'held', 'finishing')
    returning id
  `.execute(tx);
  for (const { id } of rows) await settleUnsent(tx, id, 'cancelled', now);
}

/** The staff member a report goes to, and the zone of the place it is about. */
export async function broadcastReporter(
  db: Db,
  broadcastId: number,
): Promise<{ chatId: number; locale: Locale; timeZone: string } | undefined> {
  const row = await db
    .selectFrom('broadcasts')
    .innerJoin('residents', 'residents.id', 'broadcasts.created_by')
    .leftJoin('communities', 'communities.id', 'broadcasts.community_id')
    .select(['residents.telegram_id', 'residents.locale', 'communities.time_zone'])
    .where('broadcasts.id', '=', broadcastId)
    .executeTakeFirst();
  return row && { chatId: row.telegram_id, locale: row.locale, timeZone: row.time_zone ?? 'UTC' };
}
