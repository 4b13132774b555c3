import type { InlineKeyboardButton } from 'grammy/types';
import type { Db } from '../../db/client.ts';
import { findJoinCode } from '../../db/communities.ts';
import { changeMode } from '../../db/interviews.ts';
import { type AskedResponse, type Response, completeResponse, saveFlow } from '../../db/responses.ts';
import { type Decision, type Flow, type FlowEvent, applyEvents } from '../../domain/question-flow.ts';
import { isInterviewerIn } from '../../domain/role.ts';
import { asksWhoAnswers, saidMode } from '../../domain/survey-mode.ts';
import { isInterview } from '../../domain/survey.ts';
import { readDate } from '../../domain/time.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { anotherRelativeRow } from '../../telegram/views/relative.ts';
import { sentContent, sentReviewContent } from '../../telegram/views/survey-sent.ts';
import type { BotContext, Speaker } from '../context.ts';
import { watchForAlarm } from '../raise-alarm.ts';
import { reply } from '../reply.ts';
import { toast } from '../route.ts';
import { finishInterview } from './interview-finish.ts';
import { type Origin, askAgain, closeCopies, readerOf, showDecision } from './show-answer.ts';
import { endTrial } from './try-draft.ts';

/** Applies events to a response in their order, stores what came of it and shows it. Stops at the first refusal. */
export async function answerSurvey(
  ctx: BotContext,
  response: Response,
  events: FlowEvent[],
  origin: Origin,
): Promise<void> {
  if (response.manner.isHandedOver && events.some(isLookBack)) return refuseLookBack(ctx, response, origin);
  const decision = await takeEvents(ctx, response, events);
  if (decision.kind === 'submitted') return await finish(ctx, response, decision, origin);
  showDecision(ctx, response, decision, events, origin);
}

/** Applies events and stores what came of them: every answer that is not tapped in the hot path is saved here. */
export async function takeEvents(
  ctx: BotContext,
  response: Response,
  events: FlowEvent[],
): Promise<Decision> {
  const decision = applyEvents(response.definition, response.flow, events);
  if (decision.kind === 'submitted' || decision.flow === response.flow) return decision;
  const changed = 'changed' in decision ? decision.changed : undefined;
  await saveFlow(ctx.scope.tx, response, decision.flow, changed, ctx.scope.now);
  if (changed === undefined) return decision;
  await heedWhoAnswers(ctx, response, changed, decision.flow);
  await watchForAlarm(ctx, response, decision.flow, changed);
  return decision;
}

/** Where the survey asks who answers, the answer is the mode of the whole response. */
async function heedWhoAnswers(ctx: BotContext, response: Response, step: string, flow: Flow): Promise<void> {
  if (!asksWhoAnswers(response.definition, step)) return;
  const said = saidMode(flow.answers, step);
  const isLeader = isInterviewerIn(ctx.scope.powers, response.communityId);
  // Whoever says so without being a leader answers for somebody else all the same.
  if (said) await changeMode(ctx.scope.tx, response.id, said === 'leader' && !isLeader ? 'relative' : said);
}

function isLookBack({ kind }: FlowEvent): boolean {
  return kind === 'back' || kind === 'change';
}

/** With the phone handed over, what was answered stays covered. */
function refuseLookBack(ctx: BotContext, response: Response, origin: Origin): void {
  const words = ctx.scope.t('interview-covered');
  if (origin.kind === 'typed') return askAgain(ctx, response, origin, words);
  toast(ctx, words);
}

async function finish(
  ctx: BotContext,
  response: Response,
  decision: Submission,
  origin: Origin,
): Promise<void> {
  if (isInterview(response.manner)) return await finishInterview(ctx, response, decision, origin);
  const { tx, now, t } = ctx.scope;
  if (response.isTrial) {
    closeCopies(ctx, response, origin);
    return await endTrial(ctx, response);
  }
  const isRelative = response.manner.mode === 'relative';
  const firstRows = isRelative ? [anotherRelativeRow(response.surveyCode, t)] : [];
  await submitResponse(tx, ctx, { ...response, firstRows }, decision, origin, now);
}

type Submission = Extract<Decision, { kind: 'submitted' }>;

/** What sending a response needs of it. */
interface Submitted
  extends AskedResponse, Pick<Response, 'surveyId' | 'communityId' | 'resultsBy' | 'isCompleted'> {
  /** Buttons above those of the thanks. */
  firstRows?: InlineKeyboardButton[][];
}

/** Completes a response and thanks for it; sent again after a change, it only says that the changes are in. */
async function submitResponse(
  tx: Db,
  speaker: Speaker,
  response: Submitted,
  { flow, dropped }: Submission,
  origin: Origin,
  now: Date,
): Promise<void> {
  const finished = await completeResponse(tx, response, flow, dropped, now);
  const joinCode = response.isCompleted
    ? undefined
    : await findJoinCode(tx, response.communityId, speaker.chatId ?? 0);
  showSent(speaker, response, flow, { finished, joinCode }, origin);
}

/** Shows that a response was sent: its answers, and the thanks; of one sent again only that the changes are in. */
export function showSent(
  speaker: Speaker,
  response: Submitted,
  flow: Flow,
  { finished, joinCode }: { finished: number | undefined; joinCode: string | undefined },
  origin: Origin,
): void {
  const { id, definition, resultsBy } = response;
  const reader = readerOf(speaker);
  closeCopies(speaker, response, origin, sentReviewContent({ ...response, flow }, reader));
  if (response.isCompleted) return reply(speaker, sentence(speaker.scope.t, 'survey-sent-again'));
  const sent = { id, definition, finished, resultsBy: readDate(resultsBy) };
  const content = sentContent({ ...sent, ...(joinCode && { joinCode }) }, reader);
  reply(speaker, { ...content, keyboard: [...(response.firstRows ?? []), ...(content.keyboard ?? [])] });
}
