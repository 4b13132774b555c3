import { type RawBuilder, sql } from 'kysely';
import { type Sight, WATCHED, type Watched } from '../domain/progress.ts';
import { type Db, openDatabase } from './client.ts';

/** Adds what this process has done since it said so last. */
export async function addProgress(db: Db, done: Map<Watched, number>, at: Date): Promise<void> {
  // Always in the same order: two processes that write the same rows must not wait for each other.
  const rows = WATCHED.flatMap((what) => {
    const count = done.get(what) ?? 0;
    return count > 0 ? [{ what, count, noted_at: at }] : [];
  });
  if (rows.length === 0) return;
  await db
    .insertInto('progress')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('what').doUpdateSet({
        count: sql`progress.count + excluded.count`,
        noted_at: at,
      }),
    )
    .execute();
}

export interface Look {
  sights: Record<Watched, Sight & { notedAt: Date | null }>;
  /** Until when Telegram's last refusal forbids sending; null: it does not. */
  heldUntil: Date | null;
}

/** Looks at what waits and what was done, over a connection of its own: a pool that is busy or hung says nothing. */
export interface Lookout {
  /** Fails when there is no answer within `LONGEST_QUERY_MS`. */
  look(now: Date, machineNow: Date): Promise<Look>;
  close(): Promise<void>;
}

const LONGEST_QUERY_MS = 4_000;

export function openLookout(url: string): Lookout {
  let db: Db | undefined;
  return {
    look: async (now, machineNow) => {
      db ??= openDatabase(url, 1, LONGEST_QUERY_MS);
      try {
        return await lookAt(db, now, machineNow);
      } catch (error) {
        // A connection that gave no answer may give a late one to the next question; it is not used again.
        const lost = db;
        db = undefined;
        void lost?.destroy().catch(() => undefined);
        throw error;
      }
    },
    close: async () => await db?.destroy(),
  };
}

interface SightRow {
  what: Watched;
  claimable: boolean;
  count: number;
  noted_at: Date | null;
  held_until: Date | null;
}

async function lookAt(db: Db, now: Date, machineNow: Date): Promise<Look> {
  const { rows } = await sql<SightRow>`
    select w.what, w.claimable, coalesce(p.count, 0) as count, p.noted_at,
      (select held_until from send_budget where held_until > clock_timestamp()) as held_until
    from (values
      ('inbox', ${inboxIsOpen}),
      ('outbox', ${effectsAreDue(machineNow)}),
      ('deliveries', ${deliveriesAreDue(now, machineNow)}),
      ('reconcile', true)) as w (what, claimable)
    left join progress p using (what)
  `.execute(db);
  const sights = Object.fromEntries(
    rows.map(({ what, claimable, count, noted_at: notedAt }) => [
      what,
      { isClaimable: claimable, count, notedAt },
    ]),
  );
  return { sights: sights as Look['sights'], heldUntil: rows[0]?.held_until ?? null };
}

const inboxIsOpen = sql`exists (select from inbox where applied_at is null and failed_at is null)`;

function effectsAreDue(machineNow: Date): RawBuilder<unknown> {
  return sql`exists (select from outbox where status = 'pending'
    or (status = 'sending' and lease_until < ${machineNow}))`;
}

/** Not what is put off, and nothing of a broadcast that was paused, is held for the morning or waits for its start. */
function deliveriesAreDue(now: Date, machineNow: Date): RawBuilder<unknown> {
  return sql`exists (
    select from broadcasts b where (b.status = 'scheduled' and b.starts_at <= ${now})
      or (b.status = 'held' and b.held_until <= ${now})
      or (b.status in ('running', 'finishing') and (
        exists (select from deliveries d where d.broadcast_id = b.id and d.status in ('sending', 'held')
          and (d.lease_until < ${machineNow} or d.not_before <= ${now}))
        or exists (select from deliveries d where d.broadcast_id = b.id and d.status = 'pending'))))`;
}
