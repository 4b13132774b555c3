/** A number that others add up to. Numbers are known by name. */
export interface Sum {
  parts: string[];
  total: string;
}

/** A sum of which the numbers that are told have been taken off; `minus` is its total, when that is not told. */
export interface Equation {
  cells: string[];
  minus?: string;
  sum: number;
}

/** What is left to find out when these numbers are told; null, or not there: hidden. */
export function equationsOf(sums: Sum[], told: ReadonlyMap<string, number | null>): Equation[] {
  const equations = sums.map(({ parts, total }): Equation => {
    const cells = parts.filter((part) => (told.get(part) ?? null) === null);
    const shown = parts.reduce((sum, part) => sum + (told.get(part) ?? 0), 0);
    const sum = told.get(total) ?? null;
    return sum === null ? { cells, minus: total, sum: -shown } : { cells, sum: sum - shown };
  });
  return equations.filter(({ cells, minus }) => cells.length > 0 || minus !== undefined);
}

/**
 * What an attentive reader works out of published sums: the value of every cell that can have only one. Two ways: linear
 * algebra over all sums at once, and narrowing each cell down by the sums it stands in, knowing that it is at least
 * `least`.
 */
export function found(equations: Equation[], least: number): Map<string, number> {
  const cells = [...new Set(equations.flatMap(({ cells: own, minus }) => (minus ? [...own, minus] : own)))];
  return new Map([...byElimination(equations, cells), ...byNarrowing(equations, cells, least)]);
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
