/**
 * A4, A7, A8 and A11 at full size: connections refused a fifth of the time, a 429 of two minutes, 200 pauses, a Redis that
 * is emptied, killed and away for two minutes. What must not happen is counted; 0 is the target.
 */
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { seededRandom } from '../src/simulator/faults.ts';
import { type FragileDoor, slamUntil, startFragileDoor } from '../test/faults/support/fragile-door.ts';
import { sleep } from '../test/faults/support/kill.ts';
import { executedSends, reached, sendsOf } from '../test/faults/support/ledger.ts';
import { goesOn, press, sentAfter, total, watchFinish } from '../test/faults/support/life.ts';
import { type World, until } from '../test/faults/support/world.ts';
import { type MortalRedis, startMortalRedis } from '../test/support/redis-server.ts';
import { printFigure, startSoakServices, withWorld } from './support/soak.ts';

const FULL = { members: 10_000, sendRate: 100 };
const IN_FLIGHT = 3;
const HOLD_S = 120;
const PAUSES = 200;
const REDIS_AWAY_MS = 120_000;
const LONGEST_MS = 900_000;

const services = await startSoakServices();
try {
  await connectionsRefused();
  await heldForLong();
  await paused();
  await cancelled();
  if (services.redisUrl) await redisAway();
} finally {
  await services.stop();
}

async function connectionsRefused(): Promise<void> {
  let door: FragileDoor | undefined;
  const telegramThrough = async (apiRoot: string) => {
    door = await startFragileDoor(apiRoot);
    return door.url;
  };
  await withWorld(services, { ...FULL, telegramThrough }, async (world) => {
    const { id } = await world.broadcast('meeting_notice');
    await world.start();
    if (door) await slamUntil(world.finished(id, LONGEST_MS), door, seededRandom(15));
    const { missed, doubled } = reached(world.simulator, world.members);
    const { unknown = 0 } = await world.counts(id);
    const what = 'A4 connections refused a fifth of the time';
    printFigure(`${what}: missed and not known to be in doubt`, missed.length - unknown, 'people', 0);
    printFigure(`${what}: two copies`, doubled.length, 'people', 0);
    printFigure(`${what}: reset instead of refused, twice`, unknown, 'people', FULL.members / 10);
  });
  door?.close();
}

async function heldForLong(): Promise<void> {
  await withWorld(services, FULL, async (world) => {
    const { id } = await world.broadcast('meeting_notice');
    await world.start();
    await until(() => sendsOf(world.simulator).length > 1_000, 'sending to be under way');
    const refusal = { kind: 'too_many_requests' as const, retryAfter: HOLD_S };
    world.simulator.orderFault({ method: 'sendMessage', ...refusal });
    const refused = () => sendsOf(world.simulator).find((call) => call.status === 429);
    await until(() => refused() !== undefined, 'the 429');
    await world.finished(id, LONGEST_MS);
    const at = refused()?.at ?? 0;
    const endsAt = at + HOLD_S * 1_000;
    const after = sendsOf(world.simulator, '').filter((call) => call.at > at);
    // What was on its way when Telegram said so still arrives.
    const within = after.filter((call) => call.at > at + 500 && call.at < endsAt);
    const next = after.find((call) => call.at >= endsAt)?.at ?? Number.NaN;
    const what = `A7 a 429 of ${HOLD_S} s`;
    printFigure(`${what}: sent meanwhile`, within.length, 'messages', 0);
    printFigure(`${what}: sending again after its end`, (next - endsAt) / 1_000, 's', 30);
    printReached(what, world);
  });
}

async function paused(): Promise<void> {
  await withWorld(services, FULL, async (world) => {
    const random = seededRandom(16);
    const { id } = await world.broadcast('meeting_notice');
    const watch = watchFinish(world, id);
    await world.start();
    let most = 0;
    let later = 0;
    let lost = 0;
    for (let round = 0; round < PAUSES; round += 1) {
      await goesOn(world);
      await sleep(random() * 200);
      most = Math.max(most, await sentAfter(world, 'pause', id));
      const before = executedSends(world.simulator).length;
      await sleep(100);
      later += executedSends(world.simulator).length - before;
      lost += FULL.members - (await total(world, id));
      await press(world, 'resume', id);
    }
    await world.finished(id, LONGEST_MS);
    const what = `A8 ${PAUSES} pauses`;
    printFigure(`${what}: most that still arrived after "paused"`, most, 'messages', IN_FLIGHT);
    printFigure(`${what}: sent 0.3 s after it or later`, later, 'messages', 0);
    printFigure(`${what}: deliveries that did not add up`, lost, 'people', 0);
    printFigure(`${what}: called finished with somebody waiting`, (await watch.stop()).length, 'times', 0);
    printReached(what, world);
  });
}

async function cancelled(): Promise<void> {
  await withWorld(services, FULL, async (world) => {
    const { id } = await world.broadcast('meeting_notice');
    await world.start();
    await until(() => executedSends(world.simulator).length > 500, 'sending to be under way');
    const late = await sentAfter(world, 'cancel', id);
    const told = executedSends(world.simulator).length;
    await press(world, 'resume', id);
    await world.hint((queues) => queues.reconcile());
    await sleep(20_000);
    const since = executedSends(world.simulator).length - told;
    printFigure('A8 cancelled: arrived after it', late, 'messages', IN_FLIGHT);
    printFigure('A8 cancelled: sent within 20 s, though "resume" was pressed', since, 'messages', 0);
  });
}

async function redisAway(): Promise<void> {
  const redis = await startMortalRedis(mkdtempSync(path.join(os.tmpdir(), 'yardbell-soak-')));
  if (!redis) return;
  await withWorld(services, { ...FULL, redisUrl: redis.url }, async (world) => {
    const { id } = await world.broadcast('survey_invitation');
    await world.start();
    await goesOn(world);
    await harm(redis);
    await world.finished(id, LONGEST_MS);
    printReached('A11 Redis emptied once and killed three times', world);
    world.simulator.clearCalls();
    await redis.kill9();
    const { id: next } = await world.broadcast('meeting_notice');
    await sleep(REDIS_AWAY_MS);
    await redis.start();
    const backAt = Date.now();
    await goesOn(world);
    const what = `A11 Redis away for ${REDIS_AWAY_MS / 1_000} s when a broadcast starts`;
    printFigure(`${what}: sending after it is back`, (Date.now() - backAt) / 1_000, 's', 30);
    await world.finished(next, LONGEST_MS);
    printReached(what, world);
  });
  await redis.kill9();
}

async function harm(redis: MortalRedis): Promise<void> {
  await sleep(5_000);
  await redis.flushAll();
  for (let kill = 0; kill < 3; kill += 1) {
    await sleep(5_000);
    await redis.kill9();
    await sleep(5_000 * kill);
    await redis.start();
  }
}

function printReached(what: string, { simulator, members }: World): void {
  const { missed, doubled } = reached(simulator, members);
  printFigure(`${what}: missed`, missed.length, 'people', 0);
  printFigure(`${what}: two copies`, doubled.length, 'people', 0);
}
