import { Composer } from 'grammy';
import type { Message } from 'grammy/types';
import { type Response, deleteResponse, pauseResponse, saveFlow } from '../../db/responses.ts';
import { findSurvey } from '../../db/surveys.ts';
import { normaliseCode } from '../../domain/code.ts';
import { type FlowEvent, REVIEW } from '../../domain/question-flow.ts';
import { findStep, isOpenStep } from '../../domain/question-steps.ts';
import type { Attachment } from '../../domain/survey.ts';
import { controlWordOf, matchOptions } from '../../domain/survey-words.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { deleteContent, pausedContent } from '../../telegram/views/survey-invitation.ts';
import { changeContent } from '../../telegram/views/survey.ts';
import { readId } from '../arguments.ts';
import type { BotContext } from '../context.ts';
import type { OpenLink } from '../onboarding.ts';
import { reply, rewritePressed } from '../reply.ts';
import { type ButtonContext, dropPressedKeyboard, onButtons, toast } from '../route.ts';
import { answerSurvey } from './answer-survey.ts';
import { holdResponse } from './hold-response.ts';
import { type Origin, askAgain, closeCopies, pressOf, readerOf } from './show-answer.ts';
import {
  listSurveys,
  sayEnded,
  sayMixed,
  showSurvey,
  startSurvey,
  tellWhoSees,
  onSurvey,
  putOff,
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
      start: onSurvey(startSurvey),
      who: onSurvey(tellWhoSees),
      later: putOff,
      ...Object.fromEntries(Object.entries(STEP_BUTTONS).map(([verb, eventOf]) => [verb, onStep(eventOf)])),
      go: onResponse(goOn),
      pick: onResponse(async (ctx, response) => rewritePressed(ctx, changeContent(response, readerOf(ctx)))),
      delete: onResponse(async (ctx, response) =>
        rewritePressed(ctx, deleteContent(response, readerOf(ctx))),
      ),
      wipe: onResponse(async (ctx, response) => {
        await deleteResponse(ctx.scope.tx, response.id);
        rewritePressed(ctx, sentence(ctx.scope.t, 'survey-deleted'));
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

/** Whatever a person writes, says or sends while a survey asks them something. */
export function surveyText(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    const text = ctx.message.text?.trim();
    const isCommand = text?.startsWith('/') && controlWordOf(text) === undefined;
    const response = isCommand ? undefined : await holdResponse(ctx, 'current');
    if (!response) return await next();
    if (text !== undefined) return await readWords(ctx, response, text);
    const attachment = attachmentOf(ctx.message);
    if (!attachment) return askAgain(ctx, response, TYPED, ctx.scope.t('survey-lead-unreadable'));
    const { caption } = ctx.message;
    await answerSurvey(ctx, response, [{ kind: 'media', attachment, ...(caption && { caption }) }], TYPED);
  });
  return composer;
}

const TYPED: Origin = { kind: 'typed' };

async function readWords(ctx: BotContext, response: Response, text: string): Promise<void> {
  const { definition, flow } = response;
  const word = controlWordOf(text);
  if (word === 'stop') return await pause(ctx, response);
  if (word === 'back')
    return await answerSurvey(ctx, response, [{ kind: 'back', step: flow.position }], TYPED);
  if (word === 'send' && flow.position === REVIEW)
    return await answerSurvey(ctx, response, [{ kind: 'submit' }], TYPED);
  const step = findStep(definition, flow.answers, flow.position);
  if (step && (word === 'skip' || word === 'done')) {
    const kind = word === 'done' && step.question.type === 'multi' ? 'done' : 'skip';
    return await answerSurvey(ctx, response, [{ kind, step: step.key }], TYPED);
  }
  const match = step && !isOpenStep(step) ? matchOptions(step.question, text) : undefined;
  if (!step || !match || match.kind === 'none')
    return await answerSurvey(ctx, response, [{ kind: 'words', text }], TYPED);
  if (match.kind === 'several') return askAgain(ctx, response, TYPED, ctx.scope.t('survey-lead-several'));
  const events = match.codes.map((code): FlowEvent =>
    step.question.type === 'multi'
      ? { kind: 'tick', step: step.key, code, isOn: true }
      : { kind: 'choose', step: step.key, code },
  );
  await answerSurvey(ctx, response, events, TYPED);
}

async function pause(ctx: BotContext, response: Response): Promise<void> {
  await pauseResponse(ctx.scope.tx, response.id, ctx.scope.now);
  closeCopies(ctx, response, TYPED);
  reply(ctx, pausedContent(response, readerOf(ctx)));
}

/** What can be kept of a message by Telegram's file id; undefined for stickers, contacts and the like. */
function attachmentOf(message: Message): Attachment | undefined {
  const { voice, audio, photo, document, video, location } = message;
  const album = message.media_group_id && { groupId: message.media_group_id };
  const sound = voice ?? audio;
  if (sound) return { kind: 'voice', fileId: sound.file_id, durationS: sound.duration, ...album };
  const picture = photo?.at(-1);
  if (picture) return { kind: 'photo', fileId: picture.file_id, ...album };
  const file = document ?? video;
  if (file) return { kind: 'document', fileId: file.file_id, ...album };
  return location && { kind: 'location', fileId: `${location.latitude},${location.longitude}` };
}

/** A button of a response: it must belong to the presser, and its survey must still be open. */
function onResponse(handle: (ctx: ButtonContext, response: Response, args: string[]) => Promise<void>) {
  return async (ctx: ButtonContext, [argument, ...args]: string[]) => {
    const { t } = ctx.scope;
    const id = readId(argument);
    const response = id ? await holdResponse(ctx, { id }) : undefined;
    if (response?.isOpen && response.isMixed) return sayMixed(ctx);
    if (response?.isOpen) return await handle(ctx, response, args);
    dropPressedKeyboard(ctx);
    toast(ctx, response ? t('survey-ended-toast') : t('old-button'));
    if (response) sayEnded(ctx, response);
  };
}

/** A button of one step, as the event it stands for. */
function onStep(eventOf: StepButton) {
  return onResponse(async (ctx, response, args) => {
    await answerSurvey(ctx, response, [stepEvent(eventOf, args)], pressOf(ctx));
  });
}
