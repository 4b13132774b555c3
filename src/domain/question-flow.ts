import { hasWordsOf, withWords } from './said-words.ts';
import { type Step, isOpenStep, isSkippable, longestText, stepsOf } from './question-steps.ts';
import {
  type Answer,
  type Answers,
  type Attachment,
  NO_ANSWER,
  type SurveyDefinition,
  type SurveyOption,
} from './survey.ts';

/*
 * A response stands at a step, at the review, or is sent. Every event is applied to (definition, answers, position) and
 * gives the next state or a refusal; nothing else changes a response.
 *
 *   step --answer, skip--> first step not settled yet, or review --submit--> sent
 *   step --back--> the step before        any position --change--> the step named
 *
 * Held for every order of events: the position is a step that is shown, or review, or sent; an answer is only written to
 * a step that is shown; the same event again changes nothing. Answers of steps that are no longer shown are kept until
 * submission (the person may change their mind back) and dropped then.
 */

/** Positions that are not steps. */
export const REVIEW = 'review';
export const SENT = 'sent';

export interface Flow {
  position: string;
  answers: Answers;
  /** In easy mode: the option of the position's step that is asked about; undefined: its first. */
  easyOption?: string;
}

export type FlowEvent =
  /** One option of a single or scale question. */
  | { kind: 'choose'; step: string; code: string }
  /** An option of a multi question ticked or not: the wish, not a toggle, so that a double tap is one tick. */
  | { kind: 'tick'; step: string; code: string; isOn: boolean }
  | { kind: 'done'; step: string }
  | { kind: 'skip'; step: string }
  | { kind: 'back'; step: string }
  | { kind: 'change'; step: string }
  /** Takes back the words and voice given to a step; ticks stay. */
  | { kind: 'again'; step: string }
  | { kind: 'words'; text: string; messageId?: number }
  | { kind: 'media'; attachment: Attachment; caption?: string; messageId?: number }
  /** A message whose words were kept says something else now. */
  | { kind: 'edit'; messageId: number; text: string }
  | { kind: 'submit' };

export type Refusal =
  | 'not_shown'
  | 'not_current'
  | 'repeated'
  | 'unknown_option'
  | 'full'
  | 'required'
  | 'nothing_chosen'
  | 'first'
  | 'unfinished';

export type Outcome =
  | { kind: 'moved'; how: 'answered' | 'back' | 'change'; flow: Flow; changed?: string }
  | { kind: 'ticked'; flow: Flow; changed: string; cleared?: 'others' | 'exclusive' }
  | { kind: 'noted'; flow: Flow; changed: string; isCut: boolean }
  | { kind: 'edited'; flow: Flow; changed: string; isCut: boolean }
  | { kind: 'cleared'; flow: Flow; changed: string }
  | { kind: 'submitted'; flow: Flow; dropped: string[] }
  | { kind: 'refused'; reason: Refusal };

const MOST_ATTACHMENTS = 10;

/** The beginning of a response; `answers` is what is known before anything is asked. */
export function startFlow(definition: SurveyDefinition, answers: Answers = new Map()): Flow {
  return { position: nextPosition(definition, answers), answers };
}

export function applyEvent(definition: SurveyDefinition, flow: Flow, event: FlowEvent): Outcome {
  const steps = stepsOf(definition, flow.answers);
  switch (event.kind) {
    case 'submit':
      return submit(steps, flow);
    case 'words':
      return note(steps, flow, event);
    case 'media':
      return note(steps, flow, { ...event, text: event.caption ?? '' });
    case 'edit':
      return edit(steps, flow, event);
    case 'back':
      return back(steps, flow, event.step);
    default: {
      const step = steps.find((candidate) => candidate.key === event.step);
      if (!step) return refused('not_shown');
      if (event.kind === 'change') return move(flow, 'change', step.key);
      if (flow.position !== step.key) return refused(isRepeated(flow, event) ? 'repeated' : 'not_current');
      return atCurrent(definition, flow, step, event);
    }
  }
}

/** What several events in their order, such as ticks by typed numbers, make of a response. */
export type Decision =
  | {
      kind: 'applied';
      flow: Flow;
      changed?: string;
      outcome: Exclude<Outcome, { kind: 'refused' | 'submitted' }>;
    }
  | { kind: 'submitted'; flow: Flow; dropped: string[] }
  /** Refused at `event`; with `changed` what came before it was accepted and counts. */
  | { kind: 'refused'; flow: Flow; changed?: string; reason: Refusal; event: FlowEvent }
  | { kind: 'nothing'; flow: Flow };

/** Applies events one after the other, up to the first refusal. A repetition after an accepted one is passed over. */
export function applyEvents(definition: SurveyDefinition, before: Flow, events: FlowEvent[]): Decision {
  let decision: Decision = { kind: 'nothing', flow: before };
  for (const event of events) {
    const outcome = applyEvent(definition, decision.flow, event);
    const changed = 'changed' in decision && decision.changed !== undefined && { changed: decision.changed };
    if (outcome.kind === 'submitted') return outcome;
    if (outcome.kind !== 'refused') {
      const { flow } = outcome;
      const own = outcome.changed !== undefined && { changed: outcome.changed };
      decision = { kind: 'applied', flow, outcome, ...own };
    } else if (decision.kind === 'nothing' || outcome.reason !== 'repeated') {
      return { kind: 'refused', flow: decision.flow, reason: outcome.reason, event, ...changed };
    }
  }
  return decision;
}

type CurrentEvent = Extract<FlowEvent, { kind: 'choose' | 'tick' | 'done' | 'skip' | 'again' }>;

function atCurrent(definition: SurveyDefinition, flow: Flow, step: Step, event: CurrentEvent): Outcome {
  const answer = flow.answers.get(step.key) ?? NO_ANSWER;
  switch (event.kind) {
    case 'choose':
      if (isOpenStep(step) || step.question.type === 'multi' || !findOption(step, event.code)) {
        return refused('unknown_option');
      }
      return settle(definition, flow, step, { ...answer, codes: [event.code], isSkipped: false });
    case 'tick':
      return tick(flow, step, answer, event);
    case 'done':
      if (!hasContent(step, answer)) return refused('nothing_chosen');
      return settle(definition, flow, step, answer);
    case 'skip':
      if (hasContent(step, answer)) return settle(definition, flow, step, answer);
      if (!isSkippable(step)) return refused('required');
      return settle(definition, flow, step, { ...answer, isSkipped: true });
    case 'again':
      return takeBack(flow, step, answer);
  }
}

function tick(flow: Flow, step: Step, answer: Answer, event: Extract<FlowEvent, { kind: 'tick' }>): Outcome {
  const option = step.question.type === 'multi' ? findOption(step, event.code) : undefined;
  if (isOpenStep(step) || !option) return refused('unknown_option');
  if (answer.codes.includes(option.code) === event.isOn) return refused('repeated');
  const kept = answer.codes.filter((code) => code !== option.code);
  if (!event.isOn) return ticked(flow, step, answer, kept);
  if (option.exclusive)
    return ticked(flow, step, answer, [option.code], kept.length > 0 ? 'others' : undefined);
  const others = kept.filter((code) => !findOption(step, code)?.exclusive);
  if (others.length >= (step.question.max ?? Infinity)) return refused('full');
  const cleared = others.length < kept.length ? 'exclusive' : undefined;
  const order = (step.question.options ?? []).map(({ code }) => code);
  const codes = order.filter((code) => code === option.code || others.includes(code));
  return ticked(flow, step, answer, codes, cleared);
}

function ticked(
  flow: Flow,
  step: Step,
  answer: Answer,
  codes: string[],
  cleared?: 'others' | 'exclusive',
): Outcome {
  const next = withAnswer(flow, step.key, { ...answer, codes, isSkipped: false, isSettled: false });
  return { kind: 'ticked', flow: next, changed: step.key, ...(cleared && { cleared }) };
}

function takeBack(flow: Flow, step: Step, answer: Answer): Outcome {
  if (isOpenStep(step))
    return { kind: 'cleared', flow: withAnswer(flow, step.key, NO_ANSWER), changed: step.key };
  const { comment, said: _, ...rest } = answer;
  if (comment === undefined && answer.attachments.length === 0) return refused('repeated');
  return {
    kind: 'cleared',
    flow: withAnswer(flow, step.key, { ...rest, attachments: [] }),
    changed: step.key,
  };
}

function settle(definition: SurveyDefinition, flow: Flow, step: Step, answer: Answer): Outcome {
  const { answers } = withAnswer(flow, step.key, { ...answer, isSettled: true });
  const position = nextPosition(definition, answers);
  return { kind: 'moved', how: 'answered', flow: { position, answers }, changed: step.key };
}

/** Words and pictures belong to the step asked; at the review to the last open question, so that nothing is lost. */
function note(
  steps: Step[],
  flow: Flow,
  { text, messageId = 0, attachment }: { text: string; messageId?: number; attachment?: Attachment },
): Outcome {
  const current = steps.find((step) => step.key === flow.position);
  const step = current ?? steps.findLast(isOpenStep) ?? steps.at(-1);
  if (!step || flow.position === SENT) return refused('not_current');
  const before = flow.answers.get(step.key) ?? NO_ANSWER;
  const { answer, isCut } = withWords(before, { messageId, text }, longestText(step));
  const attachments = [...answer.attachments, ...(attachment ? [attachment] : [])];
  // The newest always has a place, so that the next pictures of its album are known to belong to it.
  const kept =
    attachments.length > MOST_ATTACHMENTS
      ? [...attachments.slice(0, MOST_ATTACHMENTS - 1), ...attachments.slice(-1)]
      : attachments;
  const noted: Answer = {
    ...answer,
    attachments: kept,
    isSkipped: answer.isSkipped && !isOpenStep(step),
  };
  return {
    kind: 'noted',
    flow: withAnswer(flow, step.key, noted),
    changed: step.key,
    isCut: isCut || kept.length < attachments.length,
  };
}

/** Changes the words of one message wherever they stand, also after the answers were sent. */
function edit(steps: Step[], flow: Flow, event: Extract<FlowEvent, { kind: 'edit' }>): Outcome {
  const step = steps.find(({ key }) => {
    const answer = flow.answers.get(key);
    return answer && hasWordsOf(answer, event.messageId);
  });
  const before = step && flow.answers.get(step.key);
  if (!before) return refused('not_shown');
  const { answer, isCut } = withWords(before, event, longestText(step));
  return { kind: 'edited', flow: withAnswer(flow, step.key, answer), changed: step.key, isCut };
}

function back(steps: Step[], flow: Flow, from: string): Outcome {
  if (flow.position !== from)
    return refused(from === REVIEW || hasStep(steps, from) ? 'repeated' : 'not_shown');
  if (from === SENT) return refused('not_current');
  const index = from === REVIEW ? steps.length : steps.findIndex((step) => step.key === from);
  const before = steps[index - 1];
  return before ? move(flow, 'back', before.key) : refused('first');
}

function submit(steps: Step[], flow: Flow): Outcome {
  if (flow.position === SENT) return refused('repeated');
  if (flow.position !== REVIEW || steps.some((step) => !flow.answers.get(step.key)?.isSettled)) {
    return refused('unfinished');
  }
  const kept = [...flow.answers].filter(([key]) => hasStep(steps, key));
  const dropped = [...flow.answers.keys()].filter((key) => !hasStep(steps, key));
  return { kind: 'submitted', flow: { position: SENT, answers: new Map(kept) }, dropped };
}

function nextPosition(definition: SurveyDefinition, answers: Answers): string {
  return stepsOf(definition, answers).find((step) => !answers.get(step.key)?.isSettled)?.key ?? REVIEW;
}

function findOption(step: Step, code: string): SurveyOption | undefined {
  return step.question.options?.find((option) => option.code === code);
}

function hasStep(steps: Step[], key: string): boolean {
  return steps.some((step) => step.key === key);
}

function hasContent(step: Step, answer: Answer): boolean {
  if (!isOpenStep(step)) return answer.codes.length > 0;
  return Boolean(answer.comment) || answer.attachments.length > 0;
}

/** Whether the event only says again what was done already: the second tap of a double tap. */
function isRepeated(flow: Flow, event: CurrentEvent): boolean {
  const answer = flow.answers.get(event.step);
  if (!answer?.isSettled) return false;
  if (event.kind === 'choose') return answer.codes.includes(event.code);
  return event.kind === 'skip' || event.kind === 'done';
}

function move(flow: Flow, how: 'back' | 'change', position: string): Outcome {
  return { kind: 'moved', how, flow: { position, answers: flow.answers } };
}

function withAnswer(flow: Flow, key: string, answer: Answer): Flow {
  return { ...flow, answers: new Map(flow.answers).set(key, answer) };
}

function refused(reason: Refusal): Outcome {
  return { kind: 'refused', reason };
}
