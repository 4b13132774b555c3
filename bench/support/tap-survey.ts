/** Seven questions of the ready surveys that are answered by one tap each. */
import { SURVEY_TEMPLATES, findTemplate } from '../../src/domain/survey-templates.ts';
import type { SurveyDefinition } from '../../src/domain/survey.ts';

const QUESTIONS = ['who', 'age', 'living', 'meals_week', 'urgent', 'clear', 'trust'];

export function tapSurvey(): SurveyDefinition {
  const template = findTemplate('older_residents');
  if (!template) throw new Error('there is no ready survey older_residents');
  const all = SURVEY_TEMPLATES.flatMap(({ questions }) => questions);
  const questions = QUESTIONS.map((id) => {
    const found = all.find((question) => question.id === id && question.type !== 'multi');
    if (!found) throw new Error(`no ready survey asks "${id}"`);
    const { show_if: _, ...question } = found;
    return question;
  });
  return { ...template, questions };
}

/** The step asked first and its first option. */
export function firstAnswer(definition: SurveyDefinition): { step: string; code: string } {
  const question = definition.questions[0];
  return { step: question?.id ?? '', code: question?.options?.[0]?.code ?? '' };
}
