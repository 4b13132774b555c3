/** A concern as people named it: `severitySum` adds 1 to 3 a person, 2 for whoever skipped "how bad". */
export interface NamedConcern {
  code: string;
  named: number;
  severitySum: number;
}

export interface RankedConcern extends NamedConcern {
  /** Everybody who was asked what worries them, "nothing" included. */
  n: number;
  /** From 1. */
  rank: number;
  /** From 1; concerns of one band are about equal. */
  band: number;
}

/**
 * Worst first: need = 100 x sum of severity / (3 x n), that is reach times mean severity. Compared as whole numbers; of
 * two that are equal, the one that more people named comes first.
 */
export function rankConcerns(concerns: NamedConcern[], n: number): RankedConcern[] {
  const ordered = concerns.toSorted((a, b) => b.severitySum - a.severitySum || b.named - a.named);
  let band = 1;
  return ordered.map((concern, index) => {
    const before = ordered[index - 1];
    if (before && dropsByFivePoints(before.severitySum - concern.severitySum, n)) band += 1;
    return { ...concern, n, rank: index + 1, band };
  });
}

export function needOf({ severitySum, n }: Pick<RankedConcern, 'severitySum' | 'n'>): number {
  return n === 0 ? 0 : (100 * severitySum) / (3 * n);
}

/** Whoever skipped "how bad" counts as 2, so it is never unknown. */
export function severitySum(named: number, oneCount: number, threeCount: number): number {
  return 2 * named - oneCount + threeCount;
}

const MOST_PEOPLE_FOR_INTERVAL = 99;
const Z_95 = 1.959963984540054;

/**
 * Wilson's 95 % interval of a share, as it would be if these people had been drawn by lot; undefined from 100 people on.
 * Wilson, JASA 22 (1927).
 */
export function wilsonInterval(count: number, n: number): { low: number; high: number } | undefined {
  if (n === 0 || n > MOST_PEOPLE_FOR_INTERVAL) return undefined;
  const share = count / n;
  const squared = Z_95 * Z_95;
  const middle = (share + squared / (2 * n)) / (1 + squared / n);
  const half = (Z_95 * Math.sqrt((share * (1 - share)) / n + squared / (4 * n * n))) / (1 + squared / n);
  // At the ends the formula gives exactly 0 and 1, but for rounding.
  return { low: count === 0 ? 0 : middle - half, high: count === n ? 1 : middle + half };
}

/** A part of the people: how many of them named a concern. */
export interface GroupNaming {
  n: number;
  named: number;
}

/** Whether a concern matters a lot to a group: 30 % of it name it, and at least twice as many as overall. */
export function mattersALot(group: GroupNaming, overall: GroupNaming, leastPeople: number): boolean {
  if (group.n < leastPeople || group.named === 0) return false;
  const isNamedByMany = 10 * group.named >= 3 * group.n;
  return isNamedByMany && group.named * overall.n >= 2 * overall.named * group.n;
}

/** The codes, most named first. */
export function namedByMost(concerns: NamedConcern[]): string[] {
  return concerns
    .filter(({ named }) => named > 0)
    .toSorted((a, b) => b.named - a.named || b.severitySum - a.severitySum)
    .map(({ code }) => code);
}

const LEAST_FOR_WORST = 5;

/** The codes of concerns that at least five people have, worst first for those who have them. */
export function worstForThoseWhoHaveIt(concerns: NamedConcern[]): string[] {
  return concerns
    .filter(({ named }) => named >= LEAST_FOR_WORST)
    .toSorted((a, b) => b.severitySum * a.named - a.severitySum * b.named || b.named - a.named)
    .map(({ code }) => code);
}

/** A drop of five points of need, without dividing: 100 x drop / (3 x n) >= 5. */
function dropsByFivePoints(drop: number, n: number): boolean {
  return 20 * drop >= 3 * n && drop > 0;
}
