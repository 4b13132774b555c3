import { describe, expect, test } from 'vitest';
import { type WeightingCell, kishSize, rake, trim, weigh } from '../../src/domain/weighting.ts';
import golden from '../data/vectors/weighting.json' with { type: 'json' };

const SHARES = [golden.profile.status, golden.profile.age];

function cellsOf(people: Record<string, number>): WeightingCell[] {
  return Object.entries(people).map(([name, count]) => ({ traits: name.split('|'), people: count }));
}

const CELLS = cellsOf(golden.cells);

describe('the golden sample', () => {
  const raked = rake(CELLS, SHARES);
  const trimmed = trim(CELLS, raked);

  test('is raked, trimmed and rescaled to the golden weights', () => {
    Object.entries(golden.raked_weights).forEach(([name, weight], index) => {
      expect(CELLS[index]?.traits.join('|')).toBe(name);
      expect(raked[index]).toBeCloseTo(weight, 4);
    });
    Object.values(golden.trimmed_weights).forEach((weight, index) =>
      expect(trimmed[index]).toBeCloseTo(weight, 4),
    );
  });

  test('has the golden effective sizes and design effect', () => {
    expect(kishSize(CELLS, raked)).toBeCloseTo(golden.n_eff, 2);
    expect(golden.n / kishSize(CELLS, raked)).toBeCloseTo(golden.deff, 4);
    expect(kishSize(CELLS, trimmed)).toBeCloseTo(golden.n_eff_trimmed, 2);
  });

  test('is not to be published weighted: one category has ten people', () => {
    expect(weigh(CELLS, SHARES)).toEqual({ kind: 'refused', reason: 'small_category' });
  });
});

const HALVES = [
  { local: 0.5, elsewhere: 0.5 },
  { young: 0.5, old: 0.5 },
];

describe('weighting is refused', () => {
  test.each([
    ['too_few_answers', { 'local|young': 24, 'local|old': 25, 'elsewhere|young': 25, 'elsewhere|old': 25 }],
    ['small_category', { 'local|young': 100, 'local|old': 80, 'elsewhere|young': 15, 'elsewhere|old': 14 }],
    ['empty_cell', { 'local|young': 100, 'local|old': 80, 'elsewhere|young': 40 }],
  ])('for %s', (reason, people) => {
    expect(weigh(cellsOf(people), HALVES)).toEqual({ kind: 'refused', reason });
  });
});

test('weighting is refused when a few people would speak for nearly all', () => {
  const cells = cellsOf({ local: 900, elsewhere: 82 });
  expect(weigh(cells, [{ local: 0.1, elsewhere: 0.9 }])).toEqual({
    kind: 'refused',
    reason: 'design_effect',
  });
});

test('weighting that is offered has mean 1 and both traits like the community', () => {
  const cells = cellsOf({ 'local|young': 60, 'local|old': 90, 'elsewhere|young': 30, 'elsewhere|old': 40 });
  const weighting = weigh(cells, HALVES);
  if (weighting.kind !== 'offered') throw new Error(weighting.reason);
  const weightOf = (category: string) =>
    cells.reduce(
      (sum, { traits, people }, index) =>
        traits.includes(category) ? sum + people * (weighting.weights[index] ?? 0) : sum,
      0,
    );
  for (const category of ['local', 'elsewhere', 'young', 'old'])
    expect(weightOf(category)).toBeCloseTo(110, 6);
  expect(weighting.effectiveSize).toBeGreaterThan(50);
  expect(weighting.effectiveSize).toBeLessThanOrEqual(220);
});
