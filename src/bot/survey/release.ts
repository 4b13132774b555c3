import type { Db } from '../../db/client.ts';
import { releaseResults, surveyOutcome } from '../../db/survey-outcomes.ts';
import { surveyResults } from '../../db/survey-results.ts';
import type { Survey } from '../../db/surveys.ts';
import type { SurveyResults } from '../../domain/survey-results.ts';
import type { SurveyNews } from '../../telegram/views/survey-news.ts';

/** Releases the public results of a survey that has ended; what was released before stays as it is. */
export async function freshRelease(tx: Db, survey: Survey): Promise<SurveyResults> {
  const { released } = await surveyOutcome(tx, survey.id);
  if (released) return released;
  const results = await surveyResults(tx, survey, 'public');
  await releaseResults(tx, survey.id, results);
  return results;
}

/** What everyone may know of a survey; before it is released, what would be. */
export async function newsOf(tx: Db, survey: Survey): Promise<SurveyNews> {
  const { released, nextStep } = await surveyOutcome(tx, survey.id);
  const results = released ?? (await surveyResults(tx, survey, 'public'));
  return { code: survey.code, title: survey.definition.title, results, nextStep };
}
