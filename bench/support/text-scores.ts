import { isAlarming } from '../../src/text/alarms.ts';
import { findPersonal } from '../../src/text/masking.ts';
import { mergeNearDuplicates } from '../../src/text/near-duplicates.ts';
import { themesOf } from '../../src/text/themes.ts';
import type { LabelledText } from './concerns.ts';

export interface Score {
  precision: number;
  recall: number;
  /** What was found wrongly, and what was missed, for a person to look at. */
  wrong: string[];
  missed: string[];
}

/** Themes: F1 of every theme that the set has, and their mean. */
export function scoreThemes(texts: LabelledText[], themesFor: (text: string) => string[] = themesOf) {
  const found = new Map(texts.map(({ id, text }) => [id, new Set(themesFor(text))]));
  const themes = [...new Set(texts.flatMap((text) => text.themes))];
  const scores = themes.map((theme) => {
    const score = scoreOf(
      texts.filter((text) => text.themes.includes(theme)).map(({ id }) => id),
      texts.filter(({ id }) => found.get(id)?.has(theme)).map(({ id }) => id),
    );
    return { theme, f1: f1Of(score), ...score };
  });
  return { macroF1: scores.reduce((sum, { f1 }) => sum + f1, 0) / scores.length, scores };
}

/** Pairs of one language that say much the same; labels carry over from pair to pair. */
export function scoreNearDuplicates(
  texts: LabelledText[],
  merge: (texts: string[]) => number[][] = mergeNearDuplicates,
): Score & { opposedMerged: string[] } {
  const groups = merge(texts.map(({ text }) => text)).map((places) =>
    places.flatMap((place) => texts[place] ?? []),
  );
  const found = groups.flatMap((group) => pairsOf(group));
  const labelled = familiesOf(texts).flatMap((family) => pairsOf(family));
  const opposed = texts.flatMap(({ id, opposedTo }) => opposedTo.map((other) => pairName(id, other)));
  const all = groups.flatMap((group) => pairsOf(group, true));
  return { ...scoreOf(labelled, found), opposedMerged: all.filter((pair) => opposed.includes(pair)) };
}

/** Personal data: a labelled span counts as masked when every character of it is. */
export function scoreMasking(texts: LabelledText[]): Score {
  const missed: string[] = [];
  const wrong: string[] = [];
  let labelled = 0;
  let found = 0;
  for (const { id, text, spans } of texts) {
    const masked = findPersonal(text);
    const isMasked = (at: number) => masked.some(({ from, to }) => from <= at && at < to);
    labelled += spans.length;
    found += masked.length;
    for (const { from, to } of spans)
      if (!range(from, to).every((at) => isMasked(at))) missed.push(`${id} ${text.slice(from, to)}`);
    for (const { from, to } of masked)
      if (!spans.some((span) => span.from < to && from < span.to))
        wrong.push(`${id} ${text.slice(from, to)}`);
  }
  return {
    precision: share(found - wrong.length, found),
    recall: share(labelled - missed.length, labelled),
    wrong,
    missed,
  };
}

export function scoreAlarms(texts: LabelledText[], alarms: (text: string) => boolean = isAlarming): Score {
  return scoreOf(
    texts.filter(({ isAlarm }) => isAlarm).map(({ id, text }) => `${id} ${text}`),
    texts.filter(({ text }) => alarms(text)).map(({ id, text }) => `${id} ${text}`),
  );
}

export function f1Of({ precision, recall }: Pick<Score, 'precision' | 'recall'>): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

function scoreOf(labelled: string[], found: string[]): Score {
  const isLabelled = new Set(labelled);
  const isFound = new Set(found);
  const wrong = found.filter((one) => !isLabelled.has(one));
  const missed = labelled.filter((one) => !isFound.has(one));
  const right = found.length - wrong.length;
  return { precision: share(right, found.length), recall: share(right, labelled.length), wrong, missed };
}

/** Nothing found of nothing is no fault. */
function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

function pairsOf(group: LabelledText[], acrossLanguages = false): string[] {
  return group.flatMap((one, index) =>
    group
      .slice(index + 1)
      .filter((other) => acrossLanguages || other.lang === one.lang)
      .map((other) => pairName(one.id, other.id)),
  );
}

function pairName(one: string, other: string): string {
  return [one, other].toSorted().join('-');
}

function familiesOf(texts: LabelledText[]): LabelledText[][] {
  const family = new Map(texts.map(({ id }) => [id, id]));
  const rootOf = (id: string): string => {
    const parent = family.get(id) ?? id;
    return parent === id ? id : rootOf(parent);
  };
  for (const { id, nearTo } of texts) for (const other of nearTo) family.set(rootOf(id), rootOf(other));
  return [...Map.groupBy(texts, ({ id }) => rootOf(id)).values()];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
