import { describe, expect, test } from 'vitest';
import { readPopulation } from '../../src/text/population-numbers.ts';

const shares = (values: [string, number][]) => ({
  kind: 'shares',
  shares: values.map(([value, people]) => ({ value, people })),
});

test.each(['4760, 890', '４７６０，８９０', '4760 890', '4760人、890人', '4760\n890'])(
  'two numbers in order are read from "%s"',
  (typed) => {
    expect(readPopulation('registration', typed)).toEqual(
      shares([
        ['local', 4760],
        ['elsewhere', 890],
      ]),
    );
  },
);

test.each(['3: 120, 4: 96', '3号楼：120，4号楼：96户', 'building 3 120\nbuilding 4 96', '3=120; 4=96'])(
  'households by building are read from "%s"',
  (typed) => {
    expect(readPopulation('building', typed)).toEqual(
      shares([
        ['3', 120],
        ['4', 96],
      ]),
    );
  },
);

describe('asked again is', () => {
  test.each([
    ['age_band', '800, 1100'],
    ['age_band', 'many'],
    ['registration', '4,760 890'],
    ['registration', '4760, -3'],
    ['registration', '4760, 0'],
    ['registration', '99999999999, 1'],
    ['building', '3: 120'],
    ['building', '3: 120, 3: 96'],
    ['building', 'flat 302: 4, 4: 96'],
    ['language', ''],
  ] as const)('%s: "%s"', (dimension, typed) => {
    expect(readPopulation(dimension, typed)).toEqual({ kind: 'unclear' });
  });
});
