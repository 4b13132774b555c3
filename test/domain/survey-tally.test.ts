import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepsOf } from '../../src/domain/question-steps.ts';
import { findTemplate } from '../../src/domain/survey-templates.ts';
import { ANSWERED, FIRST_OPTION, REACHED, layoutOf, packAnswers } from '../../src/domain/survey-picks.ts';
import { type PickBlock, type Tally, tallyPicks } from '../../src/domain/survey-tally.ts';
import { type Answer, NO_ANSWER, type SurveyDefinition } from '../../src/domain/survey.ts';
import { SURVEY_TEMPLATES } from '../../src/domain/survey-templates.ts';

const NEEDS = template('general_needs');

function template(id: string): SurveyDefinition {
  const found = findTemplate(id);
  if (!found) throw new Error(`no template ${id}`);
  return found;
}

type Codes = Record<string, string[] | 'skipped'>;

function answersOf(codes: Codes): Map<string, Answer> {
  return new Map(
    Object.entries(codes).map(([step, chosen]) => [
      step,
      chosen === 'skipped'
        ? { ...NO_ANSWER, isSkipped: true, isSettled: true }
        : { ...NO_ANSWER, codes: chosen, isSettled: true },
    ]),
  );
}

function block(responses: Codes[], more: Partial<PickBlock> = {}, definition = NEEDS): PickBlock {
  const picks = Buffer.concat(responses.map((codes) => packAnswers(definition, answersOf(codes))));
  return { building: '3', mode: 'self', locale: 'zh', picks, ...more };
}

function countOf(tally: Tally | undefined, key: string, what: string, definition = NEEDS): number {
  const { slots } = layoutOf(definition);
  const index = slots.findIndex((slot) => slot.key === key);
  const option = slots[index]?.options.findIndex(({ code }) => code === what) ?? -1;
  const at = what === 'reached' ? REACHED : what === 'answered' ? ANSWERED : FIRST_OPTION + option;
  return tally?.counts[index]?.[at] ?? NaN;
}

test('counts leave out what a later change has hidden', () => {
  const { overall } = tallyPicks(NEEDS, [
    block([
      { concerns: ['repairs'], 'severity:repairs': ['3'] },
      { concerns: ['none'], 'severity:repairs': ['3'] },
    ]),
  ]);
  expect(countOf(overall, 'severity:repairs', '3')).toBe(1);
  expect(overall.responses).toBe(2);
});

test('a question broken off counts as far as it got, and skipping it is not answering it', () => {
  const { overall } = tallyPicks(NEEDS, [
    block([{ age: ['60_69'], status: 'skipped' }, { age: ['u30'], status: ['local'] }, { age: 'skipped' }]),
  ]);
  expect(countOf(overall, 'age', 'reached')).toBe(3);
  expect(countOf(overall, 'age', 'answered')).toBe(2);
  expect(countOf(overall, 'status', 'reached')).toBe(2);
  expect(countOf(overall, 'status', 'local')).toBe(1);
  expect(countOf(overall, 'concerns', 'reached')).toBe(0);
});

test('everybody is in one group of each kind, elsewhere in the city or beyond it being elsewhere', () => {
  const { groups, cells } = tallyPicks(NEEDS, [
    block([
      { age: ['60_69'], status: ['city'] },
      { age: ['60_69'], status: ['outside'] },
      { age: ['na'], status: ['local'] },
    ]),
    block([{ age: ['u30'] }], { building: null, mode: 'leader', locale: 'es' }),
  ]);
  const sizes = (dimension: 'age_band' | 'registration' | 'building' | 'language' | 'mode') =>
    Object.fromEntries(
      [...(groups.get(dimension) ?? [])]
        .map(([group, { responses }]) => [group, responses])
        .filter(([, n]) => n),
    );
  expect(sizes('age_band')).toEqual({ '60_69': 2, u30: 1, unsaid: 1 });
  expect(sizes('registration')).toEqual({ elsewhere: 2, local: 1, unsaid: 1 });
  expect(sizes('building')).toEqual({ 3: 3, unsaid: 1 });
  expect(sizes('language')).toEqual({ zh: 3, es: 1 });
  expect(sizes('mode')).toEqual({ self: 3, leader: 1 });
  const both = cells.find(({ age, registration }) => age === '60_69' && registration === 'elsewhere');
  expect(both?.tally.responses).toBe(2);
});

describe.each(SURVEY_TEMPLATES.map((one) => [one.id, one] as const))('of %s', (_, definition) => {
  const steps = layoutOf(definition).slots.map(({ key, options }) => ({
    key,
    codes: options.map(({ code }) => code),
  }));
  const response = fc
    .tuple(
      ...steps.map(({ codes }) =>
        fc.oneof(fc.constant('skipped' as const), fc.constant(undefined), fc.subarray(codes)),
      ),
    )
    .map((values) =>
      Object.fromEntries(
        values.flatMap((value, index) => (value ? [[steps[index]?.key ?? '', value] as const] : [])),
      ),
    );

  test('any responses are counted as one by one', () => {
    fc.assert(
      fc.property(fc.array(response, { maxLength: 12 }), (responses) => {
        const { overall } = tallyPicks(definition, [block(responses, {}, definition)]);
        for (const { key, codes } of steps) {
          const given = responses.flatMap((one) => {
            const answers = answersOf(one);
            const isShown = stepsOf(definition, answers).some((step) => step.key === key);
            return isShown && one[key] ? [one[key]] : [];
          });
          expect(countOf(overall, key, 'reached', definition)).toBe(given.length);
          for (const code of codes)
            expect(countOf(overall, key, code, definition)).toBe(
              given.filter((one) => one !== 'skipped' && one.includes(code)).length,
            );
        }
      }),
      { numRuns: 60 },
    );
  });
});
