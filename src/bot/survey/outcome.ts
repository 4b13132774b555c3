import type { Composer } from 'grammy';
import { type AuditAction, recordAudit } from '../../db/audit.ts';
import { startBroadcast } from '../../db/broadcasts.ts';
import {
  answeredByLocale,
  markPublished,
  markTold,
  markUnpublished,
  saveNextStepDay,
  surveyOutcome,
} from '../../db/survey-outcomes.ts';
import { type Survey, findSurvey } from '../../db/surveys.ts';
import { isLocale } from '../../domain/locale.ts';
import { isStaffOf } from '../../domain/role.ts';
import { holdsNumbers } from '../../domain/shown-numbers.ts';
import { compareDates, readDay } from '../../domain/time.ts';
import { DRAWINGS, sendDrawn } from '../../telegram/effect.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import {
  filesContent,
  nextStepDayQuestion,
  nextStepQuestion,
  noNumbersContent,
  previewContent,
  publishQuestion,
  publishedContent,
  tellingContent,
  toldAlreadyText,
  unpublishedContent,
} from '../../telegram/views/outcome.ts';
import { resultMessage } from '../../telegram/views/survey-news.ts';
import { instantToWall, wallToInstant } from '../../text/zones.ts';
import { awaitAnswer } from '../ask-next.conversation.ts';
import { showNewBroadcast } from '../broadcast-message.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { reply, rewritePressed } from '../reply.ts';
import { type ButtonContext, dropPressedKeyboard, onButtons, toast } from '../route.ts';
import { quietUntil } from '../../domain/quiet.ts';
import { drawingsFor } from './draw-results.ts';
import { NEXT_STEP_DAY, NEXT_STEP_TEXT } from './outcome-answers.ts';
import { newsOf, release } from './release.ts';

const GENERATION = 1;

/** What follows from a survey: pictures and tables, telling those who answered, publishing, and reading what came of it. */
export function surveyOutcomes(deps: BotDeps): Composer<BotContext> {
  return onButtons('outcome', {
    files: onOwnSurvey(async (ctx, survey) => {
      const { tx, locale } = ctx.scope;
      const drawings = await drawingsFor(tx, survey, locale);
      rewritePressed(ctx, filesContent(survey.code, survey.definition.title, drawings, locale));
    }),
    draw: onOwnSurvey(drawForStaff),
    tell: onUntoldSurvey(async (ctx, survey) =>
      rewritePressed(ctx, tellingContent(await tellingState(ctx, survey), ctx.scope.locale)),
    ),
    write: onUntoldSurvey(async (ctx, survey, [written]) => {
      if (!isLocale(written)) return refuse(ctx);
      reply(ctx, nextStepQuestion(written, ctx.scope.locale));
      await awaitAnswer(ctx, NEXT_STEP_TEXT, survey.code, written);
    }),
    by: onUntoldSurvey(async (ctx, survey) => {
      reply(ctx, nextStepDayQuestion(ctx.scope.locale));
      await awaitAnswer(ctx, NEXT_STEP_DAY, survey.code);
    }),
    day: onUntoldSurvey(async (ctx, survey, [day = '']) => {
      const date = readDay(day);
      if (!date) return refuse(ctx);
      await saveNextStepDay(ctx.scope.tx, survey.id, day);
      rewritePressed(ctx, tellingContent(await tellingState(ctx, survey), ctx.scope.locale));
    }),
    look: onUntoldSurvey(look),
    send: onUntoldSurvey(async (ctx, survey) => await send(ctx, survey)),
    publish: onClosedSurvey(async (ctx, survey) => await askToPublish(ctx, deps, survey)),
    publishnow: onClosedSurvey(async (ctx, survey) => await publish(ctx, deps, survey)),
    unpublish: onClosedSurvey(unpublish),
    see: async (ctx, [code = '']) => await showToEveryone(ctx, deps, code),
  });
}

type SurveyHandler = (ctx: ButtonContext, survey: Survey, args: string[]) => Promise<void>;

/** A survey of the presser's own community; for everybody else there is none. */
function onOwnSurvey(handle: SurveyHandler) {
  return async (ctx: ButtonContext, [code = '', ...args]: string[]) => {
    const survey = await findSurvey(ctx.scope.tx, { code });
    if (!survey || !isStaffOf(ctx.scope.powers, survey.communityId)) return refuse(ctx);
    await handle(ctx, survey, args);
  };
}

function onClosedSurvey(handle: SurveyHandler) {
  return onOwnSurvey(async (ctx, survey, args) => {
    if (survey.status !== 'closed') return toast(ctx, ctx.scope.t('outcome-still-open'));
    await handle(ctx, survey, args);
  });
}

/** Everyone is told once; afterwards nothing about it can be changed. */
function onUntoldSurvey(handle: SurveyHandler) {
  return onClosedSurvey(async (ctx, survey, args) => {
    const { toldAt } = await surveyOutcome(ctx.scope.tx, survey.id);
    if (!toldAt) return await handle(ctx, survey, args);
    dropPressedKeyboard(ctx);
    toast(ctx, toldAlreadyText(instantToWall(toldAt, survey.timeZone), ctx.scope.locale), true);
  });
}

async function drawForStaff(ctx: ButtonContext, survey: Survey, [asked]: string[]): Promise<void> {
  const drawing = DRAWINGS.find((one) => one === asked);
  if (!drawing) return refuse(ctx);
  const { effects, locale, t } = ctx.scope;
  effects.push(sendDrawn(ctx.from.id, { drawing, surveyId: survey.id, locale, view: 'staff' }));
  await audit(ctx, survey, 'survey_exported', `survey:${survey.id} ${drawing}`);
  toast(ctx, t('outcome-drawing'));
}

async function tellingState(ctx: BotContext, survey: Survey) {
  const { nextStep } = await surveyOutcome(ctx.scope.tx, survey.id);
  const readers = await answeredByLocale(ctx.scope.tx, survey.id);
  return { code: survey.code, title: survey.definition.title, nextStep, readers };
}

/** The message as it would go out now, or what is still missing. */
async function look(ctx: ButtonContext, survey: Survey, [shown]: string[]): Promise<void> {
  const { tx, locale, t } = ctx.scope;
  if (!isLocale(shown)) return refuse(ctx);
  const state = await tellingState(ctx, survey);
  const missing = whatIsMissing(ctx, survey, state.nextStep);
  if (missing) return toast(ctx, t(missing), true);
  const news = await newsOf(tx, survey);
  if (!news) return refuse(ctx);
  const message = resultMessage(news, shown);
  rewritePressed(ctx, previewContent(state, message, shown, locale));
}

function whatIsMissing(
  { scope }: BotContext,
  survey: Survey,
  { text, by }: Awaited<ReturnType<typeof surveyOutcome>>['nextStep'],
): 'outcome-need-both' | 'outcome-need-text' | 'outcome-need-day' | undefined {
  const hasText = Object.keys(text).length > 0;
  const day = by ? readDay(by) : undefined;
  const isAhead = day && compareDates(day, instantToWall(scope.now, survey.timeZone)) >= 0;
  if (!hasText) return isAhead ? 'outcome-need-text' : 'outcome-need-both';
  return isAhead ? undefined : 'outcome-need-day';
}

/** Tells everyone who answered, once: two presses, or two colleagues, send one. */
async function send(ctx: ButtonContext, survey: Survey): Promise<void> {
  const { tx, now, t, resident } = ctx.scope;
  const { nextStep } = await surveyOutcome(tx, survey.id);
  const missing = whatIsMissing(ctx, survey, nextStep);
  if (missing) return toast(ctx, t(missing), true);
  if (!(await markTold(tx, survey.id, now))) return refuse(ctx);
  await release(tx, survey);
  const heldUntil = quietUntil(instantToWall(now, survey.timeZone));
  const broadcast = await startBroadcast(
    tx,
    {
      kind: 'survey_results',
      objectId: survey.id,
      generation: GENERATION,
      communityId: survey.communityId,
      createdBy: resident?.id ?? null,
      heedsQuietHours: true,
      ...(heldUntil && { startsAt: wallToInstant(heldUntil, survey.timeZone) }),
    },
    { kind: 'answered_survey', surveyId: survey.id },
    now,
  );
  if (!broadcast) throw new Error('the results of this survey were told before');
  await audit(ctx, survey, 'survey_results_told', `survey:${survey.id}`);
  rewritePressed(ctx, sentence(t, 'outcome-told'));
  await showNewBroadcast(ctx, broadcast.id);
}

/** Asks first; a page without a single number would only disappoint, so there is none. */
async function askToPublish(ctx: ButtonContext, deps: BotDeps, survey: Survey): Promise<void> {
  const { tx, locale } = ctx.scope;
  const { code, definition } = survey;
  const { publishedAt } = await surveyOutcome(tx, survey.id);
  if (publishedAt) return rewritePressed(ctx, publishedContent(code, pageOf(deps, code), locale));
  if (!(await hasNumbers(ctx, survey))) return rewritePressed(ctx, noNumbersContent(code, locale));
  rewritePressed(ctx, publishQuestion(code, definition.title, locale));
}

async function hasNumbers(ctx: ButtonContext, survey: Survey): Promise<boolean> {
  const news = await newsOf(ctx.scope.tx, survey);
  return news !== undefined && holdsNumbers(news.results);
}

async function publish(ctx: ButtonContext, deps: BotDeps, survey: Survey): Promise<void> {
  const { tx, now, locale } = ctx.scope;
  if (!(await hasNumbers(ctx, survey))) return rewritePressed(ctx, noNumbersContent(survey.code, locale));
  await release(tx, survey);
  if (await markPublished(tx, survey.id, now)) {
    await audit(ctx, survey, 'survey_results_published', `survey:${survey.id}`);
  }
  rewritePressed(ctx, publishedContent(survey.code, pageOf(deps, survey.code), locale));
}

async function unpublish(ctx: ButtonContext, survey: Survey): Promise<void> {
  if (await markUnpublished(ctx.scope.tx, survey.id)) {
    await audit(ctx, survey, 'survey_results_unpublished', `survey:${survey.id}`);
  }
  rewritePressed(ctx, unpublishedContent(survey.code, ctx.scope.locale));
}

/** What came of a survey, for anybody who has its code: only what was told or published. */
async function showToEveryone(ctx: ButtonContext, deps: BotDeps, code: string): Promise<void> {
  const { tx, t, locale, effects } = ctx.scope;
  const survey = await findSurvey(tx, { code });
  const outcome = survey && (await surveyOutcome(tx, survey.id));
  if (!survey || !outcome?.released || !(outcome.toldAt ?? outcome.publishedAt)) {
    return toast(ctx, t('outcome-not-yet'));
  }
  const { released: results, nextStep } = outcome;
  const link = outcome.publishedAt ? pageOf(deps, code) : undefined;
  const news = { code, title: survey.definition.title, results, nextStep, isOpened: true };
  reply(ctx, resultMessage({ ...news, ...(link && { link }) }, locale));
  if (!results.ranking || results.ranking.concerns.length === 0) return;
  effects.push(sendDrawn(ctx.from.id, { drawing: 'ranking', surveyId: survey.id, locale, view: 'public' }));
}

function pageOf(deps: BotDeps, code: string): string {
  return `${deps.webUrl}/s/${code}`;
}

async function audit(ctx: BotContext, survey: Survey, action: AuditAction, object: string): Promise<void> {
  const { tx, now, resident } = ctx.scope;
  const entry = { residentId: resident?.id ?? null, communityId: survey.communityId, action, object };
  await recordAudit(tx, entry, now);
}

function refuse(ctx: ButtonContext): void {
  dropPressedKeyboard(ctx);
  toast(ctx, ctx.scope.t('old-button'));
}
