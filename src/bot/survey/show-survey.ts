import { communityName, findCommunity } from '../../db/communities.ts';
import { type Response, startResponse } from '../../db/responses.ts';
import { recordConsent } from '../../db/residents.ts';
import {
  type Survey,
  findSurvey,
  isTakingAnswers,
  openSurveysFor,
  surveysOfCommunities,
} from '../../db/surveys.ts';
import { POLICY } from '../../domain/policy.ts';
import { SENT, startFlow } from '../../domain/question-flow.ts';
import { compareDates, readDate } from '../../domain/time.ts';
import { mixedContent } from '../../telegram/views/anonymity.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import {
  busyContent,
  introContent,
  resumeContent,
  surveyListContent,
  whoSeesContent,
} from '../../telegram/views/survey-invitation.ts';
import { interviewRows } from '../../telegram/views/interview.ts';
import { endedContent } from '../../telegram/views/survey-sent.ts';
import { sentBeforeContent } from '../../telegram/views/survey.ts';
import { instantToWall } from '../../text/zones.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';
import { type ButtonContext, dropPressedKeyboard, toast } from '../route.ts';
import { holdResponse } from './hold-response.ts';
import { askAgain, askFirst, pressOf, readerOf } from './show-answer.ts';

/** My communities' open surveys, and the one I am in the middle of. */
export async function listSurveys(ctx: BotContext): Promise<void> {
  const { tx, now, resident } = ctx.scope;
  if (!resident) return;
  const current = await holdResponse(ctx, 'current');
  const surveys = await openSurveysFor(tx, resident.id, resident.communityIds, now);
  const toAsk = interviewRows(await openSurveysToAsk(ctx), readerOf(ctx));
  reply(ctx, surveyListContent(surveys, readerOf(ctx), toAsk));
  if (current) reply(ctx, resumeContent(current, readerOf(ctx)));
}

/** Those a building leader may ask neighbours about; staff find the same under /survey. */
async function openSurveysToAsk({ scope }: BotContext): Promise<Survey[]> {
  const communities = [...new Set(scope.powers.ledBuildings.map(({ communityId }) => communityId))];
  const surveys = await surveysOfCommunities(scope.tx, communities, MOST_LOOKED_AT);
  return surveys.filter((survey) => isTakingAnswers(survey, scope.now)).slice(0, MOST_TO_ASK);
}

const MOST_TO_ASK = 5;
/** The newest ones: open surveys come first. */
const MOST_LOOKED_AT = 10;

/**
 * The intro of a survey, or where the person is in it, or that it has ended. In the middle of another survey they say first
 * which one it shall be.
 */
export async function showSurvey(ctx: BotContext, survey: Survey, place?: string): Promise<void> {
  const isTaking = isTakingAnswers(survey, ctx.scope.now);
  const current = isTaking ? await holdResponse(ctx, 'current') : undefined;
  if (!current || current.surveyId === survey.id) return await showThisSurvey(ctx, survey, place);
  reply(ctx, busyContent(current, survey.code, readerOf(ctx), place));
}

/** The same, whatever else the person is in the middle of: that is kept. */
export async function showThisSurvey(ctx: BotContext, survey: Survey, place?: string): Promise<void> {
  const { tx, now, resident, locale } = ctx.scope;
  if (!resident) return;
  const response = await holdResponse(ctx, { surveyId: survey.id });
  if (!isTakingAnswers(survey, now)) return await showEnded(ctx, survey, response !== undefined);
  if (response?.isMixed) return reply(ctx, mixedContent(ctx.scope.t));
  if (response) {
    const content = response.flow.position === SENT ? sentBeforeContent : resumeContent;
    return reply(ctx, content(response, readerOf(ctx)));
  }
  const community = await findCommunity(tx, { id: survey.communityId });
  const name = community ? communityName(community, locale) : '';
  reply(ctx, introContent(survey, name, readerOf(ctx), introOptions(ctx, place)));
}

/** An old poster leads to what is open now. */
async function showEnded(ctx: BotContext, survey: Survey, hasAnswered: boolean): Promise<void> {
  sayEnded(ctx, survey, hasAnswered);
  if (!hasAnswered) await listSurveys(ctx);
}

export async function tellWhoSees(ctx: ButtonContext, survey: Survey, place?: string): Promise<void> {
  dropPressedKeyboard(ctx);
  reply(ctx, whoSeesContent(survey, readerOf(ctx), introOptions(ctx, place)));
}

/** [Not now]: nothing is stored, and nobody asks again. */
export async function putOff(ctx: ButtonContext): Promise<void> {
  dropPressedKeyboard(ctx);
  reply(ctx, sentence(ctx.scope.t, 'survey-later'));
}

function introOptions(ctx: BotContext, place: string | undefined) {
  return { isStranger: !ctx.scope.resident?.hasConsented, ...(place && { place }) };
}

/** Starting is the consent to this survey. A second tap on [Start] finds the response started. */
export async function startSurvey(ctx: ButtonContext, survey: Survey, place?: string): Promise<void> {
  const { tx, now, resident, t } = ctx.scope;
  if (!resident) return;
  if (!isTakingAnswers(survey, now)) {
    dropPressedKeyboard(ctx);
    toast(ctx, t('survey-ended-toast'));
    return await showThisSurvey(ctx, survey);
  }
  const { position } = startFlow(survey.definition);
  const start = { surveyId: survey.id, residentId: resident.id, position, ...(place && { place }) };
  const isNew = (await startResponse(tx, start, now)) !== undefined;
  const response = await holdResponse(ctx, { surveyId: survey.id });
  if (!response) return;
  if (response.isMixed) return sayMixed(ctx);
  if (isNew) {
    await recordConsent(tx, resident.id, `survey:${survey.code}`, POLICY.consentWordingVersion, now);
    return askFirst(ctx, response, pressOf(ctx));
  }
  if (isDoubleTap(response, now)) return toast(ctx, t('survey-toast-noted'));
  askAgain(ctx, response, pressOf(ctx));
}

const DOUBLE_TAP_MS = 5_000;

function isDoubleTap(response: Response, now: Date): boolean {
  return response.flow.answers.size === 0 && now.getTime() - response.startedAt.getTime() < DOUBLE_TAP_MS;
}

/** A button about answers that nobody can find any more. */
export function sayMixed(ctx: ButtonContext): void {
  dropPressedKeyboard(ctx);
  reply(ctx, mixedContent(ctx.scope.t));
}

/** Says that a survey is over and where its results are, or when they come if that is still ahead. */
export function sayEnded(
  ctx: BotContext,
  survey: Pick<Survey, 'code' | 'definition' | 'closesAt' | 'timeZone' | 'resultsBy'>,
  hasAnswered: boolean,
): void {
  const { code, definition, closesAt, timeZone } = survey;
  const resultsBy = readDate(survey.resultsBy);
  const isAhead = resultsBy && compareDates(resultsBy, instantToWall(ctx.scope.now, timeZone)) >= 0;
  const shown = {
    code,
    definition,
    closedOn: instantToWall(closesAt, timeZone),
    resultsBy: isAhead ? resultsBy : undefined,
  };
  reply(ctx, endedContent(shown, hasAnswered, readerOf(ctx)));
}

/** A button that names a survey by its code. */
export function onSurvey(handle: (ctx: ButtonContext, survey: Survey, place?: string) => Promise<void>) {
  return async (ctx: ButtonContext, [code = '', place]: string[]) => {
    const survey = await findSurvey(ctx.scope.tx, { code });
    if (survey) return await handle(ctx, survey, place);
    dropPressedKeyboard(ctx);
    toast(ctx, ctx.scope.t('old-button'));
  };
}
