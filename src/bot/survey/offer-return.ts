import { Composer } from 'grammy';
import { parseCallbackData } from '../../telegram/callback-data.ts';
import { goOnContent } from '../../telegram/views/survey-invitation.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';
import { holdResponse } from './hold-response.ts';
import { readerOf } from './show-answer.ts';

const PASSING_COMMANDS = ['meetings', 'projects', 'settings', 'help'];

/**
 * A command in the middle of a survey is answered by whoever answers it; then the way back is offered. So it is, in the new
 * language, after the language was changed.
 */
export function surveyReturn(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(PASSING_COMMANDS, async (ctx, next) => {
    await next();
    await offerReturn(ctx);
  });
  composer.on('callback_query:data', async (ctx, next) => {
    await next();
    const { noun, verb } = parseCallbackData(ctx.callbackQuery.data);
    if (noun === 'settings' && verb === 'lang') await offerReturn(ctx);
  });
  return composer;
}

async function offerReturn(ctx: BotContext): Promise<void> {
  const response = await holdResponse(ctx, 'current');
  if (response) reply(ctx, goOnContent(response, readerOf(ctx)));
}
