import { describe, test } from 'vitest';
import { seededRandom } from '../../src/simulator/faults.ts';
import { queueKinds } from '../support/yardbell.ts';
import { type InDoubt, chatsBeingSent, killWhileSending, mostInFlight, sleep } from './support/kill.ts';
import { reached } from './support/ledger.ts';
import { forgetAttempts, sendDoubtfulAgain } from './support/protection.ts';
import { emptyQueues } from './support/queue-store.ts';
import { fates } from './support/fates.ts';
import { openTestWorld } from './support/test-world.ts';
import { type World, until } from './support/world.ts';

const KILLS = { postgres: 3, redis: 2 };
const SEND_RATE = 50;
const HANG_GUARD_MS = 150_000;

describe.concurrent.each(queueKinds())('A1 with queues in %s', (queues) => {
  test(
    'several kill -9 in the middle of a notice miss nobody, and only who was in doubt may get a second copy',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 250, sendRate: SEND_RATE, queues });
      const { id } = await world.broadcast('meeting_notice');
      const plan = { kills: KILLS[queues], random: seededRandom(1), isHurried: true };
      const inDoubt = await killWhileSending(world, id, plan);
      await world.finished(id);
      const { missed, doubled, mostCopies } = reached(world.simulator, world.members);
      // Who was in doubt at two deaths is not tried a third time: that one is listed as unknown.
      expect(missed.filter((person) => timesIn(inDoubt, person) < 2)).toEqual([]);
      expect(mostCopies).toBeLessThanOrEqual(2);
      const doubtful = inDoubt.flat();
      expect(doubled.filter((person) => !doubtful.includes(person))).toEqual([]);
      for (const chats of inDoubt) expect(chats.length).toBeLessThanOrEqual(mostInFlight(SEND_RATE));
      const expected = doubtful.map((person) =>
        timesIn(inDoubt, person) < 2 ? 'sent, attempt 2' : 'unknown, attempt 2',
      );
      expect(await fates(world, doubtful)).toEqual(expected);
    },
    HANG_GUARD_MS,
  );

  test(
    'after a kill -9 the leases and locks of the dead process run out by themselves',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 60, sendRate: SEND_RATE, queues });
      const { id } = await world.broadcast('meeting_notice');
      await killWhileSending(world, id, { kills: 1, random: seededRandom(2), isHurried: false });
      await world.finished(id);
      expect(reached(world.simulator, world.members)).toMatchObject({ missed: [] });
    },
    HANG_GUARD_MS,
  );
});

test.concurrent(
  'A2 several kill -9 in the middle of an invitation double nobody, and who was in doubt is listed as unknown',
  async ({ expect, onTestFinished }) => {
    const world = await openTestWorld({ onTestFinished }, { members: 200, sendRate: SEND_RATE });
    const { id } = await world.broadcast('survey_invitation');
    const inDoubt = await killWhileSending(world, id, {
      kills: 2,
      random: seededRandom(3),
      isHurried: true,
    });
    await world.finished(id);
    const { missed, doubled } = reached(world.simulator, world.members);
    const doubtful = inDoubt.flat();
    expect(doubled).toEqual([]);
    expect(missed.filter((person) => !doubtful.includes(person))).toEqual([]);
    expect(await fates(world, doubtful)).toEqual(doubtful.map(() => 'unknown, attempt 1'));
  },
  HANG_GUARD_MS,
);

describe.concurrent('a message whose reply never comes, at two deaths of the process', () => {
  test(
    'is sent twice at most',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 5 });
      const { copies, ending } = await dieWaiting(world);
      expect(copies).toBe(2);
      expect(ending).toBe('unknown, attempt 2');
    },
    HANG_GUARD_MS,
  );

  test(
    'is sent again and again when the attempts are not remembered (control)',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 5 });
      await forgetAttempts(world);
      expect((await dieWaiting(world)).copies).toBeGreaterThan(2);
    },
    HANG_GUARD_MS,
  );

  test(
    'A2 is sent a second time, invitation or not, when a doubtful copy is not left to a person (control)',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 5 });
      await sendDoubtfulAgain(world);
      const { copies } = await dieWaiting(world, { kind: 'survey_invitation', deaths: 1 });
      expect(copies).toBe(2);
    },
    HANG_GUARD_MS,
  );
});

function timesIn(inDoubt: InDoubt, person: number): number {
  return inDoubt.filter((chats) => chats.includes(person)).length;
}

const TWICE = { kind: 'meeting_notice', deaths: 2 } as const;

/** Kills the process, every time while it waits for the answer to the same person's message, then lets it finish. */
async function dieWaiting(
  world: World,
  { kind, deaths }: { kind: 'meeting_notice' | 'survey_invitation'; deaths: number } = TWICE,
): Promise<{ copies: number; ending: string | undefined }> {
  const [, , patient = 0] = world.members;
  world.simulator.orderFault({ method: 'sendMessage', chatId: patient, kind: 'hang_after', times: deaths });
  const { id } = await world.broadcast(kind);
  for (let death = 0; death < deaths; death += 1) {
    const run = await world.start();
    const hangs = async () => (await chatsBeingSent(world, id)).join() === String(patient);
    const isOver = async () => (await world.counts(id)).unknown === 1;
    await until(async () => (await hangs()) || (await isOver()), 'only the patient one to wait');
    // Its claim is committed before the call: the call itself must have arrived too.
    await sleep(200);
    await run.kill9();
    await world.expireLeases();
    await emptyQueues(world);
  }
  await world.start();
  await world.finished(id);
  const [ending] = await fates(world, [patient]);
  return { copies: 1 + reached(world.simulator, [patient]).surplus, ending };
}
