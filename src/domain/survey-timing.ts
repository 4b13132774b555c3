import { POLICY } from './policy.ts';
import { type WallDate, type WallTime, addDays, compareDates, compareWall } from './time.ts';

/** When a survey opens and ends, on the clock of its place; what staff have not set is left out. */
export interface DraftTiming {
  opens?: WallTime;
  ends?: WallDate;
  resultsBy?: WallDate;
}

/** The same with everything decided. A survey ends with the last minute of its last day. */
export interface Timing {
  opens: WallTime;
  ends: WallDate;
  resultsBy: WallDate;
}

export type TimingFault =
  | { why: 'opens_past' }
  | { why: 'ends_past' }
  | { why: 'ends_before_opening' }
  | { why: 'results_before_end' };

/** Fills in what staff left open: at once, two weeks, and results a good week after the end. */
export function decideTiming({ opens, ends, resultsBy }: DraftTiming, now: WallTime): Timing {
  const from = opens ?? now;
  const lastDay = ends ?? addDays(from, POLICY.surveyOpenDays);
  return { opens: from, ends: lastDay, resultsBy: resultsBy ?? addDays(lastDay, POLICY.resultsDays) };
}

/** What is wrong with when a survey opens and ends, seen from now. */
export function timingFaults(draft: DraftTiming, now: WallTime): TimingFault[] {
  const { ends, resultsBy } = decideTiming(draft, now);
  const { opens } = draft;
  const isOver = draft.ends !== undefined && compareDates(ends, now) < 0;
  const isReversed = opens !== undefined && compareWall(lastMinuteOf(ends), opens) <= 0;
  return [
    ...(opens && compareWall(opens, now) <= 0 ? [{ why: 'opens_past' as const }] : []),
    ...(isOver ? [{ why: 'ends_past' as const }] : []),
    ...(isReversed && !isOver ? [{ why: 'ends_before_opening' as const }] : []),
    ...(compareDates(resultsBy, ends) < 0 ? [{ why: 'results_before_end' as const }] : []),
  ];
}

/** The moment at which a survey ends. */
export function lastMinuteOf({ year, month, day }: WallDate): WallTime {
  return { year, month, day, hour: 23, minute: 59 };
}

/** The day as the database keeps it, yyyy-mm-dd. */
export function isoDay({ year, month, day }: WallDate): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** A day kept as yyyy-mm-dd. */
export function dayOfIso(iso: string): WallDate {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  return { year, month, day };
}
