import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ResultFacts, compileResults } from '../../src/domain/compile-results.ts';
import { nextRelease } from '../../src/domain/next-release.ts';
import { packAnswers } from '../../src/domain/survey-picks.ts';
import type { Breakdown, SurveyResults } from '../../src/domain/survey-results.ts';
import { findTemplate } from '../../src/domain/survey-templates.ts';
import { UNSAID, tallyPicks } from '../../src/domain/survey-tally.ts';
import type { SurveyDefinition, SurveyQuestion } from '../../src/domain/survey.ts';
import { type GivenAnswers, answerMap } from '../support/survey-answers.ts';
import { type Sum, equationsOf, found } from '../support/table-attack.ts';

const PUBLIC = 10;
const isSmall = (count: number | null | undefined) =>
  typeof count === 'number' && count > 0 && count < PUBLIC;

/** Two traits, one question with one answer and one with several. */
const DEFINITION = ownSurvey();
const CODES = ['a', 'b', 'c', 'd'];

function ownSurvey(): SurveyDefinition {
  const base = findTemplate('general_needs');
  if (!base) throw new Error('no template');
  const traits = base.questions.filter(({ profile_field }) => profile_field);
  const question = (id: string, type: 'single' | 'multi'): SurveyQuestion => ({
    id,
    type,
    text: { en: id },
    options: ['a', 'b', 'c', 'd'].map((code) => ({ code, label: { en: code } })),
    skippable: true,
  });
  return { ...base, questions: [...traits, question('one', 'single'), question('some', 'multi')] };
}

const person = fc.record({
  // Few ages, so that some groups are large and some are small.
  age: fc.constantFrom(...['60_69', '60_69', '60_69', '45_59', '45_59', 'u30', 'na', 'skipped']),
  status: fc.constantFrom(...['local', 'local', 'local', 'local', 'city', 'outside', 'na', 'skipped']),
  one: fc.constantFrom(...['a', 'a', 'a', 'b', 'b', 'c', 'd', 'skipped']),
  some: fc.subarray(['a', 'b', 'c', 'd']),
  isBrokenOff: fc.boolean(),
});
type Person = typeof person extends fc.Arbitrary<infer One> ? One : never;

function factsOf(people: Person[]): ResultFacts {
  const chosen = (code: string) => (code === 'skipped' ? 'skipped' : [code]);
  const responses = people.map(({ age, status, one, some, isBrokenOff }): GivenAnswers => {
    const begun = { age: chosen(age), status: chosen(status), one: chosen(one) } as const;
    return isBrokenOff ? begun : { ...begun, some: some.length > 0 ? some : 'skipped' };
  });
  const picks = Buffer.concat(responses.map((given) => packAnswers(DEFINITION, answerMap(given))));
  const block = { building: null, mode: 'self' as const, locale: null, picks };
  return {
    definition: DEFINITION,
    anonymity: 'named',
    tallies: tallyPicks(DEFINITION, [block]),
    profiles: [],
  };
}

/** Every number that is told, by name, with everything that is known to add up. */
function toldBy({ questions, breakdowns }: SurveyResults, isComplete: boolean) {
  const told = new Map<string, number | null>();
  const sums: Sum[] = [];
  for (const { key, question, reached, skipped, options } of questions) {
    const total = isComplete ? 'everybody' : `${key} reached`;
    told.set(total, reached ?? told.get(total) ?? null);
    told.set(`${key} skipped`, skipped);
    for (const { option, count } of options) told.set(`${key}=${option.code}`, count);
    const parts = [...options.map(({ option }) => `${key}=${option.code}`), `${key} skipped`];
    if (question.type === 'single') sums.push({ parts, total });
  }
  for (const breakdown of breakdowns) addBreakdown(breakdown, isComplete, told, sums);
  return { told, sums };
}

function addBreakdown(
  { dimension, key, question, groups }: Breakdown,
  isComplete: boolean,
  told: Map<string, number | null>,
  sums: Sum[],
): void {
  const names = [...groups.map(({ group }) => group.value), UNSAID];
  const cell = (group: string, code: string) => `${dimension}:${group} ${key}=${code}`;
  // When nobody broke off, as many reached the question as are in the group; an age is a group.
  const size = (group: string) =>
    isComplete && dimension === 'age_band' && group !== UNSAID
      ? `age=${group}`
      : `${dimension}:${group}${isComplete ? '' : ` ${key}`} people`;
  for (const { group, reached, skipped, options } of groups) {
    told.set(size(group.value), reached ?? told.get(size(group.value)) ?? null);
    if (question.type === 'single') told.set(cell(group.value, 'skipped'), skipped);
    for (const { option, count } of options) told.set(cell(group.value, option.code), count);
  }
  const codes = question.type === 'single' ? [...CODES, 'skipped'] : CODES;
  if (question.type === 'single')
    sums.push(...names.map((name) => ({ parts: codes.map((code) => cell(name, code)), total: size(name) })));
  sums.push(
    ...codes.map((code) => ({
      parts: names.map((name) => cell(name, code)),
      total: code === 'skipped' ? `${key} skipped` : `${key}=${code}`,
    })),
    { parts: names.map(size), total: isComplete ? 'everybody' : `${key} reached` },
  );
}

function smallCountsIn(results: SurveyResults, isComplete: boolean): string[] {
  const { told, sums } = toldBy(results, isComplete);
  const shown = [...told].filter(([, count]) => isSmall(count)).map(([name]) => name);
  const worked = [...found(equationsOf(sums, told), 0)].filter(([, count]) => isSmall(count));
  return [...shown, ...worked.map(([name]) => name)];
}

/** Each run publishes eight cross-tabs: two questions by two traits, twice. */
const RUNS = 1_250;

describe.each([
  ['when some broke off', false],
  ['when nobody broke off', true],
])('10,000 cross-tabs, %s', (_, isComplete) => {
  const people = (most: number) =>
    fc
      .array(person, { maxLength: most, size: 'max' })
      .map((all) => (isComplete ? all.map((one) => ({ ...one, isBrokenOff: false })) : all));

  test('no count of 1 to 9 is published or can be worked out, and nothing by group under 25', () => {
    fc.assert(
      fc.property(people(150), people(60), (before, more) => {
        const first = nextRelease(factsOf(before), undefined);
        if (!first) throw new Error('the first release is always due');
        expect(smallCountsIn(first, isComplete)).toEqual([]);
        if (before.length < 25) expect(first.breakdowns).toEqual([]);
        const second = nextRelease(factsOf([...before, ...more]), first);
        if (more.length < 10 && before.length >= PUBLIC) expect(second).toBeUndefined();
        if (!second) return;
        // Tables that were kept are older than the others, and add up only among themselves.
        expect(smallCountsIn(second, false)).toEqual([]);
        expect(newcomersTold(first, second)).toEqual([]);
        expect(uncovered(first, second)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);
});

/** Groups and questions of which two releases tell how fewer than ten people have answered. */
function newcomersTold(first: SurveyResults, second: SurveyResults): string[] {
  const before = toldBy(first, false).told;
  const grown = [...toldBy(second, false).told].filter(([name]) => /reached|people/.test(name));
  return grown.flatMap(([name, count]) => {
    const earlier = before.get(name);
    return typeof earlier === 'number' && isSmall((count ?? earlier) - earlier) ? [name] : [];
  });
}

/** What the first release hid and the second tells, which would give away what stood beside it in the first. */
function uncovered(first: SurveyResults, second: SurveyResults): string[] {
  const now = toldBy(second, false).told;
  return [...toldBy(first, false).told].flatMap(([name, count]) =>
    count === null && typeof now.get(name) === 'number' ? [name] : [],
  );
}

describe('test of the test', () => {
  const crowd = (n: number, one: Partial<Person>): Person[] =>
    Array.from({ length: n }, () => ({
      age: '60_69',
      status: 'local',
      one: 'a',
      some: ['a'],
      isBrokenOff: false,
      ...one,
    }));
  const people = [...crowd(60, {}), ...crowd(30, { age: '45_59', one: 'b' }), ...crowd(4, { age: '45_59' })];

  test('counts as they are give small ones away', () => {
    const open = compileResults(factsOf(people), 'public');
    const naive = {
      ...open,
      breakdowns: open.breakdowns.map((breakdown) => ({
        ...breakdown,
        groups: breakdown.groups.map((row) => ({
          ...row,
          options: row.options.map((one, at) => ({ ...one, count: one.count ?? [4, 30, 0, 0][at] ?? null })),
        })),
      })),
    };
    expect(smallCountsIn(naive, true)).not.toEqual([]);
  });

  test('what a release uncovers is noticed', () => {
    const first = compileResults(factsOf(people), 'public');
    const second = compileResults(factsOf([...people, ...crowd(20, { age: '45_59' })]), 'public');
    expect(uncovered(first, second)).not.toEqual([]);
  });
});
