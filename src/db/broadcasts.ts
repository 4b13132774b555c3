import { type RawBuilder, sql } from 'kysely';
import type { BroadcastKind, BroadcastStatus, DeliveryCounts, DeliveryStatus } from '../domain/broadcast.ts';
import type { Locale } from '../domain/locale.ts';
import type { Db } from './client.ts';

/** Who gets a broadcast. Resolved to rows once, when it starts; whoever opts out later is checked again at the claim. */
export type Audience =
  | { kind: 'members'; communityId: number }
  | { kind: 'invited_not_started'; surveyId: number; communityId: number }
  | { kind: 'told_of_meeting'; meetingId: number; communityId: number }
  | { kind: 'rsvps'; meetingId: number; statuses: string[] }
  | { kind: 'resident'; residentId: number };

export interface NewBroadcast {
  kind: BroadcastKind;
  objectId: number;
  /** The version of the object this broadcast speaks of; a newer one silences what is left of it. */
  generation: number;
  slot?: string;
  communityId: number | null;
  createdBy: number | null;
  expiresAt?: Date;
  /** Held until then (quiet hours). */
  notBefore?: Date;
}

/**
 * Creates a running broadcast and one delivery for each person of the audience. Undefined when this broadcast exists
 * already (same kind, object, generation and slot): pressing "send" twice is one send.
 */
export async function startBroadcast(
  tx: Db,
  broadcast: NewBroadcast,
  audience: Audience,
  now: Date,
): Promise<{ id: number; recipients: number } | undefined> {
  const row = await tx
    .insertInto('broadcasts')
    .values({
      kind: broadcast.kind,
      object_id: broadcast.objectId,
      generation: broadcast.generation,
      slot: broadcast.slot ?? '',
      community_id: broadcast.communityId,
      created_by: broadcast.createdBy,
      status: 'running',
      created_at: now,
      expires_at: broadcast.expiresAt ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return undefined;
  const inserted = await sql`
    insert into deliveries (broadcast_id, resident_id, chat_id, locale, not_before)
    select ${row.id}, r.id, r.telegram_id, r.locale, ${broadcast.notBefore ?? null}::timestamptz
    from residents r
    where r.contact_status = 'active' and r.paused_at is null and ${condition(audience)}
    order by r.id
  `.execute(tx);
  return { id: row.id, recipients: Number(inserted.numAffectedRows ?? 0) };
}

function condition(audience: Audience): RawBuilder<unknown> {
  switch (audience.kind) {
    case 'members':
      return memberOf(audience.communityId);
    case 'invited_not_started':
      return sql`${memberOf(audience.communityId)} and not exists (
        select from survey_responses s where s.resident_id = r.id and s.survey_id = ${audience.surveyId})`;
    case 'told_of_meeting':
      // Whoever left the community after being told must still hear that the meeting moved.
      return sql`(${memberOf(audience.communityId)} or exists (
        select from deliveries d join broadcasts b on b.id = d.broadcast_id
        where d.resident_id = r.id and b.kind = 'meeting_notice' and b.object_id = ${audience.meetingId}
          and d.status in ('sent', 'unknown'))
        or exists (select from rsvps v where v.resident_id = r.id and v.meeting_id = ${audience.meetingId}))`;
    case 'rsvps':
      return sql`exists (select from rsvps v where v.resident_id = r.id and v.meeting_id = ${audience.meetingId}
        and v.status = any(${audience.statuses}::text[]))`;
    case 'resident':
      return sql`r.id = ${audience.residentId}`;
  }
}

function memberOf(communityId: number): RawBuilder<unknown> {
  return sql`exists (select from memberships m where m.resident_id = r.id and m.community_id = ${communityId})`;
}

export interface Broadcast {
  id: number;
  kind: BroadcastKind;
  object_id: number;
  generation: number;
  slot: string;
  status: BroadcastStatus;
  community_id: number | null;
  created_by: number | null;
  expires_at: Date | null;
}

export async function findBroadcast(db: Db, id: number): Promise<Broadcast | undefined> {
  return await db
    .selectFrom('broadcasts')
    .select([
      'id',
      'kind',
      'object_id',
      'generation',
      'slot',
      'status',
      'community_id',
      'created_by',
      'expires_at',
    ])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Running broadcasts with something to send now, or nothing left to send. */
export async function broadcastsToWork(db: Db, now: Date, machineNow: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select b.id from broadcasts b where b.status = 'running' and (
      exists (select from deliveries d where d.broadcast_id = b.id and (
        (d.status = 'pending' and (d.not_before is null or d.not_before <= ${now}))
        or (d.status = 'sending' and d.lease_until < ${machineNow})))
      or not exists (select from deliveries d where d.broadcast_id = b.id and d.status in ('pending', 'sending')))
    order by b.id
  `.execute(db);
  return rows.map((row) => row.id);
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

/** Finishes a broadcast that has nothing pending or sending any more; true for the one call that does it. */
export async function finishBroadcast(db: Db, id: number, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update broadcasts b set status = 'finished', finished_at = ${now}
    where b.id = ${id} and b.status = 'running' and not exists (
      select from deliveries d where d.broadcast_id = b.id and d.status in ('pending', 'sending'))
    returning b.id
  `.execute(db);
  return rows.length > 0;
}

/** Silences what was not sent yet of every older generation: a moved or cancelled meeting has nothing more to say. */
export async function cancelOlderGenerations(
  tx: Db,
  kinds: BroadcastKind[],
  objectId: number,
  generation: number,
  now: Date,
): Promise<void> {
  await sql`
    with old as (
      update broadcasts set status = 'cancelled', finished_at = ${now}
      where kind = any(${kinds}::text[]) and object_id = ${objectId} and generation < ${generation}
        and status in ('scheduled', 'running', 'paused', 'held')
      returning id)
    update deliveries set status = 'cancelled', settled_at = ${now}
    where broadcast_id in (select id from old) and status in ('pending', 'held')
  `.execute(tx);
}

/** The staff member a report goes to. */
export async function broadcastReporter(
  db: Db,
  broadcastId: number,
): Promise<{ chatId: number; locale: Locale } | undefined> {
  const row = await db
    .selectFrom('broadcasts')
    .innerJoin('residents', 'residents.id', 'broadcasts.created_by')
    .select(['residents.telegram_id', 'residents.locale'])
    .where('broadcasts.id', '=', broadcastId)
    .executeTakeFirst();
  return row && { chatId: row.telegram_id, locale: row.locale };
}
