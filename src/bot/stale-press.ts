import { Composer } from 'grammy';
import { findCommunity } from '../db/communities.ts';
import { isStalePress } from '../domain/stale-press.ts';
import { parseCallbackData } from '../telegram/callback-data.ts';
import { sentence } from '../telegram/views/onboarding.ts';
import { stalePressQuestion } from '../telegram/views/stale-press.ts';
import { instantToWall } from '../text/zones.ts';
import type { BotContext, BotDeps } from './context.ts';
import { reply, rewritePressed } from './reply.ts';
import { type ButtonContext, onButtons } from './route.ts';

/**
 * A button pressed long before it could be read is asked about instead of executed, in the chat it was pressed in. The
 * answer to a survey question counts whenever it was given.
 */
export function stalePresses(
  deps: BotDeps,
  isSurveyAnswer: (noun: string, verb: string) => boolean,
): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(
    onButtons('stale', {
      no: async (ctx) => rewritePressed(ctx, sentence(ctx.scope.t, 'stale-left')),
    }),
  );
  composer.on('callback_query:data', async (ctx, next) => {
    const { noun, verb } = parseCallbackData(ctx.callbackQuery.data);
    const isStale = isStalePress(ctx.scope.receivedAt, ctx.scope.now);
    if (!isStale || isSurveyAnswer(noun, verb)) return await next();
    await askAgain(ctx, deps);
  });
  return composer;
}

async function askAgain(ctx: ButtonContext, deps: BotDeps): Promise<void> {
  const { locale, receivedAt } = ctx.scope;
  const { data } = ctx.callbackQuery;
  const press = {
    label: labelOf(ctx, data),
    data,
    pressedAt: instantToWall(receivedAt, await zoneOf(ctx, deps)),
    isInGroup: ctx.chat?.type !== 'private',
  };
  reply(ctx, stalePressQuestion(press, locale));
}

/** What stands on the pressed button. */
function labelOf(ctx: ButtonContext, data: string): string | undefined {
  const { message } = ctx.callbackQuery;
  const buttons =
    (message && 'reply_markup' in message && message.reply_markup?.inline_keyboard.flat()) || [];
  return buttons.find((button) => 'callback_data' in button && button.callback_data === data)?.text;
}

async function zoneOf(ctx: ButtonContext, deps: BotDeps): Promise<string> {
  const { tx, resident } = ctx.scope;
  const id = resident?.communityIds[0];
  const community = id === undefined ? undefined : await findCommunity(tx, { id });
  return community?.time_zone ?? deps.defaultTimeZone;
}
