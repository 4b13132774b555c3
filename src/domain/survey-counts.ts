import { stepsOf } from './question-steps.ts';
import { type Answers, NO_ANSWER, type SurveyDefinition } from './survey.ts';

/** The codes of one response by step key. */
export type ResponseCodes = Record<string, string[]>;

export interface QuestionCounts {
  questionId: string;
  /** How many responses answered it; a question asked once per concern counts each reply. */
  answered: number;
  byOption: Map<string, number>;
}

/** How often each option was chosen. Answers to steps that a later change has hidden do not count. */
export function countOptions(definition: SurveyDefinition, responses: ResponseCodes[]): QuestionCounts[] {
  const counts = definition.questions.map((question) => ({
    questionId: question.id,
    answered: 0,
    byOption: new Map((question.options ?? []).map((option) => [option.code, 0])),
  }));
  for (const response of responses) {
    const answers: Answers = new Map(
      Object.entries(response).map(([step, codes]) => [step, { ...NO_ANSWER, codes, isSettled: true }]),
    );
    for (const step of stepsOf(definition, answers)) {
      const given = answers.get(step.key);
      const count = counts[step.number - 1];
      if (!given || !count || step.kind === 'explanation') continue;
      count.answered += 1;
      for (const code of given.codes) count.byOption.set(code, (count.byOption.get(code) ?? 0) + 1);
    }
  }
  return counts;
}
