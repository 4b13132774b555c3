import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Sight, type Watch, idleMs, watch } from '../../src/domain/progress.ts';

const EVERY_MS = 1_000;

/** The idle time after each of these looks, one a second. */
function idleAfter(sights: Sight[]): number[] {
  let kept: Watch | undefined;
  return sights.map((sight, index) => {
    kept = watch(kept, sight, index * EVERY_MS);
    return idleMs(kept, index * EVERY_MS);
  });
}

const waiting = (count: number): Sight => ({ isClaimable: true, count });
const nothing = (count: number): Sight => ({ isClaimable: false, count });

describe('idle time', () => {
  test('runs while something waits and nothing is done, from the look that saw it first', () => {
    expect(idleAfter([nothing(5), waiting(5), waiting(5), waiting(5)])).toEqual([0, 0, 1_000, 2_000]);
  });

  test('starts anew with every step forward and every moment without work', () => {
    expect(idleAfter([waiting(1), waiting(1), waiting(2), waiting(2), nothing(2), waiting(2)])).toEqual([
      0, 1_000, 0, 1_000, 0, 0,
    ]);
  });

  test('is never longer than since the last step, whatever the order of things', () => {
    const sight = fc.record({ isClaimable: fc.boolean(), count: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(sight, { minLength: 1, maxLength: 30 }), (sights) => {
        const idle = idleAfter(sights);
        for (const [index, { isClaimable, count }] of sights.entries()) {
          const hasMoved = index === 0 || sights[index - 1]?.count !== count;
          const expected = !isClaimable || hasMoved ? 0 : (idle[index - 1] ?? 0) + EVERY_MS;
          const wasWorkless = index > 0 && !sights[index - 1]?.isClaimable;
          expect(idle[index]).toBe(wasWorkless ? 0 : expected);
        }
      }),
    );
  });
});
