import type { FlowEvent } from './question-flow.ts';
import { type Step, isOpenStep, isSkippable } from './question-steps.ts';
import {
  type Answer,
  NO_ANSWER,
  type SurveyDefinition,
  type SurveyOption,
  type SurveyQuestion,
} from './survey.ts';

/*
 * Easy mode asks a question one option a message, with Yes and No, and asks four questions at most. It is the same flow
 * over a shorter questionnaire: steps and codes are those of everybody else, so results need to know nothing about it.
 */

const MOST_QUESTIONS = 4;

const known = new WeakMap<SurveyDefinition, SurveyDefinition>();

/**
 * The survey with its most important questions: required ones, then those with several answers, then other choices. What
 * depends on another question, and what would need writing, is left out while there is enough else.
 */
export function easyDefinition(definition: SurveyDefinition): SurveyDefinition {
  const before = known.get(definition);
  if (before) return before;
  const candidates = definition.questions.filter(({ repeat_for, show_if }) => !repeat_for && !show_if);
  const chosen = new Set(candidates.toSorted(byImportance).slice(0, MOST_QUESTIONS));
  const questions = definition.questions.filter((question) => chosen.has(question)).map(withoutExplanation);
  const easy = { ...definition, questions };
  known.set(definition, easy);
  return easy;
}

function byImportance(one: SurveyQuestion, other: SurveyQuestion): number {
  return rankOf(one) - rankOf(other);
}

function rankOf({ required, type }: SurveyQuestion): number {
  if (required) return type === 'open' ? 1 : 0;
  if (type === 'multi') return 2;
  return type === 'open' ? 4 : 3;
}

/** "Something else" is a Yes like any other here; whoever wants to explain says so by voice. */
function withoutExplanation(question: SurveyQuestion): SurveyQuestion {
  if (!question.options) return question;
  return { ...question, options: question.options.map((option) => ({ ...option, other: false })) };
}

/** The option a step asks about; undefined at an open question, which is asked as it is. */
export function easyOptionOf(step: Step, easyOption: string | undefined): SurveyOption | undefined {
  if (isOpenStep(step)) return undefined;
  const options = step.question.options ?? [];
  return options.find(({ code }) => code === easyOption) ?? options[0];
}

/** What Yes or No to an option does: events of the flow, and the option to ask about next if the step goes on. */
export interface EasyReply {
  events: FlowEvent[];
  next: string | undefined;
  /** All options were refused and one is needed: they are asked about once more. */
  isAnotherRound: boolean;
}

export function replyToOption(
  step: Step,
  answer: Answer = NO_ANSWER,
  option: SurveyOption,
  isYes: boolean,
): EasyReply {
  const isMulti = step.question.type === 'multi';
  if (isYes && !isMulti) return settled([{ kind: 'choose', step: step.key, code: option.code }]);
  // Whoever begins the options anew begins with nothing chosen.
  const isFirst = option === step.question.options?.[0];
  const others = isFirst ? [] : answer.codes.filter((code) => code !== option.code);
  const gone = answer.codes.filter((code) => !others.includes(code) && !(isYes && code === option.code));
  const isNew = isYes && !answer.codes.includes(option.code);
  const tick = (code: string, isOn: boolean): FlowEvent => ({ kind: 'tick', step: step.key, code, isOn });
  const events = isMulti
    ? [...gone.map((code) => tick(code, false)), ...(isNew ? [tick(option.code, true)] : [])]
    : [];
  const count = isYes ? others.length + 1 : others.length;
  if (isYes && (option.exclusive || count >= (step.question.max ?? Infinity))) {
    return settled([...events, { kind: 'done', step: step.key }]);
  }
  const next = optionAfter(step, option, count > 0);
  if (next) return { events, next: next.code, isAnotherRound: false };
  if (count > 0) return settled([...events, { kind: 'done', step: step.key }]);
  if (isSkippable(step)) return settled([...events, { kind: 'skip', step: step.key }]);
  return { events, next: step.question.options?.[0]?.code, isAnotherRound: true };
}

function settled(events: FlowEvent[]): EasyReply {
  return { events, next: undefined, isAnotherRound: false };
}

/** With something chosen, "nothing of these" is not asked any more. */
function optionAfter(step: Step, option: SurveyOption, hasChosen: boolean): SurveyOption | undefined {
  const options = step.question.options ?? [];
  return options.slice(options.indexOf(option) + 1).find((candidate) => !(hasChosen && candidate.exclusive));
}
