import { sql } from 'kysely';
import type { BroadcastLane, DeliveryStatus } from '../domain/broadcast.ts';
import type { Db } from './client.ts';

/** Sums for whoever watches; nothing in them belongs to one person. */
export interface OperationFigures {
  inboxOpen: number;
  /** Age of the oldest update that is not applied yet. */
  inboxLagSeconds: number;
  outboxOpen: number;
  /** Of broadcasts that are open or were finished in the last day. */
  deliveries: { lane: BroadcastLane; status: DeliveryStatus; count: number }[];
  /** Until when Telegram's last refusal forbids sending; null: it does not. */
  heldUntil: Date | null;
}

interface OpenFigures {
  inbox_open: number;
  oldest: Date | null;
  outbox_open: number;
  held_until: Date | null;
}

const DAY_MS = 86_400_000;

export async function operationFigures(db: Db, now: Date): Promise<OperationFigures> {
  const { rows } = await sql<OpenFigures>`
    select i.open as inbox_open, i.oldest,
      (select count(*) from outbox where status in ('pending', 'sending')) as outbox_open,
      (select held_until from send_budget where held_until > clock_timestamp()) as held_until
    from (select count(*) as open, min(received_at) as oldest from inbox
      where applied_at is null and failed_at is null) i
  `.execute(db);
  const [open] = rows;
  return {
    inboxOpen: open?.inbox_open ?? 0,
    inboxLagSeconds: open?.oldest ? Math.max(0, now.getTime() - open.oldest.getTime()) / 1_000 : 0,
    outboxOpen: open?.outbox_open ?? 0,
    heldUntil: open?.held_until ?? null,
    deliveries: await deliveriesByLane(db, new Date(now.getTime() - DAY_MS)),
  };
}

async function deliveriesByLane(db: Db, finishedAfter: Date): Promise<OperationFigures['deliveries']> {
  const { rows } = await sql<OperationFigures['deliveries'][number]>`
    select b.lane, d.status, count(*) as count
    from broadcasts b join deliveries d on d.broadcast_id = b.id
    where b.finished_at is null or b.finished_at > ${finishedAfter}
    group by 1, 2
  `.execute(db);
  return rows;
}
