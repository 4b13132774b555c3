import { Composer } from 'grammy';
import type { Message } from 'grammy/types';
import { openResponseIds, takeEndedQuestion } from '../../db/own-responses.ts';
import { type Response, pauseResponse } from '../../db/responses.ts';
import { type FlowEvent, REVIEW } from '../../domain/question-flow.ts';
import { type Step, findStep, isOpenStep } from '../../domain/question-steps.ts';
import { hasWordsOf } from '../../domain/said-words.ts';
import type { Attachment } from '../../domain/survey.ts';
import { type ControlWord, controlWordOf } from '../../domain/survey-words.ts';
import { type Typed, readTyped } from '../../domain/typed-answer.ts';
import { dropKeyboard } from '../../telegram/effect.ts';
import { pausedContent } from '../../telegram/views/survey-invitation.ts';
import { correctionContent, notedLead, offerContent } from '../../telegram/views/survey-offer.ts';
import { readCount } from '../../text/count.ts';
import type { BotContext } from '../context.ts';
import { watchLateWords } from '../raise-alarm.ts';
import { reply } from '../reply.ts';
import { askNumber } from '../call-request.ts';
import { answerSurvey, takeEvents } from './answer-survey.ts';
import { hearYesOrNo } from './easy.ts';
import { holdResponse } from './hold-response.ts';
import { type Origin, askAgain, closeCopies, cutLead, readerOf } from './show-answer.ts';
import { sayEnded } from './show-survey.ts';
import { hearLabel, showChanges } from './shown-buttons.ts';

const TYPED: Origin = { kind: 'typed' };

/** Whatever a person writes, says, sends or edits while a survey asks them something. */
export function surveyText(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    const { resident, t } = ctx.scope;
    const text = ctx.message.text?.trim();
    const isCommand = text?.startsWith('/') && controlWordOf(text) === undefined;
    if (!resident || isCommand) return await next();
    const response = await holdResponse(ctx, 'current');
    if (!response) return (await tellEnded(ctx, resident.id, ctx.message)) ? undefined : await next();
    if (text !== undefined) return await readWords(ctx, response, text, ctx.message.message_id);
    const attachment = attachmentOf(ctx.message);
    if (!attachment) return askAgain(ctx, response, TYPED, t('survey-lead-unreadable'));
    const { caption, message_id: messageId } = ctx.message;
    const media = { kind: 'media', attachment, messageId, ...(caption && { caption }) } as const;
    await answerSurvey(ctx, response, [media], TYPED);
  });
  composer.on('edited_message', async (ctx, next) => {
    const { resident } = ctx.scope;
    const { text, caption, message_id: messageId } = ctx.editedMessage;
    if (resident) return await readEdit(ctx, resident.id, messageId, text ?? caption ?? '');
    await next();
  });
  return composer;
}

async function readWords(ctx: BotContext, response: Response, text: string, messageId: number) {
  const { definition, flow } = response;
  if (await hearYesOrNo(ctx, response, text)) return;
  const step = findStep(definition, flow.answers, flow.position);
  const asked = step && !isOpenStep(step) ? step : undefined;
  const typed = asked && readTyped(definition, flow, asked, text, readCount(text));
  const word = controlWordOf(text);
  if (typed?.kind !== 'options' && (await hearLabel(ctx, response, text))) return;
  if (word === 'stop') return await pause(ctx, response);
  if (word && typed?.kind !== 'options') {
    if (word === 'call') return await askNumber(ctx, ['r', String(response.id)]);
    if (word === 'change' && flow.position === REVIEW && !response.manner.isHandedOver)
      return showChanges(ctx, response);
    const event = eventOfWord(word, flow.position, step);
    return event ? await answerSurvey(ctx, response, [event], TYPED) : askAgain(ctx, response, TYPED);
  }
  if (asked && typed) return await applyTyped(ctx, response, asked, typed, { text, messageId });
  await answerSurvey(ctx, response, [{ kind: 'words', text, messageId }], TYPED);
}

/** The event a plain word stands for where the response is; undefined when it makes no sense there. */
function eventOfWord(word: ControlWord, position: string, step: Step | undefined): FlowEvent | undefined {
  if (word === 'back' || word === 'change') return { kind: 'back', step: position };
  if (word === 'send') return position === REVIEW ? { kind: 'submit' } : undefined;
  if (!step) return undefined;
  const isChoice = !isOpenStep(step);
  const isDone = isChoice && (word === 'done' || (word === 'next' && step.question.type === 'multi'));
  return isDone ? { kind: 'done', step: step.key } : { kind: 'skip', step: step.key };
}

async function applyTyped(
  ctx: BotContext,
  response: Response,
  step: Step,
  typed: Typed,
  said: { text: string; messageId: number },
): Promise<void> {
  const { t } = ctx.scope;
  switch (typed.kind) {
    case 'options':
      return await answerSurvey(ctx, response, choosing(step, typed.codes), TYPED);
    case 'mixed': {
      const words = { kind: 'words', text: typed.rest, messageId: said.messageId } as const;
      return await answerSurvey(ctx, response, [words, ...choosing(step, typed.codes)], TYPED);
    }
    case 'several':
      return askAgain(ctx, response, TYPED, t('survey-lead-several'));
    case 'wordless':
      return askAgain(ctx, response, TYPED, t('survey-lead-unreadable'));
    case 'slip':
      return await answerSurvey(ctx, response, [{ kind: 'back', step: step.key }], TYPED);
    case 'correction': {
      const wrong = findStep(response.definition, response.flow.answers, typed.step);
      if (wrong) reply(ctx, correctionContent(response.id, wrong, typed.code, readerOf(ctx)));
      return;
    }
    case 'spoken':
      return await keepAndOffer(ctx, response, step, typed.codes, said);
  }
}

/** The events that take these options of a step. */
export function choosing(step: Step, codes: string[]): FlowEvent[] {
  return codes.map((code) =>
    step.question.type === 'multi'
      ? { kind: 'tick', step: step.key, code, isOn: true }
      : { kind: 'choose', step: step.key, code },
  );
}

/** Words are kept as a comment; the options they speak of are offered. */
async function keepAndOffer(
  ctx: BotContext,
  response: Response,
  step: Step,
  codes: string[],
  said: { text: string; messageId: number },
): Promise<void> {
  const event = { kind: 'words', ...said } as const;
  const chosen = response.flow.answers.get(step.key)?.codes ?? [];
  const offered = codes.filter((code) => !chosen.includes(code));
  if (offered.length === 0) return await answerSurvey(ctx, response, [event], TYPED);
  const decision = await takeEvents(ctx, response, [event]);
  const isCut = decision.kind === 'applied' && 'isCut' in decision.outcome && decision.outcome.isCut;
  const lead = isCut ? cutLead(ctx, step, event) : leadFor(ctx, response, said.text);
  reply(ctx, offerContent(response.id, step, offered, lead, readerOf(ctx)));
}

/** What a neighbour typed on the leader's phone is kept, and not said again. */
function leadFor(ctx: BotContext, { manner }: Response, words: string): string {
  return manner.isHandedOver ? ctx.scope.t('survey-lead-kept') : notedLead(words, readerOf(ctx));
}

async function pause(ctx: BotContext, response: Response): Promise<void> {
  await pauseResponse(ctx.scope.tx, response.id, ctx.scope.now);
  closeCopies(ctx, response, TYPED);
  reply(ctx, pausedContent(response, readerOf(ctx)));
}

/** An edited message changes the words that were kept of it, wherever they stand, while the survey is open. */
async function readEdit(ctx: BotContext, residentId: number, messageId: number, text: string): Promise<void> {
  const { tx, now, t } = ctx.scope;
  for (const id of await openResponseIds(tx, residentId, now)) {
    const response = await holdResponse(ctx, { id });
    const isKept = [...(response?.flow.answers.values() ?? [])].some((one) => hasWordsOf(one, messageId));
    if (response && isKept)
      return await answerSurvey(ctx, response, [{ kind: 'edit', messageId, text }], TYPED);
  }
  const current = await holdResponse(ctx, 'current');
  if (current) askAgain(ctx, current, TYPED, t('survey-lead-edited'));
}

/** Words under a question whose survey has ended meanwhile: said once, instead of not understanding them. */
async function tellEnded(ctx: BotContext, residentId: number, message: Message): Promise<boolean> {
  const { tx, now, effects } = ctx.scope;
  const ended = await takeEndedQuestion(tx, residentId, now);
  const response = ended && (await holdResponse(ctx, { id: ended.responseId }));
  if (!ended || !response) return false;
  if (ctx.chatId !== undefined) effects.push(dropKeyboard(ctx.chatId, { messageId: ended.messageId }));
  sayEnded(ctx, { ...response, code: response.surveyCode }, true);
  const words = message.text ?? message.caption ?? '';
  await watchLateWords(ctx, response, words, message.message_id);
  return true;
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
