/** How a bar is to be understood at a glance; its words always say the same, for whoever cannot tell colours apart. */
export type ChartTone = 'plain' | 'alarming' | 'doubtful' | 'quiet';

/** One bar. `share` and `outerShare` are parts of the whole width, from 0 to 1. */
export interface ChartBar {
  label: string;
  /** What the bar says, in words. */
  note: string;
  share: number;
  /** A paler bar behind it, at least as long. */
  outerShare?: number;
  tone: ChartTone;
}

/** Bars that belong together, such as those of one band. */
export interface ChartGroup {
  heading?: string;
  bars: ChartBar[];
}

/** A picture of bars with every word already in the reader's language. */
export interface Chart {
  title: string;
  /** How to read it: there is no legend. */
  lead: string;
  groups: ChartGroup[];
  /** A dashed line across all bars to compare them with, at a part of the whole width. */
  mark?: number;
  foot?: string;
}
