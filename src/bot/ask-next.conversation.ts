import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import { isStopWord } from '../text/stop-words.ts';
import type { BotContext } from './context.ts';

/** The name under which the question is kept; a release that asks differently needs a new number. */
const ASK_NEXT = 'ask-next@1';

const MINUTE_MS = 60_000;

/** What became of a message: the question is answered, stays open, or the message was about something else. */
export type Heard = 'done' | 'again' | 'not_ours';

/** A question that one message answers. `args` are its ids, to be checked as if a stranger had sent them. */
export interface NextAnswer {
  /** A message later than this after the question answers something newer. */
  waitMinutes: number;
  hear(ctx: BotContext, args: string[]): Promise<Heard>;
}

/** Asked already; the person's next message goes to the reader of this kind of question. */
export async function awaitAnswer(ctx: BotContext, kind: string, ...args: string[]): Promise<void> {
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(ASK_NEXT, kind, args);
}

/** The question was answered by a button, or is of no interest any more. */
export async function stopAwaiting(ctx: BotContext): Promise<void> {
  await ctx.conversation.exit(ASK_NEXT);
}

/**
 * The one wizard for single questions. Commands and buttons go on to the rest of the bot, and so does whatever comes long
 * after the question. Readers are handed over by their kinds, because features do not know each other.
 */
export function askNext(readers: Record<string, NextAnswer>) {
  const builder = async (
    wizard: Conversation<BotContext, Context>,
    _: Context,
    kind: string,
    args: string[],
  ): Promise<void> => {
    const reader = readers[kind];
    const askedAtMs = await wizard.external((ctx) => ctx.scope.now.getTime());
    const beforeAnswer = wizard.checkpoint();
    await wizard.waitUntil(isAnswer, { next: true });
    const heard = await wizard.external(async (ctx) => {
      const isLate = !reader || ctx.scope.receivedAt.getTime() - askedAtMs > reader.waitMinutes * MINUTE_MS;
      return isLate ? 'not_ours' : await reader.hear(ctx, args);
    });
    if (heard === 'not_ours') await wizard.halt({ next: true });
    // Going back forgets what was typed: a phone number is not to be kept here.
    if (heard === 'again') await wizard.rewind(beforeAnswer);
  };
  return { builder, name: ASK_NEXT };
}

function isAnswer(ctx: Context): boolean {
  const { message } = ctx;
  if (!message) return false;
  return !message.text?.startsWith('/') || isStopWord(message.text);
}
