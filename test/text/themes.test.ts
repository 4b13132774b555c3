import { describe, expect, test } from 'vitest';
import { isAbusive } from '../../src/text/abuse.ts';
import { mergeNearDuplicates } from '../../src/text/near-duplicates.ts';
import { isNothing } from '../../src/text/read-text.ts';
import { countHeadings, heardThemes, sayingsUnder, themesOf } from '../../src/text/themes.ts';
import { type LabelledText, readAlarmRounds, readLabelledSets } from '../../bench/support/concerns.ts';
import { naiveMerge } from '../../bench/support/naive-text.ts';
import {
  scoreAlarms,
  scoreMasking,
  scoreNearDuplicates,
  scoreThemes,
} from '../../bench/support/text-scores.ts';

const LEAST_F1 = 0.8;
const LEAST_NEAR = 0.75;

describe.each(readLabelledSets())('on the labelled set "$name"', ({ texts }) => {
  test('everything personal is covered and every alarm is raised', () => {
    expect(scoreMasking(texts).missed).toEqual([]);
    expect(scoreAlarms(texts).missed).toEqual([]);
  });

  test('themes are found with a mean F1 of 0.8 or more', () => {
    expect(scoreThemes(texts).macroF1).toBeGreaterThanOrEqual(LEAST_F1);
  });

  test('what says much the same is merged, what says the opposite never', () => {
    const { precision, recall, opposedMerged } = scoreNearDuplicates(texts);
    expect(opposedMerged).toEqual([]);
    expect(Math.min(precision, recall)).toBeGreaterThanOrEqual(LEAST_NEAR);
  });

  test('"nothing" is told from a concern', () => {
    expect(idsOf(texts, isNothing)).toEqual(texts.filter((text) => text.isNothing).map(({ id }) => id));
  });
});

test('the labelled set is sound: 150 texts or more in three languages, spans inside them, pairs that exist', () => {
  const own = readLabelledSets()
    .slice(0, 2)
    .flatMap(({ texts }) => texts);
  const ids = new Set(own.map(({ id }) => id));
  expect(ids.size).toBe(own.length);
  expect(own.length).toBeGreaterThanOrEqual(150);
  expect(new Set(own.map(({ lang }) => lang))).toEqual(new Set(['zh', 'en', 'es']));
  for (const { text, spans, nearTo, opposedTo } of own) {
    for (const { from, to } of spans) expect(text.slice(from, to).trim()).toBe(text.slice(from, to));
    for (const other of [...nearTo, ...opposedTo]) expect(ids).toContain(other);
  }
  expect(own.filter(({ isAbuse }) => isAbuse).every(({ text }) => isAbusive(text))).toBe(true);
});

test.each(readAlarmRounds())('every alarm of round $round is raised', ({ texts }) => {
  const { missed, wrong } = scoreAlarms(texts);
  expect({ missed, wrong }).toEqual({ missed: [], wrong: [] });
});

/** The positive control: likeness of characters alone does merge opposites. */
test('the check for opposites can fail', () => {
  const merged = readLabelledSets().flatMap(
    ({ texts }) => scoreNearDuplicates(texts, naiveMerge).opposedMerged,
  );
  expect(merged.length).toBeGreaterThan(0);
});

test('people are counted, not messages; who says nothing is not counted', () => {
  const comments = [
    { person: 'a', text: '电梯坏了' },
    { person: 'a', text: '电梯又坏了！！' },
    { person: 'a', text: 'the lift is broken' },
    { person: 'b', text: 'el ascensor está averiado' },
    { person: 'c', text: '没意见' },
    { person: 'd', text: 'nada, gracias' },
  ];
  expect(countHeadings(comments)).toEqual([{ heading: 'repairs', people: 2 }]);
  expect(sayingsUnder(comments, 'repairs')).toEqual([{ text: '电梯坏了', people: 2 }]);
});

test('a text of two themes counts in both; alarms count in no digest', () => {
  expect(themesOf('私家车堵了消防通道')).toEqual(['parking', 'safety']);
  expect(heardThemes([{ person: 'a', text: '电梯坏了，我不想活了' }])).toEqual([]);
});

test('the same comments give the same groups, and opposites meet through no third', () => {
  const texts = ['停车位', '希望多划停车位', '停车位太多了，少划点', '停车位不够'];
  const merged = mergeNearDuplicates(texts);
  expect(mergeNearDuplicates(texts)).toEqual(merged);
  expect(merged.some((group) => group.includes(1) && group.includes(2))).toBe(false);
});

test.each([
  ['Dogs should be allowed in the park', 'Dogs should not be allowed in the park'],
  ['支持加装电梯', '反对加装电梯'],
  ['Estoy a favor de la zona azul', 'Estoy en contra de la zona azul'],
  ['we need more benches here', 'we need fewer benches here'],
  ['可以在院里跳广场舞', '不可以在院里跳广场舞'],
  ['open the hall earlier', 'open the hall later'],
])('opposed: "%s" and "%s" stay apart', (one, other) => {
  expect(mergeNearDuplicates([one, other])).toEqual([[0], [1]]);
  expect(mergeNearDuplicates([one, one])).toEqual([[0, 1]]);
});

function idsOf(texts: LabelledText[], isSo: (text: string) => boolean): string[] {
  return texts.filter(({ text }) => isSo(text)).map(({ id }) => id);
}
