import { describe, test } from 'vitest';
import { seededRandom } from '../../src/simulator/faults.ts';
import { mostInFlight, sleep } from './support/kill.ts';
import { executedSends, reached } from './support/ledger.ts';
import { goesOn, press, sentAfter, total, watchFinish } from './support/life.ts';
import { forgetStops } from './support/protection.ts';
import { openTestWorld } from './support/test-world.ts';
import type { World } from './support/world.ts';

const HANG_GUARD_MS = 120_000;
const MEMBERS = 300;
const SEND_RATE = 50;

describe.concurrent('A8 staff stop a broadcast at random moments', () => {
  test(
    'after "paused" only what was in flight arrives, and after all pauses everybody has it once',
    async ({ expect, onTestFinished }) => {
      const random = seededRandom(8);
      const world = await openTestWorld({ onTestFinished }, { members: MEMBERS, sendRate: SEND_RATE });
      const { id } = await world.broadcast('meeting_notice');
      const watch = watchFinish(world, id);
      await world.start();
      for (let round = 0; round < 6; round += 1) {
        await goesOn(world);
        await sleep(random() * 400);
        expect(await sentAfter(world, 'pause', id)).toBeLessThanOrEqual(mostInFlight(SEND_RATE));
        expect(await total(world, id)).toBe(MEMBERS);
        const before = executedSends(world.simulator).length;
        await sleep(300);
        expect(executedSends(world.simulator)).toHaveLength(before);
        await press(world, 'resume', id);
      }
      await world.finished(id);
      expect(reached(world.simulator, world.members)).toMatchObject({ missed: [], doubled: [] });
      expect(await world.counts(id)).toEqual({ sent: MEMBERS });
      expect(await watch.stop()).toEqual([]);
    },
    HANG_GUARD_MS,
  );

  test(
    'after "stopped for good" only what was in flight arrives, and nothing brings it back',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: MEMBERS, sendRate: SEND_RATE });
      const { id, again } = await world.broadcast('meeting_notice');
      const run = await world.start();
      await goesOn(world);
      await sleep(700);
      expect(await sentAfter(world, 'cancel', id)).toBeLessThanOrEqual(mostInFlight(SEND_RATE));
      const told = executedSends(world.simulator).length;
      const { sent, cancelled } = await world.counts(id);
      expect({ sent, cancelled }).toEqual({ sent: told, cancelled: MEMBERS - told });
      await press(world, 'resume', id);
      expect(await again()).toBeUndefined();
      await run.stop();
      await world.start();
      await sleep(1_500);
      expect(executedSends(world.simulator)).toHaveLength(told);
      expect(await status(world, id)).toBe('cancelled');
    },
    HANG_GUARD_MS,
  );

  test(
    'and are seen to be passed over when nobody remembers it (control)',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 150, sendRate: SEND_RATE });
      await forgetStops(world);
      const { id } = await world.broadcast('meeting_notice');
      await world.start();
      await goesOn(world);
      await sentAfter(world, 'pause', id);
      const before = executedSends(world.simulator).length;
      await sleep(300);
      expect(executedSends(world.simulator).length).toBeGreaterThan(before);
    },
    HANG_GUARD_MS,
  );
});

async function status({ db }: World, id: number): Promise<string | undefined> {
  const query = db.selectFrom('broadcasts').select('status').where('id', '=', id);
  return (await query.executeTakeFirst())?.status;
}
