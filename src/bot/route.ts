import { Composer, type Filter } from 'grammy';
import { dropKeyboard } from '../telegram/effect.ts';
import { parseCallbackData } from '../telegram/callback-data.ts';
import type { BotContext, Speaker } from './context.ts';

export type ButtonContext = Filter<BotContext, 'callback_query:data'>;
export type ButtonHandler = (ctx: ButtonContext, args: string[]) => Promise<void>;

/** Routes the buttons of one noun by their verb. An unknown verb goes on to the fallback: it is an old button. */
export function onButtons(noun: string, handlers: Record<string, ButtonHandler>): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('callback_query:data', async (ctx, next) => {
    const callback = parseCallbackData(ctx.callbackQuery.data);
    const handler = callback.noun === noun ? handlers[callback.verb] : undefined;
    if (!handler || !Object.hasOwn(handlers, callback.verb)) return await next();
    await handler(ctx, callback.args);
  });
  return composer;
}

/** Answers the pressed button with a short text over the chat. */
export function toast({ scope }: Speaker, text: string, isAlert = false): void {
  scope.toast = { text, isAlert };
}

/** The message whose button was pressed; undefined when Telegram no longer gives it. */
export function pressedMessageId(ctx: ButtonContext): number | undefined {
  return ctx.callbackQuery.message?.message_id;
}

/** Takes the buttons off the pressed message, so that an old question cannot be answered twice by mistake. */
export function dropPressedKeyboard(ctx: ButtonContext): void {
  const messageId = pressedMessageId(ctx);
  if (messageId !== undefined && ctx.chatId !== undefined) {
    ctx.scope.effects.push(dropKeyboard(ctx.chatId, { messageId }));
  }
}
