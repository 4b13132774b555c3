import type { Answers, SurveyDefinition, SurveyOption, SurveyQuestion } from './survey.ts';

/** One thing asked: a question, its repetition for one chosen option, or the explanation of "something else". */
export interface Step {
  /** `age`, `severity:repairs` or `concerns~other`; stored with the answer. */
  key: string;
  question: SurveyQuestion;
  kind: 'question' | 'explanation';
  /** Place of the question in the survey, the same whatever is shown before it, so that it never jumps back. */
  number: number;
  total: number;
  part?: { index: number; of: number };
  /** The option a repeated step is about, and how the person explained it if it is "something else". */
  subject?: { option: SurveyOption; explained?: string };
}

const LONGEST_COMMENT = 1000;

/** Steps found before. Answers are never changed in place, and one tap asks for the steps of the same ones often. */
const known = new WeakMap<Answers, { definition: SurveyDefinition; steps: Step[] }>();

/** The steps these answers lead through, in order. */
export function stepsOf(definition: SurveyDefinition, answers: Answers): Step[] {
  const before = known.get(answers);
  if (before?.definition === definition) return before.steps;
  const steps = findSteps(definition, answers);
  known.set(answers, { definition, steps });
  return steps;
}

function findSteps(definition: SurveyDefinition, answers: Answers): Step[] {
  const codesOf = new Map<string, string[]>();
  const total = definition.questions.length;
  return definition.questions.flatMap((question, index) => {
    const isShown = Object.entries(question.show_if ?? {}).every(([id, codes]) =>
      codesOf.get(id)?.some((code) => codes.includes(code)),
    );
    if (!isShown) return [];
    codesOf.set(question.id, answers.get(question.id)?.codes ?? []);
    const base = { question, kind: 'question' as const, number: index + 1, total };
    if (question.repeat_for)
      return repetitions(definition, base, codesOf.get(question.repeat_for) ?? [], answers);
    const step: Step = { ...base, key: question.id };
    const other = question.options?.find((option) => option.other);
    if (!other || !codesOf.get(question.id)?.includes(other.code)) return [step];
    return [step, { ...base, kind: 'explanation' as const, key: explanationKey(question, other) }];
  });
}

export function findStep(definition: SurveyDefinition, answers: Answers, key: string): Step | undefined {
  return stepsOf(definition, answers).find((step) => step.key === key);
}

/** Whether a step may stay without an answer. */
export function isSkippable(step: Step): boolean {
  return step.kind === 'explanation' || !step.question.required;
}

/** Whether the step is answered in words, voice or pictures. */
export function isOpenStep(step: Step): boolean {
  return step.kind === 'explanation' || step.question.type === 'open';
}

/** The most characters kept with a step. */
export function longestText(step: Step): number {
  return (isOpenStep(step) && step.question.max_chars) || LONGEST_COMMENT;
}

function repetitions(
  definition: SurveyDefinition,
  base: Omit<Step, 'key'>,
  chosen: string[],
  answers: Answers,
): Step[] {
  const about = definition.questions.find((question) => question.id === base.question.repeat_for);
  const options = (about?.options ?? []).filter(
    ({ code }) => chosen.includes(code) && !base.question.repeat_skip?.includes(code),
  );
  return options.map((option, index) => {
    const explained = about && option.other ? answers.get(explanationKey(about, option))?.comment : undefined;
    return {
      ...base,
      key: `${base.question.id}:${option.code}`,
      part: { index: index + 1, of: options.length },
      subject: { option, ...(explained && { explained }) },
    };
  });
}

function explanationKey(question: SurveyQuestion, option: SurveyOption): string {
  return `${question.id}~${option.code}`;
}
