import { sql } from 'kysely';
import type { DeliveryStatus } from '../domain/broadcast.ts';
import type { Locale } from '../domain/locale.ts';
import type { Db } from './client.ts';

/*
 * pending -> sending (claim token and lease, committed before the call) -> sent | blocked | failed | unknown,
 * or back to pending when the message surely did not leave. An expired lease means the outcome is unknown: such a row
 * is tried once more and then left for a person to decide. At most two copies, nobody missed.
 */

export interface Claim {
  id: number;
  resident_id: number;
  chat_id: number;
  locale: Locale;
  attempts: number;
}

export interface ClaimTimes {
  /** What is held until then or earlier may be sent. */
  now: Date;
  /** Leases that ran out by then belong to dead processes. */
  machineNow: Date;
  leaseUntil: Date;
}

/** Leases up to `limit` deliveries that may be sent now. A person who opted out since is cancelled instead. */
export async function claimDeliveries(
  db: Db,
  broadcastId: number,
  token: string,
  { now, machineNow, leaseUntil }: ClaimTimes,
  limit: number,
): Promise<Claim[]> {
  await giveUpTwiceLost(db, broadcastId, machineNow);
  await cancelOptedOut(db, broadcastId, now);
  const { rows } = await sql<Claim>`
    update deliveries d set status = 'sending', claim_token = ${token}, lease_until = ${leaseUntil},
      attempts = attempts + 1
    where d.id in (
      select id from deliveries
      where broadcast_id = ${broadcastId} and (
        (status = 'pending' and (not_before is null or not_before <= ${now}))
        or (status = 'sending' and lease_until < ${machineNow}))
      order by id limit ${limit} for update skip locked)
    returning d.id, d.resident_id, d.chat_id, d.locale, d.attempts
  `.execute(db);
  return rows.sort((a, b) => a.id - b.id);
}

const MOST_COPIES = 2;

async function giveUpTwiceLost(db: Db, broadcastId: number, now: Date): Promise<void> {
  await sql`
    update deliveries set status = 'unknown', settled_at = ${now}, failure = 'the process died while sending'
    where broadcast_id = ${broadcastId} and status = 'sending' and lease_until < ${now} and attempts >= ${MOST_COPIES}
  `.execute(db);
}

async function cancelOptedOut(db: Db, broadcastId: number, now: Date): Promise<void> {
  await sql`
    update deliveries d set status = 'cancelled', settled_at = ${now} from residents r
    where d.broadcast_id = ${broadcastId} and d.status = 'pending' and r.id = d.resident_id
      and (r.paused_at is not null or r.contact_status <> 'active')
  `.execute(db);
}

export interface Outcome {
  status: Extract<DeliveryStatus, 'sent' | 'pending' | 'unknown' | 'failed' | 'blocked'>;
  messageId?: number;
  failure?: string;
}

/** Records what became of a claim. A claim that ran out and was taken over changes nothing (fence). */
export async function recordOutcome(
  db: Db,
  id: number,
  token: string,
  outcome: Outcome,
  now: Date,
): Promise<boolean> {
  const isOver = outcome.status !== 'pending';
  const updated = await db
    .updateTable('deliveries')
    .set({
      status: outcome.status,
      message_id: outcome.messageId ?? null,
      failure: outcome.failure ?? null,
      settled_at: isOver ? now : null,
      lease_until: null,
      claim_token: null,
    })
    .where('id', '=', id)
    .where('claim_token', '=', token)
    .returning('id')
    .executeTakeFirst();
  return updated !== undefined;
}

/** Gives back what was claimed and not begun. */
export async function releaseClaims(db: Db, token: string): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ status: 'pending', claim_token: null, lease_until: null, attempts: sql`attempts - 1` })
    .where('claim_token', '=', token)
    .where('status', '=', 'sending')
    .execute();
}

/** Drops what can no longer be useful. */
export async function expireDeliveries(db: Db, broadcastId: number, now: Date): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ status: 'expired', settled_at: now })
    .where('broadcast_id', '=', broadcastId)
    .where('status', '=', 'pending')
    .execute();
}
