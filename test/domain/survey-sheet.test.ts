import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REVIEW, applyEvent } from '../../src/domain/question-flow.ts';
import { SURVEY_TEMPLATES, findTemplate } from '../../src/domain/survey-templates.ts';
import { readSheet, sheetOptions } from '../../src/domain/survey-sheet.ts';
import type { Answers } from '../../src/domain/survey.ts';

const needs = findTemplate('general_needs');
if (!needs) throw new Error('no template');

function read(line: string) {
  const sheet = readSheet(needs!, line);
  if (sheet.kind !== 'sheet') return sheet;
  return Object.fromEntries(
    [...sheet.answers].map(([step, { codes, comment }]) => [
      step,
      comment === undefined ? codes : [...codes, comment],
    ]),
  );
}

describe('a sheet typed as one line', () => {
  test('gives the answers of the numbers on the buttons, full width or not', () => {
    const answers = {
      age: ['45_59'],
      status: ['local'],
      concerns: ['eldercare', 'repairs'],
      'severity:eldercare': ['3'],
      'severity:repairs': ['2'],
      overall: ['3'],
      open: ['the lift is broken'],
      join: ['attend'],
    };
    expect(read('3; 1; 2,6; 3,2; 3; the lift is broken; 1')).toEqual(answers);
    expect(read('３；１；２、６；３，２；３；the lift is broken；１；')).toEqual(answers);
    expect(read('3;1;2 6;3 2;3;the lift is broken;1')).toEqual(answers);
  });

  test('what was left blank is skipped, also what is required; something else keeps its words', () => {
    expect(read(';;;;;;1')).toEqual({
      age: [],
      status: [],
      concerns: [],
      overall: [],
      open: [],
      join: ['attend'],
    });
    expect(read('0; ; 2,10=dancing at night; 3,-; ; ; ')).toEqual({
      age: ['na'],
      status: [],
      concerns: ['eldercare', 'other'],
      'concerns~other': ['dancing at night'],
      'severity:eldercare': ['3'],
      'severity:other': [],
      overall: [],
      open: [],
      join: [],
    });
  });

  test.each([
    ['9;1;2;;;;', [{ question: 1, kind: 'unknown_mark', said: '9' }]],
    ['1,2;1;2;;;;', [{ question: 1, kind: 'one_only', said: '1,2' }]],
    ['1;1;1,2,3,4;;;;', [{ question: 3, kind: 'too_many', said: '1,2,3,4', expected: 3 }]],
    ['1;1;1,0;;;;', [{ question: 3, kind: 'stands_alone', said: '1,0' }]],
    ['1;1;1,2;3;;;', [{ question: 4, kind: 'one_for_each', said: '3', expected: 2 }]],
    [
      'x;1;2;7;;;y',
      [
        { question: 1, kind: 'unknown_mark', said: 'x' },
        { question: 4, kind: 'unknown_mark', said: '7' },
        { question: 7, kind: 'unknown_mark', said: 'y' },
      ],
    ],
  ])('%s is refused with the question and what is wrong', (line, faults) => {
    expect(read(line)).toEqual({ kind: 'faulty', faults });
  });

  test('a line with another number of answers says so, an empty one is blank', () => {
    expect(read('3; 1; 2')).toEqual({ kind: 'wrong_length', found: 3, expected: 7 });
    expect(read('1;2;3;4;5;6;7;8')).toEqual({ kind: 'wrong_length', found: 8, expected: 7 });
    for (const line of ['', ' ; ; ', ';;;;;;']) expect(read(line)).toEqual({ kind: 'blank' });
  });

  test('answers to questions that are not asked after the others are left out', () => {
    const families = findTemplate('families_newcomers');
    const sheet = families && readSheet(families, '0; 1; 2; ; 1; 1; ');
    const answers = sheet?.kind === 'sheet' ? sheet.answers : new Map();
    expect([...answers.keys()]).not.toContain('after');
    expect(answers.get('kids')?.codes).toEqual(['none']);
  });
});

test('whatever is typed gives a response that can be sent, or names what is wrong', () => {
  const field = fc.oneof(
    fc
      .array(fc.constantFrom('1', '2', '3', '0', '00', '-', '12'), { maxLength: 4 })
      .map((marks) => marks.join(',')),
    fc.string({ maxLength: 12 }),
  );
  const line = fc.array(field, { minLength: 5, maxLength: 8 }).map((fields) => fields.join(';'));
  const canBeSent = (answers: Answers, definition: (typeof SURVEY_TEMPLATES)[number]) =>
    applyEvent(definition, { position: REVIEW, answers }, { kind: 'submit' });
  fc.assert(
    fc.property(line, fc.constantFrom(...SURVEY_TEMPLATES), (typed, definition) => {
      const sheet = readSheet(definition, typed);
      if (sheet.kind === 'faulty') expect(sheet.faults.length).toBeGreaterThan(0);
      if (sheet.kind !== 'sheet') return;
      expect(canBeSent(sheet.answers, definition)).toMatchObject({ kind: 'submitted', dropped: [] });
      for (const [step, { codes }] of sheet.answers) {
        const question = definition.questions.find(({ id }) => id === step.split(/[:~]/)[0]);
        const known = question?.options?.map(({ code }) => code) ?? [];
        for (const code of codes) expect(known).toContain(code);
      }
    }),
    { numRuns: 600, seed: 20_261_124 },
  );
});

test('every option of every template has a mark of its own', () => {
  for (const { questions } of SURVEY_TEMPLATES)
    for (const question of questions) {
      const marks = sheetOptions(question).map(({ mark }) => mark);
      expect(new Set(marks).size).toBe(marks.length);
    }
});
