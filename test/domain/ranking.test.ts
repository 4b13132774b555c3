import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type NamedConcern,
  mattersALot,
  namedByMost,
  needOf,
  rankConcerns,
  severitySum,
  wilsonInterval,
  worstForThoseWhoHaveIt,
} from '../../src/domain/ranking.ts';
import golden from '../data/vectors/ranking.json' with { type: 'json' };

type Row = { group: string; concerns: Record<string, number | null> };
const ROWS = golden.rows as unknown as Row[];
const GROUPS = ['older', 'newcomer', 'local'];

function naming(code: string, rows = ROWS): NamedConcern {
  const severities = rows.flatMap(({ concerns }) => concerns[code] ?? []);
  return { code, named: severities.length, severitySum: severities.reduce((sum, one) => sum + one, 0) };
}

const CODES = [...new Set(ROWS.flatMap(({ concerns }) => Object.keys(concerns)))].filter(
  (code) => code !== 'none',
);
const CONCERNS = CODES.map((code) => naming(code));

describe('the golden ranking', () => {
  const ranked = rankConcerns(CONCERNS, ROWS.length);

  test.each(golden.result)('$issue has its rank, band, need, reach and severity', (wanted) => {
    const found = ranked.find(({ code }) => code === wanted.issue);
    if (!found) throw new Error(`${wanted.issue} is not ranked`);
    expect(found).toMatchObject({ rank: wanted.rank, band: wanted.band, named: wanted.k, n: wanted.n });
    expect(needOf(found)).toBeCloseTo(wanted.need, 4);
    expect(found.named / found.n).toBeCloseTo(wanted.reach, 4);
    expect(found.severitySum / found.named).toBeCloseTo(wanted.mean_severity, 4);
    const interval = wilsonInterval(found.named, found.n);
    expect(interval?.low).toBeCloseTo(wanted.reach_ci95[0] ?? NaN, 4);
    expect(interval?.high).toBeCloseTo(wanted.reach_ci95[1] ?? NaN, 4);
  });

  test.each(golden.result)('$issue matters a lot to exactly these groups', (wanted) => {
    const overall = { n: ROWS.length, named: naming(wanted.issue).named };
    const flagged = GROUPS.filter((group) => {
      const rows = ROWS.filter((row) => row.group === group);
      return mattersALot({ n: rows.length, named: naming(wanted.issue, rows).named }, overall, 5);
    });
    expect(flagged).toEqual(wanted.group_flag);
  });
});

test('named by most and worst for those who have it are two different lists', () => {
  expect(namedByMost(CONCERNS).slice(0, 3)).toEqual(['repairs', 'parking', 'children']);
  expect(worstForThoseWhoHaveIt(CONCERNS)).toEqual(['children', 'repairs', 'parking']);
});

test('a skipped severity counts as 2', () => {
  expect(severitySum(5, 0, 0)).toBe(10);
  expect(severitySum(5, 2, 1)).toBe(1 + 1 + 2 + 2 + 3);
});

test('no interval is given from 100 people on, and none leaves 0 to 1', () => {
  expect(wilsonInterval(30, 100)).toBeUndefined();
  expect(wilsonInterval(0, 0)).toBeUndefined();
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), fc.nat(), (n, seed) => {
      const { low, high } = wilsonInterval(seed % (n + 1), n) ?? { low: -1, high: -1 };
      expect(0 <= low && low <= (seed % (n + 1)) / n && (seed % (n + 1)) / n <= high && high <= 1).toBe(true);
    }),
  );
});

test('need never rises down the ranking, and a band ends exactly where it falls by five points', () => {
  const concern = fc
    .record({ named: fc.integer({ min: 1, max: 200 }), extra: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(({ named, extra }) => ({ named, severitySum: named + Math.floor(2 * named * extra) }));
  fc.assert(
    fc.property(fc.array(concern, { maxLength: 11 }), fc.integer({ min: 200, max: 900 }), (given, n) => {
      const ranked = rankConcerns(
        given.map((one, index) => ({ ...one, code: String(index) })),
        n,
      );
      ranked.forEach((one, index) => {
        const before = ranked[index - 1];
        if (!before) return expect(one.band).toBe(1);
        const drop = before.severitySum - one.severitySum;
        expect(drop).toBeGreaterThanOrEqual(0);
        expect(one.band - before.band).toBe(drop > 0 && 100 * drop >= 15 * n ? 1 : 0);
      });
    }),
  );
});

test('a group of nine is never flagged', () => {
  expect(mattersALot({ n: 9, named: 9 }, { n: 100, named: 9 }, 10)).toBe(false);
  expect(mattersALot({ n: 10, named: 3 }, { n: 100, named: 15 }, 10)).toBe(true);
});
