import type { Composer } from 'grammy';
import { recordAudit } from '../db/audit.ts';
import {
  type CallRequest,
  communityOfResponse,
  findCallRequest,
  finishCall,
  listCallRequests,
  requestCall,
} from '../db/call-requests.ts';
import { type Community, communitiesByIds, communityName, findCommunity } from '../db/communities.ts';
import { listStaffChats } from '../db/roles.ts';
import { findSurvey } from '../db/surveys.ts';
import { readPhone } from '../domain/phone.ts';
import { lengthOf, plainLine } from '../domain/plain.ts';
import { isStaffOf } from '../domain/role.ts';
import { say } from '../telegram/effect.ts';
import { translator } from '../telegram/i18n.ts';
import {
  callAsked,
  callList,
  callPlaces,
  callWaits,
  phoneQuestion,
  staffWrote,
} from '../telegram/views/call.ts';
import { sentence } from '../telegram/views/onboarding.ts';
import { isStopWord } from '../text/stop-words.ts';
import { instantToWall } from '../text/zones.ts';
import { readId } from './arguments.ts';
import { type Heard, type NextAnswer, awaitAnswer, stopAwaiting } from './ask-next.conversation.ts';
import type { BotContext } from './context.ts';
import { reply, rewritePressed } from './reply.ts';
import { type ButtonContext, onButtons, toast } from './route.ts';

const CALL_NUMBER = 'call_number';
const CALL_WORDS = 'call_words';
const WAIT_MINUTES = 10;
const LONGEST_WORDS = 400;
const CALLS_SHOWN = 5;

/** [Call me]: there is always a person. The number is kept until somebody called, and written into no log. */
export function callRequests(): Composer<BotContext> {
  return onButtons('call', {
    me: askNumber,
    here: async (ctx, [id]) => {
      const community = await communityOf(ctx, id);
      if (!community) return toast(ctx, ctx.scope.t('old-button'));
      await stopAwaiting(ctx);
      rewritePressed(ctx, await take(ctx, community, null));
    },
    never: async (ctx) => {
      await stopAwaiting(ctx);
      rewritePressed(ctx, sentence(ctx.scope.t, 'call-left'));
    },
    list: async (ctx) => {
      if (ctx.scope.powers.staffCommunityIds.length === 0) return toast(ctx, ctx.scope.t('staff-only'));
      reply(ctx, await listContent(ctx));
    },
    done: onOwnCall(async (ctx, call) => {
      await finish(ctx, call);
      rewritePressed(ctx, await listContent(ctx));
    }),
    write: onOwnCall(async (ctx, call) => {
      reply(ctx, sentence(ctx.scope.t, 'call-words'));
      await awaitAnswer(ctx, CALL_WORDS, String(call.id));
    }),
  });
}

export function callAnswers(): Record<string, NextAnswer> {
  return {
    [CALL_NUMBER]: { waitMinutes: WAIT_MINUTES, hear: hearNumber },
    [CALL_WORDS]: { waitMinutes: WAIT_MINUTES, hear: hearWords },
  };
}

/** The survey, the response or the community a call is asked for in says who is to call. */
export async function askNumber(ctx: BotContext, [kind, argument]: string[]): Promise<void> {
  const { tx, t, locale, resident } = ctx.scope;
  const places = await communitiesByIds(tx, await placesOf(ctx, kind, argument));
  const [only, ...others] = places;
  if (!resident || !only) return reply(ctx, sentence(t, 'call-no-place'));
  if (others.length > 0) {
    const named = places.map((place) => ({ id: place.id, name: communityName(place, locale) }));
    return reply(ctx, callPlaces(named, t));
  }
  reply(ctx, phoneQuestion(only.id, t));
  await awaitAnswer(ctx, CALL_NUMBER, String(only.id));
}

async function placesOf({ scope }: BotContext, kind?: string, argument = ''): Promise<number[]> {
  const { tx, resident } = scope;
  const own = resident?.communityIds ?? [];
  const id = readId(argument);
  if (kind === 's') {
    const survey = await findSurvey(tx, { code: argument });
    return survey ? [survey.communityId] : own;
  }
  if (kind === 'r' && id !== undefined && resident) {
    const communityId = await communityOfResponse(tx, id, resident.id);
    return communityId === undefined ? own : [communityId];
  }
  return kind === 'c' ? own.filter((communityId) => communityId === id) : own;
}

async function hearNumber(ctx: BotContext, [id]: string[]): Promise<Heard> {
  const { t } = ctx.scope;
  const community = await communityOf(ctx, id);
  const text = ctx.message?.contact?.phone_number ?? ctx.message?.text;
  if (!community || text === undefined) return 'not_ours';
  if (isStopWord(text)) {
    reply(ctx, sentence(t, 'call-left'));
    return 'done';
  }
  const phone = readPhone(text);
  reply(ctx, phone === undefined ? phoneQuestion(community.id, t, true) : await take(ctx, community, phone));
  return phone === undefined ? 'again' : 'done';
}

/** Keeps the request and tells staff at once, unless this person waited already. */
async function take(ctx: BotContext, community: Community, phone: string | null) {
  const { tx, now, resident, effects, t } = ctx.scope;
  if (!resident) throw new Error('only residents are asked for a number');
  const isNew = await requestCall(tx, { communityId: community.id, residentId: resident.id, phone }, now);
  const chats = isNew ? await listStaffChats(tx, community.id) : [];
  for (const { chatId, locale } of chats)
    effects.push(say(chatId, callWaits(communityName(community, locale), translator(locale))));
  return callAsked(phone, t);
}

async function hearWords(ctx: BotContext, [argument]: string[]): Promise<Heard> {
  const { tx, t, effects } = ctx.scope;
  const call = await ownCall(ctx, argument);
  const text = ctx.message?.text;
  if (!call || text === undefined) return 'not_ours';
  if (isStopWord(text)) {
    reply(ctx, sentence(t, 'call-words-left'));
    return 'done';
  }
  const words = plainLine(text);
  if (words === '' || lengthOf(words) > LONGEST_WORDS) {
    reply(ctx, { text: t('call-words-long', { count: LONGEST_WORDS }) });
    return 'again';
  }
  const community = await findCommunity(tx, { id: call.communityId });
  if (!community || !(await finish(ctx, call))) {
    reply(ctx, sentence(t, 'call-done-before'));
    return 'done';
  }
  effects.push(
    say(call.chatId, staffWrote(communityName(community, call.locale), words, translator(call.locale))),
  );
  reply(ctx, sentence(t, 'call-words-sent'));
  return 'done';
}

async function finish({ scope }: BotContext, { id, communityId }: CallRequest): Promise<boolean> {
  const { tx, now, resident } = scope;
  if (!resident || !(await finishCall(tx, id, resident.id, now))) return false;
  const entry = { residentId: resident.id, communityId, action: 'call_done' as const };
  await recordAudit(tx, { ...entry, object: `call:${id}` }, now);
  return true;
}

async function listContent({ scope }: BotContext) {
  const { tx, t, locale, powers } = scope;
  const calls = await listCallRequests(tx, powers.staffCommunityIds);
  const communities = await communitiesByIds(tx, powers.staffCommunityIds);
  const shown = calls.slice(0, CALLS_SHOWN).flatMap(({ id, phone, communityId, requestedAt }) => {
    const community = communities.find((candidate) => candidate.id === communityId);
    if (!community) return [];
    const at = instantToWall(requestedAt, community.time_zone);
    return [{ id, phone, community: communityName(community, locale), at }];
  });
  return callList(shown, calls.length - shown.length, { t, locale });
}

async function communityOf({ scope }: BotContext, argument: string | undefined) {
  const id = readId(argument);
  return id === undefined ? undefined : await findCommunity(scope.tx, { id });
}

/** An open request of a community the presser is staff of. */
async function ownCall({ scope }: BotContext, argument: string | undefined) {
  const id = readId(argument);
  const call = id === undefined ? undefined : await findCallRequest(scope.tx, id);
  return call && isStaffOf(scope.powers, call.communityId) ? call : undefined;
}

function onOwnCall(handle: (ctx: ButtonContext, call: CallRequest) => Promise<void>) {
  return async (ctx: ButtonContext, [argument]: string[]) => {
    const call = await ownCall(ctx, argument);
    if (call) return await handle(ctx, call);
    if (ctx.scope.powers.staffCommunityIds.length === 0) return toast(ctx, ctx.scope.t('staff-only'));
    toast(ctx, ctx.scope.t('call-done-before'));
    rewritePressed(ctx, await listContent(ctx));
  };
}
