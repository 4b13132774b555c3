import { communityName, findCommunity } from '../db/communities.ts';
import { lockResponse } from '../db/responses.ts';
import { type Survey, findSurvey } from '../db/surveys.ts';
import { SENT } from '../domain/question-flow.ts';
import { addDays, compareDates } from '../domain/time.ts';
import { translator } from '../telegram/i18n.ts';
import { stoppedContent, unansweredContent } from '../telegram/views/survey-reminder.ts';
import { instantToWall } from '../text/zones.ts';
import type { LoadPush } from './job.ts';

/**
 * The one reminder of a survey: to whoever stopped where they are, to whoever never began what it is. Whoever went on,
 * finished or said stop since it was decided gets none.
 */
export const loadSurveyReminder: LoadPush = async (db, broadcast, seal) => {
  const survey = await findSurvey(db, { id: broadcast.object_id });
  const community = survey && (await findCommunity(db, { id: survey.communityId }));
  if (!community || survey.status !== 'open') return undefined;
  const decidedAt = broadcast.created_at;
  return async ({ locale, residentId }) => {
    const reader = { locale, t: translator(locale) };
    const response = await lockResponse(db, seal, { surveyId: survey.id }, residentId, decidedAt);
    if (!response) return unansweredContent(closing(survey), communityName(community, locale), reader);
    const isOver = response.isCompleted || response.isPaused || response.flow.position === SENT;
    if (isOver || response.updatedAt > decidedAt) return undefined;
    return stoppedContent(response, isDayAfter(response.updatedAt, decidedAt, survey.timeZone), reader);
  };
};

function closing(survey: Survey) {
  return { ...survey, closesOn: instantToWall(survey.closesAt, survey.timeZone) };
}

function isDayAfter(before: Date, now: Date, zone: string): boolean {
  return compareDates(addDays(instantToWall(before, zone), 1), instantToWall(now, zone)) === 0;
}
