/**
 * A1 to A5, A8 and A12 at full size: 10,000 people, five kill -9 whose leases and locks run out by themselves, 2 % of
 * the replies lost, twenty SIGTERM, a database away for half a minute. What must not happen is counted; 0 is the target.
 */
import { seededRandom } from '../src/simulator/faults.ts';
import { startProxy } from '../test/support/proxy.ts';
import { chatsBeingSent, killWhileSending, sleep } from '../test/faults/support/kill.ts';
import { executedSends, reached, sendsOf } from '../test/faults/support/ledger.ts';
import { printFigure, startSoakServices, withWorld } from './support/soak.ts';
import { type WorldOptions, until } from '../test/faults/support/world.ts';

const FULL = { members: 10_000, sendRate: 100 };
const KILLS = 5;
const IN_FLIGHT = 3;
const STOPS = 20;
const LONGEST_MS = 900_000;

const services = await startSoakServices();
try {
  await killed('A1 notice, 5 kill -9, queues in PostgreSQL', 'meeting_notice', {});
  const { redisUrl } = services;
  if (redisUrl) await killed('A1 notice, 5 kill -9, queues in Redis', 'meeting_notice', { redisUrl });
  await killed('A2 invitation, 5 kill -9', 'survey_invitation', {});
  await repliesLost();
  await stopped();
  await databaseAway();
} finally {
  await services.stop();
}

async function killed(
  what: string,
  kind: 'meeting_notice' | 'survey_invitation',
  options: Partial<WorldOptions>,
): Promise<void> {
  await withWorld(services, { ...FULL, ...options }, async (world) => {
    const { id } = await world.broadcast(kind);
    const plan = { kills: KILLS, random: seededRandom(11), isHurried: false };
    const inDoubt = await killWhileSending(world, id, plan);
    await world.finished(id, LONGEST_MS);
    const { missed, doubled, mostCopies } = reached(world.simulator, world.members);
    const doubtful = new Set(inDoubt.flat());
    const { unknown = 0 } = await world.counts(id);
    printFigure(
      `${what}: missed, not in doubt`,
      missed.filter((person) => !doubtful.has(person)).length,
      'people',
      0,
    );
    const doubledMost = kind === 'meeting_notice' ? IN_FLIGHT * KILLS : 0;
    printFigure(`${what}: two copies`, doubled.length, 'people', doubledMost);
    printFigure(`${what}: most copies`, mostCopies, 'copies', kind === 'meeting_notice' ? 2 : 1);
    printFigure(`${what}: in doubt at the kills`, doubtful.size, 'people', IN_FLIGHT * KILLS);
    printFigure(`${what}: left unknown, for a person to decide`, unknown, 'people', IN_FLIGHT * KILLS);
  });
}

async function repliesLost(): Promise<void> {
  await withWorld(services, { ...FULL, sendRate: 500 }, async (world) => {
    world.simulator.orderFault({
      method: 'sendMessage',
      kind: 'drop_after',
      probability: 0.02,
      seed: 12,
      times: Number.POSITIVE_INFINITY,
    });
    const { id } = await world.broadcast('meeting_notice');
    await world.start();
    await world.finished(id, LONGEST_MS);
    const { missed, surplus, mostCopies } = reached(world.simulator, world.members);
    const lost = sendsOf(world.simulator).filter((call) => call.fault === 'drop_after').length;
    const what = `A3 ${lost} replies lost`;
    printFigure(`${what}: missed`, missed.length, 'people', 0);
    printFigure(`${what}: second copies`, surplus, 'copies', lost);
    printFigure(`${what}: most copies`, mostCopies, 'copies', 2);
  });
}

async function stopped(): Promise<void> {
  await withWorld(services, { latencyMs: 60, members: 4_000, sendRate: 50 }, async (world) => {
    const random = seededRandom(13);
    const { id } = await world.broadcast('survey_invitation');
    let inDoubt = 0;
    let longestMs = 0;
    let disorderly = 0;
    for (let stop = 0; stop < STOPS; stop += 1) {
      const before = world.simulator.calls.length;
      const run = await world.start();
      await until(() => world.simulator.calls.length > before + 5, 'sending to go on');
      await sleep(random() * 1_500);
      const startedAt = performance.now();
      const { code } = await run.stop();
      longestMs = Math.max(longestMs, performance.now() - startedAt);
      disorderly += code === 0 ? 0 : 1;
      inDoubt += (await chatsBeingSent(world, id)).length;
    }
    await world.start();
    await world.finished(id, LONGEST_MS);
    const { missed, doubled } = reached(world.simulator, world.members);
    printFigure(`A5 ${STOPS} SIGTERM: in doubt`, inDoubt, 'people', 0);
    printFigure(`A5 ${STOPS} SIGTERM: missed or doubled`, missed.length + doubled.length, 'people', 0);
    printFigure(`A5 ${STOPS} SIGTERM: ends out of order`, disorderly, 'processes', 0);
    printFigure(`A5 ${STOPS} SIGTERM: longest end`, longestMs / 1_000, 's', 15);
  });
}

async function databaseAway(): Promise<void> {
  let proxy: Awaited<ReturnType<typeof startProxy>> | undefined;
  const databaseThrough = async (url: string) => {
    proxy = await startProxy(url);
    return proxy.url;
  };
  await withWorld(
    services,
    { databaseThrough, latencyMs: 40, members: 3_000, sendRate: 50 },
    async (world) => {
      const { id } = await world.broadcast('meeting_notice');
      await world.start();
      await until(() => executedSends(world.simulator).length > 500, 'sending to be under way');
      proxy?.cut();
      await sleep(30_000);
      const inDoubt = (await chatsBeingSent(world, id)).length;
      proxy?.restore();
      const backAt = Date.now();
      await world.finished(id, LONGEST_MS);
      const { missed, doubled } = reached(world.simulator, world.members);
      const next = sendsOf(world.simulator).find((call) => call.at > backAt)?.at ?? Number.NaN;
      printFigure('A12 PostgreSQL away 30 s: missed', missed.length, 'people', 0);
      printFigure(
        'A12 PostgreSQL away 30 s: two copies',
        doubled.length,
        'people',
        Math.max(IN_FLIGHT, inDoubt),
      );
      printFigure('A12 PostgreSQL away 30 s: sending again after', (next - backAt) / 1_000, 's', 30);
    },
  );
  await proxy?.close();
}
