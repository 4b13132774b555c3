import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createClock } from '../../src/clock.ts';
import { type Db, openDatabase } from '../../src/db/client.ts';
import { openLookout } from '../../src/db/progress.ts';
import { WATCHED, type Watched } from '../../src/domain/progress.ts';
import { createLogger } from '../../src/logger.ts';
import { type RunningProgress, startProgress } from '../../src/progress.ts';
import { type Health, startHealth } from '../../src/web/health.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';
import { type Proxy, startProxy } from '../support/proxy.ts';

const LOOK_EVERY_MS = 20;
const STOPPED_AFTER_MS = 400;

let database: TestDatabase;
let proxy: Proxy;
let db: Db;
let progress: RunningProgress;
let health: Health;
let isRedisThere = true;
const clock = createClock();
const log = createLogger('silent');

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startProxy(database.url);
  db = openDatabase(database.url);
  progress = startProgress({ db, clock, log, everyMs: 10 });
  health = startHealth({
    lookout: openLookout(proxy.url),
    clock,
    log,
    pingRedis: async () => await (isRedisThere ? Promise.resolve() : new Promise(() => undefined)),
    lookEveryMs: LOOK_EVERY_MS,
    stoppedAfterMs: STOPPED_AFTER_MS,
    timeoutMs: 1_000,
    freshMs: 0,
  });
});
afterEach(async () => {
  for (const table of ['inbox', 'outbox', 'deliveries', 'broadcasts'] as const)
    await db.deleteFrom(table).execute();
  await db
    .updateTable('send_budget')
    .set({ held_until: '-infinity' as never })
    .execute();
});
afterAll(async () => {
  await health.close();
  await progress.stop();
  await db.destroy();
  await proxy.close();
  await database.drop();
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const agoMs = (ms: number) => new Date(Date.now() - ms);
const statusOf = async (part: Watched) => (await health.report()).parts[part]?.status;

/** Everything but `idle` goes on working; waits until the report says `status` of the idle part. */
async function seen(
  idle: Watched | 'nothing',
  isAsExpected: (report: Awaited<ReturnType<Health['report']>>) => boolean,
) {
  for (;;) {
    for (const what of WATCHED) if (what !== idle) progress.note(what);
    const report = await health.report();
    if (isAsExpected(report)) return report;
    await pause(15);
  }
}

/** Long enough for a part that stands still to be called stopped several times over. */
async function neverStopped(idle: Watched) {
  for (const deadline = Date.now() + 2 * STOPPED_AFTER_MS; Date.now() < deadline;) {
    for (const what of WATCHED) if (what !== idle) progress.note(what);
    expect(await statusOf(idle)).toBe('ok');
    await pause(15);
  }
}

type Waiting = { idle: Exclude<Watched, 'reconcile'>; what: string; write: () => Promise<void> };

async function effect(status: 'pending' | 'sending', leaseUntil: Date | null): Promise<void> {
  const row = { chat_id: 1, effect: '{}', status, lease_until: leaseUntil, created_at: new Date() };
  await db.insertInto('outbox').values(row).execute();
}

async function update(marks: { applied_at?: Date; failed_at?: Date } = {}): Promise<void> {
  const row = { update_id: 1, person_key: 1, payload: '{}', received_at: new Date(), ...marks };
  await db.insertInto('inbox').values(row).execute();
}

type Row = { status: 'pending' | 'held' | 'sending' | 'unknown'; not_before?: Date; lease_until?: Date };

async function delivery(broadcast: object, row: Row): Promise<void> {
  const { id } = await db
    .insertInto('broadcasts')
    .values({
      kind: 'survey_invitation',
      object_id: 1,
      generation: 1,
      status: 'running',
      created_at: new Date(),
      ...broadcast,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('deliveries')
    .values({ broadcast_id: id, resident_id: 1, ...row })
    .execute();
}

const hourAhead = () => agoMs(-3_600_000);

const CLAIMABLE: Waiting[] = [
  { idle: 'inbox', what: 'an open update', write: () => update() },
  { idle: 'outbox', what: 'a pending effect', write: () => effect('pending', null) },
  { idle: 'outbox', what: 'an effect of a dead process', write: () => effect('sending', agoMs(1_000)) },
  { idle: 'deliveries', what: 'a pending delivery', write: () => delivery({}, { status: 'pending' }) },
  {
    idle: 'deliveries',
    what: 'a delivery whose lease ran out',
    write: () => delivery({ status: 'finishing' }, { status: 'sending', lease_until: agoMs(1_000) }),
  },
  {
    idle: 'deliveries',
    what: 'a delivery put off until now',
    write: () => delivery({}, { status: 'held', not_before: agoMs(1_000) }),
  },
  {
    idle: 'deliveries',
    what: 'a broadcast whose morning has come',
    write: () => delivery({ status: 'held', held_until: agoMs(1_000) }, { status: 'pending' }),
  },
];

const NOT_CLAIMABLE: Waiting[] = [
  { idle: 'inbox', what: 'an applied update', write: () => update({ applied_at: new Date() }) },
  { idle: 'inbox', what: 'an update set aside', write: () => update({ failed_at: new Date() }) },
  { idle: 'outbox', what: 'an effect in somebody’s hands', write: () => effect('sending', hourAhead()) },
  {
    idle: 'deliveries',
    what: 'a paused broadcast',
    write: () => delivery({ status: 'paused' }, { status: 'pending' }),
  },
  {
    idle: 'deliveries',
    what: 'a broadcast held for the night',
    write: () => delivery({ status: 'held', held_until: hourAhead() }, { status: 'pending' }),
  },
  {
    idle: 'deliveries',
    what: 'a broadcast held for its faulty words',
    write: () => delivery({ status: 'held', held_reason: 'content' }, { status: 'pending' }),
  },
  {
    idle: 'deliveries',
    what: 'a broadcast that starts later',
    write: () => delivery({ status: 'scheduled', starts_at: hourAhead() }, { status: 'pending' }),
  },
  {
    idle: 'deliveries',
    what: 'a delivery put off',
    write: () => delivery({}, { status: 'held', not_before: hourAhead() }),
  },
  {
    idle: 'deliveries',
    what: 'a delivery being sent',
    write: () => delivery({}, { status: 'sending', lease_until: hourAhead() }),
  },
];

describe('progress', () => {
  test.each(CLAIMABLE)(
    '$idle: $what that nobody takes is a stop, and it is over with the next step',
    async (given) => {
      const { idle, write } = given;
      await write();
      const report = await seen(idle, ({ status }) => status === 'stopped');
      expect(report.parts[idle]).toMatchObject({ status: 'stopped', since: expect.any(Date) });
      const others = Object.entries(report.parts).filter(([name]) => name !== idle);
      expect(others.map(([, part]) => part.status)).toEqual(others.map(() => 'ok'));
      await seen('nothing', ({ status }) => status === 'ok');
      await neverStoppedWhileWorking(idle);
    },
  );

  test.each(NOT_CLAIMABLE)('$idle: $what is no reason for alarm', async ({ idle, write }) => {
    await write();
    await neverStopped(idle);
  });

  test('the reconciler is expected to go round even when nothing is due', async () => {
    const report = await seen('reconcile', ({ status }) => status === 'stopped');
    expect(report.parts.reconcile?.status).toBe('stopped');
    await seen('nothing', ({ status }) => status === 'ok');
  });

  test('while Telegram holds us back nothing is sent and all is well; answers to residents are still watched', async () => {
    const until = hourAhead();
    await db.updateTable('send_budget').set({ held_until: until }).execute();
    await delivery({}, { status: 'pending' });
    await effect('pending', null);
    await neverStopped('deliveries');
    await neverStopped('outbox');
    const { status, parts } = await health.report();
    expect([status, parts.telegram]).toEqual(['ok', { status: 'held by Telegram', until }]);
    await update();
    await seen('inbox', (report) => report.parts.inbox?.status === 'stopped');
    await seen('nothing', (report) => report.status === 'ok');
  });

  async function neverStoppedWhileWorking(idle: Watched) {
    for (const deadline = Date.now() + 2 * STOPPED_AFTER_MS; Date.now() < deadline;) {
      for (const what of WATCHED) progress.note(what);
      expect(await statusOf(idle)).toBe('ok');
      await pause(15);
    }
  }
});

describe('dependencies', () => {
  test('a database that is away is down, nothing else is judged, and it comes back by itself', async () => {
    await update();
    proxy.cut();
    const away = await seen('inbox', ({ parts }) => parts.database?.status === 'down');
    expect(away).toMatchObject({ status: 'down', parts: { inbox: { status: 'unknown' } } });
    await pause(2 * STOPPED_AFTER_MS);
    proxy.restore();
    const back = await seen('inbox', ({ parts }) => parts.database?.status === 'ok');
    // What waited meanwhile waited for the database; its time begins now.
    expect(back.status).toBe('ok');
  });

  test('a database that hangs is down, and the answer does not wait for it', async () => {
    proxy.freeze();
    const report = await seen('nothing', ({ status }) => status === 'down');
    expect(report.parts.database).toEqual({ status: 'down' });
    proxy.restore();
    await seen('nothing', ({ status }) => status === 'ok');
  });

  test('a Redis that hangs is down, and comes back', async () => {
    isRedisThere = false;
    const report = await seen('nothing', ({ status }) => status === 'down');
    expect(report.parts).toMatchObject({ redis: { status: 'down' }, database: { status: 'ok' } });
  });
});

test('a process on its way out says so and is not ready, however well all is', async () => {
  const leaving = startHealth({ lookout: openLookout(database.url), clock, log });
  try {
    expect((await leaving.report()).status).toBe('ok');
    leaving.startStopping();
    expect((await leaving.report()).status).toBe('stopping');
  } finally {
    await leaving.close();
  }
});
