import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import {
  deliveryCounts,
  findBroadcast,
  lockBroadcast,
  pauseBroadcast,
  resumeBroadcast,
} from '../../src/db/broadcasts.ts';
import { openDatabase } from '../../src/db/client.ts';
import { UNWRITTEN } from '../../src/domain/delivery.ts';
import type { Fault } from '../../src/simulator/types.ts';
import {
  type Prepared,
  type Wanted,
  copies,
  prepareBroadcast,
  sends,
  untilStatus,
} from '../support/broadcasts.ts';

let world: Prepared;
afterEach(async () => await world.yard.stop());

async function prepare(wanted: Wanted): Promise<void> {
  world = await prepareBroadcast(wanted);
}

const counts = async () => await deliveryCounts(world.yard.db, world.broadcastId);

/** What [Go on] does. */
async function goOn(): Promise<void> {
  await world.yard.db.transaction().execute(async (tx) => {
    const broadcast = await lockBroadcast(tx, world.broadcastId);
    if (broadcast) await resumeBroadcast(tx, broadcast);
  });
}

describe('a message that Telegram refuses', () => {
  const tooLong: Fault = {
    method: 'sendMessage',
    kind: 'status',
    status: 400,
    description: 'Bad Request: message is too long',
  };

  test('is held after three equal refusals, and nobody else is tried', async () => {
    await prepare({ count: 40 });
    world.yard.simulator.orderFault({ ...tooLong, times: Infinity });
    await untilStatus(world, 'held');
    await world.yard.lookForDue();
    await pause(300);
    expect(sends(world)).toHaveLength(3);
    expect(await counts()).toEqual({ failed: 3, pending: 37 });
    expect(await findBroadcast(world.yard.db, world.broadcastId)).toMatchObject({
      held_reason: 'content',
      content_failure: tooLong.kind === 'status' ? tooLong.description : '',
    });
  });

  test('goes to everybody after it was mended and somebody said go on, those three included', async () => {
    await prepare({ count: 20 });
    world.yard.simulator.orderFault({ ...tooLong, times: 3 });
    await untilStatus(world, 'held');
    await goOn();
    await untilStatus(world, 'finished');
    expect(copies(world, world.ids)).toEqual(world.ids.map(() => 1));
    expect(await counts()).toEqual({ sent: 20 });
  });

  test('is held again when it was not mended, after three people more', async () => {
    await prepare({ count: 20 });
    world.yard.simulator.orderFault({ ...tooLong, times: 9 });
    await untilStatus(world, 'held');
    await goOn();
    await untilStatus(world, 'held');
    expect(await counts()).toEqual({ failed: 6, pending: 14 });
    await goOn();
    await untilStatus(world, 'finished');
    expect(copies(world, world.ids)).toEqual(world.ids.map(() => 1));
  });

  test('is not held for different reasons, nor for what lies with one chat', async () => {
    await prepare({ count: 12 });
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = world.ids;
    for (const [chatId, description] of [
      [a, 'Bad Request: message is too long'],
      [b, 'Bad Request: BUTTON_DATA_INVALID'],
      [c, 'Bad Request: TOPIC_CLOSED'],
      [d, 'Bad Request: TOPIC_CLOSED'],
      [e, 'Bad Request: TOPIC_CLOSED'],
    ] as const)
      world.yard.simulator.orderFault({ chatId, kind: 'status', status: 400, description });
    await untilStatus(world, 'finished');
    expect(await counts()).toEqual({ sent: 7, failed: 5 });
  });
});

describe('a message that cannot be put together', () => {
  test('in one language fails for its readers alone', async () => {
    await prepare({
      count: 12,
      kind: 'survey_invitation',
      localeOf: (index) => (index % 2 === 0 ? 'es' : 'zh'),
      broken: ['es'],
    });
    await untilStatus(world, 'finished');
    expect(await counts()).toEqual({ sent: 6, failed: 6 });
    expect(copies(world, world.ids)).toEqual(world.ids.map((_, index) => index % 2));
  });

  test('in any language is held, and no call is wasted on it', async () => {
    await prepare({ count: 12, kind: 'survey_invitation', broken: ['zh', 'en', 'es'] });
    await untilStatus(world, 'held');
    expect(await counts()).toEqual({ failed: 3, pending: 9 });
    expect(sends(world)).toEqual([]);
    expect(await findBroadcast(world.yard.db, world.broadcastId)).toMatchObject({
      content_failure: UNWRITTEN,
    });
  });
});

describe('at night', () => {
  /** A moment before 21:00 in Shanghai. */
  const evening = new Date('2026-03-02T12:59:00Z');
  const night = new Date('2026-03-02T13:00:01Z');
  const morning = new Date('2026-03-03T00:00:01Z');

  test('a broadcast that reaches 21:00 is held, and goes on by itself at 8:00', async () => {
    await prepare({
      count: 30,
      at: evening,
      env: { SEND_RATE: '5' },
      broadcast: { heedsQuietHours: true },
    });
    await world.yard.lookForDue();
    await expect.poll(() => sends(world).length).toBeGreaterThan(1);
    await world.yard.moveTo(night);
    await untilStatus(world, 'held');
    const before = await counts();
    expect(before.pending).toBeGreaterThan(0);
    expect(before.sent).toBeGreaterThan(1);
    const held = await findBroadcast(world.yard.db, world.broadcastId);
    expect(held?.held_until).toEqual(new Date('2026-03-03T00:00:00Z'));
    await world.yard.moveTo(new Date('2026-03-02T23:58:00Z'));
    await pause(300);
    expect(await counts()).toEqual(before);
    await world.yard.moveTo(morning);
    await untilStatus(world, 'finished');
    expect(copies(world, world.ids)).toEqual(world.ids.map(() => 1));
  });

  test('one that does not heed it, because it is urgent, goes out at once', async () => {
    await prepare({ count: 5, at: night });
    await untilStatus(world, 'finished');
    expect(await counts()).toEqual({ sent: 5 });
  });

  test('a scheduled one starts at its moment, not before', async () => {
    await prepare({
      count: 5,
      at: night,
      broadcast: { startsAt: new Date('2026-03-03T00:00:00Z'), heedsQuietHours: true },
    });
    await world.yard.lookForDue();
    await pause(300);
    expect(sends(world)).toEqual([]);
    expect(await findBroadcast(world.yard.db, world.broadcastId)).toMatchObject({ status: 'scheduled' });
    await world.yard.moveTo(morning);
    await untilStatus(world, 'finished');
    expect(copies(world, world.ids)).toEqual([1, 1, 1, 1, 1]);
  });
});

test('somebody in the middle of a survey is left alone, and gets it after the pause', async () => {
  await prepare({ count: 5, kind: 'survey_invitation' });
  const [busy = 0] = world.ids;
  await sql`
    insert into survey_responses (survey_id, resident_id, status, step, started_at, updated_at)
    select s.id, r.id, 'in_progress', 'q1', ${world.yard.clock.now()}, ${world.yard.clock.now()}
    from surveys s, residents r where r.telegram_id = ${busy}`.execute(world.yard.db);
  await world.yard.lookForDue();
  await expect.poll(counts, { timeout: 10_000 }).toEqual({ sent: 4, held: 1 });
  expect(await findBroadcast(world.yard.db, world.broadcastId)).toMatchObject({ status: 'running' });
  await world.yard.moveTo(new Date(world.yard.clock.now().getTime() + 10 * 60_000 + 1_000));
  await untilStatus(world, 'finished');
  expect(copies(world, world.ids)).toEqual([1, 1, 1, 1, 1]);
});

test('what is left after its time is over is dropped, and the broadcast ends', async () => {
  await prepare({ count: 6, broadcast: { expiresAt: new Date('2026-03-02T03:00:00Z') } });
  await pauseBroadcast(world.yard.db, world.broadcastId);
  await world.yard.moveTo(new Date('2026-03-02T03:00:01Z'));
  await goOn();
  await untilStatus(world, 'finished');
  expect(await counts()).toEqual({ expired: 6 });
  expect(sends(world)).toEqual([]);
});

test('a pause from another process stops everything but what is in flight', async () => {
  await prepare({ count: 70, env: { SEND_RATE: '40' } });
  const elsewhere = openDatabase(world.yard.databaseUrl, 1);
  await world.yard.lookForDue();
  await expect.poll(() => sends(world).length).toBeGreaterThan(5);
  await pauseBroadcast(elsewhere, world.broadcastId);
  const atPause = sends(world).length;
  await pause(800);
  // C is three here, or a few more when the machine is slow.
  expect(sends(world).length - atPause).toBeLessThanOrEqual(8);
  const stopped = sends(world).length;
  await pause(300);
  expect(sends(world)).toHaveLength(stopped);
  await elsewhere.destroy();
  await goOn();
  await untilStatus(world, 'finished');
  expect(copies(world, world.ids)).toEqual(world.ids.map(() => 1));
});

test('control: without the pause many more go out in that time', async () => {
  await prepare({ count: 70, env: { SEND_RATE: '40' } });
  await world.yard.lookForDue();
  await expect.poll(() => sends(world).length).toBeGreaterThan(5);
  const atStart = sends(world).length;
  await pause(800);
  expect(sends(world).length - atStart).toBeGreaterThan(8);
});
