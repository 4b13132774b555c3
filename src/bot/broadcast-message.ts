import { broadcastTitle } from '../db/broadcast-titles.ts';
import { type Broadcast, deliveryCounts, findBroadcast } from '../db/broadcasts.ts';
import { findCommunity } from '../db/communities.ts';
import { withdrawRewrites } from '../db/outbox.ts';
import { rewrite } from '../telegram/effect.ts';
import { broadcastPost, progressContent } from '../telegram/views/broadcast.ts';
import { instantToWall } from '../text/zones.ts';
import type { BotContext } from './context.ts';
import { reply } from './reply.ts';

/** Begins the message that tells a publisher how far a broadcast is; the workers keep it up to date. */
export async function showNewBroadcast(ctx: BotContext, broadcastId: number): Promise<void> {
  await showBroadcast(ctx, broadcastId);
  ctx.scope.afterCommit.push((queues) => queues.sendBroadcast(broadcastId));
}

/** Says anew how far a broadcast is; from now on this message is kept up to date. */
export async function showBroadcast(ctx: BotContext, broadcastId: number): Promise<void> {
  const broadcast = await findBroadcast(ctx.scope.tx, broadcastId);
  if (broadcast) reply(ctx, await contentOf(ctx, broadcast), broadcastPost(broadcastId));
}

/** Brings that message up to date after somebody did something. */
export async function refreshBroadcast(ctx: BotContext, broadcastId: number): Promise<void> {
  const broadcast = await findBroadcast(ctx.scope.tx, broadcastId);
  if (!broadcast || ctx.chatId === undefined) return;
  const content = await contentOf(ctx, broadcast);
  await withdrawRewrites(ctx.scope.tx, ctx.chatId, broadcastPost(broadcastId));
  ctx.scope.effects.push(rewrite(ctx.chatId, { post: broadcastPost(broadcastId) }, content, true));
}

async function contentOf(ctx: BotContext, broadcast: Broadcast) {
  const { tx, locale } = ctx.scope;
  const community =
    broadcast.community_id === null ? undefined : await findCommunity(tx, { id: broadcast.community_id });
  const zone = community?.time_zone ?? 'UTC';
  return progressContent(locale, {
    id: broadcast.id,
    title: await broadcastTitle(tx, broadcast.id),
    status: broadcast.status,
    heldReason: broadcast.held_reason,
    counts: await deliveryCounts(tx, broadcast.id),
    startsAt: broadcast.starts_at && instantToWall(broadcast.starts_at, zone),
    heldUntil: broadcast.held_until && instantToWall(broadcast.held_until, zone),
    contentFailure: broadcast.content_failure,
  });
}
