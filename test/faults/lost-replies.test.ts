import { autoRetry } from '@grammyjs/auto-retry';
import { Api } from 'grammy';
import { type TestContext, describe, test } from 'vitest';
import { seededRandom } from '../../src/simulator/faults.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { type FragileDoor, slamUntil, startFragileDoor } from './support/fragile-door.ts';
import { fates } from './support/fates.ts';
import { reached, sendsOf } from './support/ledger.ts';
import { giveUpUnsent } from './support/protection.ts';
import { TITLE } from './support/seed.ts';
import { openTestWorld } from './support/test-world.ts';
import { type World, until } from './support/world.ts';

const HANG_GUARD_MS = 120_000;

/** Telegram executes the call and the connection breaks: at random, and for two people twice in a row. */
function loseReplies(simulator: Simulator, [first = 0, second = 0]: number[]): void {
  for (const chatId of [first, second]) {
    simulator.orderFault({ method: 'sendMessage', chatId, kind: 'drop_after', times: 2 });
  }
  const random = { probability: 0.02, seed: 4, times: Number.POSITIVE_INFINITY };
  simulator.orderFault({ method: 'sendMessage', kind: 'drop_after', ...random });
}

const lostReplies = (simulator: Simulator) =>
  sendsOf(simulator).filter((call) => call.fault === 'drop_after').length;

describe.concurrent('A3 replies lost after Telegram executed the call', () => {
  test(
    'miss nobody, and cost at most one more copy each, never a third one',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 600, sendRate: 200 });
      loseReplies(world.simulator, world.members);
      const { id } = await world.broadcast('meeting_notice');
      await world.start();
      await world.finished(id);
      const { missed, surplus, mostCopies } = reached(world.simulator, world.members);
      expect(missed).toEqual([]);
      expect(mostCopies).toBeLessThanOrEqual(2);
      expect(surplus).toBeLessThanOrEqual(lostReplies(world.simulator));
      expect(lostReplies(world.simulator)).toBeGreaterThan(8);
      // Twice in a row: executed both times, believed neither time.
      expect((await world.counts(id)).unknown).toBeGreaterThanOrEqual(2);
    },
    HANG_GUARD_MS,
  );

  test(
    'give a third copy to those whom a plain loop with auto-retry writes to (control)',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 60 });
      loseReplies(world.simulator, world.members);
      const api = new Api(world.token, { apiRoot: world.apiRoot });
      api.config.use(autoRetry());
      await Promise.all(world.members.map((chatId) => api.sendMessage(chatId, TITLE)));
      expect(reached(world.simulator, world.members).mostCopies).toBeGreaterThan(2);
    },
    HANG_GUARD_MS,
  );
});

describe.concurrent('A4 connections refused', () => {
  test(
    'a fifth of the time miss nobody and double nobody',
    async ({ expect, onTestFinished }) => {
      const { world, door } = await openBehindDoor({ onTestFinished }, 300);
      const { id } = await world.broadcast('meeting_notice');
      await world.start();
      await slamUntil(world.finished(id), door, seededRandom(5));
      const { missed, doubled } = reached(world.simulator, world.members);
      expect(doubled).toEqual([]);
      // A connection that the kernel took in and nobody else is reset: twice so, and nobody knows what became of it.
      expect(await fates(world, missed)).toEqual(missed.map(() => 'unknown, attempt 2'));
      expect(missed.length).toBeLessThanOrEqual(300 / 10);
      const { sent, unknown = 0 } = await world.counts(id);
      expect({ sent, unknown }).toEqual({ sent: 300 - missed.length, unknown: missed.length });
    },
    HANG_GUARD_MS,
  );

  test(
    'miss those who are given up at the first one (control)',
    async ({ expect, onTestFinished }) => {
      const { world, door } = await openBehindDoor({ onTestFinished }, 20);
      await giveUpUnsent(world);
      await world.start();
      await door.shut();
      const { id } = await world.broadcast('meeting_notice');
      await world.hint((queues) => queues.sendBroadcast(id));
      await until(async () => (await world.counts(id)).failed !== undefined, 'a connection to be refused');
      await door.reopen();
      await world.finished(id);
      const { missed } = reached(world.simulator, world.members);
      expect(missed.length).toBeGreaterThan(0);
      expect(await fates(world, missed)).not.toContain('unknown, attempt 2');
    },
    HANG_GUARD_MS,
  );
});

/** A world whose Yardbell reaches Telegram through a door that can be shut. */
async function openBehindDoor(
  context: Pick<TestContext, 'onTestFinished'>,
  members: number,
): Promise<{ world: World; door: FragileDoor }> {
  let door: FragileDoor | undefined;
  const telegramThrough = async (apiRoot: string) => {
    door = await startFragileDoor(apiRoot);
    return door.url;
  };
  const world = await openTestWorld(context, { members, sendRate: 100, telegramThrough });
  context.onTestFinished(() => door?.close());
  if (!door) throw new Error('no door');
  return { world, door };
}
