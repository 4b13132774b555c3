import { describe, test } from 'vitest';
import { seededRandom } from '../../src/simulator/faults.ts';
import { queueKinds } from '../support/yardbell.ts';
import { sleep } from './support/kill.ts';
import { reached, sendsOf } from './support/ledger.ts';
import { openTestWorld } from './support/test-world.ts';
import { until } from './support/world.ts';

const STOPS = { postgres: 3, redis: 2 };
const HANG_GUARD_MS = 120_000;

describe.concurrent.each(queueKinds())('with queues in %s', (queues) => {
  test(
    'A5 SIGTERM in the middle of a broadcast leaves nothing in doubt, and the process ends in order',
    async ({ expect, onTestFinished }) => {
      const random = seededRandom(6);
      const latencyMs = 60;
      const world = await openTestWorld(
        { onTestFinished },
        { members: 200, sendRate: 50, queues, latencyMs },
      );
      const { id } = await world.broadcast('survey_invitation');
      for (let stop = 0; stop < STOPS[queues]; stop += 1) {
        const before = world.simulator.calls.length;
        const run = await world.start();
        await until(() => world.simulator.calls.length > before + 5, `sending to go on after stop ${stop}`);
        await sleep(random() * 600);
        expect(await run.stop(15_000)).toEqual({ code: 0, signal: null });
        const { sending, unknown, pending } = await world.counts(id);
        expect({ sending, unknown }).toEqual({ sending: undefined, unknown: undefined });
        expect(pending).toBeGreaterThan(0);
      }
      await world.start();
      await world.finished(id);
      const { missed, doubled } = reached(world.simulator, world.members);
      expect({ missed, doubled }).toEqual({ missed: [], doubled: [] });
      expect(await world.counts(id)).toEqual({ sent: 200 });
    },
    HANG_GUARD_MS,
  );
});

test.concurrent(
  'A5 a process that is killed instead leaves somebody in doubt (control)',
  async ({ expect, onTestFinished }) => {
    const options = { members: 60, sendRate: 50, latencyMs: 300 };
    const world = await openTestWorld({ onTestFinished }, options);
    const { id } = await world.broadcast('survey_invitation');
    const run = await world.start();
    await until(() => sendsOf(world.simulator).length > 2, 'the sending to be under way');
    await run.kill9();
    expect((await world.counts(id)).sending).toBeGreaterThan(0);
  },
  HANG_GUARD_MS,
);

test.concurrent(
  'O2 of two workers one is restarted after the other, and the broadcast never notices',
  async ({ expect, onTestFinished }) => {
    const world = await openTestWorld({ onTestFinished }, { members: 200, sendRate: 50 });
    const { id } = await world.broadcast('survey_invitation');
    const role = { PROCESS_ROLE: 'worker' };
    let old = await world.start(role);
    for (let restart = 0; restart < 2; restart += 1) {
      const fresh = await world.start(role);
      await sleep(300);
      expect((await old.stop()).code).toBe(0);
      old = fresh;
    }
    await world.finished(id);
    const { missed, doubled } = reached(world.simulator, world.members);
    expect({ missed, doubled }).toEqual({ missed: [], doubled: [] });
    expect(await world.counts(id)).toEqual({ sent: 200 });
  },
  HANG_GUARD_MS,
);
