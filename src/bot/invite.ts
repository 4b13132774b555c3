import { type InvitedTo, createInvitation } from '../db/invitations.ts';
import { instantToWall } from '../text/zones.ts';
import { sentence } from '../telegram/views/onboarding.ts';
import { dateText } from '../telegram/views/moment.ts';
import { type InvitationPlace, invitationToForward } from '../telegram/views/team.ts';
import type { BotContext, BotDeps } from './context.ts';
import { reply } from './reply.ts';

/** A link that opens the bot with something in hand. */
export function linkTo(deps: BotDeps, payload: string): string {
  return `https://t.me/${deps.botUsername}?start=${payload}`;
}

/** Makes an invitation and gives it as a message to forward. `place` says in words what it is to. */
export async function forwardInvitation(
  ctx: BotContext,
  deps: BotDeps,
  to: InvitedTo,
  place: InvitationPlace,
  zone: string,
): Promise<void> {
  const { tx, t, now, locale, resident } = ctx.scope;
  const { token, expiresAt } = await createInvitation(tx, to, resident?.id ?? null, now);
  const until = dateText(instantToWall(expiresAt, zone), locale);
  reply(ctx, sentence(t, 'team-forward-this'));
  reply(ctx, invitationToForward(t, place, linkTo(deps, `i-${token}`), until));
}
