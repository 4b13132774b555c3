import { POLICY } from './policy.ts';

/*
 * Small numbers. A count of 1 to 4 (for staff) or 1 to 9 (for everyone) is hidden, and with it as many others as are
 * needed so that nobody finds it by subtraction (Washington State Department of Health, Standards for Reporting Data with
 * Small Numbers, 2018; complementary suppression as in Cox, JASA 75 (1980)).
 *
 * Held for every line whose sum is known: what is hidden in it adds up to nothing or to at least the minimum. Held for
 * every small cell: it lies on a ring of hidden cells, so that some of it can be moved round the ring without changing
 * any sum.
 */

/** A count as it may be shown; null: hidden, because few people are easily recognised. */
export type ShownCount = number | null;

/**
 * How exactly numbers about so many people are told. `hidden`: not at all; `counts`: no percentages; `few`: whole
 * percentages with "few answers".
 */
export type Precision = 'hidden' | 'counts' | 'few' | 'full';

export function precisionOf(people: number): Precision {
  if (people < POLICY.groupMinimum) return 'hidden';
  if (people < POLICY.percentagesFrom) return 'counts';
  return people < POLICY.manyAnswersFrom ? 'few' : 'full';
}

export function isSmall(count: number, minimum: number): boolean {
  return count > 0 && count < minimum;
}

/**
 * Which values of a line with a known sum are hidden. `isHidden` are those hidden for another reason; one of them alone
 * would be what is left.
 */
export function protectLine(values: number[], minimum: number, isHidden?: boolean[]): boolean[] {
  const hidden = values.map((value, index) => isSmall(value, minimum) || (isHidden?.[index] ?? false));
  fillUp(values, hidden, minimum);
  if (hidden.filter(Boolean).length === 1) hideSmallest(values, hidden);
  return hidden;
}

/** Hides more until the hidden ones add up to nothing or to the minimum; whether any was added. */
function fillUp(values: number[], hidden: boolean[], minimum: number): boolean {
  let isChanged = false;
  const hiddenSum = () => sumOf(values.filter((_, index) => hidden[index]));
  while (isSmall(hiddenSum(), minimum) && hideSmallest(values, hidden)) isChanged = true;
  return isChanged;
}

function hideSmallest(values: number[], hidden: boolean[]): boolean {
  let found = -1;
  values.forEach((value, index) => {
    if (!hidden[index] && value > 0 && (found === -1 || value < (values[found] ?? 0))) found = index;
  });
  if (found !== -1) hidden[found] = true;
  return found !== -1;
}

/** Answers by group. */
export interface CountTable {
  /** A row for each group, a column for each answer. All groups, also those not shown, so that columns sum up. */
  cells: number[][];
  /** Groups that are not split by their answers. */
  isRowHidden: boolean[];
  /** Groups of which it is told how many people they have. */
  isRowTotalShown: boolean[];
  /** Answers of which it is told how many people gave them. */
  isColumnTotalShown: boolean[];
  /** Everybody stands in one column, so that a row adds up to its people; not so when several may be chosen. */
  hasRowSums: boolean;
  /** Cells hidden in an earlier release: shown now, they would tell what was hidden then. */
  wasHidden?: boolean[][];
}

/** Which cells are hidden. */
export function protectTable(table: CountTable, minimum: number): boolean[][] {
  const framed = frame(table, minimum);
  for (let next: Ring | undefined = NO_RING; next; next = nextToHide(table, framed, minimum))
    for (const [r, c] of next.cells) if (framed.hidden[r]) framed.hidden[r][c] = true;
  return framed.hidden.slice(0, -1).map((row) => row.slice(0, -1));
}

/** The table with its sums as a last row and a last column: a sum that is not told is one more hidden cell. */
interface FramedTable {
  cells: number[][];
  hidden: boolean[][];
}

function frame(table: CountTable, minimum: number): FramedTable {
  const rows = table.cells.map((row) => [...row, sumOf(row)]);
  const sums = rows[0]?.map((_, c) => sumOf(rows.map((row) => row[c] ?? 0))) ?? [];
  const isHidden = (count: number, r: number, c: number) =>
    (table.isRowHidden[r] ?? false) || isSmall(count, minimum) || (table.wasHidden?.[r]?.[c] ?? false);
  const hidden = table.cells.map((row, r) => [
    ...row.map((count, c) => isHidden(count, r, c)),
    table.hasRowSums && !table.isRowTotalShown[r],
  ]);
  return {
    cells: [...rows, sums],
    hidden: [...hidden, [...table.isColumnTotalShown.map((isShown) => !isShown), false]],
  };
}

function sumOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

type Cell = [row: number, column: number];

interface Ring {
  cells: Cell[];
  /** How many people it hides that were not hidden before. */
  cost: number;
}

const NO_RING: Ring = { cells: [], cost: 0 };
/** Nobody's cells are hidden only when nothing else helps: a hidden cell is known to be somebody's. */
const COST_OF_ZERO = 1e9;

/** What must be hidden next: first a ring for a small cell without one, then more for a line that hides too few. */
function nextToHide(table: CountTable, framed: FramedTable, minimum: number): Ring | undefined {
  const { cells } = framed;
  const bridges = workedOut(table, framed);
  const alone = bridges.find(([r, c]) => isSmall(cells[r]?.[c] ?? 0, minimum));
  if (alone) return cheapestRing(table, framed, alone);
  const isWorkedOut = new Set(bridges.map(String));
  for (const line of knownLines(table)) {
    const unknown = line.filter(([r, c]) => framed.hidden[r]?.[c] && !isWorkedOut.has(String([r, c])));
    if (!isSmall(sumOf(unknown.map(([r, c]) => cells[r]?.[c] ?? 0)), minimum)) continue;
    const others = line.filter((cell) => !unknown.includes(cell));
    const rings = others.flatMap((cell) => cheapestRing(table, framed, cell) ?? []);
    const [best] = rings.toSorted((a, b) => a.cost - b.cost);
    if (best) return best;
  }
  return undefined;
}

/** The lines of which the sum is told, without that sum. */
function knownLines(table: CountTable): Cell[][] {
  const columns = table.isColumnTotalShown.flatMap((isShown, c) =>
    isShown ? [table.cells.map((_, r): Cell => [r, c])] : [],
  );
  if (!table.hasRowSums) return columns;
  const rows = table.cells.flatMap((row, r) =>
    table.isRowTotalShown[r] && !table.isRowHidden[r] ? [row.map((_, c): Cell => [r, c])] : [],
  );
  return [...rows, ...columns];
}

/** The ring through this cell that hides the fewest people: a rectangle, or a second cell where only columns sum up. */
function cheapestRing(table: CountTable, framed: FramedTable, [row, column]: Cell): Ring | undefined {
  let best: Ring | undefined;
  const offer = (ring: Cell[]) => {
    const cost = ring.reduce((sum, cell) => sum + costOf(framed, cell), 0);
    if (cost > 0 && cost < (best?.cost ?? Infinity)) best = { cells: ring, cost };
  };
  framed.cells.forEach((values, r) => {
    if (r === row) return;
    if (!table.hasRowSums)
      return offer([
        [row, column],
        [r, column],
      ]);
    values.forEach((_, c) => {
      if (c !== column)
        offer([
          [row, column],
          [row, c],
          [r, column],
          [r, c],
        ]);
    });
  });
  return best;
}

/** A sum that is told stays told. */
function costOf({ cells, hidden }: FramedTable, [r, c]: Cell): number {
  if (hidden[r]?.[c]) return 0;
  const isSum = r === cells.length - 1 || c === (cells[r]?.length ?? 0) - 1;
  return isSum ? Infinity : cells[r]?.[c] || COST_OF_ZERO;
}

/**
 * The hidden cells that can be worked out. Rows and columns are the points of a graph and hidden cells its edges; all rows
 * that do not add up to anything are one point. A cell can be worked out exactly when it lies on no ring.
 */
function workedOut({ hasRowSums }: CountTable, { hidden }: FramedTable): Cell[] {
  const rows = hidden.length;
  const edges: { cell: Cell; ends: [number, number] }[] = [];
  hidden.forEach((row, r) =>
    row.forEach((isHidden, c) => {
      if (isHidden) edges.push({ cell: [r, c], ends: [hasRowSums ? r : 0, rows + c] });
    }),
  );
  const bridges = bridgesOf(
    edges.map(({ ends }) => ends),
    rows + (hidden[0]?.length ?? 0),
  );
  return bridges.flatMap((index) => (edges[index] ? [edges[index].cell] : []));
}

/** The edges, by index, that lie on no ring: Tarjan's bridges, where two edges between two points are a ring. */
function bridgesOf(edges: [number, number][], points: number): number[] {
  const edgesAt = Array.from({ length: points }, (): number[] => []);
  edges.forEach((ends, index) => ends.forEach((point) => edgesAt[point]?.push(index)));
  const seenAt: (number | undefined)[] = [];
  let moment = 0;
  const bridges: number[] = [];
  /** Returns the earliest moment that can be reached from here without the edge one came by. */
  const visit = (point: number, cameBy: number): number => {
    const own = (seenAt[point] = moment++);
    let earliest = own;
    for (const index of edgesAt[point] ?? []) {
      if (index === cameBy) continue;
      const [one, other] = edges[index] ?? [point, point];
      const next = one === point ? other : one;
      const isNew = seenAt[next] === undefined;
      const reached = seenAt[next] ?? visit(next, index);
      if (isNew && reached > own) bridges.push(index);
      earliest = Math.min(earliest, reached);
    }
    return earliest;
  };
  for (let point = 0; point < points; point += 1) if (seenAt[point] === undefined) visit(point, -1);
  return bridges;
}

/**
 * Whether a published table may be renewed: the number of answers has grown by a step, and every group has grown by a step
 * or not at all, so that what came in since cannot be told apart. Numbers of people, in the same order.
 */
export function mayRelease(before: number[], now: number[]): boolean {
  const grown = now.map((people, index) => people - (before[index] ?? 0));
  const total = grown.reduce((sum, more) => sum + more, 0);
  return total >= POLICY.releaseStep && grown.every((more) => more === 0 || more >= POLICY.releaseStep);
}
