/** The rows of a broadcast bench: ours beside each other way. */
import type { BroadcastFigures, BroadcastPlan } from './broadcast.ts';
import { printRow } from './rows.ts';

export interface OtherWay {
  is: string;
  figures: BroadcastFigures;
}

interface Line {
  what: string;
  unit: string;
  figure: (figures: BroadcastFigures) => number;
  target?: number;
  /** Whether more is better; else less is. */
  isMoreBetter?: boolean;
}

const SHARE_TARGET = 0.99;
const REFUSED_TARGET = 0.01;
const INTERACTIVE_TARGET_MS = 1_000;
const QUEUED_TARGET_MS = 500;
const MEMORY_TARGET_MB = 160;

/** `most` is the largest count allowed in a window. */
export function printBroadcastRows(
  how: string,
  plan: BroadcastPlan,
  most: number,
  ours: BroadcastFigures,
  others: OtherWay[],
): void {
  const lines: Line[] = [
    {
      what: `share of the permitted ${plan.rate}/s (${how})`,
      unit: 'share',
      figure: ({ share }) => share,
      target: SHARE_TARGET,
      isMoreBetter: true,
    },
    {
      what: `most messages in any ${plan.windowMs} ms, replies included`,
      unit: 'messages',
      figure: ({ mostInWindow }) => mostInWindow,
      target: most,
    },
    { what: 'duplicates', unit: 'copies', figure: ({ duplicates }) => duplicates, target: 0 },
    {
      what: '429 of all attempts',
      unit: 'share',
      figure: ({ refusedShare }) => refusedShare,
      target: REFUSED_TARGET,
    },
    {
      what: 'p95 of a tap meanwhile, delivery to first call',
      unit: 'ms',
      figure: ({ firstCallP95Ms }) => firstCallP95Ms,
      target: INTERACTIVE_TARGET_MS,
    },
    {
      what: 'p95 of a tap meanwhile, delivery to next question',
      unit: 'ms',
      figure: ({ nextQuestionP95Ms }) => nextQuestionP95Ms,
      target: INTERACTIVE_TARGET_MS,
    },
    {
      what: 'from publish to queued',
      unit: 'ms',
      figure: ({ queuedMs }) => queuedMs,
      target: QUEUED_TARGET_MS,
    },
    { what: 'from publish to the first delivery', unit: 'ms', figure: ({ firstPushMs }) => firstPushMs },
    {
      what: 'peak memory of the sending process',
      unit: 'MB',
      figure: ({ peakMb }) => peakMb,
      target: MEMORY_TARGET_MB,
    },
  ];
  for (const line of lines) printLine(line, ours, others);
}

function printLine(
  { what, unit, figure, target, isMoreBetter }: Line,
  ours: BroadcastFigures,
  others: OtherWay[],
): void {
  const mine = figure(ours);
  const goal = target === undefined ? {} : { target, met: isMoreBetter ? mine >= target : mine <= target };
  if (others.length === 0) printRow({ what, ours: mine, unit, ...goal });
  for (const { is, figures } of others) {
    const theirs = figure(figures);
    printRow({ what, ours: mine, other: theirs, other_is: is, unit, ratio: mine / theirs, ...goal });
  }
}
