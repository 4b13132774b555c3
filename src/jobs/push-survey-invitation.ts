import { communityName, findCommunity } from '../db/communities.ts';
import { findSurvey } from '../db/surveys.ts';
import { translator } from '../telegram/i18n.ts';
import { invitationContent } from '../telegram/views/survey-invitation.ts';
import type { LoadPush } from './job.ts';

/** The invitation to a survey; a survey that has closed invites nobody any more. */
export const loadSurveyInvitation: LoadPush = async (db, broadcast) => {
  const survey = await findSurvey(db, { id: broadcast.object_id });
  if (!survey || survey.status !== 'open') return undefined;
  const community = await findCommunity(db, { id: survey.communityId });
  if (!community) return undefined;
  return ({ locale }) =>
    invitationContent(survey, communityName(community, locale), { locale, t: translator(locale) });
};
