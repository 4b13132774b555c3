import type { Composer } from 'grammy';
import { recordAudit } from '../db/audit.ts';
import {
  type Broadcast,
  cancelBroadcast,
  deliveryCounts,
  lockBroadcast,
  pauseBroadcast,
  reopenForUnknown,
  resumeBroadcast,
} from '../db/broadcasts.ts';
import { reachByBuilding } from '../db/deliveries.ts';
import { type BroadcastAction, STATUS_AFTER, isAllowed, isOver } from '../domain/broadcast.ts';
import { isStaffOf } from '../domain/role.ts';
import { cancelQuestion, notReachedContent } from '../telegram/views/broadcast.ts';
import { sentence } from '../telegram/views/onboarding.ts';
import { readId } from './arguments.ts';
import { refreshBroadcast, showBroadcast } from './broadcast-message.ts';
import type { BotContext } from './context.ts';
import { reply, rewritePressed } from './reply.ts';
import { type ButtonContext, onButtons, toast } from './route.ts';

/** The buttons under the message that tells staff how far a broadcast is. */
export function broadcasts(): Composer<BotContext> {
  return onButtons('broadcast', {
    pause: onBroadcast(async (ctx, broadcast) => void (await act(ctx, broadcast, 'pause'))),
    resume: onBroadcast(async (ctx, broadcast) => void (await act(ctx, broadcast, 'resume'))),
    stop: onBroadcast(askToCancel),
    cancel: onBroadcast(cancel),
    keep: onBroadcast(async (ctx) => rewritePressed(ctx, sentence(ctx.scope.t, 'broadcast-kept'))),
    missed: onBroadcast(async (ctx, broadcast) => {
      if (broadcast.community_id === null) return;
      const reach = await reachByBuilding(ctx.scope.tx, broadcast.id, broadcast.community_id);
      reply(ctx, notReachedContent(ctx.scope.locale, reach));
    }),
    resend: onBroadcast(resend),
    show: onBroadcast(async (ctx, broadcast) => await showBroadcast(ctx, broadcast.id)),
  });
}

/** A broadcast of one's own community, its row held; for everybody else there is no such broadcast. */
function onBroadcast(handle: (ctx: ButtonContext, broadcast: Broadcast) => Promise<void>) {
  return async (ctx: ButtonContext, [argument]: string[]) => {
    const { tx, t, powers } = ctx.scope;
    const id = readId(argument);
    const broadcast = id ? await lockBroadcast(tx, id) : undefined;
    const isOurs = broadcast && broadcast.community_id !== null && isStaffOf(powers, broadcast.community_id);
    if (!isOurs) return toast(ctx, t('old-button'));
    await handle(ctx, broadcast);
  };
}

const DONE = {
  pause: { action: 'broadcast_paused', toast: 'broadcast-toast-paused' },
  resume: { action: 'broadcast_resumed', toast: 'broadcast-toast-resumed' },
  cancel: { action: 'broadcast_cancelled', toast: 'broadcast-toast-cancelled' },
} as const;

/** Does it if it can be done; returns what was said about it. A second tap finds it done. */
async function act(ctx: ButtonContext, broadcast: Broadcast, action: BroadcastAction): Promise<string> {
  const { tx, now, t } = ctx.scope;
  if (broadcast.status === STATUS_AFTER[action]) return await refuse(ctx, broadcast, DONE[action].toast);
  if (!isAllowed(action, standingOf(broadcast))) return await refuse(ctx, broadcast);
  if (action === 'pause') await pauseBroadcast(tx, broadcast.id);
  if (action === 'resume') await resumeBroadcast(tx, broadcast);
  if (action === 'cancel') await cancelBroadcast(tx, broadcast.id, now);
  await audit(ctx, broadcast, DONE[action].action);
  toast(ctx, t(DONE[action].toast));
  if (action === 'resume') ctx.scope.afterCommit.push((queues) => queues.sendBroadcast(broadcast.id));
  await refreshBroadcast(ctx, broadcast.id);
  return DONE[action].toast;
}

/** Says why nothing is done and shows how the broadcast stands. */
async function refuse(
  ctx: ButtonContext,
  broadcast: Broadcast,
  why: string = isOver(broadcast.status) ? 'broadcast-toast-too-late' : 'broadcast-toast-changed',
): Promise<string> {
  toast(ctx, ctx.scope.t(why));
  await refreshBroadcast(ctx, broadcast.id);
  return why;
}

function standingOf({ status, held_reason: heldReason }: Broadcast) {
  return { status, heldReason };
}

async function askToCancel(ctx: ButtonContext, broadcast: Broadcast): Promise<void> {
  const { tx, locale } = ctx.scope;
  if (!isAllowed('cancel', standingOf(broadcast))) return void (await refuse(ctx, broadcast));
  // A message of its own: the one with the progress is edited again and again.
  reply(ctx, cancelQuestion(locale, broadcast.id, await deliveryCounts(tx, broadcast.id)));
}

/** The question may have stood for so long that the rest went out meanwhile: then it says to how many. */
async function cancel(ctx: ButtonContext, broadcast: Broadcast): Promise<void> {
  const { tx, t } = ctx.scope;
  const said = await act(ctx, broadcast, 'cancel');
  if (broadcast.status !== 'finished') return rewritePressed(ctx, sentence(t, said));
  const { sent = 0 } = await deliveryCounts(tx, broadcast.id);
  rewritePressed(ctx, sentence(t, 'broadcast-cancel-too-late', { sent }));
}

/** Somebody decided that a second copy is better than none. */
async function resend(ctx: ButtonContext, broadcast: Broadcast): Promise<void> {
  const { tx, t } = ctx.scope;
  const count = broadcast.status === 'finished' ? await reopenForUnknown(tx, broadcast.id) : 0;
  if (count === 0) return void (await refuse(ctx, broadcast, 'broadcast-toast-changed'));
  await audit(ctx, broadcast, 'broadcast_resent');
  toast(ctx, t('broadcast-toast-resent', { count }));
  ctx.scope.afterCommit.push((queues) => queues.sendBroadcast(broadcast.id));
  await refreshBroadcast(ctx, broadcast.id);
}

async function audit(
  ctx: BotContext,
  broadcast: Broadcast,
  action: (typeof DONE)[BroadcastAction]['action'] | 'broadcast_resent',
): Promise<void> {
  const { tx, now, resident } = ctx.scope;
  const entry = {
    residentId: resident?.id ?? null,
    communityId: broadcast.community_id,
    action,
    object: `broadcast:${broadcast.id}`,
  };
  await recordAudit(tx, entry, now);
}
