import type { FlowEvent } from '../../domain/question-flow.ts';
import { stepOfArgument } from '../../telegram/views/survey.ts';

/** The event that a button of a step stands for, given the step and the rest of the button's arguments. */
export type StepButton = (step: string, rest: string[]) => FlowEvent;

/** The buttons of one step of a response by their verbs: `survey:<verb>:<response>:<step>[:<code>]`. */
export const STEP_BUTTONS = {
  tap: (step, [code = '']) => ({ kind: 'choose', step, code }),
  on: (step, [code = '']) => ({ kind: 'tick', step, code, isOn: true }),
  off: (step, [code = '']) => ({ kind: 'tick', step, code, isOn: false }),
  done: (step) => ({ kind: 'done', step }),
  skip: (step) => ({ kind: 'skip', step }),
  back: (step) => ({ kind: 'back', step }),
  again: (step) => ({ kind: 'again', step }),
  change: (step) => ({ kind: 'change', step }),
  send: () => ({ kind: 'submit' }),
} satisfies Record<string, StepButton>;

/** Whether callback data is an answer, or a move between the questions, of a survey being taken. */
export function isSurveyAnswer(noun: string, verb: string): boolean {
  if (noun === 'easy') return verb === 'yes' || verb === 'no';
  return noun === 'survey' && (Object.hasOwn(STEP_BUTTONS, verb) || verb === 'mark' || verb === 'fix');
}

/** The event of a pressed button, from its arguments after the response. */
export function stepEvent(eventOf: StepButton, [step = '', ...rest]: string[]): FlowEvent {
  return eventOf(stepOfArgument(step), rest);
}
