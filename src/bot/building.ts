import type { Composer } from 'grammy';
import { setBuilding } from '../db/memberships.ts';
import { buildingNoted } from '../telegram/views/building.ts';
import { readId } from './arguments.ts';
import type { BotContext } from './context.ts';
import { findOwnBuilding } from './own-building.ts';
import { rewritePressed } from './reply.ts';
import { type ButtonContext, onButtons, toast } from './route.ts';
import { TELL_BUILDING } from './tell-building.conversation.ts';

/** The buttons about a resident's building: to tell it, to change it, and not to say. */
export function buildings(): Composer<BotContext> {
  return onButtons('building', {
    ask: async (ctx, [id]) => await startAsking(ctx, readId(id)),
    unsaid: async (ctx, [id]) => await forgetBuilding(ctx, readId(id)),
  });
}

async function startAsking(ctx: ButtonContext, communityId: number | undefined): Promise<void> {
  const own = communityId === undefined ? undefined : await findOwnBuilding(ctx, communityId);
  if (!own) return toast(ctx, ctx.scope.t('old-button'));
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(TELL_BUILDING, own.communityId);
}

async function forgetBuilding(ctx: ButtonContext, communityId: number | undefined): Promise<void> {
  const { tx, t, resident } = ctx.scope;
  const own = communityId === undefined ? undefined : await findOwnBuilding(ctx, communityId);
  if (!resident || !own) return toast(ctx, t('old-button'));
  await setBuilding(tx, resident.id, own.communityId, null);
  await ctx.conversation.exit(TELL_BUILDING);
  rewritePressed(ctx, buildingNoted(t, { ...own, building: null }));
}
