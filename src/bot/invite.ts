import { type InvitedTo, createInvitation } from '../db/invitations.ts';
import { instantToWall } from '../text/zones.ts';
import { sentence } from '../telegram/views/onboarding.ts';
import { dateText } from '../telegram/views/moment.ts';
import { invitationToForward } from '../telegram/views/team.ts';
import type { BotContext, BotDeps } from './context.ts';
import { reply } from './reply.ts';

/** A link that opens the bot with something in hand. */
export function linkTo(deps: BotDeps, payload: string): string {
  return `https://t.me/${deps.botUsername}?start=${payload}`;
}

/** Makes an invitation and gives it as a message to forward. `place` is the name of what it is to. */
export async function forwardInvitation(
  ctx: BotContext,
  deps: BotDeps,
  to: InvitedTo & { role: 'staff' | 'board_member' },
  place: string,
  zone: string,
): Promise<void> {
  const { tx, t, now, locale, resident } = ctx.scope;
  const { token, expiresAt } = await createInvitation(tx, to, resident?.id ?? null, now);
  const until = dateText(instantToWall(expiresAt, zone), locale);
  reply(ctx, sentence(t, 'team-forward-this'));
  reply(ctx, invitationToForward(t, { role: to.role, place }, linkTo(deps, `i-${token}`), until));
}
