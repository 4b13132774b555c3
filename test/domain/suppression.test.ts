import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CountTable,
  mayRelease,
  precisionOf,
  protectLine,
  protectTable,
} from '../../src/domain/suppression.ts';
import golden from '../data/vectors/suppression.json' with { type: 'json' };
import { type Equation, equationsOf, found } from '../support/table-attack.ts';

const PUBLIC = 10;

/** A table with its sums, of which only those are told that may be. */
function tableOf(cells: number[][], hasRowSums = true): CountTable {
  const isHidden = protectLine(rowSums(cells), PUBLIC);
  const columnHidden = hasRowSums
    ? protectLine(columnSums(cells), PUBLIC)
    : columnSums(cells).map(isSmallCount);
  return {
    cells,
    isRowHidden: isHidden,
    isRowTotalShown: isHidden.map((one) => !one),
    isColumnTotalShown: columnHidden.map((one) => !one),
    hasRowSums,
  };
}

const sumOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
const rowSums = (cells: number[][]) => cells.map(sumOf);
const columnSums = (cells: number[][]) =>
  (cells[0] ?? []).map((_, c) => sumOf(cells.map((row) => row[c] ?? 0)));
const isSmallCount = (count: number) => count > 0 && count < PUBLIC;

/** What a reader is told, and how it adds up. */
function published(table: CountTable, hidden: boolean[][]): Equation[] {
  const { cells, isRowTotalShown, isColumnTotalShown, hasRowSums } = table;
  const all = sumOf(rowSums(cells));
  const told = new Map<string, number | null>([['total', isSmallCount(all) ? null : all]]);
  cells.forEach((row, r) => row.forEach((one, c) => told.set(`${r},${c}`, hidden[r]?.[c] ? null : one)));
  rowSums(cells).forEach((one, r) => told.set(`row ${r}`, isRowTotalShown[r] ? one : null));
  columnSums(cells).forEach((one, c) => told.set(`column ${c}`, isColumnTotalShown[c] ? one : null));
  const rowNames = cells.map((_, r) => `row ${r}`);
  const columnNames = isColumnTotalShown.map((_, c) => `column ${c}`);
  const rows = rowNames.map((total, r) => ({ parts: columnNames.map((_, c) => `${r},${c}`), total }));
  const columns = columnNames.map((total, c) => ({ parts: rowNames.map((_, r) => `${r},${c}`), total }));
  const overlapping = [...columns, { parts: rowNames, total: 'total' }];
  const adding = [...rows, ...overlapping, { parts: columnNames, total: 'total' }];
  return equationsOf(hasRowSums ? adding : overlapping, told);
}

/** The small counts a reader finds out. What is hidden is known to be at least `least`. */
function smallCountsFound(table: CountTable, hidden: boolean[][], least: number): number[] {
  return [...found(published(table, hidden), least).values()].filter(isSmallCount);
}

const shownSmall = ({ cells }: CountTable, hidden: boolean[][]) =>
  cells.flatMap((row, r) => row.filter((one, c) => isSmallCount(one) && !hidden[r]?.[c]));

const hidesZero = ({ cells }: CountTable, hidden: boolean[][]) =>
  cells.some((row, r) => row.some((one, c) => one === 0 && hidden[r]?.[c]));

test('the golden table hides the small cell and a rectangle round it, of no more people than the given one', () => {
  const groups = ['older', 'newcomer', 'local'] as const;
  const answers = ['meals', 'lift', 'other'] as const;
  const cells = groups.map((group) => answers.map((answer) => golden.table[group][answer]));
  const table = tableOf(cells);
  expect(rowSums(cells)).toEqual(groups.map((group) => golden.totals_row[group]));
  expect(columnSums(cells)).toEqual(answers.map((answer) => golden.totals_col[answer]));
  const hidden = protectTable(table, PUBLIC);
  const peopleAt = (at: string[][]) =>
    sumOf(
      at.map(
        ([group, answer]) =>
          cells[groups.indexOf(group as 'older')]?.[answers.indexOf(answer as 'lift')] ?? 0,
      ),
    );
  const names = hidden.flatMap((row, r) =>
    row.flatMap((isHidden, c) => (isHidden ? [[groups[r] ?? '', answers[c] ?? '']] : [])),
  );
  expect(names).toHaveLength(4);
  expect(names).toContainEqual(golden.primary[0]);
  expect(peopleAt(names)).toBeLessThanOrEqual(peopleAt([...golden.primary, ...golden.one_valid_secondary]));
  expect(smallCountsFound(table, hidden, 1)).toEqual([]);
});

test('the golden choice of secondary cells is safe, and the small cell alone is not', () => {
  const table = tableOf(Object.values(golden.table).map((row) => Object.values(row)));
  const hide = (at: string[][]) =>
    Object.entries(golden.table).map(([group, row]) =>
      Object.keys(row).map((answer) => at.some(([one, other]) => one === group && other === answer)),
    );
  expect(smallCountsFound(table, hide(golden.primary), 0)).toEqual([3]);
  expect(smallCountsFound(table, hide([...golden.primary, ...golden.one_valid_secondary]), 1)).toEqual([]);
});

const count = fc.oneof(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 60 }));
const anyCells = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 6 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(count, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

describe('in any table', () => {
  test.each([true, false])(
    'no count of 1 to 9 is shown or can be worked out (row sums: %s)',
    (hasRowSums) => {
      fc.assert(
        fc.property(anyCells, (cells) => {
          const table = tableOf(cells, hasRowSums);
          const hidden = protectTable(table, PUBLIC);
          expect(shownSmall(table, hidden)).toEqual([]);
          // Zeros are rarely hidden, so a reader may well assume at least one person.
          expect(smallCountsFound(table, hidden, hidesZero(table, hidden) ? 0 : 1)).toEqual([]);
        }),
        { numRuns: 1_000 },
      );
    },
  );

  test('what is hidden in a line with a known sum is nobody or at least ten people', () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        const table = tableOf(cells);
        const told = published(table, protectTable(table, PUBLIC));
        expect(told.filter(({ minus, sum }) => minus === undefined && isSmallCount(sum))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('what was hidden in an earlier release stays hidden, and is not found from both together', () => {
    const grown = fc.tuple(anyCells, fc.array(fc.nat(12), { minLength: 36, maxLength: 36 }));
    fc.assert(
      fc.property(grown, ([cells, more]) => {
        const before = tableOf(cells);
        const hiddenBefore = protectTable(before, PUBLIC);
        const later = cells.map((row, r) => row.map((one, c) => one + (more[r * 6 + c] ?? 0)));
        const after = { ...tableOf(later), wasHidden: hiddenBefore };
        const hidden = protectTable(after, PUBLIC);
        hiddenBefore.forEach((row, r) => row.forEach((was, c) => expect(was && !hidden[r]?.[c]).toBe(false)));
        expect(shownSmall(after, hidden)).toEqual([]);
        expect(smallCountsFound(after, hidden, 0)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('test of the test', () => {
  test('hiding the small cells alone is found out', () => {
    const table = tableOf([
      [42, 31, 12],
      [3, 14, 18],
      [11, 25, 17],
    ]);
    const hidden = table.cells.map((row) => row.map((one) => one > 0 && one < PUBLIC));
    expect(smallCountsFound(table, hidden, 0)).toEqual([3]);
  });

  test('two ones that add up to two are found out when a hidden cell is known to be somebody', () => {
    const table = {
      ...tableOf([[1, 1, 30]]),
      isRowTotalShown: [true],
      isColumnTotalShown: [false, false, false],
    };
    expect(smallCountsFound(table, [[true, true, false]], 1)).toContain(1);
    expect(smallCountsFound(table, [[true, true, false]], 0)).toEqual([]);
  });

  test('a bridge between two rings is found out', () => {
    const table = tableOf([
      [20, 20, 30, 30],
      [20, 20, 3, 30],
      [30, 30, 20, 20],
      [30, 30, 20, 20],
    ]);
    const hidden = [
      [true, true, false, false],
      [true, true, true, false],
      [false, false, true, true],
      [false, false, true, true],
    ];
    expect(smallCountsFound(table, hidden, 0)).toEqual([3]);
  });
});

describe('a line with a known sum', () => {
  test('hides small counts and as many more as they need', () => {
    expect(protectLine([3, 20, 40], PUBLIC)).toEqual([true, true, false]);
    expect(protectLine([3, 2, 6, 40], PUBLIC)).toEqual([true, true, true, false]);
    expect(protectLine([3, 2, 40, 50], PUBLIC)).toEqual([true, true, true, false]);
    expect(protectLine([0, 20, 40], PUBLIC)).toEqual([false, false, false]);
  });

  test('what is hidden for another reason is not what is left', () => {
    expect(protectLine([30, 20, 40], PUBLIC, [true, false, false])).toEqual([true, true, false]);
  });
});

test.each([
  [0, 'hidden'],
  [9, 'hidden'],
  [10, 'counts'],
  [29, 'counts'],
  [30, 'few'],
  [99, 'few'],
  [100, 'full'],
])('%i people are told as %s', (people, precision) => {
  expect(precisionOf(people)).toBe(precision);
});

test('a release waits for ten more answers, and for ten or none in every group', () => {
  expect(mayRelease([40, 30], [45, 34])).toBe(false);
  expect(mayRelease([40, 30], [50, 30])).toBe(true);
  expect(mayRelease([40, 30], [50, 31])).toBe(false);
  expect(mayRelease([40, 30], [52, 41])).toBe(true);
  expect(mayRelease([40], [50, 12])).toBe(true);
});
