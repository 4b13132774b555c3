import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import { readProfiles, setProfile } from '../../db/population-shares.ts';
import { isStaffOf } from '../../domain/role.ts';
import type { ProfileDimension } from '../../domain/sample.ts';
import { populationQuestion, profilesContent } from '../../telegram/views/population.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { readPopulation } from '../../text/population-numbers.ts';
import { isStopWord } from '../../text/stop-words.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';
import { readerOf } from './show-answer.ts';

/** The name under which the question is kept; a release that asks differently needs a new number. */
export const ENTER_POPULATION = 'enter-population@1';

export interface PopulationOrder {
  communityId: number;
  dimension: ProfileDimension;
}

/** The next text holds the numbers; everything else goes on to the rest of the bot. */
export async function enterPopulation(
  wizard: Conversation<BotContext, Context>,
  _: Context,
  order: PopulationOrder,
): Promise<void> {
  await wizard.external((ctx) => reply(ctx, populationQuestion(order.dimension, readerOf(ctx))));
  const beforeAnswer = wizard.checkpoint();
  await wizard.waitUntil(isAnswer, { next: true });
  const isDone = await wizard.external(async (ctx) => await hear(ctx, order));
  if (!isDone) await wizard.rewind(beforeAnswer);
}

function isAnswer(ctx: Context): boolean {
  const text = ctx.message?.text;
  return text !== undefined && (!text.startsWith('/') || isStopWord(text));
}

async function hear(ctx: BotContext, { communityId, dimension }: PopulationOrder): Promise<boolean> {
  const { tx, t, now, powers, resident } = ctx.scope;
  const text = ctx.message?.text ?? '';
  if (isStopWord(text) || !resident || !isStaffOf(powers, communityId)) {
    reply(ctx, sentence(t, 'population-left'));
    return true;
  }
  const read = readPopulation(dimension, text);
  if (read.kind === 'unclear') {
    reply(ctx, populationQuestion(dimension, readerOf(ctx), true));
    return false;
  }
  await setProfile(tx, { communityId, dimension, shares: read.shares, enteredBy: resident.id }, now);
  reply(ctx, profilesContent(communityId, await readProfiles(tx, communityId), readerOf(ctx)));
  return true;
}
