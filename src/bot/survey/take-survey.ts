import { Composer } from 'grammy';
import { wishForResults } from '../../db/own-responses.ts';
import { setPaused } from '../../db/residents.ts';
import { type Response, deleteResponse, pauseResponse, saveFlow } from '../../db/responses.ts';
import { findSurvey } from '../../db/surveys.ts';
import { normaliseCode } from '../../domain/code.ts';
import { findStep } from '../../domain/question-steps.ts';
import { isInterview } from '../../domain/survey.ts';
import { sendVoice } from '../../telegram/effect.ts';
import { deletedContent } from '../../telegram/views/interview.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { deleteContent, pausedContent } from '../../telegram/views/survey-invitation.ts';
import { changeContent, stepOfArgument } from '../../telegram/views/survey.ts';
import { readId } from '../arguments.ts';
import type { BotContext } from '../context.ts';
import type { OpenLink } from '../onboarding.ts';
import { reply, rewritePressed } from '../reply.ts';
import { type ButtonContext, type ButtonHandler, dropPressedKeyboard, onButtons, toast } from '../route.ts';
import { answerSurvey, takeEvents } from './answer-survey.ts';
import { choosing } from './answer-words.ts';
import { holdResponse } from './hold-response.ts';
import { onResponse } from './on-response.ts';
import { askAgain, closeCopies, pressOf, readerOf, showCorrection, showDecision } from './show-answer.ts';
import {
  listSurveys,
  onSurvey,
  putOff,
  showSurvey,
  showThisSurvey,
  startSurvey,
  tellWhoSees,
} from './show-survey.ts';
import { type StepButton, STEP_BUTTONS, stepEvent } from './step-buttons.ts';

/** Shows a survey: its intro, or where the person is in it, or that it is over. False when there is no such survey. */
export const openSurvey: OpenLink = async (ctx, link) => {
  const { tx, resident } = ctx.scope;
  if (link.kind !== 'survey' || !resident) return false;
  const survey = await findSurvey(tx, { code: normaliseCode(link.code) });
  if (!survey) return false;
  await showSurvey(ctx, survey, link.place);
  return true;
};

/** The buttons of a survey being taken, and /surveys. */
export function surveyTaking(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('surveys', listSurveys);
  composer.use(onButtons('menu', { surveys: listSurveys }));
  composer.use(
    onButtons('survey', {
      open: onSurvey(async (ctx, survey) => await showSurvey(ctx, survey)),
      switch: onSurvey(async (ctx, survey, place) => {
        dropPressedKeyboard(ctx);
        await showThisSurvey(ctx, survey, place);
      }),
      start: onSurvey(startSurvey),
      who: onSurvey(tellWhoSees),
      later: putOff,
      ...Object.fromEntries(Object.entries(STEP_BUTTONS).map(([verb, eventOf]) => [verb, onStep(eventOf)])),
      mark: onResponse(mark),
      fix: onResponse(fix),
      hear: onResponse(hear),
      go: onResponse(goOn),
      stop: onResponse(stop),
      pick: onResponse(async (ctx, response) => rewritePressed(ctx, changeContent(response, readerOf(ctx)))),
      delete: onResponse(async (ctx, response) =>
        rewritePressed(ctx, deleteContent(response, readerOf(ctx))),
      ),
      wipe: onResponse(async (ctx, response) => {
        closeCopies(ctx, response, { kind: 'typed' });
        await deleteResponse(ctx.scope.tx, response.id);
        const { t } = ctx.scope;
        const isOther = isInterview(response.manner);
        rewritePressed(ctx, isOther ? deletedContent(response.surveyCode, t) : sentence(t, 'survey-deleted'));
      }),
      tell: onWish(
        'survey-told-results',
        async ({ scope: { tx } }, id) => await wishForResults(tx, id, true),
      ),
      news: onWish('survey-told-meetings', async ({ scope: { tx } }, _, residentId) => {
        await setPaused(tx, residentId, null);
      }),
      quiet: onWish('settings-stopped', async ({ scope: { tx, now } }, id, residentId) => {
        await wishForResults(tx, id, false);
        await setPaused(tx, residentId, now);
      }),
    }),
  );
  return composer;
}

/** Asks the current question anew; a survey that was stopped, or another one, is the current one from now on. */
async function goOn(ctx: ButtonContext, response: Response): Promise<void> {
  await saveFlow(ctx.scope.tx, response, response.flow, undefined, ctx.scope.now);
  askAgain(ctx, response, pressOf(ctx));
}

/** [Yes, tick it]: an offered option is taken, and what comes next is a new message below the words. */
async function mark(ctx: ButtonContext, response: Response, [step = '', code = '']: string[]): Promise<void> {
  const offered = findStep(response.definition, response.flow.answers, stepOfArgument(step));
  if (!offered) return toast(ctx, ctx.scope.t('survey-toast-gone'));
  dropPressedKeyboard(ctx);
  await answerSurvey(ctx, response, choosing(offered, [code]), { kind: 'typed' });
}

/** [Yes] to a correction: the earlier answer is changed, and the survey goes on where it is. */
async function fix(ctx: ButtonContext, response: Response, [step = '', code = '']: string[]): Promise<void> {
  const wrong = findStep(response.definition, response.flow.answers, stepOfArgument(step));
  if (!wrong) return toast(ctx, ctx.scope.t('survey-toast-gone'));
  dropPressedKeyboard(ctx);
  const events = [{ kind: 'change', step: wrong.key } as const, ...choosing(wrong, [code])];
  const decision = await takeEvents(ctx, response, events);
  if (decision.kind === 'applied') return showCorrection(ctx, response, decision);
  if (decision.kind !== 'submitted') showDecision(ctx, response, decision, events, { kind: 'typed' });
}

/** Plays the voice message last given to a step. */
async function hear(ctx: ButtonContext, response: Response, [step = '']: string[]): Promise<void> {
  const answer = response.flow.answers.get(stepOfArgument(step));
  const voice = answer?.attachments.findLast(({ kind }) => kind === 'voice');
  if (!voice) return toast(ctx, ctx.scope.t('old-button'));
  ctx.scope.effects.push(sendVoice(ctx.from.id, voice.fileId));
}

/** [Stop, keep my answers] under a reminder. */
async function stop(ctx: ButtonContext, response: Response): Promise<void> {
  await pauseResponse(ctx.scope.tx, response.id, ctx.scope.now);
  closeCopies(ctx, response, pressOf(ctx));
  reply(ctx, pausedContent(response, readerOf(ctx)));
}

/** A wish about what to be told, under the thanks; also after the survey has ended. */
function onWish(
  told: string,
  store: (ctx: ButtonContext, responseId: number, residentId: number) => Promise<void>,
): ButtonHandler {
  return async (ctx, [argument]) => {
    const { resident, t } = ctx.scope;
    const response = await lockOwn(ctx, argument);
    if (!response || !resident) return toast(ctx, t('old-button'));
    await store(ctx, response.id, resident.id);
    reply(ctx, sentence(t, told));
  };
}

async function lockOwn(ctx: ButtonContext, argument: string | undefined): Promise<Response | undefined> {
  const id = readId(argument);
  return id ? await holdResponse(ctx, { id }) : undefined;
}

/** A button of one step, as the event it stands for. */
function onStep(eventOf: StepButton) {
  return onResponse(async (ctx, response, args) => {
    await answerSurvey(ctx, response, [stepEvent(eventOf, args)], pressOf(ctx));
  });
}
