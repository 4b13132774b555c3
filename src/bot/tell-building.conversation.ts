import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import { setBuilding } from '../db/memberships.ts';
import { BUILDING, readBuilding } from '../domain/building.ts';
import { isStopWord } from '../text/stop-words.ts';
import { buildingNoted, buildingQuestion } from '../telegram/views/building.ts';
import { sentence } from '../telegram/views/onboarding.ts';
import { findOwnBuilding } from './own-building.ts';
import type { BotContext } from './context.ts';
import { reply } from './reply.ts';

/** The name under which the question is kept; a release that asks differently needs a new number. */
export const TELL_BUILDING = 'tell-building@1';

const MINUTE_MS = 60_000;

/**
 * The next text is the building. Everything else goes on to the rest of the bot, and so does a text that comes long
 * after the question: it answers something newer.
 */
export async function tellBuilding(
  wizard: Conversation<BotContext, Context>,
  _: Context,
  communityId: number,
): Promise<void> {
  const askedAtMs = await wizard.external(async (ctx) => await ask(ctx, communityId));
  const beforeAnswer = wizard.checkpoint();
  await wizard.waitUntil(isAnswer, { next: true });
  const outcome = await wizard.external(async (ctx) => await hear(ctx, communityId, askedAtMs));
  if (outcome === 'not-ours') await wizard.halt({ next: true });
  // Going back forgets what was typed: a flat is not to be kept even here.
  if (outcome === 'again') await wizard.rewind(beforeAnswer);
}

function isAnswer(ctx: Context): boolean {
  const text = ctx.message?.text;
  return text !== undefined && (!text.startsWith('/') || isStopWord(text));
}

async function ask(ctx: BotContext, communityId: number): Promise<number> {
  const own = await findOwnBuilding(ctx, communityId);
  if (own) reply(ctx, buildingQuestion(ctx.scope.t, own));
  return ctx.scope.now.getTime();
}

/** What was typed during an outage counts by when it was typed. */
async function hear(
  ctx: BotContext,
  communityId: number,
  askedAtMs: number,
): Promise<'done' | 'again' | 'not-ours'> {
  const { tx, t, receivedAt, resident } = ctx.scope;
  const own = await findOwnBuilding(ctx, communityId);
  const isLate = receivedAt.getTime() - askedAtMs > BUILDING.waitMinutes * MINUTE_MS;
  if (!resident || !own || isLate) return 'not-ours';
  const text = ctx.message?.text ?? '';
  if (isStopWord(text)) {
    reply(ctx, sentence(t, 'building-left'));
    return 'done';
  }
  const read = readBuilding(text);
  if (read.kind !== 'building') {
    reply(ctx, buildingQuestion(t, own, read.kind === 'flat' ? 'building-no-flat' : 'building-unclear'));
    return 'again';
  }
  await setBuilding(tx, resident.id, communityId, read.building);
  reply(ctx, buildingNoted(t, { ...own, building: read.building }));
  return 'done';
}
