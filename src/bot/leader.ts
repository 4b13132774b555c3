import type { Composer } from 'grammy';
import { communityName, findCommunity } from '../db/communities.ts';
import { BUILDING, readBuilding } from '../domain/building.ts';
import { isStaffOf } from '../domain/role.ts';
import { isStopWord } from '../text/stop-words.ts';
import { leaderBuildingQuestion } from '../telegram/views/leader.ts';
import { sentence } from '../telegram/views/onboarding.ts';
import { readId } from './arguments.ts';
import { type Heard, type NextAnswer, awaitAnswer } from './ask-next.conversation.ts';
import type { BotContext, BotDeps } from './context.ts';
import { forwardInvitation } from './invite.ts';
import { reply } from './reply.ts';
import { onButtons, toast } from './route.ts';

const LEADER_BUILDING = 'leader_building';

/** [Invite a building leader]: staff name the building and get a link to forward. */
export function leaders(): Composer<BotContext> {
  return onButtons('leader', {
    invite: async (ctx, [id = '']) => {
      if (!(await ownCommunity(ctx, id))) return toast(ctx, ctx.scope.t('team-no-such-community'));
      reply(ctx, leaderBuildingQuestion(ctx.scope.t));
      await awaitAnswer(ctx, LEADER_BUILDING, id);
    },
  });
}

export function leaderAnswers(deps: BotDeps): Record<string, NextAnswer> {
  return {
    [LEADER_BUILDING]: {
      waitMinutes: BUILDING.waitMinutes,
      hear: async (ctx, [id = '']) => await hearBuilding(ctx, deps, id),
    },
  };
}

async function hearBuilding(ctx: BotContext, deps: BotDeps, id: string): Promise<Heard> {
  const { t, locale } = ctx.scope;
  const community = await ownCommunity(ctx, id);
  const text = ctx.message?.text;
  if (!community || text === undefined) return 'not_ours';
  if (isStopWord(text)) {
    reply(ctx, sentence(t, 'leader-left'));
    return 'done';
  }
  const read = readBuilding(text);
  if (read.kind !== 'building') {
    reply(ctx, leaderBuildingQuestion(t, read.kind === 'flat' ? 'building-no-flat' : 'building-unclear'));
    return 'again';
  }
  const to = { role: 'building_leader' as const, communityId: community.id, building: read.building };
  const place = { role: to.role, place: communityName(community, locale), building: read.building };
  await forwardInvitation(ctx, deps, to, place, community.time_zone);
  return 'done';
}

/** The community, when its own staff ask; anybody else learns nothing. */
async function ownCommunity(ctx: BotContext, argument: string) {
  const id = readId(argument);
  if (id === undefined || !isStaffOf(ctx.scope.powers, id)) return undefined;
  return await findCommunity(ctx.scope.tx, { id });
}
