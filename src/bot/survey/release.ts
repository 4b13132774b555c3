import type { Db } from '../../db/client.ts';
import { releaseResults, surveyOutcome } from '../../db/survey-outcomes.ts';
import { loadResultFacts } from '../../db/survey-results.ts';
import type { Survey } from '../../db/surveys.ts';
import { nextRelease } from '../../domain/next-release.ts';
import type { SurveyResults } from '../../domain/survey-results.ts';
import type { SurveyNews } from '../../telegram/views/survey-news.ts';

/** Releases the public results of a survey; what was released before is only renewed in steps. */
export async function release(tx: Db, survey: Survey): Promise<void> {
  const { released } = await surveyOutcome(tx, survey.id);
  const next = await nextResults(tx, survey, released);
  if (next) await releaseResults(tx, survey.id, next);
}

/** What would be told of a survey if it were told now. */
export async function newsOf(tx: Db, survey: Survey): Promise<SurveyNews | undefined> {
  const { released, nextStep } = await surveyOutcome(tx, survey.id);
  const results = (await nextResults(tx, survey, released)) ?? released;
  return results ? { code: survey.code, title: survey.definition.title, results, nextStep } : undefined;
}

async function nextResults(
  tx: Db,
  survey: Survey,
  before: SurveyResults | null,
): Promise<SurveyResults | undefined> {
  const facts = await loadResultFacts(tx, survey.id);
  return facts && nextRelease(facts, before ?? undefined);
}
