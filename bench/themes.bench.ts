/**
 * How well open answers are read, on our labelled set (the half it was tuned on and the half it was not) and on a second
 * one if it lies beside the project: themes, what says much the same, opposed statements, personal data, alarms. And how
 * fast, beside merging by pairs of characters. Precision is printed beside every recall.
 */
import { type Comment, countHeadings, sayingsUnder } from '../src/text/themes.ts';
import { type LabelledSet, readAlarmRounds, readLabelledSets } from './support/concerns.ts';
import { naiveAlarm, naiveMerge } from './support/naive-text.ts';
import { median, printRow } from './support/rows.ts';
import {
  type Score,
  f1Of,
  scoreAlarms,
  scoreMasking,
  scoreNearDuplicates,
  scoreThemes,
} from './support/text-scores.ts';

const LEAST_F1 = 0.8;
const TEXTS = 2_000;
const RUNS = 5;
const PAIRS = 'pairs of characters';

const sets = readLabelledSets();
for (const set of sets) printQuality(set);
printRecall('alarms (alarms alone, 165 texts)', scoreAlarms(readAlarmRounds().flatMap(({ texts }) => texts)));
printSpeed(sets);

function printQuality({ name, texts }: LabelledSet): void {
  const themes = scoreThemes(texts);
  const near = scoreNearDuplicates(texts);
  const naive = scoreNearDuplicates(texts, naiveMerge);
  const { macroF1 } = themes;
  const of = `${name}, ${texts.length} texts`;
  printRow({
    what: `themes, mean F1 (${of})`,
    ours: macroF1,
    unit: 'share',
    target: LEAST_F1,
    met: macroF1 >= LEAST_F1,
  });
  printShare(`near-duplicates, precision (${of})`, near.precision, naive.precision, PAIRS);
  printShare(`near-duplicates, recall (${of})`, near.recall, naive.recall, PAIRS);
  const opposed = near.opposedMerged.length;
  printRow({
    what: `opposed pairs merged (${of})`,
    ours: opposed,
    other: naive.opposedMerged.length,
    other_is: PAIRS,
    unit: 'pairs',
    target: 0,
    met: opposed === 0,
  });
  printRecall(`personal data masked (${of})`, scoreMasking(texts));
  printRecall(`alarms (${of})`, scoreAlarms(texts), scoreAlarms(texts, naiveAlarm));
  const weakest = themes.scores.toSorted((one, other) => one.f1 - other.f1).slice(0, 3);
  console.log(
    `${name}: weakest themes ${weakest.map(({ theme, f1 }) => `${theme} ${f1.toFixed(2)}`).join(', ')}`,
  );
}

function printRecall(what: string, score: Score, naive?: Score): void {
  const other = naive && { other: naive.recall, other_is: 'a few keywords' };
  printRow({
    what: `${what}, recall`,
    ours: score.recall,
    ...other,
    unit: 'share',
    target: 1,
    met: score.recall === 1,
  });
  printShare(`${what}, precision`, score.precision, naive?.precision, 'a few keywords');
  console.log(
    `${what}: F1 ${f1Of(score).toFixed(3)}, wrong ${score.wrong.length}, missed ${score.missed.length}`,
  );
}

function printShare(what: string, ours: number, other: number | undefined, otherIs: string): void {
  printRow({ what, ours, ...(other !== undefined && { other, other_is: otherIs }), unit: 'share' });
}

/** Themes, people and merging together, on as many comments as a large survey has in a week. */
function printSpeed(from: LabelledSet[]): void {
  const texts = from.flatMap((set) => set.texts);
  const comments: Comment[] = Array.from({ length: TEXTS }, (_, index) => ({
    person: String(index),
    text: `${texts[index % texts.length]?.text ?? ''} ${Math.floor(index / texts.length)}`,
  }));
  countHeadings(comments.slice(0, 10));
  const ours: number[] = [];
  const merged: number[] = [];
  const others: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    ours.push(rateOf(() => countHeadings(comments)));
    merged.push(rateOf(() => sayingsUnder(comments, 'repairs')));
    others.push(rateOf(() => naiveMerge(comments.map(({ text }) => text))));
  }
  const [read, all, naive] = [median(ours), median(merged), median(others)];
  printRow({ what: `${TEXTS} comments: people by theme`, ours: read, unit: 'texts/s' });
  printRow({
    what: `${TEXTS} comments: what says the same under one theme`,
    ours: all,
    other: naive,
    other_is: `${PAIRS}, merging all`,
    unit: 'texts/s',
    ratio: all / naive,
  });
}

function rateOf(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return (TEXTS * 1_000) / (performance.now() - startedAt);
}
