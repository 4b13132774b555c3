import { test } from 'vitest';
import { reached } from './support/ledger.ts';
import { answerTimes } from './support/talk.ts';
import { openTestWorld } from './support/test-world.ts';

const HANG_GUARD_MS = 120_000;
/** A guard against hanging on a busy machine; the figures of a quiet one are in docs/reliability.md. */
const SLOWEST_ANSWER_MS = 10_000;

test.concurrent.for([
  { how: 'one process', roles: ['bot,worker,web'] },
  { how: 'processes of their own for bot and worker', roles: ['bot', 'worker'] },
])(
  'A15 residents who write while a large broadcast goes out are answered, with $how',
  { timeout: HANG_GUARD_MS },
  async ({ roles }, { expect, onTestFinished }) => {
    const options = { members: 500, sendRate: 50, latencyMs: 60 };
    const world = await openTestWorld({ onTestFinished }, options);
    const { id } = await world.broadcast('meeting_notice');
    for (const role of roles) await world.start({ PROCESS_ROLE: role });
    let isOver = false;
    const pace = { everyMs: 250, longestMs: SLOWEST_ANSWER_MS, isOver: () => isOver };
    const talking = answerTimes(world, world.members.slice(-50), pace);
    await world.finished(id);
    isOver = true;
    const times = await talking;
    expect(times.length).toBeGreaterThan(15);
    expect(Math.max(...times)).toBeLessThan(SLOWEST_ANSWER_MS);
    expect(reached(world.simulator, world.members)).toMatchObject({ missed: [], doubled: [] });
  },
);
