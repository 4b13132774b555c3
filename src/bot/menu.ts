import { Composer } from 'grammy';
import { fallbackContent, helpContent } from '../telegram/views/menu.ts';
import type { BotContext, BotDeps } from './context.ts';
import { watchMessage } from './raise-alarm.ts';
import { reply } from './reply.ts';

/** /help: what the bot can do for this person, by their roles. */
export function menu(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('help', async (ctx) => reply(ctx, helpContent(ctx.scope.t, ctx.scope.powers)));
  return composer;
}

/** The last word: nothing anybody taps, writes or sends stays without an answer, least of all a cry for help. */
export function fallback({ defaultTimeZone }: Pick<BotDeps, 'defaultTimeZone'>): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('callback_query:data', async (ctx) => {
    ctx.scope.toast = { text: ctx.scope.t('old-button'), isAlert: false };
    reply(ctx, fallbackContent(ctx.scope.t));
  });
  composer.on('message', async (ctx) => {
    const words = ctx.message.text ?? ctx.message.caption ?? '';
    if (!(await watchMessage(ctx, words, defaultTimeZone))) reply(ctx, fallbackContent(ctx.scope.t));
  });
  return composer;
}
