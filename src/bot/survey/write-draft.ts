import type { SurveyDraft } from '../../db/survey-drafts.ts';
import { LONGEST_PAUSE_MS } from '../../domain/wizard.ts';
import { parseCallbackData } from '../../telegram/callback-data.ts';
import { type Content, dropKeyboard } from '../../telegram/effect.ts';
import {
  respellContent,
  whenQuestionContent,
  writeOptionsContent,
  writeQuestionContent,
  writeTextContent,
} from '../../telegram/views/draft-write.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { isStopWord } from '../../text/stop-words.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';
import type { DraftAsk, WriteHeard, WriteOrder, WriteState, Written } from './draft-ask.ts';
import { lockOwnDraft } from './draft-desk.ts';
import { screenContent } from './draft-screens.ts';
import { hearDraftDay, hearDraftMoment } from './hear-draft-time.ts';
import { hearOptions, hearQuestion, hearText } from './hear-draft.ts';
import { hearSpelling } from './hear-spelling.ts';
import { readerOf } from './show-answer.ts';

export async function beginWriting(ctx: BotContext, order: WriteOrder): Promise<WriteState | undefined> {
  const draft = await lockOwnDraft(ctx, { id: order.surveyId });
  if (!draft) return undefined;
  reply(ctx, askContent(ctx, draft, order.ask));
  return { ...order, askedAtMs: ctx.scope.now.getTime() };
}

/** Takes what came and says what follows; undefined when nothing is asked any more. */
export async function hearWriting(ctx: BotContext, state: WriteState): Promise<WriteState | undefined> {
  const { t, receivedAt, now } = ctx.scope;
  const draft = await lockOwnDraft(ctx, { id: state.surveyId });
  if (!draft || !isInHand(draft, state.ask)) {
    reply(ctx, sentence(t, 'survey-draft-refused-gone'));
    return undefined;
  }
  if (receivedAt.getTime() - state.askedAtMs > LONGEST_PAUSE_MS) {
    reply(ctx, sentence(t, 'survey-draft-left-long-ago'));
    return undefined;
  }
  const written = readWritten(ctx);
  if (isLeaving(written)) {
    dropPressed(ctx);
    reply(ctx, sentence(t, 'survey-draft-left'));
    return undefined;
  }
  const heard: WriteHeard = written
    ? await hear(ctx, draft, state, written)
    : { kind: 'ask', content: sentence(t, 'survey-draft-only-text') };
  return await follow(ctx, state, heard, now);
}

/** A draft can be written on while it is one, a survey spelt anew while it is open. */
function isInHand({ status }: SurveyDraft, { what }: DraftAsk): boolean {
  return status === (what === 'respell' ? 'open' : 'draft');
}

function readWritten(ctx: BotContext): Written | undefined {
  if (ctx.callbackQuery) {
    const { verb, args } = parseCallbackData(ctx.callbackQuery.data ?? '');
    return { kind: 'press', verb, args };
  }
  const text = ctx.message?.text?.trim();
  return text ? { kind: 'text', text } : undefined;
}

function isLeaving(written: Written | undefined): boolean {
  return written?.kind === 'press' ? written.verb === 'leave' : isStopWord(written?.text ?? '');
}

async function hear(
  ctx: BotContext,
  draft: SurveyDraft,
  state: WriteState,
  written: Written,
): Promise<WriteHeard> {
  const { ask } = state;
  switch (ask.what) {
    case 'text':
      return await hearText(ctx, draft, ask, written);
    case 'question':
      return await hearQuestion(ctx, draft, ask.type, written);
    case 'options':
      return await hearOptions(ctx, draft, ask.question, written);
    case 'opens':
      return await hearDraftMoment(ctx, draft, state, written);
    case 'closes':
    case 'results':
      return await hearDraftDay(ctx, draft, ask.what, state, written);
    case 'respell':
      return await hearSpelling(ctx, draft, ask, state, written);
  }
}

async function follow(
  ctx: BotContext,
  state: WriteState,
  heard: WriteHeard,
  now: Date,
): Promise<WriteState | undefined> {
  const { surveyId } = state;
  const askedAtMs = now.getTime();
  if (heard.kind === 'stay') {
    ctx.scope.toast = { text: ctx.scope.t('old-button'), isAlert: false };
    return state;
  }
  dropPressed(ctx);
  switch (heard.kind) {
    case 'ask': {
      reply(ctx, heard.content);
      const { words, pending } = heard;
      return { surveyId, ask: state.ask, askedAtMs, ...(words && { words }), ...(pending && { pending }) };
    }
    case 'next':
      reply(ctx, askContent(ctx, heard.draft, heard.ask));
      return { surveyId, ask: heard.ask, askedAtMs };
    case 'done': {
      const content = await screenContent(ctx, heard.draft, heard.screen);
      reply(ctx, heard.lead ? { ...content, text: `${heard.lead}\n\n${content.text}` } : content);
      return undefined;
    }
    case 'end':
      reply(ctx, heard.content);
      return undefined;
  }
}

function askContent(ctx: BotContext, { definition }: SurveyDraft, ask: DraftAsk): Content {
  const reader = readerOf(ctx);
  switch (ask.what) {
    case 'text':
      return writeTextContent(definition, ask.slot, ask.locale, ask.isChain, reader);
    case 'question':
      return writeQuestionContent(ask.type, reader);
    case 'options':
      return writeOptionsContent(definition, ask.question, reader);
    case 'respell':
      return respellContent(definition, ask.slot, ask.locale, reader);
    default:
      return whenQuestionContent(ask.what, reader);
  }
}

function dropPressed(ctx: BotContext): void {
  const messageId = ctx.callbackQuery?.message?.message_id;
  if (messageId === undefined || ctx.chatId === undefined) return;
  ctx.scope.effects.push(dropKeyboard(ctx.chatId, { messageId }));
}
