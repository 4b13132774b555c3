import type { Composer } from 'grammy';
import { recordAudit } from '../db/audit.ts';
import { communityName, findCommunity } from '../db/communities.ts';
import {
  type Invitation,
  type InvitedTo,
  noteSecondOpener,
  findInvitation,
  redeemInvitation,
} from '../db/invitations.ts';
import { findProject } from '../db/projects.ts';
import { findResident, joinCommunity, recordConsent } from '../db/residents.ts';
import { grantRole, listWatchers } from '../db/roles.ts';
import { type Locale, inLocale } from '../domain/locale.ts';
import { POLICY } from '../domain/policy.ts';
import { setPersonalCommands } from '../telegram/commands.ts';
import { type Content, say } from '../telegram/effect.ts';
import { type Translate, translator } from '../telegram/i18n.ts';
import { helpContent } from '../telegram/views/menu.ts';
import { sentence } from '../telegram/views/onboarding.ts';
import {
  type InvitationPlace,
  invitationAccepted,
  invitationOpenedTwice,
  invitationQuestion,
  invitationRedeemed,
} from '../telegram/views/team.ts';
import type { BotContext } from './context.ts';
import type { OpenLink } from './onboarding.ts';
import { reply, rewritePressed } from './reply.ts';
import { type ButtonContext, onButtons } from './route.ts';

/** What an invitation to a person is to; the ones for groups are redeemed in the group. */
type PersonalInvitation = Invitation & {
  to: InvitedTo & { role: 'staff' | 'board_member' | 'building_leader' };
};

/** `i-<token>`: says what the invitation gives and asks; opening alone never gives a role. */
export const openInvitation: OpenLink = async (ctx, link) => {
  if (link.kind !== 'invitation' || !ctx.scope.resident) return false;
  const { tx, t, now, resident, locale } = ctx.scope;
  const opened = await findInvitation(tx, link.token, resident.id, now);
  if (!opened || !isPersonal(opened.invitation) || opened.state === 'expired') return false;
  if (opened.state === 'used') await refuseSecond(ctx, opened.invitation);
  else if (opened.state === 'already_yours') reply(ctx, sentence(t, 'invitation-already'));
  else {
    const place = await placeOf(ctx, opened.invitation, locale);
    reply(ctx, invitationQuestion(t, place, link.token, resident.hasConsented));
  }
  return true;
};

/** [Yes, accept] and [No]. */
export function invitations(): Composer<BotContext> {
  return onButtons('invitation', {
    yes: async (ctx, [token = '']) => await accept(ctx, token),
    no: async (ctx) => rewritePressed(ctx, sentence(ctx.scope.t, 'invitation-refused')),
  });
}

async function accept(ctx: ButtonContext, token: string): Promise<void> {
  const { tx, t, now, resident } = ctx.scope;
  if (!resident) return;
  const shown = await findInvitation(tx, token, resident.id, now);
  if (!shown || !isPersonal(shown.invitation)) return rewritePressed(ctx, sentence(t, 'invitation-unusable'));
  const redeemed = await redeemInvitation(tx, token, resident.id, now);
  if (redeemed?.state === 'open') return await takeRole(ctx, shown.invitation);
  if (redeemed?.state === 'used') return await refuseSecond(ctx, shown.invitation);
  const key = redeemed?.state === 'already_yours' ? 'invitation-already' : 'invitation-unusable';
  rewritePressed(ctx, sentence(t, key));
}

/** The role, what it needs to be of use, and what the person can do from now on. */
async function takeRole(ctx: ButtonContext, invitation: PersonalInvitation): Promise<void> {
  const { tx, t, now, resident, locale, effects } = ctx.scope;
  if (!resident) return;
  const { to } = invitation;
  if (!resident.hasConsented) {
    await recordConsent(tx, resident.id, 'community', POLICY.consentWordingVersion, now);
  }
  await grantRole(tx, resident.id, to, now);
  if (to.role !== 'board_member') await joinCommunity(tx, resident.id, to.communityId, now);
  const entry = { residentId: resident.id, communityId: to.communityId, action: 'role_granted' as const };
  await recordAudit(tx, { ...entry, object: `resident:${resident.id} ${to.role}` }, now);
  ctx.scope.resident = await findResident(tx, ctx.from.id);
  ctx.scope.powers = ctx.scope.resident?.powers ?? ctx.scope.powers;
  rewritePressed(ctx, invitationAccepted(t, await placeOf(ctx, invitation, locale)));
  effects.push(setPersonalCommands(ctx.from.id, t, ctx.scope.powers));
  reply(ctx, helpContent(t, ctx.scope.powers));
  await tellWatchers(ctx, invitation, 'inviter', invitationRedeemed);
}

/** Kind to the second opener; and whoever watches over the invitation hears of it, once. */
async function refuseSecond(ctx: BotContext, invitation: PersonalInvitation): Promise<void> {
  const { tx, t, now, resident } = ctx.scope;
  reply(ctx, sentence(t, 'invitation-used'));
  if (!resident || !(await noteSecondOpener(tx, invitation, resident.id, now))) return;
  await tellWatchers(ctx, invitation, 'inviter_and_officers', invitationOpenedTwice);
}

async function tellWatchers(
  ctx: BotContext,
  invitation: PersonalInvitation,
  who: 'inviter' | 'inviter_and_officers',
  content: (translate: Translate, place: InvitationPlace) => Content,
): Promise<void> {
  const { tx, effects, resident } = ctx.scope;
  for (const watcher of await listWatchers(tx, invitation.invitedBy, who === 'inviter_and_officers')) {
    if (watcher.chatId === resident?.telegramId) continue;
    const place = await placeOf(ctx, invitation, watcher.locale);
    effects.push(say(watcher.chatId, content(translator(watcher.locale), place)));
  }
}

async function placeOf(
  ctx: BotContext,
  { to }: PersonalInvitation,
  locale: Locale,
): Promise<InvitationPlace> {
  if (to.role === 'board_member') {
    const project = await findProject(ctx.scope.tx, { id: to.projectId });
    return { role: to.role, place: project ? inLocale(project.title, locale) : '' };
  }
  const community = await findCommunity(ctx.scope.tx, { id: to.communityId });
  const place = community ? communityName(community, locale) : '';
  return to.role === 'staff' ? { role: to.role, place } : { role: to.role, place, building: to.building };
}

function isPersonal(invitation: Invitation): invitation is PersonalInvitation {
  return invitation.to.role !== 'board_group';
}
