import { LEAST_OPTIONS, MOST_OPTIONS, MOST_QUESTIONS, sameLook } from './draft-edit.ts';
import { LOCALES } from './locale.ts';
import { lengthOf } from './plain.ts';
import { MOST_CHARACTERS, OPTION_PLACE, choicesOf, isChoice } from './survey-text.ts';
import type { SurveyDefinition, SurveyQuestion } from './survey.ts';

/** What keeps a draft from being opened. Numbers of questions count from 1, as people see them. */
export type DraftFault =
  | { why: 'no_title' }
  | { why: 'no_questions' }
  | { why: 'too_many_questions'; count: number; most: number }
  | { why: 'question_empty'; number: number }
  | { why: 'question_too_long'; number: number; count: number; most: number }
  | { why: 'too_few_options'; number: number; count: number; least: number }
  | { why: 'too_many_options'; number: number; count: number; most: number }
  | { why: 'option_empty'; number: number; option: number }
  | { why: 'duplicate_options'; number: number; label: string }
  /** A condition or a repetition looks at a question that is gone, comes later, or cannot be looked at. */
  | { why: 'refers_to_missing'; number: number; what: 'condition' | 'repeat' }
  | { why: 'refers_to_later'; number: number; about: number; what: 'condition' | 'repeat' }
  | { why: 'refers_to_unfit'; number: number; about: number; what: 'condition' | 'repeat' }
  /** None of the answers a condition waits for exists. */
  | { why: 'condition_never'; number: number; about: number }
  /** A question asked once for each answer does not say which it is about. */
  | { why: 'no_place'; number: number };

/** Everything that keeps a draft from being opened, in the order of its questions. None: residents can walk through it. */
export function faultsOf(definition: SurveyDefinition): DraftFault[] {
  const { title, questions } = definition;
  const count = questions.length;
  return [
    ...(hasText(title) ? [] : [{ why: 'no_title' as const }]),
    ...(count === 0 ? [{ why: 'no_questions' as const }] : []),
    ...(count > MOST_QUESTIONS ? [{ why: 'too_many_questions' as const, count, most: MOST_QUESTIONS }] : []),
    ...questions.flatMap((question, index) => [
      ...wordFaults(question, index + 1),
      ...optionFaults(question, index + 1),
      ...referenceFaults(definition, question, index),
    ]),
  ];
}

/** The draft as it is frozen: without the answers of questions that were changed to open ones. */
export function readyDefinition(definition: SurveyDefinition): SurveyDefinition {
  const questions = definition.questions.map((question) => {
    const { options: _, ...rest } = question;
    return isChoice(question) ? question : rest;
  });
  return { ...definition, questions };
}

function hasText(text: SurveyDefinition['title']): boolean {
  return LOCALES.some((locale) => text[locale]?.trim());
}

function wordFaults({ text, repeat_for }: SurveyQuestion, number: number): DraftFault[] {
  if (!hasText(text)) return [{ why: 'question_empty', number }];
  const most = MOST_CHARACTERS.question;
  const written = Object.values(text);
  const count = Math.max(...written.map((one) => lengthOf(one)));
  const isTooLong = count > most;
  const hasNoPlace = repeat_for !== undefined && written.some((one) => !one.includes(OPTION_PLACE));
  return [
    ...(isTooLong ? [{ why: 'question_too_long' as const, number, count, most }] : []),
    ...(hasNoPlace ? [{ why: 'no_place' as const, number }] : []),
  ];
}

function optionFaults(question: SurveyQuestion, number: number): DraftFault[] {
  if (!isChoice(question)) return [];
  const options = choicesOf(question);
  const count = options.length;
  const empty = options.findIndex(({ label }) => !hasText(label));
  const double = doubleLabel(question);
  return [
    ...(count < LEAST_OPTIONS
      ? [{ why: 'too_few_options' as const, number, count, least: LEAST_OPTIONS }]
      : []),
    ...(count > MOST_OPTIONS
      ? [{ why: 'too_many_options' as const, number, count, most: MOST_OPTIONS }]
      : []),
    ...(empty === -1 ? [] : [{ why: 'option_empty' as const, number, option: empty + 1 }]),
    ...(double === undefined ? [] : [{ why: 'duplicate_options' as const, number, label: double }]),
  ];
}

/** A label that stands twice in one language. */
function doubleLabel(question: SurveyQuestion): string | undefined {
  for (const locale of LOCALES) {
    const labels = choicesOf(question).flatMap(({ label }) => label[locale] ?? []);
    const double = labels.find((one, at) => labels.slice(0, at).some((other) => sameLook(one, other)));
    if (double !== undefined) return double;
  }
  return undefined;
}

function referenceFaults(
  definition: SurveyDefinition,
  question: SurveyQuestion,
  index: number,
): DraftFault[] {
  const conditions = Object.entries(question.show_if ?? {}).flatMap(([id, codes]) =>
    conditionFaults(definition, index, id, codes),
  );
  const repeat =
    question.repeat_for === undefined ? [] : targetFaults(definition, index, question.repeat_for, 'repeat');
  return [...conditions, ...repeat];
}

function conditionFaults(
  definition: SurveyDefinition,
  index: number,
  id: string,
  codes: string[],
): DraftFault[] {
  const faults = targetFaults(definition, index, id, 'condition');
  const about = definition.questions.findIndex((question) => question.id === id);
  const target = definition.questions[about];
  if (faults.length > 0 || !target) return faults;
  const isPossible = choicesOf(target).some(({ code }) => codes.includes(code));
  return isPossible ? [] : [{ why: 'condition_never', number: index + 1, about: about + 1 }];
}

function targetFaults(
  definition: SurveyDefinition,
  index: number,
  id: string,
  what: 'condition' | 'repeat',
): DraftFault[] {
  const number = index + 1;
  const at = definition.questions.findIndex((question) => question.id === id);
  const target = definition.questions[at];
  if (!target) return [{ why: 'refers_to_missing', number, what }];
  if (at >= index) return [{ why: 'refers_to_later', number, about: at + 1, what }];
  return isReferable(target) ? [] : [{ why: 'refers_to_unfit', number, about: at + 1, what }];
}

/** Whether a condition or a repetition can look at a question: it has answers to choose from, and is asked once. */
export function isReferable(question: SurveyQuestion): boolean {
  return isChoice(question) && question.repeat_for === undefined;
}
