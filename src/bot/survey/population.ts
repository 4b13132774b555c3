import type { Composer } from 'grammy';
import { readProfiles } from '../../db/population-shares.ts';
import { isStaffOf } from '../../domain/role.ts';
import { PROFILE_DIMENSIONS } from '../../domain/sample.ts';
import { profilesContent } from '../../telegram/views/population.ts';
import { readId } from '../arguments.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';
import { type ButtonContext, onButtons, toast } from '../route.ts';
import { ENTER_POPULATION } from './enter-population.conversation.ts';
import { readerOf } from './show-answer.ts';

/** Who lives in a community, as staff know it: what results are compared with. */
export function population(): Composer<BotContext> {
  return onButtons('population', {
    see: onOwnCommunity(async (ctx, communityId) => {
      const profiles = await readProfiles(ctx.scope.tx, communityId);
      reply(ctx, profilesContent(communityId, profiles, readerOf(ctx)));
    }),
    enter: onOwnCommunity(async (ctx, communityId, name) => {
      const dimension = PROFILE_DIMENSIONS.find((known) => known === name);
      if (!dimension) return toast(ctx, ctx.scope.t('old-button'));
      await ctx.conversation.exitAll();
      await ctx.conversation.enter(ENTER_POPULATION, { communityId, dimension });
    }),
  });
}

function onOwnCommunity(handle: (ctx: ButtonContext, communityId: number, name: string) => Promise<void>) {
  return async (ctx: ButtonContext, [argument, name = '']: string[]) => {
    const id = readId(argument);
    if (id === undefined || !isStaffOf(ctx.scope.powers, id)) return toast(ctx, ctx.scope.t('old-button'));
    await handle(ctx, id, name);
  };
}
