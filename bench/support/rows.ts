/** Rows of a bench's result, as scripts/bench.mjs reads them, and the few sums they need. */

export interface Row {
  what: string;
  ours: number;
  other?: number;
  other_is?: string;
  unit: string;
  ratio?: number;
  target?: number;
  met?: boolean;
}

export function printRow(row: Row): void {
  const rounded = Object.entries(row).map(([key, value]) => [
    key,
    typeof value === 'number' ? round(value) : value,
  ]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(rounded))}\n`);
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The value below which this share of the sorted values lies. */
export function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Three figures, or whole numbers from a thousand on; shares near one keep four. */
function round(value: number): number {
  if (Math.abs(value) >= 1000) return Math.round(value);
  return Math.abs(value) >= 10 ? Math.round(value * 10) / 10 : Math.round(value * 10_000) / 10_000;
}
