export interface Page<T> {
  items: T[];
  /** From 0. */
  number: number;
  hasPrevious: boolean;
  hasNext: boolean;
}

/** One page of a list. A number out of range, such as a forged or outdated one, gives the nearest page there is. */
export function pageOf<T>(all: T[], wanted: number, size: number): Page<T> {
  const last = Math.max(0, Math.ceil(all.length / size) - 1);
  const number = Number.isInteger(wanted) ? Math.min(Math.max(wanted, 0), last) : 0;
  return {
    items: all.slice(number * size, (number + 1) * size),
    number,
    hasPrevious: number > 0,
    hasNext: number < last,
  };
}
