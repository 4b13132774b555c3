import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { startBroadcast } from '../../src/db/broadcasts.ts';
import { type Db, openDatabase } from '../../src/db/client.ts';
import { type Claim, claimDeliveries, settleDeliveries } from '../../src/db/deliveries.ts';
import type { BroadcastKind } from '../../src/domain/broadcast.ts';
import type { DeliveryOutcome } from '../../src/domain/delivery.ts';
import { createTestDatabase } from './database.ts';

export const NOON = new Date('2026-03-02T04:00:00Z');
const MINUTE_MS = 60_000;
const LEASE_MS = 30_000;

/** The moment so many minutes after noon. */
export function minutesLater(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * MINUTE_MS);
}

/** A database with members of one community, and no process that sends. */
export interface Ledger {
  db: Db;
  communityId: number;
  /** The members, in the order in which they are sent to. */
  residents: number[];
  /** A broadcast of this kind to all members. */
  start(kind: BroadcastKind, extra?: { expiresAt?: Date; objectId?: number }): Promise<number>;
  /** Claims a delivery as a sender does, by default at noon. */
  claim(broadcastId: number, residentId: number | undefined, at?: Date): Promise<Claimed>;
  settle(claim: Claim, outcome: DeliveryOutcome, at?: Date): Promise<boolean>;
  /** Every delivery's status, in the order of members; `attempts` only where it was tried. */
  statuses(broadcastId: number): Promise<string[]>;
  close(): Promise<void>;
}

export type Claimed = Claim & { attempts: number | undefined };

export async function openLedger(members: number): Promise<Ledger> {
  const database = await createTestDatabase();
  const db = openDatabase(database.url, 4);
  const { rows } = await sql<{ id: number }>`
    insert into communities (code, name_zh, name_en, name_es, time_zone, created_at)
    values ('xinghua', '兴华社区', 'Xinghua', 'Xinghua', 'Asia/Shanghai', ${NOON}) returning id`.execute(db);
  const communityId = rows[0]?.id ?? 0;
  const people = await sql<{ id: number }>`
    with people as (
      insert into residents (telegram_id, locale, locale_chosen_at, created_at)
      select 8000 + n, 'en', ${NOON}, ${NOON} from generate_series(1, ${members}::int) n returning id),
    joined as (
      insert into memberships (resident_id, community_id, joined_at)
      select id, ${communityId}::bigint, ${NOON}::timestamptz from people)
    select id from people order by id`.execute(db);
  const residents = people.rows.map(({ id }) => id);
  let objects = 0;
  return {
    db,
    communityId,
    residents,
    start: async (kind, extra = {}) => {
      const broadcast = {
        kind,
        objectId: extra.objectId ?? ++objects,
        generation: 1,
        communityId,
        createdBy: null,
        ...(extra.expiresAt && { expiresAt: extra.expiresAt }),
      };
      const started = await startBroadcast(db, broadcast, { kind: 'members', communityId }, NOON);
      if (!started) throw new Error('the broadcast exists already');
      return started.id;
    },
    claim: async (broadcastId, residentId = 0, at = NOON) => {
      const claim = { broadcastId, residentId, token: randomUUID() };
      const times = {
        now: at,
        leaseUntil: new Date(at.getTime() + LEASE_MS),
        busySince: new Date(at.getTime() - 10 * MINUTE_MS),
        busyUntil: new Date(at.getTime() + 10 * MINUTE_MS),
      };
      const [attempts] = await claimDeliveries(db, [claim], times);
      return { ...claim, attempts };
    },
    settle: async (claim, outcome, at = NOON) => {
      const [isCounted] = await settleDeliveries(db, [{ ...claim, outcome }], at);
      return isCounted ?? false;
    },
    statuses: async (broadcastId) => {
      const deliveries = await db
        .selectFrom('deliveries')
        .select('status')
        .where('broadcast_id', '=', broadcastId)
        .orderBy('resident_id')
        .execute();
      return deliveries.map(({ status }) => status);
    },
    close: async () => {
      await db.destroy();
      await database.drop();
    },
  };
}
