import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Flow,
  type FlowEvent,
  REVIEW,
  SENT,
  applyEvent,
  startFlow,
} from '../../src/domain/question-flow.ts';
import { isOpenStep, stepsOf } from '../../src/domain/question-steps.ts';
import { countOptions } from '../../src/domain/survey-counts.ts';
import { SURVEY_TEMPLATES, findTemplate } from '../../src/domain/survey-templates.ts';
import { controlWordOf, matchOptions } from '../../src/domain/survey-words.ts';
import type { SurveyDefinition, SurveyQuestion } from '../../src/domain/survey.ts';

const NEEDS = template('general_needs');
const FAMILIES = template('families_newcomers');

function template(id: string): SurveyDefinition {
  const found = findTemplate(id);
  if (!found) throw new Error(id);
  return found;
}

function question(definition: SurveyDefinition, id: string): SurveyQuestion {
  const found = definition.questions.find((candidate) => candidate.id === id);
  if (!found) throw new Error(id);
  return found;
}

/** Applies events that must all be taken. */
function after(definition: SurveyDefinition, events: FlowEvent[], from: Flow = startFlow(definition)): Flow {
  return events.reduce((flow, event) => {
    const outcome = applyEvent(definition, flow, event);
    if (outcome.kind === 'refused') throw new Error(`${JSON.stringify(event)}: ${outcome.reason}`);
    return outcome.flow;
  }, from);
}

const choose = (step: string, code: string): FlowEvent => ({ kind: 'choose', step, code });
const tick = (step: string, code: string, isOn = true): FlowEvent => ({ kind: 'tick', step, code, isOn });
const done = (step: string): FlowEvent => ({ kind: 'done', step });
const skip = (step: string): FlowEvent => ({ kind: 'skip', step });
const back = (step: string): FlowEvent => ({ kind: 'back', step });

const TO_CONCERNS = [choose('age', '60_69'), choose('status', 'local')];
const THREE = ['repairs', 'eldercare', 'waste'].map((code) => tick('concerns', code));

function keys(definition: SurveyDefinition, flow: Flow): string[] {
  return stepsOf(definition, flow.answers).map(({ key }) => key);
}

describe('the steps', () => {
  test('severity is asked once for each chosen concern, in the order of the list, and not for "nothing"', () => {
    const flow = after(NEEDS, [...TO_CONCERNS, ...THREE, done('concerns')]);
    expect(keys(NEEDS, flow).filter((key) => key.startsWith('severity'))).toEqual([
      'severity:eldercare',
      'severity:waste',
      'severity:repairs',
    ]);
    const none = after(NEEDS, [...TO_CONCERNS, tick('concerns', 'none'), done('concerns')]);
    expect(none.position).toBe('overall');
  });

  test('"something else" is followed by its explanation, and its severity speaks of that', () => {
    const asked = after(NEEDS, [...TO_CONCERNS, tick('concerns', 'other'), done('concerns')]);
    expect(asked.position).toBe('concerns~other');
    const told = after(NEEDS, [{ kind: 'words', text: 'dogs' }, skip('concerns~other')], asked);
    expect(told.position).toBe('severity:other');
    expect(stepsOf(NEEDS, told.answers).find(({ key }) => key === 'severity:other')?.subject?.explained).toBe(
      'dogs',
    );
  });

  test('a question with a condition is asked only when the condition holds', () => {
    const without = after(FAMILIES, [tick('kids', 'none'), done('kids')]);
    expect(without.position).toBe('need');
    const having = after(FAMILIES, [tick('kids', '3_6'), done('kids')]);
    expect(having.position).toBe('after');
  });

  test('numbers never go down and belong to the question, whatever is hidden', () => {
    const flow = after(NEEDS, [...TO_CONCERNS, ...THREE, done('concerns')]);
    const steps = stepsOf(NEEDS, flow.answers);
    expect(steps.map(({ number }) => number)).toEqual([1, 2, 3, 4, 4, 4, 5, 6, 7]);
    expect(steps[4]?.part).toEqual({ index: 2, of: 3 });
    const none = after(NEEDS, [...TO_CONCERNS, tick('concerns', 'none'), done('concerns')]);
    expect(stepsOf(NEEDS, none.answers).map(({ number }) => number)).toEqual([1, 2, 3, 5, 6, 7]);
  });
});

describe('answering', () => {
  test('a fourth tick is refused, an exclusive one clears the rest, another clears the exclusive one', () => {
    const three = after(NEEDS, [...TO_CONCERNS, ...THREE]);
    expect(applyEvent(NEEDS, three, tick('concerns', 'jobs'))).toEqual({ kind: 'refused', reason: 'full' });
    const none = applyEvent(NEEDS, three, tick('concerns', 'none'));
    expect(none).toMatchObject({ kind: 'ticked', cleared: 'others' });
    const onlyNone = after(NEEDS, [tick('concerns', 'none')], three);
    expect(onlyNone.answers.get('concerns')?.codes).toEqual(['none']);
    expect(applyEvent(NEEDS, onlyNone, tick('concerns', 'jobs'))).toMatchObject({ cleared: 'exclusive' });
  });

  test('Done without a tick and Skip of a required question are refused', () => {
    const flow = after(NEEDS, TO_CONCERNS);
    expect(applyEvent(NEEDS, flow, done('concerns'))).toEqual({ kind: 'refused', reason: 'nothing_chosen' });
    expect(applyEvent(NEEDS, flow, skip('concerns'))).toEqual({ kind: 'refused', reason: 'required' });
  });

  test('Back keeps the answer; after a new one it goes on where nothing is answered yet', () => {
    const returned = after(NEEDS, [...TO_CONCERNS, back('concerns'), back('status')]);
    expect(returned.position).toBe('age');
    expect(returned.answers.get('age')?.codes).toEqual(['60_69']);
    expect(after(NEEDS, [choose('age', '80p')], returned).position).toBe('concerns');
  });

  test('an answer hidden by a change is kept until submission and dropped then', () => {
    const full = after(NEEDS, [
      ...TO_CONCERNS,
      tick('concerns', 'repairs'),
      done('concerns'),
      choose('severity:repairs', '3'),
      skip('overall'),
      skip('open'),
      skip('join'),
    ]);
    expect(full.position).toBe(REVIEW);
    const changed = after(
      NEEDS,
      [{ kind: 'change', step: 'concerns' }, tick('concerns', 'none'), done('concerns')],
      full,
    );
    expect(changed.position).toBe(REVIEW);
    expect(changed.answers.get('severity:repairs')?.codes).toEqual(['3']);
    const sent = applyEvent(NEEDS, changed, { kind: 'submit' });
    expect(sent).toMatchObject({ kind: 'submitted', dropped: ['severity:repairs'] });
    expect(sent.kind === 'submitted' && [...sent.flow.answers.keys()]).not.toContain('severity:repairs');
  });

  test('words under a question with options are its comment and never its answer', () => {
    const flow = after(NEEDS, [
      ...TO_CONCERNS,
      { kind: 'words', text: 'nine days!' },
      { kind: 'words', text: 'really' },
    ]);
    expect(flow.position).toBe('concerns');
    expect(flow.answers.get('concerns')).toMatchObject({
      comment: 'nine days!\nreally',
      codes: [],
      isSettled: false,
    });
  });

  test('words beyond what is kept are cut at whole characters, and that is said', () => {
    const open = after(template('project_idea'), []);
    const outcome = applyEvent(template('project_idea'), open, { kind: 'words', text: '😀'.repeat(121) });
    expect(outcome).toMatchObject({ kind: 'noted', isCut: true });
    expect(outcome.kind === 'noted' && outcome.flow.answers.get('title')?.comment).toBe('😀'.repeat(120));
  });
});

describe('typed words', () => {
  test.each([
    ['1', ['u30']],
    ['３', ['45_59']],
    ['一', ['u30']],
    ['第二个', ['30_44']],
    ['60 to 69', ['60_69']],
    ['60到69岁', ['60_69']],
    ['2 30 to 44', ['30_44']],
    ['prefiero no decirlo', ['na']],
    ['80', ['80p']],
  ])('%s is the option it means', (text, codes) => {
    expect(matchOptions(question(NEEDS, 'age'), text)).toEqual({ kind: 'options', codes });
  });

  test('several numbers tick several options; a part of one label means it; of two, it is asked', () => {
    const concerns = question(NEEDS, 'concerns');
    expect(matchOptions(concerns, '2 and 6')).toEqual({ kind: 'options', codes: ['eldercare', 'repairs'] });
    expect(matchOptions(concerns, '2、6')).toEqual({ kind: 'options', codes: ['eldercare', 'repairs'] });
    expect(matchOptions(concerns, '电梯')).toEqual({ kind: 'options', codes: ['repairs'] });
    expect(matchOptions(question(NEEDS, 'age'), '30')).toEqual({ kind: 'several' });
    expect(matchOptions(concerns, '12')).toEqual({ kind: 'none' });
    expect(matchOptions(concerns, 'the lift has been broken for nine days!!')).toEqual({ kind: 'none' });
  });

  test('an emoji label is found by its word', () => {
    expect(matchOptions(question(NEEDS, 'overall'), '一般')).toEqual({ kind: 'options', codes: ['3'] });
  });

  test('plain words work in three languages', () => {
    expect(['停止', '退出', 'STOP', 'parar', 'salir', '/cancel'].map(controlWordOf)).toEqual(
      Array(6).fill('stop'),
    );
    expect(['返回', '上一题', 'Back', 'atrás'].map(controlWordOf)).toEqual(Array(4).fill('back'));
    expect(['跳过', 'skip', 'Saltar.'].map(controlWordOf)).toEqual(Array(3).fill('skip'));
    expect(controlWordOf('stop the noise')).toBeUndefined();
  });
});

test('counts leave out what a later change has hidden', () => {
  const counts = countOptions(NEEDS, [
    { concerns: ['repairs'], 'severity:repairs': ['3'] },
    { concerns: ['none'], 'severity:repairs': ['3'] },
  ]);
  expect(counts.find(({ questionId }) => questionId === 'severity')?.byOption.get('3')).toBe(1);
});

/** Any event about any step of the survey, shown or not, sensible or forged. */
function anyEvent(definition: SurveyDefinition): fc.Arbitrary<FlowEvent> {
  const codes = definition.questions.flatMap(({ options }) => (options ?? []).map(({ code }) => code));
  const ids = definition.questions.map(({ id }) => id);
  const repeated = definition.questions.filter(({ repeat_for }) => repeat_for).map(({ id }) => id);
  const keysOf = [
    ...ids,
    ...repeated.flatMap((id) => codes.map((code) => `${id}:${code}`)),
    ...ids.map((id) => `${id}~other`),
    REVIEW,
    '__proto__',
  ];
  const step = fc.constantFrom(...keysOf);
  const code = fc.constantFrom(...codes, 'nonsense');
  return fc.oneof(
    fc.record({ kind: fc.constant('choose' as const), step, code }),
    fc.record({ kind: fc.constant('tick' as const), step, code, isOn: fc.boolean() }),
    fc.record({
      kind: fc.constantFrom('done', 'skip', 'back', 'change', 'again'),
      step,
    }) as fc.Arbitrary<FlowEvent>,
    fc.record({
      kind: fc.constantFrom('words' as const, 'edit' as const),
      text: fc.string({ unit: 'grapheme' }),
      messageId: fc.integer({ min: 1, max: 4 }),
    }),
    fc.constant<FlowEvent>({ kind: 'media', attachment: { kind: 'voice', fileId: 'f', durationS: 3 } }),
    fc.constant<FlowEvent>({ kind: 'submit' }),
  );
}

/** Something sensible for where the response stands, so that runs get far. */
function sensible(definition: SurveyDefinition, flow: Flow, pick: number): FlowEvent {
  const step = stepsOf(definition, flow.answers).find(({ key }) => key === flow.position);
  if (!step) return { kind: 'submit' };
  const options = step.question.options ?? [];
  const code = options[pick % Math.max(1, options.length)]?.code ?? '';
  if (isOpenStep(step)) return pick % 2 ? skip(step.key) : { kind: 'words', text: 'w' };
  if (step.question.type !== 'multi') return choose(step.key, code);
  return flow.answers.get(step.key)?.codes.length ? done(step.key) : tick(step.key, code);
}

type Move = { event: FlowEvent } | { pick: number } | { changed: number };

function eventOf(definition: SurveyDefinition, flow: Flow, move: Move): FlowEvent {
  if ('event' in move) return move.event;
  if ('pick' in move) return sensible(definition, flow, move.pick);
  const shown = keys(definition, flow);
  return { kind: 'change', step: shown[move.changed % shown.length] ?? '' };
}

describe.each(SURVEY_TEMPLATES.map((definition) => [definition.id, definition] as const))(
  'whatever happens in %s',
  (_id, definition) => {
    const move = fc.oneof(
      { arbitrary: anyEvent(definition).map((event) => ({ event })), weight: 2 },
      { arbitrary: fc.nat(20).map((pick) => ({ pick })), weight: 6 },
      { arbitrary: fc.nat(20).map((changed) => ({ changed })), weight: 1 },
    );

    test('a response stays coherent: shown steps only, limits kept, the same event again changes nothing', () => {
      fc.assert(
        fc.property(fc.array(move, { maxLength: 80 }), fc.nat(80), (moves, restartAt) => {
          let flow = startFlow(definition);
          for (const [index, step] of moves.entries()) {
            if (index === restartAt) flow = startFlow(definition);
            const event = eventOf(definition, flow, step);
            const outcome = applyEvent(definition, flow, event);
            if (outcome.kind === 'refused') continue;
            checkOutcome(definition, flow, outcome.flow);
            checkAgain(definition, outcome.flow, event);
            flow = outcome.flow;
          }
        }),
        { numRuns: 200 },
      );
    });
  },
);

function checkOutcome(definition: SurveyDefinition, before: Flow, now: Flow): void {
  const shownBefore = keys(definition, before);
  const shown = keys(definition, now);
  expect([...shown, REVIEW, SENT]).toContain(now.position);
  for (const [key, answer] of now.answers) {
    if (before.answers.get(key) !== answer) expect(shownBefore).toContain(key);
    const step = stepsOf(definition, now.answers).find((candidate) => candidate.key === key);
    const max = step?.kind === 'question' ? step.question.max : undefined;
    expect(answer.codes.length).toBeLessThanOrEqual(max ?? Infinity);
    expect(new Set(answer.codes).size).toBe(answer.codes.length);
    if (answer.isSkipped) expect(answer.codes).toEqual([]);
    const exclusive = step?.question.options?.filter((option) => option.exclusive) ?? [];
    if (exclusive.some(({ code }) => answer.codes.includes(code))) expect(answer.codes).toHaveLength(1);
  }
  if (now.position === SENT) {
    expect([...now.answers.keys()].toSorted()).toEqual(shown.toSorted());
    for (const answer of now.answers.values()) expect(answer.isSettled).toBe(true);
  }
}

/** The second tap of a double tap. Words and pictures are not taps: said twice they stand twice. */
function checkAgain(definition: SurveyDefinition, flow: Flow, event: FlowEvent): void {
  if (event.kind === 'words' || event.kind === 'media') return;
  const again = applyEvent(definition, flow, event);
  if (again.kind !== 'refused') expect(again.flow).toEqual(flow);
}
