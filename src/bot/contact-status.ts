import { Composer } from 'grammy';
import { setContactStatus } from '../db/residents.ts';
import type { BotContext } from './context.ts';

/** Keeps whether a person can be reached: Telegram says when somebody blocks the bot and when they come back. */
export function contactStatus(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('my_chat_member', async (ctx) => {
    const isGone = ctx.myChatMember.new_chat_member.status === 'kicked';
    await setContactStatus(ctx.scope.tx, ctx.chat.id, isGone ? 'blocked' : 'active');
  });
  return composer;
}
