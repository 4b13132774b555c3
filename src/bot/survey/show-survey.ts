import { type Response, startResponse } from '../../db/responses.ts';
import { recordConsent } from '../../db/residents.ts';
import { type Survey, findSurvey, isTakingAnswers, openSurveysFor } from '../../db/surveys.ts';
import { POLICY } from '../../domain/policy.ts';
import { SENT, startFlow } from '../../domain/question-flow.ts';
import { mixedContent } from '../../telegram/views/anonymity.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import {
  endedContent,
  introContent,
  resumeContent,
  surveyListContent,
  whoSeesContent,
} from '../../telegram/views/survey-invitation.ts';
import { sentBeforeContent } from '../../telegram/views/survey.ts';
import { instantToWall } from '../../text/zones.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';
import { type ButtonContext, dropPressedKeyboard, toast } from '../route.ts';
import { holdResponse } from './hold-response.ts';
import { askAgain, pressOf, readerOf } from './show-answer.ts';

/** My communities' open surveys, and the one I am in the middle of. */
export async function listSurveys(ctx: BotContext): Promise<void> {
  const { tx, now, resident } = ctx.scope;
  if (!resident) return;
  const current = await holdResponse(ctx, 'current');
  const surveys = await openSurveysFor(tx, resident.id, resident.communityIds, now);
  reply(ctx, surveyListContent(surveys, readerOf(ctx)));
  if (current) reply(ctx, resumeContent(current, readerOf(ctx)));
}

/** The intro of a survey, or where the person is in it, or that it has ended. */
export async function showSurvey(ctx: BotContext, survey: Survey, place?: string): Promise<void> {
  const { now, resident } = ctx.scope;
  if (!resident) return;
  if (!isTakingAnswers(survey, now)) return sayEnded(ctx, survey);
  const response = await holdResponse(ctx, { surveyId: survey.id });
  if (!response) return reply(ctx, introContent(survey, readerOf(ctx), introOptions(ctx, place)));
  if (response.isMixed) return reply(ctx, mixedContent(ctx.scope.t));
  const content = response.flow.position === SENT ? sentBeforeContent : resumeContent;
  reply(ctx, content(response, readerOf(ctx)));
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
    return sayEnded(ctx, survey);
  }
  const { position } = startFlow(survey.definition);
  const start = { surveyId: survey.id, residentId: resident.id, position, ...(place && { place }) };
  const isNew = (await startResponse(tx, start, now)) !== undefined;
  const response = await holdResponse(ctx, { surveyId: survey.id });
  if (!response) return;
  if (response.isMixed) return sayMixed(ctx);
  if (isNew) await recordConsent(tx, resident.id, `survey:${survey.code}`, POLICY.consentWordingVersion, now);
  else if (isDoubleTap(response, now)) return toast(ctx, t('survey-toast-noted'));
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

export function sayEnded(
  ctx: BotContext,
  survey: Pick<Survey, 'definition' | 'closesAt' | 'timeZone'>,
): void {
  const closedOn = instantToWall(survey.closesAt, survey.timeZone);
  reply(ctx, endedContent(survey.definition, closedOn, readerOf(ctx)));
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
