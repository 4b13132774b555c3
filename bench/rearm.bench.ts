/**
 * The queue was emptied (FLUSHDB, or its schema truncated) while 130,000 reminders wait in PostgreSQL, all of them due at
 * the whole minutes of the next five. How long one round of the reconciler takes until everything is hinted at again,
 * beside adding a delayed BullMQ job a reminder again.
 */
import { Queue, createPostgresBackend, withBackend } from 'bullmq';
import { sql } from 'kysely';
import { createClock } from '../src/clock.ts';
import type { Db } from '../src/db/client.ts';
import { createSeal } from '../src/db/sealing.ts';
import { openSlotStore } from '../src/db/send-budget.ts';
import type { QueueStore } from '../src/jobs/connection.ts';
import type { JobDeps } from '../src/jobs/job.ts';
import { reconcile } from '../src/jobs/reconcile.ts';
import { openQueues } from '../src/jobs/workers.ts';
import { createLogger } from '../src/logger.ts';
import { openTelegram } from '../src/telegram/api.ts';
import { createSendBudget } from '../src/telegram/send-budget.ts';
import { seedPeople, startServer } from './support/database.ts';
import { flush, startBenchRedis } from './support/redis.ts';
import { median, printRow } from './support/rows.ts';
import { TOKEN } from './support/stub-options.ts';

const REMINDERS = 130_000;
const RUNS = 5;
const TARGET_S = 10;
const ADD_AT_ONCE = 1_000;
const SEND_RATE = 25;
const Postgres = withBackend(createPostgresBackend);

const server = await startServer();
const redis = await startBenchRedis();
try {
  const { db, url, close } = await server.createDatabase();
  await seedPeople(db, 0, 1);
  await seedReminders(db);
  if (redis) await bench(db, { kind: 'redis', url: redis.emptyDatabase() });
  await bench(db, { kind: 'postgres', url });
  await close();
} finally {
  await redis?.stop();
  await server.stop();
}

async function bench(db: Db, store: QueueStore): Promise<void> {
  const { deps, close } = openJobs(db, store);
  const chores = openQueue(store, 'chores');
  const reminders = openQueue(store, 'reminders');
  const ours: number[] = [];
  const others: number[] = [];
  await deps.queues.reconcile();
  for (let run = 0; run < RUNS; run += 1) {
    await empty(db, store);
    ours.push(await seconds(() => reconcile(deps)));
    if ((await chores.getDelayedCount()) < 1) throw new Error('nothing was armed again');
    await empty(db, store);
    others.push(await seconds(() => addAgain(db, reminders)));
    if ((await reminders.getDelayedCount()) !== REMINDERS) throw new Error('not every job was added');
  }
  await Promise.all([chores.close(), reminders.close()]);
  await close();
  const [mine, theirs] = [median(ours), median(others)];
  printRow({
    what: `${REMINDERS} reminders armed again after the queue was emptied, ${store.kind}`,
    ours: mine,
    other: theirs,
    other_is: 'a delayed BullMQ job a reminder, addBulk',
    unit: 's',
    ratio: mine / theirs,
    target: TARGET_S,
    met: mine <= TARGET_S,
  });
}

/** A meeting each, so that every reminder stands for itself. */
async function seedReminders(db: Db): Promise<void> {
  await sql`
    insert into meetings (code, community_id, status, version, details, starts_at, created_at)
    select 'bench' || n, 1, 'published', 1, '{}', now() + interval '2 hours', now()
    from generate_series(1, ${REMINDERS}::int) n
  `.execute(db);
  await sql`
    insert into reminders (meeting_id, generation, slot, due_at)
    select id, 1, 'two_hours', date_trunc('minute', now()) + make_interval(mins => (1 + id % 5)::int) from meetings
  `.execute(db);
  await sql`analyze meetings, reminders`.execute(db);
}

function openJobs(db: Db, store: QueueStore): { deps: JobDeps; close(): Promise<void> } {
  const log = createLogger('silent');
  const clock = createClock();
  const queues = openQueues(store, clock, log);
  const telegram = openTelegram(TOKEN, 'http://127.0.0.1:9');
  const slots = openSlotStore(db, SEND_RATE);
  const deps: JobDeps = {
    db,
    api: telegram.api,
    clock,
    queues,
    seal: createSeal(TOKEN, () => undefined),
    log,
    budget: createSendBudget({ store: slots, ratePerSecond: SEND_RATE, onError: () => undefined }),
    sendRate: SEND_RATE,
    metrics: { sent: () => undefined },
    progress: { note: () => undefined },
    random: Math.random,
  };
  const close = async () => {
    await queues.close();
    await telegram.close();
  };
  return { deps, close };
}

/** What a bench does with a queue, whichever backend it has. */
interface BareQueue {
  addBulk(jobs: { name: string; data: object; opts: { delay: number; jobId: string } }[]): Promise<unknown>;
  getDelayedCount(): Promise<number>;
  close(): Promise<void>;
}

function openQueue(store: QueueStore, name: string): BareQueue {
  if (store.kind === 'redis') return new Queue(name, { connection: { url: store.url } });
  return new Postgres.Queue(name, {
    connection: { connectionString: store.url, schema: 'bullmq', max: 4, migrate: true },
  });
}

async function empty(db: Db, store: QueueStore): Promise<void> {
  if (store.kind === 'redis') return await flush(store.url);
  const { rows } = await sql<{ tablename: string }>`
    select tablename from pg_tables where schemaname = 'bullmq' and tablename not like '%migration%'
  `.execute(db);
  for (const { tablename } of rows)
    await sql`truncate ${sql.id('bullmq')}.${sql.id(tablename)} cascade`.execute(db);
}

async function addAgain(db: Db, queue: BareQueue): Promise<void> {
  const due = await db
    .selectFrom('reminders')
    .select(['id', 'due_at'])
    .where('status', '=', 'pending')
    .execute();
  for (let first = 0; first < due.length; first += ADD_AT_ONCE)
    await queue.addBulk(
      due.slice(first, first + ADD_AT_ONCE).map(({ id, due_at }) => ({
        name: 'send-reminder',
        data: { id },
        opts: { delay: Math.max(1, due_at.getTime() - Date.now()), jobId: `reminder-${id}` },
      })),
    );
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}
