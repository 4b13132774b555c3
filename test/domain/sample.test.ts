import { describe, expect, test } from 'vitest';
import { alignGroups, bandEnds, compareShares, hearingOf, likenessOf } from '../../src/domain/sample.ts';
import golden from '../data/vectors/weighting.json' with { type: 'json' };

const TRAITS = ['status', 'age'] as const;

function goldenGroups(trait: (typeof TRAITS)[number]) {
  return Object.entries(golden.profile[trait]).map(([value, people]) => ({
    value,
    people,
    answered: golden.ratios[`${trait}:${value}` as keyof typeof golden.ratios].sample,
  }));
}

describe.each(TRAITS)('of the golden sample, %s', (trait) => {
  const { ratios, totalVariation } = compareShares(goldenGroups(trait));

  test('has the golden ratios and total variation', () => {
    goldenGroups(trait).forEach(({ value }, index) => {
      const wanted = golden.ratios[`${trait}:${value}` as keyof typeof golden.ratios].ratio;
      expect(ratios[index]).toBeCloseTo(wanted, 3);
    });
    expect(totalVariation).toBeCloseTo(golden.total_variation[trait], 4);
  });
});

test.each([
  [0.325, 'hardly_heard'],
  [0.499, 'hardly_heard'],
  [0.5, 'under_heard'],
  [0.8, 'fine'],
  [1.25, 'fine'],
  [2.065, 'over_heard'],
])('a ratio of %d is %s', (ratio, hearing) => {
  expect(hearingOf(ratio)).toBe(hearing);
});

test.each([
  [0.1, 'good'],
  [0.1038, 'so_so'],
  [0.2, 'so_so'],
  [0.26, 'poor'],
])('a total variation of %d is %s', (totalVariation, likeness) => {
  expect(likenessOf(totalVariation)).toBe(likeness);
});

describe('age bands of different width are joined until they fit', () => {
  const answered = new Map([
    ['u30', 5],
    ['30_44', 10],
    ['45_59', 20],
    ['60_69', 30],
    ['70_79', 20],
    ['80p', 5],
    ['na', 7],
  ]);

  test('finer answers are added up', () => {
    const shares = [
      { value: 'u60', people: 804 },
      { value: '60p', people: 196 },
    ];
    expect(alignGroups('age_band', answered, shares)).toEqual([
      { value: 'u60', answered: 35, people: 804 },
      { value: '60p', answered: 55, people: 196 },
    ]);
  });

  test('finer numbers of the community are added up', () => {
    const shares = ['u30', '30_44', '45_59', '60_69', '70_79', '80p'].map((value) => ({
      value,
      people: 100,
    }));
    const older = new Map([
      ['u60', 2],
      ['60_69', 30],
      ['70_79', 20],
      ['80p', 5],
    ]);
    expect(alignGroups('age_band', older, shares)).toEqual([
      { value: 'u60', answered: 2, people: 300 },
      { value: '60_69', answered: 30, people: 100 },
      { value: '70_79', answered: 20, people: 100 },
      { value: '80p', answered: 5, people: 100 },
    ]);
  });
});

test('a band is known by its ages', () => {
  expect(bandEnds('u45')).toEqual({ from: 0, to: 45 });
  expect(bandEnds('45_59')).toEqual({ from: 45, to: 60 });
  expect(bandEnds('80p')).toEqual({ from: 80, to: Infinity });
  expect(bandEnds('na')).toBeUndefined();
});
