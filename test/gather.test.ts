import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gather } from '../src/gather.ts';

const oneTurn = () => new Promise((resolve) => setImmediate(resolve));
/** Long enough for whatever follows from something to have begun. */
const someTurns = async () => {
  for (let turn = 0; turn < 5; turn += 1) await oneTurn();
};

test('what is asked for in one turn of the event loop goes together', async () => {
  const batches: number[][] = [];
  const double = gather(
    async (items: number[]) => {
      batches.push(items);
      return items.map((item) => item * 2);
    },
    { most: 10 },
  );
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
  expect(batches).toEqual([[1, 2, 3]]);
});

test('what is asked for while a batch is under way makes up the next, never larger than allowed', async () => {
  const batches: number[][] = [];
  const finish: (() => void)[] = [];
  const ask = gather(
    async (items: number[]) => {
      batches.push(items);
      await new Promise<void>((resolve) => finish.push(resolve));
      return items;
    },
    { most: 2 },
  );
  const first = ask(1);
  await someTurns();
  const others = [2, 3, 4].map(ask);
  await someTurns();
  expect(batches).toEqual([[1]]);
  finish[0]?.();
  await first;
  await someTurns();
  expect(batches).toEqual([[1], [2, 3]]);
  finish[1]?.();
  await someTurns();
  finish[2]?.();
  expect(await Promise.all(others)).toEqual([2, 3, 4]);
});

test('a batch that fails as a whole fails for everybody in it, and the next is tried', async () => {
  let isAway = true;
  const ask = gather(
    async (items: number[]) => {
      if (isAway) throw new Error('away');
      return items;
    },
    { most: 10 },
  );
  const outcomes = await Promise.allSettled([ask(1), ask(2)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isAway = false;
  expect(await ask(3)).toBe(3);
});

test('whatever is asked for when, everybody gets the result or the error of their own item', async () => {
  const plans = fc.array(fc.record({ isBad: fc.boolean(), isLater: fc.boolean() }), { maxLength: 30 });
  const shape = fc.record({ most: fc.integer({ min: 1, max: 7 }), inFlight: fc.integer({ min: 1, max: 3 }) });
  const run = async (
    plan: { isBad: boolean; isLater: boolean }[],
    options: { most: number; inFlight: number },
  ) => {
    let underWay = 0;
    const ask = gather(
      async (items: number[]) => {
        underWay += 1;
        expect(underWay).toBeLessThanOrEqual(options.inFlight);
        await oneTurn();
        underWay -= 1;
        if (items.some((item) => plan[item]?.isBad)) throw new Error('one is bad');
        return items.map((item) => item + 100);
      },
      { ...options, isWorthSplitting: () => true },
    );
    const asked = plan.map(async ({ isLater }, index) => {
      if (isLater) await oneTurn();
      return await ask(index);
    });
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 'bad'))).toEqual(
      plan.map(({ isBad }, index) => (isBad ? 'bad' : index + 100)),
    );
  };
  await fc.assert(fc.asyncProperty(plans, shape, run), { numRuns: 60 });
});
