import type { Composer } from 'grammy';
import { recordAudit } from '../db/audit.ts';
import { findTeam } from '../db/boards.ts';
import { findPost } from '../db/outbox.ts';
import { answerSignup, claimSignup, findSignup, releaseSignup } from '../db/volunteers.ts';
import { plainLine } from '../domain/plain.ts';
import { isOnBoardOf, isStaffOf } from '../domain/role.ts';
import type { Signup, SignupAnswer } from '../domain/volunteer.ts';
import { say } from '../telegram/effect.ts';
import { translator } from '../telegram/i18n.ts';
import { memberName, signupCard, signupGone, signupPost } from '../telegram/views/signup-card.ts';
import { volunteerAccepted, volunteerDeclined } from '../telegram/views/volunteer.ts';
import { readId } from './arguments.ts';
import type { BotContext } from './context.ts';
import { rewritePressed } from './reply.ts';
import { type ButtonContext, onButtons, pressedMessageId, toast } from './route.ts';
import { refreshCards } from './signup-card.ts';

const LONGEST_NAME = 64;

/**
 * The buttons of a volunteer's card, in the team's group and in private alike. In the bound group everybody is the
 * team; in private the role is needed. Who was first is decided by a row lock.
 */
export function answerButtons(): Composer<BotContext> {
  return onButtons('board', {
    claim: async (ctx, [id]) => await withSignup(ctx, id, claim),
    yes: async (ctx, [id]) => await withSignup(ctx, id, accept),
    enough: async (ctx, [id]) => await withSignup(ctx, id, decline),
    release: async (ctx, [id]) => await withSignup(ctx, id, release),
  });
}

/** Does what was asked for; false when nothing changed, because somebody else or something else was first. */
type Act = (ctx: ButtonContext, signup: Signup) => Promise<boolean>;

async function withSignup(ctx: ButtonContext, id: string | undefined, act: Act): Promise<void> {
  const { tx, t } = ctx.scope;
  const signupId = readId(id);
  const signup = signupId === undefined ? undefined : await findSignup(tx, signupId);
  if (!signup) return sayGone(ctx);
  if (!(await mayAnswer(ctx, signup))) return toast(ctx, t('signup-not-your-team'));
  const isChanged = await act(ctx, signup);
  const after = await findSignup(tx, signup.id);
  if (!after) return;
  if (isChanged) await refreshCards(ctx, after);
  await rewriteOldCopy(ctx, after);
}

/** A card shown a second time leaves a copy behind that nobody keeps true; whoever taps it sees how things stand. */
async function rewriteOldCopy(ctx: ButtonContext, signup: Signup): Promise<void> {
  const { tx, locale } = ctx.scope;
  if (ctx.chatId === undefined) return;
  const kept = await findPost(tx, ctx.chatId, signupPost(signup.id));
  if (kept === pressedMessageId(ctx)) return;
  rewritePressed(ctx, signupCard(ctx.scope.t, locale, signup, ctx.chatId));
}

/** The volunteer's data are gone, and with them the sign-up; its card may still stand here. */
function sayGone(ctx: ButtonContext): void {
  toast(ctx, ctx.scope.t('signup-withdrawn'));
  rewritePressed(ctx, signupGone(ctx.scope.t));
}

async function mayAnswer(ctx: ButtonContext, signup: Signup): Promise<boolean> {
  const { tx, powers } = ctx.scope;
  const team = await findTeam(tx, signup.projectId);
  if (ctx.chat?.type !== 'private') {
    return team.kind === 'group' && team.chats.some((chat) => chat.chatId === ctx.chatId);
  }
  if (isOnBoardOf(powers, signup.projectId)) return true;
  return team.kind === 'staff' && isStaffOf(powers, signup.communityId);
}

async function claim(ctx: ButtonContext, signup: Signup): Promise<boolean> {
  const { tx, t } = ctx.scope;
  const by = { telegramId: ctx.from.id, name: plainLine(ctx.from.first_name, LONGEST_NAME) };
  const decision = await claimSignup(tx, signup.id, by);
  if (decision?.kind === 'claimed') return true;
  if (decision?.kind === 'already_yours') toast(ctx, t('signup-yours'));
  else if (decision?.kind === 'taken')
    toast(ctx, t('signup-taken', { name: memberName(t, decision.byName) }));
  else toast(ctx, t('signup-withdrawn'));
  return false;
}

async function accept(ctx: ButtonContext, signup: Signup): Promise<boolean> {
  return await answer(ctx, signup, 'accepted');
}

async function decline(ctx: ButtonContext, signup: Signup): Promise<boolean> {
  return await answer(ctx, signup, 'declined');
}

async function answer(ctx: ButtonContext, signup: Signup, given: SignupAnswer): Promise<boolean> {
  const { tx, t, now } = ctx.scope;
  const decision = await answerSignup(tx, signup.id, ctx.from.id, given, now);
  if (decision?.kind === 'answered') {
    await recordAnswer(ctx, signup, given);
    tellVolunteer(ctx, signup, given);
    return true;
  }
  if (decision?.kind === 'not_yours') toast(ctx, t('signup-taken', { name: memberName(t, decision.byName) }));
  else if (decision?.kind === 'full')
    toast(ctx, t('signup-full', { accepted: signup.accepted, needed: signup.needed }));
  else toast(ctx, t('signup-over'));
  return false;
}

async function recordAnswer(ctx: ButtonContext, signup: Signup, given: SignupAnswer): Promise<void> {
  const action = given === 'accepted' ? 'volunteer_accepted' : 'volunteer_declined';
  await recordAudit(
    ctx.scope.tx,
    {
      residentId: ctx.scope.resident?.id ?? null,
      communityId: signup.communityId,
      action,
      object: `volunteer_signup:${signup.id}`,
    },
    ctx.scope.now,
  );
}

function tellVolunteer(ctx: ButtonContext, signup: Signup, given: SignupAnswer): void {
  const { chatId, locale } = signup.volunteer;
  const translate = translator(locale);
  const name = memberName(translate, signup.claimedByName);
  const content =
    given === 'accepted'
      ? volunteerAccepted(translate, locale, signup, name)
      : volunteerDeclined(translate, locale, signup);
  ctx.scope.effects.push(say(chatId, content));
}

async function release(ctx: ButtonContext, signup: Signup): Promise<boolean> {
  const isReleased = await releaseSignup(ctx.scope.tx, signup.id, ctx.from.id);
  if (!isReleased) toast(ctx, ctx.scope.t('signup-over'));
  return isReleased;
}
