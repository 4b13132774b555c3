import { Api } from 'grammy';
import { type Db, openDatabase } from '../../src/db/client.ts';
import type { DigestContent } from '../../src/domain/digest.ts';
import { compileDigests } from '../../src/jobs/compile-digests.ts';
import type { JobDeps } from '../../src/jobs/job.ts';
import { createLogger } from '../../src/logger.ts';
import { createSeal } from '../../src/db/sealing.ts';
import { openSlotStore } from '../../src/db/send-budget.ts';
import { createSendBudget } from '../../src/telegram/send-budget.ts';
import { createTestDatabase } from './database.ts';

/** Two workers that make digests on one database, and a clock that stands still. */
export interface DigestDesk {
  db: Db;
  otherWorker: Db;
  now: Date;
  /** Broadcasts the workers were told to send. */
  hints: number[];
  compile(worker?: Db): Promise<void>;
  /** Telegram took everything that was on its way. */
  deliver(): Promise<void>;
  digests(): Promise<{ covers_from: Date; covers_to: Date; content: DigestContent }[]>;
  deliveries(): Promise<
    { resident_id: number; broadcast_id: number; status: string; starts_at: Date | null }[]
  >;
  close(): Promise<void>;
}

export async function openDigestDesk(): Promise<DigestDesk> {
  const database = await createTestDatabase();
  const db = openDatabase(database.url);
  const otherWorker = openDatabase(database.url);
  const desk: DigestDesk = {
    db,
    otherWorker,
    now: new Date(0),
    hints: [],
    compile: async (worker = db) => await compileDigests(jobDeps(worker, desk)),
    deliver: async () => {
      await db.updateTable('deliveries').set({ status: 'sent', settled_at: desk.now }).execute();
    },
    digests: async () =>
      await db
        .selectFrom('digests')
        .select(['covers_from', 'covers_to', 'content'])
        .orderBy('covers_to')
        .execute(),
    deliveries: async () =>
      await db
        .selectFrom('deliveries')
        .innerJoin('broadcasts', 'broadcasts.id', 'deliveries.broadcast_id')
        .select(['resident_id', 'broadcast_id', 'deliveries.status', 'starts_at'])
        .orderBy('broadcast_id')
        .execute(),
    close: async () => {
      await Promise.all([db.destroy(), otherWorker.destroy()]);
      await database.drop();
    },
  };
  return desk;
}

function jobDeps(db: Db, desk: DigestDesk): JobDeps {
  return {
    db,
    api: new Api('0:nothing-is-sent-here'),
    clock: {
      now: () => desk.now,
      machineNow: () => new Date(),
      offsetMs: () => 0,
      setOffset: () => undefined,
    },
    budget: createSendBudget({
      store: openSlotStore(db, 1000),
      ratePerSecond: 1000,
      onError: () => undefined,
    }),
    sendRate: 1000,
    metrics: { sent: () => undefined },
    progress: { note: () => undefined },
    queues: {
      sendBroadcast: async (id) => void desk.hints.push(id),
      remindAt: async () => undefined,
      shuffleBallots: async () => undefined,
      reconcile: async () => undefined,
    },
    seal: createSeal('a secret of this test', () => undefined),
    log: createLogger('silent'),
    random: () => 0.5,
  };
}
