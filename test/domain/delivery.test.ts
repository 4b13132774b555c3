import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BroadcastKind } from '../../src/domain/broadcast.ts';
import {
  type CallFailure,
  UNKNOWN_POLICY,
  mostInFlight,
  outcomeOfFailure,
  percentile95,
} from '../../src/domain/delivery.ts';

const KINDS = Object.keys(UNKNOWN_POLICY) as BroadcastKind[];
const lost: CallFailure = { kind: 'unknown', reason: 'network error ECONNRESET', isAnswered: false };
const broken: CallFailure = { kind: 'unknown', reason: 'Internal Server Error: restart', isAnswered: true };

describe('a copy of which nobody knows whether it arrived', () => {
  test.each([
    { kind: 'meeting_notice', first: 'pending', second: 'unknown' },
    { kind: 'meeting_reminder', first: 'pending', second: 'unknown' },
    { kind: 'digest', first: 'pending', second: 'unknown' },
    { kind: 'survey_invitation', first: 'unknown', second: 'unknown' },
  ] as const)('of a $kind is $first after the first try and $second after the next', (row) => {
    expect(outcomeOfFailure(lost, row.kind, 1)).toEqual({ status: row.first, failure: lost.reason });
    expect(outcomeOfFailure(lost, row.kind, 2)).toEqual({ status: row.second, failure: lost.reason });
  });

  test('never goes out a third time, of whatever kind', () => {
    for (const kind of KINDS)
      for (const failure of [lost, broken])
        for (const attempts of [2, 3, 4])
          expect(outcomeOfFailure(failure, kind, attempts).status).not.toBe('pending');
  });

  test("is failed when Telegram's own server reports an error twice", () => {
    expect(outcomeOfFailure(broken, 'meeting_notice', 1).status).toBe('pending');
    expect(outcomeOfFailure(broken, 'meeting_notice', 2).status).toBe('failed');
    expect(outcomeOfFailure(broken, 'survey_invitation', 1).status).toBe('unknown');
  });
});

describe('what surely did not arrive', () => {
  test.each<{ failure: CallFailure; outcome: object }>([
    { failure: { kind: 'too_many_requests', retryAfterMs: 3_000 }, outcome: {} },
    { failure: { kind: 'not_sent', reason: 'x' }, outcome: { failure: 'x' } },
  ])('for $failure.kind is tried again, and the try does not count', ({ failure, outcome }) => {
    for (const kind of KINDS)
      for (const attempts of [1, 2, 9])
        expect(outcomeOfFailure(failure, kind, attempts)).toEqual({
          status: 'pending',
          isUncounted: true,
          ...outcome,
        });
  });

  test.each<{ failure: CallFailure; status: string; words: string }>([
    { failure: { kind: 'blocked', reason: 'b' }, status: 'blocked', words: 'b' },
    { failure: { kind: 'gone', reason: 'g' }, status: 'failed', words: 'g' },
    { failure: { kind: 'unfit', reason: 'u' }, status: 'failed', words: 'u' },
    { failure: { kind: 'refused', reason: 'r' }, status: 'failed', words: 'r' },
    { failure: { kind: 'migrated', chatId: -1 }, status: 'failed', words: 'migrated' },
    { failure: { kind: 'not_modified' }, status: 'failed', words: 'not_modified' },
  ])('for $failure.kind is $status at once', ({ failure, status, words }) => {
    for (const kind of KINDS) expect(outcomeOfFailure(failure, kind, 1)).toEqual({ status, failure: words });
  });
});

describe('how many may be in flight', () => {
  test.each([
    { rate: 25, cycleMs: 0, most: 3 },
    { rate: 25, cycleMs: 80, most: 3 },
    { rate: 25, cycleMs: 121, most: 4 },
    { rate: 1_000, cycleMs: 80, most: 80 },
    { rate: 1_000, cycleMs: 20_000, most: 400 },
  ])('is $most at $rate a second and a cycle of $cycleMs ms', ({ rate, cycleMs, most }) => {
    expect(mostInFlight(rate, cycleMs)).toBe(most);
  });

  test('keeps up the rate unless the cycle is absurd, and never falls under three', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 0, max: 400 }), (rate, cycleMs) => {
        const most = mostInFlight(rate, cycleMs);
        expect(most).toBeGreaterThanOrEqual(3);
        expect(most * 1_000).toBeGreaterThanOrEqual(rate * cycleMs);
      }),
    );
  });
});

describe('the 95th percentile', () => {
  test('leaves at most a twentieth above it and is one of the samples', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000), { minLength: 1, maxLength: 300 }), (samples) => {
        const value = percentile95(samples);
        expect(samples).toContain(value);
        expect(samples.filter((sample) => sample > value).length).toBeLessThanOrEqual(samples.length / 20);
      }),
    );
  });

  test('is zero without samples, and the samples stay as they were', () => {
    const samples = [3, 1, 2];
    expect(percentile95([])).toBe(0);
    expect(percentile95(samples)).toBe(3);
    expect(samples).toEqual([3, 1, 2]);
  });
});
