import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { easyDefinition, easyOptionOf, replyToOption } from '../../src/domain/easy-mode.ts';
import { type Flow, REVIEW, applyEvents, startFlow } from '../../src/domain/question-flow.ts';
import { findStep, stepsOf } from '../../src/domain/question-steps.ts';
import { SURVEY_TEMPLATES, findTemplate } from '../../src/domain/survey-templates.ts';
import type { SurveyDefinition } from '../../src/domain/survey.ts';

function template(id: string): SurveyDefinition {
  const found = findTemplate(id);
  if (!found) throw new Error(id);
  return found;
}

/** Says Yes or No, option after option, until the review; the number of messages it took. */
function walk(
  definition: SurveyDefinition,
  replies: (index: number) => boolean,
): { flow: Flow; asked: string[] } {
  let flow = startFlow(definition);
  let easyOption: string | undefined;
  const asked: string[] = [];
  while (flow.position !== REVIEW && asked.length < 500) {
    const step = findStep(definition, flow.answers, flow.position);
    const option = step && easyOptionOf(step, easyOption);
    if (!step) throw new Error('a position that is no step');
    if (!option) {
      flow = applyEvents(definition, flow, [{ kind: 'skip', step: step.key }]).flow;
      continue;
    }
    const isYes = replies(asked.length);
    asked.push(`${step.key} ${option.code}`);
    const { events, next } = replyToOption(step, flow.answers.get(step.key), option, isYes);
    const decision = applyEvents(definition, flow, events);
    expect(decision.kind).not.toBe('refused');
    flow = decision.flow;
    easyOption = next;
  }
  return { flow, asked };
}

describe('easy mode', () => {
  test.each(SURVEY_TEMPLATES.map((definition) => [definition.id, definition] as const))(
    'asks at most four questions of %s, the required ones among them, in their order',
    (_, definition) => {
      const easy = easyDefinition(definition);
      expect(easy.questions.length).toBeLessThanOrEqual(4);
      const order = definition.questions.map(({ id }) => id);
      const ids = easy.questions.map(({ id }) => id);
      expect(ids).toEqual(order.filter((id) => ids.includes(id)));
      for (const { id, required, repeat_for, show_if } of definition.questions)
        if (required && !repeat_for && !show_if) expect(ids).toContain(id);
      expect(easyDefinition(definition)).toBe(easy);
    },
  );

  test('keeps the steps and the codes of the whole survey', () => {
    const { flow } = walk(easyDefinition(template('general_needs')), (index) => index % 2 === 1);
    const steps = new Set(stepsOf(template('general_needs'), flow.answers).map(({ key }) => key));
    for (const [key, { codes }] of flow.answers) {
      expect(steps).toContain(key);
      const question = template('general_needs').questions.find(({ id }) => id === key);
      for (const code of codes) expect(question?.options?.map((option) => option.code)).toContain(code);
    }
  });

  test('a multi question ends with its limit, and nobody who chose something is asked for "nothing"', () => {
    const all = walk(easyDefinition(template('general_needs')), () => true);
    expect(all.flow.answers.get('concerns')?.codes).toEqual(['health', 'eldercare', 'children']);
    const late = walk(easyDefinition(template('general_needs')), (index) => index === 20);
    expect(late.asked).not.toContain(undefined);
    const concerns = all.asked.filter((asked) => asked.startsWith('concerns'));
    expect(concerns).toEqual(['concerns health', 'concerns eldercare', 'concerns children']);
  });

  test('a required question that got only No is asked once more, others are skipped', () => {
    let rounds = 0;
    const { flow, asked } = walk(easyDefinition(template('general_needs')), (index) => {
      if (index > 60) return true;
      rounds += 1;
      return false;
    });
    expect(rounds).toBeGreaterThan(0);
    expect(flow.answers.get('age')?.isSkipped).toBe(true);
    expect(asked.filter((one) => one === 'concerns health').length).toBeGreaterThan(1);
  });

  test('reaches the review with a coherent response, whatever is replied', () => {
    const definition = easyDefinition(template('older_residents'));
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 80 }), (replies) => {
        const { flow, asked } = walk(definition, (index) => replies[index] ?? true);
        expect(asked.length).toBeLessThan(500);
        expect(flow.position).toBe(REVIEW);
        for (const step of stepsOf(definition, flow.answers)) {
          const answer = flow.answers.get(step.key);
          expect(answer?.isSettled).toBe(true);
          expect(answer?.codes.length ?? 0).toBeLessThanOrEqual(step.question.max ?? 99);
        }
      }),
      { numRuns: 200, seed: 20_261_124 },
    );
  });
});
