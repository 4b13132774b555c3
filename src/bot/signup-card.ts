import { type TeamChat, chatsOfPost, findTeam } from '../db/boards.ts';
import { findSignup } from '../db/volunteers.ts';
import type { Signup } from '../domain/volunteer.ts';
import { rewrite, say } from '../telegram/effect.ts';
import { translator } from '../telegram/i18n.ts';
import { signupCard, signupPost, volunteerLeft } from '../telegram/views/signup-card.ts';
import type { BotContext } from './context.ts';

/** Shows a new sign-up to the team. */
export async function announceSignup(ctx: BotContext, signupId: number): Promise<void> {
  const { tx, effects } = ctx.scope;
  const signup = await findSignup(tx, signupId);
  if (!signup) return;
  const team = await findTeam(tx, signup.projectId);
  for (const chat of team.chats) effects.push(sayCard(signup, chat));
}

/** The card of a sign-up as a new message, remembered so that it can be kept true. */
export function sayCard(signup: Signup, chat: TeamChat) {
  return say(chat.chatId, cardIn(chat, signup), signupPost(signup.id));
}

/** Brings every card of a sign-up up to date, in whichever chats it stands. */
export async function refreshCards(ctx: BotContext, signup: Signup): Promise<void> {
  for (const chat of await cardChats(ctx, signup)) {
    const target = { post: signupPost(signup.id) };
    ctx.scope.effects.push(rewrite(chat.chatId, target, cardIn(chat, signup)));
  }
}

/** An edit makes no sound: whoever counted on the volunteer is told anew. */
export async function tellTeamOfLeaving(ctx: BotContext, signup: Signup): Promise<void> {
  const team = await findTeam(ctx.scope.tx, signup.projectId);
  for (const { chatId, locale } of team.chats) {
    ctx.scope.effects.push(say(chatId, volunteerLeft(translator(locale), locale, signup)));
  }
}

/** Where the card stands, and where it is just about to: a post is remembered only once it has been sent. */
async function cardChats(ctx: BotContext, signup: Signup): Promise<TeamChat[]> {
  const { tx } = ctx.scope;
  const team = await findTeam(tx, signup.projectId);
  const standing = await chatsOfPost(tx, signupPost(signup.id));
  return [...new Map([...team.chats, ...standing].map((chat) => [chat.chatId, chat])).values()];
}

function cardIn({ chatId, locale }: TeamChat, signup: Signup) {
  return signupCard(translator(locale), locale, signup, chatId);
}
