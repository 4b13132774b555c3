import type { OptionResult, SurveyResults } from './survey-results.ts';

/** Whether results show any number at all: without one there is nothing to publish and nothing to look at. */
export function holdsNumbers({ answered, ranking, questions }: SurveyResults): boolean {
  if (answered === null) return false;
  if (ranking && ranking.concerns.length > 0) return true;
  return questions.some(({ options }) => options.some(({ count }) => count !== null && count > 0));
}

/** Whether a question has answers to choose from, and not one of their numbers may be shown. */
export function isAllHidden(options: OptionResult[]): boolean {
  return options.length > 0 && options.every(({ count }) => count === null);
}
