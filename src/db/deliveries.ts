import { sql } from 'kysely';
import type { BroadcastKind, DeliveryStatus } from '../domain/broadcast.ts';
import { type DeliveryOutcome, MOST_COPIES, UNKNOWN_POLICY } from '../domain/delivery.ts';
import type { Locale } from '../domain/locale.ts';
import { type Db, PREPARED } from './client.ts';

/*
 *            claim                outcome
 *   pending ------> sending ------------------> sent | blocked | failed | unknown
 *      ^  \           |  429, surely not sent      (lease ran out: unknown, or pending once more, by kind)
 *      |   \ opted out, silenced: cancelled       too late: expired
 *   held (somebody is in the middle of a survey)
 *
 * A claim (token, lease, one try more) is committed before the call, for just those deliveries that are about to be sent;
 * an outcome is recorded only while its token still stands. So whatever dies when, nobody is missed, nobody gets more
 * than two copies, and what is doubtful is known.
 */

/** Somebody to send to, as their row stands now. */
export interface Recipient {
  residentId: number;
  chatId: number;
  locale: Locale;
}

/** Whether a resident `r` may be sent to, and whether a survey keeps them busy just now. */
const IS_WANTED = sql`r.id is not null and r.paused_at is null and r.contact_status = 'active'`;
const isBusyWithSurvey = (busySince: Date) => sql`b.lane = 'bulk' and exists (
  select from survey_responses s where s.resident_id = r.id and s.status = 'in_progress' and s.paused_at is null
    and s.updated_at > ${busySince})`;

/**
 * The next pending deliveries after this resident, in the order of residents. Whoever opted out is cancelled and whoever
 * is busy is held on the way: a claim would say so too, but only after their slot has been waited for. `last` is the last
 * resident looked at, undefined when there was none.
 */
export async function pendingRecipients(
  db: Db,
  broadcastId: number,
  afterResidentId: number,
  { now, busySince, busyUntil }: Omit<ClaimTimes, 'leaseUntil'>,
  limit: number,
): Promise<{ recipients: Recipient[]; last: number | undefined }> {
  const { rows } = await sql<Recipient & { isReady: boolean }>`
    with page as materialized (
      select d.resident_id, r.telegram_id, r.locale, ${IS_WANTED} as is_wanted,
        ${isBusyWithSurvey(busySince)} as is_busy
      from deliveries d join broadcasts b on b.id = d.broadcast_id left join residents r on r.id = d.resident_id
      where d.broadcast_id = ${broadcastId} and d.resident_id > ${afterResidentId} and d.status = 'pending'
      order by d.resident_id limit ${limit}),
    set_aside as (
      update deliveries d set status = case when p.is_wanted then 'held' else 'cancelled' end,
        not_before = case when p.is_wanted then ${busyUntil}::timestamptz end,
        settled_at = case when not p.is_wanted then ${now}::timestamptz end
      from page p where d.broadcast_id = ${broadcastId} and d.resident_id = p.resident_id and d.status = 'pending'
        and (not p.is_wanted or p.is_busy))
    select resident_id as "residentId", coalesce(telegram_id, 0) as "chatId", coalesce(locale, 'zh') as locale,
      is_wanted and not is_busy as "isReady"
    from page order by resident_id
  `.execute(db);
  return { recipients: rows.filter((row) => row.isReady), last: rows.at(-1)?.residentId };
}

/**
 * Tells the planner of a ledger that has just doubled. By itself PostgreSQL looks once a minute, and until then reads all
 * of it for a page of recipients.
 */
export async function noteLedgerGrowth(db: Db): Promise<void> {
  const { rows } = await sql<{ hasGrown: boolean }>`
    select pg_relation_size(oid) / current_setting('block_size')::bigint > 2 * greatest(relpages, 50) as "hasGrown"
    from pg_class where oid = 'deliveries'::regclass
  `.execute(db);
  if (rows[0]?.hasGrown) await sql`analyze deliveries`.execute(db);
}

export interface Claim {
  broadcastId: number;
  residentId: number;
  token: string;
}

export interface ClaimTimes {
  now: Date;
  /** By the machine's clock: leases must not run out because somebody moves the program's. */
  leaseUntil: Date;
  /** Whoever touched an unfinished survey since then is not interrupted by bulk. */
  busySince: Date;
  /** Until when such a person is left alone. */
  busyUntil: Date;
}

/**
 * Claims deliveries that are sent in the next moment; returns the number of tries, this one included, for each claim that
 * holds, in the order asked; undefined for one that does not: silenced, too late, sent by somebody else, opted out, or
 * held because its resident is answering a survey.
 */
export async function claimDeliveries(
  db: Db,
  claims: Claim[],
  { now, leaseUntil, busySince, busyUntil }: ClaimTimes,
): Promise<(number | undefined)[]> {
  const { rows } = await sql<{ token: string; attempts: number }>`
    ${PREPARED}
    with asked as (
      select * from unnest(${claims.map((claim) => claim.broadcastId)}::bigint[],
        ${claims.map((claim) => claim.residentId)}::bigint[], ${claims.map((claim) => claim.token)}::uuid[])
        as a (broadcast_id, resident_id, token)),
    judged as (
      select a.*, ${IS_WANTED} as is_wanted, coalesce(b.expires_at <= ${now}, false) as is_late,
        ${isBusyWithSurvey(busySince)} as is_busy
      from asked a join broadcasts b on b.id = a.broadcast_id and b.status in ('running', 'finishing')
        left join residents r on r.id = a.resident_id),
    decided as (
      select *, case when not is_wanted then 'cancelled' when is_late then 'expired' when is_busy then 'held'
        else 'sending' end as status from judged),
    claimed as (
      update deliveries d set status = j.status,
        attempts = d.attempts + (j.status = 'sending')::int,
        claim_token = case j.status when 'sending' then j.token end,
        lease_until = case j.status when 'sending' then ${leaseUntil}::timestamptz end,
        not_before = case j.status when 'held' then ${busyUntil}::timestamptz end,
        settled_at = case when j.status in ('cancelled', 'expired') then ${now}::timestamptz end
      from decided j
      where d.broadcast_id = j.broadcast_id and d.resident_id = j.resident_id and d.status = 'pending'
      returning d.claim_token as token, d.attempts)
    select token, attempts from claimed where token is not null
  `.execute(db);
  const attempts = new Map(rows.map((row) => [row.token, row.attempts]));
  return claims.map((claim) => attempts.get(claim.token));
}

export interface Settlement extends Claim {
  outcome: DeliveryOutcome;
}

/**
 * Records outcomes, each only while its claim stands (fence): a process that slept through its lease changes nothing.
 * What would be tried again is not, once its broadcast was cancelled; a cancellation that comes at the same moment waits
 * for the lock and then finds it pending. Returns which ones counted, in the order given.
 */
export async function settleDeliveries(db: Db, settlements: Settlement[], now: Date): Promise<boolean[]> {
  const column = <T>(read: (settlement: Settlement) => T) => settlements.map(read);
  const triedAgain = settlements.filter((one) => one.outcome.status === 'pending');
  const { rows } = await sql<{ token: string }>`
    ${PREPARED}
    with cancellable as materialized (
      select id, status from broadcasts where id = any(${triedAgain.map((one) => one.broadcastId)}::bigint[]) for share),
    given as (
      select * from unnest(${column((one) => one.broadcastId)}::bigint[], ${column((one) => one.residentId)}::bigint[],
        ${column((one) => one.token)}::uuid[], ${column((one) => one.outcome.status)}::text[],
        ${column((one) => one.outcome.messageId ?? null)}::bigint[],
        ${column((one) => one.outcome.failure ?? null)}::text[],
        ${column((one) => (one.outcome.isUncounted ? 1 : 0))}::int[])
        as g (broadcast_id, resident_id, token, status, message_id, failure, uncounted)),
    judged as (
      select g.broadcast_id, g.resident_id, g.token, g.message_id, g.failure, g.uncounted,
        case when g.status <> 'pending' or c.status is distinct from 'cancelled' then g.status
          when g.uncounted = 1 then 'cancelled' else 'unknown' end as status
      from given g left join cancellable c on c.id = g.broadcast_id),
    settled as (
      update deliveries d set status = g.status, message_id = g.message_id, failure = g.failure,
        attempts = d.attempts - g.uncounted, claim_token = null, lease_until = null,
        settled_at = case when g.status <> 'pending' then ${now}::timestamptz end
      from judged g
      where d.broadcast_id = g.broadcast_id and d.resident_id = g.resident_id and d.claim_token = g.token
      returning g.token, g.status, d.resident_id),
    unreachable as (
      update residents r set contact_status = 'blocked' from settled s
      where s.status = 'blocked' and r.id = s.resident_id and r.contact_status = 'active')
    select token from settled
  `.execute(db);
  const counted = new Set(rows.map((row) => row.token));
  return settlements.map((settlement) => counted.has(settlement.token));
}

const STAY_KINDS = Object.entries(UNKNOWN_POLICY)
  .filter(([, policy]) => policy === 'stay')
  .map(([kind]) => kind as BroadcastKind);

/** Decides about deliveries whose sender died: tried once more where the kind allows it, else left as unknown. */
export async function recoverLostClaims(
  db: Db,
  broadcastId: number,
  machineNow: Date,
  now: Date,
): Promise<void> {
  await sql`
    update deliveries d set
      status = case when lost.is_final then 'unknown' else 'pending' end,
      failure = 'the process died while sending',
      settled_at = case when lost.is_final then ${now}::timestamptz end,
      claim_token = null, lease_until = null
    from (
      select d.resident_id, d.attempts >= ${MOST_COPIES} or b.kind = any(${STAY_KINDS}::text[])
        or b.status = 'cancelled' as is_final
      from deliveries d join broadcasts b on b.id = d.broadcast_id
      where d.broadcast_id = ${broadcastId} and d.status = 'sending' and d.lease_until < ${machineNow}
      for share of b for update of d) lost
    where d.broadcast_id = ${broadcastId} and d.resident_id = lost.resident_id and d.status = 'sending'
  `.execute(db);
}

/** Frees those who were held and may be sent to now. */
export async function releaseHeld(db: Db, broadcastId: number, now: Date): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ status: 'pending', not_before: null })
    .where('broadcast_id', '=', broadcastId)
    .where('status', '=', 'held')
    .where('not_before', '<=', now)
    .execute();
}

/** Drops what can no longer be useful. */
export async function expireDeliveries(db: Db, broadcastId: number, now: Date): Promise<void> {
  await settleUnsent(db, broadcastId, 'expired', now);
}

/** Settles everything not on its way yet: the broadcast was cancelled or silenced, or its time is over. */
export async function settleUnsent(
  db: Db,
  broadcastId: number,
  status: 'expired' | 'cancelled',
  now: Date,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ status, settled_at: now, not_before: null })
    .where('broadcast_id', '=', broadcastId)
    .where('status', 'in', ['pending', 'held'])
    .execute();
}

/** A person decided: the doubtful ones get one more copy, and never another one by itself. Returns how many. */
export async function resendUnknown(tx: Db, broadcastId: number): Promise<number> {
  const rows = await tx
    .updateTable('deliveries')
    .set({ status: 'pending', settled_at: null, attempts: MOST_COPIES - 1 })
    .where('broadcast_id', '=', broadcastId)
    .where('status', '=', 'unknown')
    .returning('resident_id')
    .execute();
  return rows.length;
}

/** Those whose copy Telegram refused with these words are tried again after the message was mended. */
export async function retryRefused(tx: Db, broadcastId: number, failure: string): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ status: 'pending', settled_at: null, failure: null })
    .where('broadcast_id', '=', broadcastId)
    .where('status', '=', 'failed')
    .where('failure', '=', failure)
    .execute();
}

/** What a person who is forgotten still waits for is not sent. */
export async function cancelDeliveriesTo(tx: Db, residentId: number, now: Date): Promise<void> {
  await sql`
    update deliveries set status = 'cancelled', settled_at = ${now}, not_before = null
    where resident_id = ${residentId} and status in ('pending', 'held') and broadcast_id in (
      select id from broadcasts where status in ('scheduled', 'running', 'paused', 'held', 'finishing'))
  `.execute(tx);
}

const NOT_REACHED: DeliveryStatus[] = ['blocked', 'failed', 'unknown', 'expired'];

export interface BuildingReach {
  /** Null: residents who have not said where they live. */
  building: string | null;
  total: number;
  notReached: number;
}

/** How many of each building were not reached, the worst building first; for building leaders, so without any name. */
export async function reachByBuilding(
  db: Db,
  broadcastId: number,
  communityId: number,
): Promise<BuildingReach[]> {
  const { rows } = await sql<BuildingReach>`
    select m.building, count(*) as total, count(*) filter (where d.status = any(${NOT_REACHED}::text[])) as "notReached"
    from deliveries d left join memberships m on m.resident_id = d.resident_id and m.community_id = ${communityId}
    where d.broadcast_id = ${broadcastId}
    group by m.building
    having count(*) filter (where d.status = any(${NOT_REACHED}::text[])) > 0
    order by m.building is null, count(*) filter (where d.status = any(${NOT_REACHED}::text[]))::float / count(*) desc,
      m.building
  `.execute(db);
  return rows;
}
