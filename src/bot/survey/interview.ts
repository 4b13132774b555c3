import type { Composer } from 'grammy';
import {
  type SpokenFor,
  handOver,
  interviewProgress,
  listSpokenFor,
  setInterviewGoal,
} from '../../db/interviews.ts';
import { type Survey, findSurvey } from '../../db/surveys.ts';
import { BUILDING, readBuilding } from '../../domain/building.ts';
import { buildingsLedIn, isInterviewerIn } from '../../domain/role.ts';
import { rewrite } from '../../telegram/effect.ts';
import {
  askedText,
  consentContent,
  goalContent,
  readGoal,
  refusedContent,
  whereContent,
} from '../../telegram/views/interview.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { positionText } from '../../telegram/views/survey.ts';
import { isStopWord } from '../../text/stop-words.ts';
import { readId } from '../arguments.ts';
import { type Heard, type NextAnswer, awaitAnswer, stopAwaiting } from '../ask-next.conversation.ts';
import type { BotContext } from '../context.ts';
import { reply, rewritePressed } from '../reply.ts';
import { type ButtonContext, dropPressedKeyboard, onButtons, toast } from '../route.ts';
import { beginResponse } from './begin-response.ts';
import { holdResponse } from './hold-response.ts';
import { mayAsk, onOwnSurvey } from './own-interview.ts';
import { answeredPost } from './answered-posts.ts';
import { type Origin, askAgain, readerOf } from './show-answer.ts';

/*
 * consent read aloud -> building -> the survey itself, as a response of its own -> sent, and closed for good. Nothing of a
 * neighbour is kept but the building and the answers. Every button asks again whether its presser may act here.
 */

const NEIGHBOUR_BUILDING = 'neighbour_building';

/** [Ask a neighbour]: building leaders, and staff, take down the answers of people who have no phone. */
export function interviews(): Composer<BotContext> {
  return onButtons('interview', {
    ask: onOwnSurvey(showConsent),
    agree: onOwnSurvey(async (ctx, survey) => {
      dropPressedKeyboard(ctx);
      reply(ctx, whereContent('interview', survey.code, ownBuildings(ctx, survey), ctx.scope.t));
      await awaitAnswer(ctx, NEIGHBOUR_BUILDING, survey.code);
    }),
    refuse: onOwnSurvey(async (ctx, survey) => rewritePressed(ctx, refusedContent(survey.code, ctx.scope.t))),
    in: onOwnSurvey(async (ctx, survey, argument) => {
      await stopAwaiting(ctx);
      dropPressedKeyboard(ctx);
      const read = argument === undefined ? undefined : readBuilding(argument);
      if (read && read.kind !== 'building') return toast(ctx, ctx.scope.t('old-button'));
      await begin(ctx, survey, read?.building);
    }),
    goal: onOwnSurvey(async (ctx, survey) => reply(ctx, goalContent(survey.code, ctx.scope.t))),
    aim: onOwnSurvey(setGoal),
    enough: onOwnSurvey(async (ctx, survey) => {
      const progress = await interviewProgress(ctx.scope.tx, survey.id, residentId(ctx));
      const text = `${ctx.scope.t('interview-thanks')}\n${askedText(progress, ctx.scope.t)}`;
      rewritePressed(ctx, { text });
    }),
    hand: handOverPhone,
  });
}

export function interviewAnswers(): Record<string, NextAnswer> {
  return { [NEIGHBOUR_BUILDING]: { waitMinutes: BUILDING.waitMinutes, hear: hearBuilding } };
}

async function showConsent(ctx: ButtonContext, survey: Survey): Promise<void> {
  const { tx } = ctx.scope;
  const unfinished = (await listSpokenFor(tx, survey.id, residentId(ctx), 'leader')).filter(isUnfinished);
  const shown = [];
  for (const { id, person } of unfinished.slice(-MOST_UNFINISHED)) {
    const response = await holdResponse(ctx, { id });
    if (!response) continue;
    const { definition, flow } = response;
    shown.push({ id, person, position: positionText({ id, definition, flow }, readerOf(ctx)) });
  }
  const progress = await interviewProgress(tx, survey.id, residentId(ctx));
  reply(ctx, consentContent({ ...survey, ...progress }, shown, readerOf(ctx)));
}

const MOST_UNFINISHED = 4;

function isUnfinished({ isCompleted }: SpokenFor): boolean {
  return !isCompleted;
}

async function begin(ctx: BotContext, survey: Survey, building: string | undefined): Promise<void> {
  const { tx, now } = ctx.scope;
  const earlier = await listSpokenFor(tx, survey.id, residentId(ctx), 'leader');
  const last = earlier.at(-1);
  const isSecondTap = last && !last.isCompleted && now.getTime() - last.startedAt.getTime() < DOUBLE_TAP_MS;
  if (isSecondTap) return;
  const response = await beginResponse(ctx, survey, { mode: 'leader', building: building ?? null });
  if (response) askAgain(ctx, response, TYPED);
}

const DOUBLE_TAP_MS = 5_000;
const TYPED: Origin = { kind: 'typed' };

async function hearBuilding(ctx: BotContext, [code = '']: string[]): Promise<Heard> {
  const { tx, t } = ctx.scope;
  const survey = await findSurvey(tx, { code });
  const text = ctx.message?.text;
  if (!survey || !mayAsk(ctx, survey) || text === undefined) return 'not_ours';
  if (isStopWord(text)) {
    reply(ctx, refusedContent(survey.code, t));
    return 'done';
  }
  const read = readBuilding(text);
  if (read.kind !== 'building') {
    const complaint = read.kind === 'flat' ? 'building-no-flat' : 'building-unclear';
    reply(ctx, whereContent('interview', survey.code, ownBuildings(ctx, survey), t, complaint));
    return 'again';
  }
  await begin(ctx, survey, read.building);
  return 'done';
}

async function setGoal(ctx: ButtonContext, survey: Survey, argument: string | undefined): Promise<void> {
  const { tx, t } = ctx.scope;
  const neighbours = readGoal(argument);
  if (neighbours === undefined) return toast(ctx, t('old-button'));
  await setInterviewGoal(tx, { survey_id: survey.id, resident_id: residentId(ctx), neighbours });
  const progress = await interviewProgress(tx, survey.id, residentId(ctx));
  rewritePressed(ctx, { text: `✔ ${askedText(progress, t)}` });
}

/** The neighbour takes the phone: what was answered is covered, and they are spoken to themselves. */
async function handOverPhone(ctx: ButtonContext, [argument]: string[]): Promise<void> {
  const { tx, now, t, powers } = ctx.scope;
  const id = readId(argument);
  const response = id === undefined ? undefined : await holdResponse(ctx, { id });
  const isUsable =
    response?.manner.mode === 'leader' &&
    response.isOpen &&
    !response.isCompleted &&
    isInterviewerIn(powers, response.communityId);
  if (!isUsable || !(await handOver(tx, response.id, now))) {
    dropPressedKeyboard(ctx);
    return toast(ctx, t('old-button'));
  }
  const { chatId } = ctx;
  for (const [step, { isSettled }] of response.flow.answers) {
    if (!isSettled || chatId === undefined) continue;
    const target = { post: answeredPost(response.id, step) };
    ctx.scope.effects.push(rewrite(chatId, target, sentence(t, 'interview-answered')));
  }
  rewritePressed(ctx, sentence(t, 'interview-changed'));
  const manner = { ...response.manner, isHandedOver: true };
  askAgain(ctx, { ...response, manner }, TYPED, t('interview-handed'));
}

function ownBuildings({ scope }: BotContext, { communityId }: Survey): string[] {
  return buildingsLedIn(scope.powers, communityId);
}

function residentId({ scope }: BotContext): number {
  if (!scope.resident) throw new Error('somebody with a role is a resident');
  return scope.resident.id;
}
