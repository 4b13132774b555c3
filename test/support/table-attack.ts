/** A sum over cells that were not published; one of them, `minus`, may be a sum that was not published either. */
export interface Equation {
  cells: string[];
  minus?: string;
  sum: number;
}

/** What is published of a table: numbers, and null for what is not. */
export interface PublishedTable {
  cells: (number | null)[][];
  rowTotals: (number | null)[];
  columnTotals: (number | null)[];
  total: number | null;
  /** Everybody of a row stands in exactly one column. */
  hasRowSums: boolean;
}

/** Everything a reader can say about what is missing: rows, columns and the totals themselves add up. */
export function equationsOf(table: PublishedTable): Equation[] {
  const { cells, rowTotals, columnTotals, total } = table;
  const rows = cells.map((row, r) =>
    equation(
      row.map((value, c) => [`${r},${c}`, value]),
      [`row ${r}`, rowTotals[r] ?? null],
    ),
  );
  const columns = columnTotals.map((sum, c) =>
    equation(
      cells.map((row, r) => [`${r},${c}`, row[c] ?? null]),
      [`column ${c}`, sum],
    ),
  );
  const allRows = equation(
    rowTotals.map((sum, r) => [`row ${r}`, sum]),
    ['total', total],
  );
  const allColumns = equation(
    columnTotals.map((sum, c) => [`column ${c}`, sum]),
    ['total', total],
  );
  const overlapping = [...columns, allRows];
  const all = table.hasRowSums ? [...rows, ...overlapping, allColumns] : overlapping;
  return all.filter((one) => one.cells.length > 0 || one.minus !== undefined);
}

type Named = [name: string, value: number | null];

function equation(parts: Named[], [sumName, sum]: Named): Equation {
  const shown = parts.reduce((subtotal, [, value]) => subtotal + (value ?? 0), 0);
  const cells = parts.flatMap(([name, value]) => (value === null ? [name] : []));
  return sum === null ? { cells, minus: sumName, sum: -shown } : { cells, sum: sum - shown };
}

/**
 * What an attentive reader works out of published sums: the value of every cell that can have only one. Two ways: linear
 * algebra over all sums at once, and narrowing each cell down by the sums it stands in, knowing that it is at least
 * `least`.
 */
export function found(equations: Equation[], least: number): number[] {
  const cells = [...new Set(equations.flatMap(({ cells: own, minus }) => (minus ? [...own, minus] : own)))];
  const known = new Map([...byElimination(equations, cells), ...byNarrowing(equations, cells, least)]);
  return [...known.values()];
}

/** Gauss and Jordan. A cell is found when its row has no other unknown left. */
function byElimination(equations: Equation[], cells: string[]): Map<string, number> {
  const rows = equations.map(({ cells: own, minus, sum }) => [
    ...cells.map((cell) => (cell === minus ? -1 : own.includes(cell) ? 1 : 0)),
    sum,
  ]);
  let rank = 0;
  for (let column = 0; column < cells.length && rank < rows.length; column += 1) {
    const pivot = rows.findIndex((row, index) => index >= rank && !isZero(row[column]));
    const [top, chosen] = [rows[rank], rows[pivot]];
    if (!top || !chosen) continue;
    [rows[rank], rows[pivot]] = [chosen, top];
    const scale = chosen[column] ?? 1;
    chosen.forEach((value, index) => (chosen[index] = value / scale));
    rows.forEach((row, index) => {
      const times = row[column] ?? 0;
      if (index !== rank && !isZero(times))
        chosen.forEach((value, at) => (row[at] = (row[at] ?? 0) - times * value));
    });
    rank += 1;
  }
  const solved = new Map<string, number>();
  for (const row of rows) {
    const unknown = cells.filter((_, column) => !isZero(row[column]));
    const [only] = unknown;
    if (unknown.length === 1 && only !== undefined) solved.set(only, Math.round(row.at(-1) ?? 0));
  }
  return solved;
}

function isZero(value: number | undefined): boolean {
  return Math.abs(value ?? 0) < 1e-9;
}

function byNarrowing(equations: Equation[], cells: string[], least: number): Map<string, number> {
  const low = new Map(cells.map((cell) => [cell, least]));
  const high = new Map(cells.map((cell) => [cell, Infinity]));
  const narrow = (cell: string, fewest: number, most: number) => {
    const [from, to] = [Math.max(low.get(cell) ?? 0, fewest), Math.min(high.get(cell) ?? Infinity, most)];
    const isNews = from !== low.get(cell) || to !== high.get(cell);
    low.set(cell, from);
    high.set(cell, to);
    return isNews;
  };
  const sumOf = (bounds: Map<string, number>, own: string[], without?: string) =>
    own.reduce((sum, cell) => (cell === without ? sum : sum + (bounds.get(cell) ?? 0)), 0);
  for (let isNews = true; isNews;) {
    isNews = false;
    for (const { cells: own, minus, sum } of equations) {
      const [fewest, most] = minus ? [sum + (low.get(minus) ?? 0), sum + (high.get(minus) ?? 0)] : [sum, sum];
      for (const cell of own)
        isNews = narrow(cell, fewest - sumOf(high, own, cell), most - sumOf(low, own, cell)) || isNews;
      if (minus) isNews = narrow(minus, sumOf(low, own) - sum, sumOf(high, own) - sum) || isNews;
    }
  }
  return new Map(
    cells.flatMap((cell) => {
      const value = low.get(cell) ?? 0;
      return value === high.get(cell) ? [[cell, value] as const] : [];
    }),
  );
}
