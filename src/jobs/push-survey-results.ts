import { surveyOutcome } from '../db/survey-outcomes.ts';
import { findSurvey } from '../db/surveys.ts';
import { resultMessage } from '../telegram/views/survey-news.ts';
import type { LoadPush } from './job.ts';

/** What came of a survey, for everyone who answered it. The numbers are those released when it was sent off. */
export const loadSurveyResults: LoadPush = async (db, broadcast) => {
  const survey = await findSurvey(db, { id: broadcast.object_id });
  if (!survey) return undefined;
  const { released, nextStep } = await surveyOutcome(db, survey.id);
  if (!released) return undefined;
  const { code, definition } = survey;
  return ({ locale }) =>
    resultMessage({ code, title: definition.title, results: released, nextStep }, locale);
};
