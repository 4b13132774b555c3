import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DraftEdit, QUESTION_TYPES, type Removed } from '../../src/domain/draft-edit.ts';
import { type DraftFault, faultsOf, readyDefinition } from '../../src/domain/draft-faults.ts';
import { nameOf, placeAt, slotAt } from '../../src/domain/draft-place.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { type FlowEvent, REVIEW, SENT, applyEvent, startFlow } from '../../src/domain/question-flow.ts';
import { findStep, isOpenStep } from '../../src/domain/question-steps.ts';
import { editDraft, emptyDraft } from '../../src/domain/survey-draft.ts';
import { SURVEY_TEMPLATES, findTemplate } from '../../src/domain/survey-templates.ts';
import { missingSlots, slotsOf, textAt, withPlace } from '../../src/domain/survey-text.ts';
import type { SurveyDefinition } from '../../src/domain/survey.ts';

const EMPTY = emptyDraft({ en: 'Hello!' }, { en: 'Thanks!' });
const NEEDS = findTemplate('general_needs') ?? EMPTY;

/** Applies edits that must all be taken. */
function after(edits: DraftEdit[], from: SurveyDefinition = EMPTY): SurveyDefinition {
  return edits.reduce((draft, edit) => {
    const outcome = editDraft(draft, edit);
    if (outcome.kind === 'refused') throw new Error(`${JSON.stringify(edit)}: ${outcome.why}`);
    return outcome.definition;
  }, from);
}

const question = (text: string, serial: number, type: 'single' | 'multi' | 'open' = 'single'): DraftEdit => ({
  kind: 'add_question',
  type,
  locale: 'en',
  text,
  serial,
});
const options = (id: string, labels: string[], serial = 50): DraftEdit => ({
  kind: 'add_options',
  question: id,
  locale: 'en',
  labels,
  serial,
});
const faults = (draft: SurveyDefinition) => faultsOf(draft).map(({ why }) => why);

const TITLE: DraftEdit = { kind: 'write', slot: { kind: 'title' }, locale: 'en', text: 'The yard' };
const TWO = after([
  TITLE,
  question('Where do you sit?', 0),
  options('q1', ['Under the tree', 'At the gate']),
  question('Why there?', 1, 'open'),
]);

describe('an edit is refused, and the draft stays as it was,', () => {
  const eleven = Array.from({ length: 11 }, (_, index) => `Place ${index}`);
  test.each<[string, SurveyDefinition, DraftEdit, object]>([
    [
      'when it makes an eighth question',
      after(['1', '2', '3', '4', '5', '6', '7'].map((text, serial) => question(text, serial))),
      question('8', 9),
      { why: 'too_many_questions', most: 7 },
    ],
    [
      'when it makes a twelfth answer',
      after([options('q1', eleven.slice(2))], TWO),
      options('q1', ['One more']),
      { why: 'too_many_options', count: 12, most: 11 },
    ],
    [
      'when an answer looks like another',
      TWO,
      options('q1', ['  under the TREE. ']),
      { why: 'duplicate', label: 'under the TREE.' },
    ],
    [
      'when an answer is reworded into another',
      TWO,
      {
        kind: 'write',
        slot: { kind: 'option', question: 'q1', option: 'o51' },
        locale: 'en',
        text: 'At the gate!',
      },
      { why: 'duplicate', label: 'At the gate!' },
    ],
    [
      'when a question has more than 300 characters',
      TWO,
      { kind: 'write', slot: { kind: 'question', question: 'q1' }, locale: 'en', text: 'x'.repeat(301) },
      { why: 'too_long', count: 301, most: 300 },
    ],
    [
      'when nothing is left to read',
      TWO,
      { kind: 'write', slot: { kind: 'title' }, locale: 'zh', text: ' \u200b\u202e ' },
      { why: 'empty' },
    ],
    [
      'when the question is gone',
      TWO,
      { kind: 'set_required', question: 'q9', isRequired: true },
      { why: 'gone' },
    ],
  ])('%s', (_, draft, edit, refusal) => {
    const before = JSON.stringify(draft);
    expect(editDraft(draft, edit)).toEqual({ kind: 'refused', ...refusal });
    expect(JSON.stringify(draft)).toBe(before);
  });

  test('300 characters fit', () => {
    const text = '字'.repeat(300);
    const slot = { kind: 'question', question: 'q1' } as const;
    expect(editDraft(TWO, { kind: 'write', slot, locale: 'zh', text }).kind).toBe('edited');
  });
});

describe('before it opens a draft is told', () => {
  const conditional = after(
    [{ kind: 'set_condition', question: 'q2', condition: { about: 'q1', codes: ['o51'] } }],
    TWO,
  );
  const repeated = after([{ kind: 'set_repeat', question: 'q2', about: 'q1' }], TWO);
  const move: DraftEdit = { kind: 'move_question', question: 'q1', by: 1 };
  const remove: DraftEdit = { kind: 'remove_question', question: 'q1' };
  test.each<[string, SurveyDefinition, DraftFault['why'][]]>([
    ['that it has no title and no question', EMPTY, ['no_title', 'no_questions']],
    [
      'that a choice needs two answers',
      after([TITLE, question('Where?', 0), options('q1', ['Here'])]),
      ['too_few_options'],
    ],
    ['that a condition points to a later question', after([move], conditional), ['refers_to_later']],
    ['that a condition points to a missing question', after([remove], conditional), ['refers_to_missing']],
    [
      'that a repetition points to a later question',
      after([move], repeated),
      ['no_place', 'refers_to_later'],
    ],
    [
      'that a repetition points to a missing question',
      after([remove], repeated),
      ['no_place', 'refers_to_missing'],
    ],
    [
      'that a condition waits for an answer that is gone',
      after(
        [{ kind: 'remove_option', question: 'q1', option: 'o51' }, options('q1', ['On the wall'], 60)],
        conditional,
      ),
      ['condition_never'],
    ],
    [
      'that a condition looks at words',
      after([{ kind: 'set_type', question: 'q1', type: 'open' }], conditional),
      ['refers_to_unfit'],
    ],
    ['nothing when it is sound', conditional, []],
  ])('%s', (_, draft, why) => {
    expect(faults(draft)).toEqual(why);
  });

  test('more than seven questions, more than eleven answers, doubled answers and long questions, wherever they come from', () => {
    const many = {
      ...TWO,
      questions: Array.from({ length: 8 }, (_, at) => ({
        id: `x${at}`,
        type: 'open' as const,
        text: { en: 'Why?' },
      })),
    };
    expect(faults(many)).toEqual(['too_many_questions']);
    const label = { en: 'Same' };
    const wide = {
      ...TWO,
      questions: [
        {
          id: 'x',
          type: 'single' as const,
          text: { en: 'x'.repeat(301) },
          options: Array.from({ length: 12 }, (_, at) => ({ code: `o${at}`, label })),
        },
      ],
    };
    expect(faults(wide)).toEqual(['question_too_long', 'too_many_options', 'duplicate_options']);
  });

  test('nothing about the ready surveys', () => {
    for (const template of SURVEY_TEMPLATES) expect(faultsOf(template)).toEqual([]);
  });
});

test('a line to fill in is where the chosen answer stands', () => {
  expect(withPlace('How bad is ____ for you?')).toBe('How bad is {option} for you?');
  const repeated = after(
    [
      { kind: 'set_repeat', question: 'q2', about: 'q1' },
      { kind: 'write', slot: { kind: 'question', question: 'q2' }, locale: 'en', text: 'Why ___?' },
    ],
    TWO,
  );
  expect(faults(repeated)).toEqual([]);
});

test('what was taken out last comes back where it was', () => {
  const places: DraftEdit[] = [
    { kind: 'remove_question', question: 'concerns' },
    { kind: 'remove_option', question: 'concerns', option: 'parking' },
  ];
  for (const edit of places) {
    const outcome = editDraft(NEEDS, edit);
    if (outcome.kind === 'refused' || !outcome.removed) throw new Error('not removed');
    const back = after([{ kind: 'restore', removed: outcome.removed }], outcome.definition);
    expect(back.questions).toEqual(NEEDS.questions);
    expect(editDraft(back, { kind: 'restore', removed: outcome.removed }).kind).toBe('refused');
  }
});

test('a name that a condition still speaks of is not given to a new question', () => {
  const conditional = after(
    [
      { kind: 'set_condition', question: 'q2', condition: { about: 'q1', codes: ['o51'] } },
      { kind: 'remove_question', question: 'q1' },
      question('Another one?', 0),
    ],
    TWO,
  );
  expect(conditional.questions.map(({ id }) => id)).toEqual(['q2', 'q3']);
});

test('a question that becomes an open one keeps its answers until it opens', () => {
  const open = after([{ kind: 'set_type', question: 'q1', type: 'open' }], TWO);
  const back = after([{ kind: 'set_type', question: 'q1', type: 'multi' }], open);
  expect(placeAt(back, 'q1')?.question.options).toHaveLength(2);
  expect(readyDefinition(open).questions[0]?.options).toBeUndefined();
});

test('missing translations are counted for each language', () => {
  expect(missingSlots(TWO, 'en')).toEqual([]);
  expect(missingSlots(TWO, 'es')).toHaveLength(7);
  expect(missingSlots(NEEDS, 'es')).toEqual([]);
});

test('the short name of every text leads back to it', () => {
  for (const slot of slotsOf(NEEDS)) expect(slotAt(NEEDS, nameOf(NEEDS, slot))).toEqual(slot);
  for (const name of ['q0', 'q8', 'q1o12', 'q1o0', 'constructor', 'q01x', ''])
    expect(slotAt(NEEDS, name)).toBeUndefined();
});

describe('whatever is edited in whatever order', () => {
  const names = fc.constantFrom('q1', 'q2', 'q3', 'q4', 'age', 'concerns', 'severity', 'open');
  const codes = fc.constantFrom('o1', 'o2', 'o3', 'o7', 'u30', 'other', 'none', 'parking');
  const texts = fc.constantFrom('Why?', 'How bad is ___?', 'Here', 'There', '树下', 'x'.repeat(400), '');
  const by = fc.constantFrom<1 | -1>(1, -1);
  const at = fc.record({ question: names, option: codes });
  const edits: fc.Arbitrary<DraftEdit> = fc.oneof(
    fc.record({
      kind: fc.constant('add_question' as const),
      type: fc.constantFrom(...QUESTION_TYPES),
      locale: fc.constantFrom(...LOCALES),
      text: texts,
      serial: fc.nat(5),
    }),
    fc.record({
      kind: fc.constant('add_options' as const),
      question: names,
      locale: fc.constantFrom(...LOCALES),
      labels: fc.array(texts, { maxLength: 4 }),
      serial: fc.nat(5),
    }),
    fc.record({ kind: fc.constant('remove_question' as const), question: names }),
    fc.record({ kind: fc.constant('move_question' as const), question: names, by }),
    fc.record({
      kind: fc.constant('set_type' as const),
      question: names,
      type: fc.constantFrom(...QUESTION_TYPES),
    }),
    fc.record({
      kind: fc.constant('set_max' as const),
      question: names,
      max: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
    }),
    fc.record({ kind: fc.constant('set_required' as const), question: names, isRequired: fc.boolean() }),
    fc.record({
      kind: fc.constant('set_condition' as const),
      question: names,
      condition: fc.option(
        fc.record({ about: names, codes: fc.array(codes, { minLength: 1, maxLength: 3 }) }),
        { nil: undefined },
      ),
    }),
    fc.record({
      kind: fc.constant('set_repeat' as const),
      question: names,
      about: fc.option(names, { nil: undefined }),
    }),
    at.map((one) => ({ kind: 'remove_option' as const, ...one })),
    fc.tuple(at, by).map(([one, way]) => ({ kind: 'move_option' as const, ...one, by: way })),
    fc
      .tuple(at, fc.boolean())
      .map(([one, isOn]) => ({ kind: 'set_exclusive' as const, ...one, isExclusive: isOn })),
    fc.tuple(at, fc.boolean()).map(([one, isOn]) => ({ kind: 'set_other' as const, ...one, isOther: isOn })),
    fc.tuple(names, fc.constantFrom(...LOCALES), texts).map(([name, locale, text]) => ({
      kind: 'write' as const,
      slot: { kind: 'question' as const, question: name },
      locale,
      text,
    })),
  );

  test('a draft without a fault is walked through to its end, and any other one is told what is wrong', () => {
    let sound = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(EMPTY, TWO, NEEDS),
        fc.array(fc.oneof(edits, fc.constant('undo' as const)), { maxLength: 25 }),
        fc.infiniteStream(fc.nat(11)),
        (start, done, choices) => {
          let draft = after([TITLE], start);
          let removed: Removed | undefined;
          for (const one of done) {
            if (one === 'undo' && !removed) continue;
            const outcome = editDraft(
              draft,
              one === 'undo' ? { kind: 'restore', removed: removed as Removed } : one,
            );
            if (outcome.kind === 'refused') continue;
            draft = outcome.definition;
            removed = outcome.removed ?? removed;
          }
          if (faultsOf(draft).length > 0) return;
          sound += 1;
          walk(readyDefinition(draft), choices);
        },
      ),
      { numRuns: 600 },
    );
    expect(sound).toBeGreaterThan(50);
  });

  /** Answers every step with what comes, and sends. Throws when the way does not end. */
  function walk(definition: SurveyDefinition, choices: Iterator<number>): void {
    let flow = startFlow(definition);
    for (let steps = 0; flow.position !== SENT; steps += 1) {
      if (steps > 400) throw new Error('the survey does not end');
      const outcome = applyEvent(definition, flow, next(definition, flow, choices.next().value));
      if (outcome.kind === 'refused') throw new Error(`${outcome.reason} at ${flow.position}`);
      flow = outcome.flow;
    }
    for (const slot of slotsOf(definition)) expect(textAt(definition, slot)).toBeDefined();
  }

  function next(definition: SurveyDefinition, flow: ReturnType<typeof startFlow>, choice: number): FlowEvent {
    if (flow.position === REVIEW) return { kind: 'submit' };
    const step = findStep(definition, flow.answers, flow.position);
    if (!step) throw new Error(`nothing is asked at ${flow.position}`);
    if (isOpenStep(step)) {
      const isAnswered = flow.answers.get(step.key)?.comment !== undefined;
      return isAnswered ? { kind: 'skip', step: step.key } : { kind: 'words', text: 'because' };
    }
    const all = step.question.options ?? [];
    const code = all[choice % all.length]?.code ?? '';
    if (step.question.type !== 'multi') return { kind: 'choose', step: step.key, code };
    const isChosen = (flow.answers.get(step.key)?.codes.length ?? 0) > 0;
    return isChosen ? { kind: 'done', step: step.key } : { kind: 'tick', step: step.key, code, isOn: true };
  }
});
