import type { Answers, ResponseMode, SurveyDefinition } from './survey.ts';

const MODES: ResponseMode[] = ['self', 'relative', 'leader'];

/** What is known of a response before anything is asked: where a survey asks who answers, that is settled already. */
export function knownAnswers({ questions }: SurveyDefinition, mode: ResponseMode): Answers {
  const question = mode === 'self' ? undefined : questions.find(({ sets }) => sets === 'mode');
  if (!question?.options?.some(({ code }) => code === mode)) return new Map();
  return new Map([[question.id, { codes: [mode], isSkipped: false, isSettled: true, attachments: [] }]]);
}

/** Whether a step is the question of who answers, which decides about more than itself. */
export function asksWhoAnswers({ questions }: SurveyDefinition, step: string): boolean {
  return questions.some(({ id, sets }) => id === step && sets === 'mode');
}

/** Who answers, as the answer to that question says; undefined when nothing is said. */
export function saidMode(answers: Answers, step: string): ResponseMode | undefined {
  const code = answers.get(step)?.codes[0];
  return MODES.find((mode) => mode === code);
}
