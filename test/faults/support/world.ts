import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { createClock } from '../../../src/clock.ts';
import { deliveryCounts } from '../../../src/db/broadcasts.ts';
import { type Db, openDatabase } from '../../../src/db/client.ts';
import { writeOffset } from '../../../src/db/practice-clock.ts';
import type { DeliveryCounts } from '../../../src/domain/broadcast.ts';
import type { QueueStore } from '../../../src/jobs/connection.ts';
import { type OpenQueues, openQueues } from '../../../src/jobs/workers.ts';
import { createLogger } from '../../../src/logger.ts';
import { startSimulator } from '../../../src/simulator/server.ts';
import type { Simulator } from '../../../src/simulator/simulator.ts';
import type { Limits } from '../../../src/simulator/types.ts';
import { type TestProcess, startYardbell } from '../../support/spawn.ts';
import { type TemplateServer, copyTemplate } from '../../support/template-database.ts';
import { type Community, seedCommunity, startBroadcastOf } from './seed.ts';

const TOKEN = '7000000009:test-token-test-token-test-token-00';

export interface WorldOptions {
  server: TemplateServer;
  members: number;
  /** Absent: the queues live in PostgreSQL. */
  redisUrl?: string | undefined;
  sendRate?: number;
  limits?: Partial<Limits>;
  /** How long Telegram takes to answer a send, as a round trip over the Internet does. */
  latencyMs?: number;
  /** The product reaches Telegram and its database through these addresses instead. */
  telegramThrough?: (apiRoot: string) => Promise<string>;
  databaseThrough?: (url: string) => Promise<string>;
  /** The community's; without it a zone in which it is noon. */
  zone?: string;
  env?: Record<string, string>;
}

export interface RunningYardbell extends TestProcess {
  /** Where its web side listens. */
  url: string;
}

/** A community in a simulated Telegram, its database, and Yardbell in processes of its own that may be killed. */
export interface World extends Community {
  simulator: Simulator;
  apiRoot: string;
  token: string;
  db: Db;
  databaseUrl: string;
  /** Undefined: the queues live in PostgreSQL. */
  redisUrl: string | undefined;
  /** Starts a process and waits until it is ready. */
  start(env?: Record<string, string>): Promise<RunningYardbell>;
  broadcast(kind: 'meeting_notice' | 'survey_invitation'): ReturnType<typeof startBroadcastOf>;
  counts(broadcastId: number): Promise<DeliveryCounts>;
  /** Ends when the broadcast is finished. */
  finished(broadcastId: number, timeoutMs?: number): Promise<void>;
  /** Moves the clock of every process by so much from the machine's time and has them look at it. */
  moveClock(offsetMs: number): Promise<void>;
  /** Gives a hint, as any process does. */
  hint(give: (queues: OpenQueues) => Promise<void>): Promise<void>;
  /** Pretends that the machine's time went by: what dead processes had leased is free. */
  expireLeases(): Promise<number>;
  close(): Promise<void>;
}

export async function openWorld(options: WorldOptions): Promise<World> {
  const database = await copyTemplate(options.server);
  const telegram = await startSimulator({
    botToken: TOKEN,
    bot: { id: 7_000_000_009, firstName: 'Yardbell', username: 'FaultsBot' },
    ...(options.limits && { limits: options.limits }),
  });
  const { simulator } = telegram;
  const db = openDatabase(database.url, 4);
  const community = await seedCommunity(db, simulator, options.members, options.zone);
  if (options.latencyMs) {
    const delay = { kind: 'delay' as const, delayMs: options.latencyMs, times: Number.POSITIVE_INFINITY };
    simulator.orderFault({ ...delay, method: 'sendMessage' });
  }
  const env = await environment(options, database.url, telegram.url);
  const running = new Set<TestProcess>();
  const store: QueueStore = options.redisUrl
    ? { kind: 'redis', url: options.redisUrl }
    : { kind: 'postgres', url: database.url };
  const hint: World['hint'] = async (give) => {
    const queues = openQueues(store, createClock(), createLogger('silent'));
    try {
      await give(queues);
    } finally {
      await queues.close();
    }
  };
  return {
    ...community,
    simulator,
    apiRoot: telegram.url,
    token: TOKEN,
    db,
    databaseUrl: database.url,
    redisUrl: options.redisUrl,
    start: async (extra = {}) => {
      const run = startYardbell({ ...env, ...extra });
      running.add(run);
      const ready = await run.waitForLine(/^ready/, 60_000);
      return { ...run, url: /http:\/\/\S+/.exec(ready)?.[0] ?? '' };
    },
    broadcast: (kind) => startBroadcastOf(db, community, kind),
    counts: (id) => deliveryCounts(db, id),
    finished: (id, timeoutMs) => until(() => isFinished(db, id), `broadcast ${id} to finish`, timeoutMs),
    moveClock: async (offsetMs) => {
      await writeOffset(db, offsetMs);
      await hint((queues) => queues.reconcile());
    },
    hint,
    expireLeases: () => expireLeases(db),
    close: async () => {
      await Promise.all([...running].map((run) => run.kill9()));
      await telegram.close();
      await db.destroy();
      await database.drop();
    },
  };
}

async function environment(options: WorldOptions, databaseUrl: string, apiRoot: string) {
  const { redisUrl, sendRate = 1_000 } = options;
  return {
    BOT_TOKEN: TOKEN,
    ADMIN_IDS: '1',
    TELEGRAM_API_ROOT: (await options.telegramThrough?.(apiRoot)) ?? apiRoot,
    DATABASE_URL: (await options.databaseThrough?.(databaseUrl)) ?? databaseUrl,
    DATA_DIR: mkdtempSync(path.join(os.tmpdir(), 'yardbell-faults-')),
    SEND_RATE: String(sendRate),
    PORT: '0',
    ...(redisUrl && { REDIS_URL: redisUrl }),
    ...options.env,
  };
}

async function isFinished(db: Db, id: number): Promise<boolean> {
  const query = db.selectFrom('broadcasts').select('status').where('id', '=', id);
  return (await query.executeTakeFirstOrThrow()).status === 'finished';
}

/** Rows left `sending` by processes that are dead: how many, and their leases end now. */
async function expireLeases(db: Db): Promise<number> {
  await sql`update broadcasts set worked_until = now() - interval '1 second'`.execute(db);
  const { numAffectedRows } = await sql`
    update deliveries set lease_until = now() - interval '1 second' where status = 'sending'
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}

const LOOK_EVERY_MS = 50;

/** Waits for something that the processes bring about. The limit is a guard against hanging, not a budget. */
export async function until(
  isSo: () => Promise<boolean> | boolean,
  what: string,
  timeoutMs = 100_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
