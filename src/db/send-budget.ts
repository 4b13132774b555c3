import { sql } from 'kysely';
import type { BroadcastLane } from '../domain/broadcast.ts';
import { type Db, PREPARED } from './client.ts';

/*
 * One row holds the sending rate of the whole bot, whatever the number of processes and machines. It is a line in time:
 * whoever wants to send moves the line's end forward and gets the stretch in between as slots. `push_next_at` is the line
 * of everything unasked (SEND_RATE a second), `all_next_at` that of everything together, replies included. Replies move
 * only the second one, so pushes give way to them and never the other way round. The times are the database's clock.
 */

/** What is kept free for replies while something unasked is being sent, a second. */
const REPLY_RESERVE = 5;
/** Telegram counts in seconds of its own; one message less keeps us under its limit whatever the timers do. */
const MARGIN = 1;
const GROUP_PACE = { burst: 6, gapMs: 5_000 };

/** The slots of this database's bot, at `ratePerSecond` unasked messages a second; at most 18 a minute to one group. */
export function openSlotStore(db: Db, ratePerSecond: number) {
  const pushGapMs = 1_000 / ratePerSecond;
  const allGapMs = 1_000 / (ratePerSecond + REPLY_RESERVE - MARGIN);
  return {
    leasePushes: (lane: BroadcastLane, count: number) =>
      leasePushes(db, lane, count, { pushGapMs, allGapMs }),
    leaseReplies: (count: number) => leaseReplies(db, count, allGapMs),
    leaseGroupSend: (chatId: number) => leaseGroupSend(db, chatId, GROUP_PACE),
    hold: (durationMs: number) => holdSends(db, durationMs),
    read: () => readSendBudget(db),
  };
}

/** Announced when the state of the budget changes in a way other processes must know at once. */
export const SEND_BUDGET_CHANNEL = 'yardbell_send_budget';

/** A stretch of slots: `count` of them, the first one in `startMs`, one every `gapMs`. */
interface Grant {
  count: number;
  startMs: number;
  gapMs: number;
  /** How long Telegram still refuses everything; 0: not at all. */
  heldMs: number;
}

/**
 * Slots up to this far in the past are made up for, among them those that gave way to replies; what is older is given up,
 * so that no burst follows a pause.
 */
const SLACK_MS = 250;
/** While urgent pushes ask for slots, bulk waits this long after their last one. */
const URGENT_GRACE_MS = 150;
const IDLE_MS = 1_000;

/**
 * Takes up to `count` slots for pushes. None while Telegram refuses everything, and none for bulk while somebody sends
 * something urgent.
 */
async function leasePushes(
  db: Db,
  lane: BroadcastLane,
  count: number,
  rates: { pushGapMs: number; allGapMs: number },
): Promise<Grant> {
  const isUrgent = lane === 'urgent';
  const { rows } = await sql<{ start_ms: number | null; held_ms: number }>`
    ${PREPARED}
    with clock as materialized (select clock_timestamp() as now),
    before as materialized (
      select b.*, case when b.push_next_at < clock.now - ${ms(SLACK_MS)} then clock.now else b.push_next_at end as free_at,
        clock.now, b.push_next_at < clock.now - ${ms(IDLE_MS)} as was_idle
      from send_budget b, clock for update of b),
    open as materialized (
      select free_at, greatest(free_at, all_next_at) as start_at, was_idle from before
      where held_until <= now and (${isUrgent} or urgent_until <= now)),
    taken as (
      update send_budget set
        push_next_at = open.free_at + ${ms(count * rates.pushGapMs)},
        all_next_at = greatest(all_next_at, open.start_at) + ${ms(count * rates.allGapMs)},
        urgent_until = case when ${isUrgent}
          then open.start_at + ${ms(count * rates.pushGapMs + URGENT_GRACE_MS)} else urgent_until end
      from open returning open.start_at, open.was_idle),
    told as (select pg_notify(${SEND_BUDGET_CHANNEL}, '') from taken where was_idle)
    select extract(epoch from taken.start_at - clock_timestamp())::float8 * 1000 as start_ms,
      greatest(0, extract(epoch from before.held_until - clock_timestamp())::float8 * 1000) as held_ms,
      (select count(*) from told) as told
    from before left join taken on true
  `.execute(db);
  const row = rows[0];
  if (row?.start_ms == null) return { count: 0, startMs: 0, gapMs: 0, heldMs: row?.held_ms ?? 0 };
  return { count, startMs: row.start_ms, gapMs: rates.pushGapMs, heldMs: 0 };
}

/** Takes `count` slots for replies, before anything unasked that has no slot yet. */
async function leaseReplies(db: Db, count: number, allGapMs: number): Promise<Grant> {
  const { rows } = await sql<{ start_ms: number; held_ms: number }>`
    with clock as materialized (select clock_timestamp() as now),
    taken as (
      update send_budget set all_next_at = greatest(all_next_at, clock.now) + ${ms(count * allGapMs)}
      from clock returning all_next_at - ${ms(count * allGapMs)} as start_at, held_until)
    select extract(epoch from start_at - clock_timestamp())::float8 * 1000 as start_ms,
      greatest(0, extract(epoch from held_until - clock_timestamp())::float8 * 1000) as held_ms from taken
  `.execute(db);
  const row = rows[0];
  return { count, startMs: row?.start_ms ?? 0, gapMs: allGapMs, heldMs: row?.held_ms ?? 0 };
}

/** Stops every sender of every process for so long: Telegram said so. */
async function holdSends(db: Db, durationMs: number): Promise<void> {
  await sql`
    with held as (
      update send_budget set held_until = greatest(held_until, clock_timestamp() + ${ms(durationMs)}) returning 1)
    select pg_notify(${SEND_BUDGET_CHANNEL}, '') from held
  `.execute(db);
}

interface BudgetState {
  heldMs: number;
  /** How long ago the last slot for a push was; negative while some lie ahead. */
  pushedAgoMs: number;
  /** How long ago Telegram's last refusal ended. */
  heldAgoMs: number;
}

async function readSendBudget(db: Db): Promise<BudgetState> {
  const { rows } = await sql<BudgetState>`
    select greatest(0, extract(epoch from held_until - now.at)::float8 * 1000) as "heldMs",
      extract(epoch from now.at - push_next_at)::float8 * 1000 as "pushedAgoMs",
      extract(epoch from now.at - held_until)::float8 * 1000 as "heldAgoMs"
    from send_budget, (select clock_timestamp() as at) now
  `.execute(db);
  return rows[0] ?? { heldMs: 0, pushedAgoMs: Infinity, heldAgoMs: Infinity };
}

/**
 * Milliseconds until one more message may go to a group: at most `burst` at once, then one every `gapMs`.
 */
async function leaseGroupSend(
  db: Db,
  chatId: number,
  { burst, gapMs }: { burst: number; gapMs: number },
): Promise<number> {
  const { rows } = await sql<{ wait_ms: number }>`
    insert into group_paces as p (chat_id, next_at)
    values (${chatId}, clock_timestamp() + ${ms(gapMs)})
    on conflict (chat_id) do update
      set next_at = greatest(p.next_at, clock_timestamp()) + ${ms(gapMs)}
    returning extract(epoch from next_at - ${ms(gapMs * burst)} - clock_timestamp())::float8 * 1000 as wait_ms
  `.execute(db);
  return Math.max(0, rows[0]?.wait_ms ?? 0);
}

function ms(milliseconds: number) {
  return sql`make_interval(secs => ${milliseconds / 1000}::float8)`;
}
