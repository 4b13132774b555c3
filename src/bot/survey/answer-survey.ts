import { findCommunity } from '../../db/communities.ts';
import { changeMode } from '../../db/interviews.ts';
import { type Response, completeResponse, saveFlow } from '../../db/responses.ts';
import { type Decision, type Flow, type FlowEvent, applyEvents } from '../../domain/question-flow.ts';
import { isInterviewerIn } from '../../domain/role.ts';
import { asksWhoAnswers, saidMode } from '../../domain/survey-mode.ts';
import { isInterview } from '../../domain/survey.ts';
import { readDate } from '../../domain/time.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { anotherRelativeRow } from '../../telegram/views/relative.ts';
import { sentContent, sentReviewContent } from '../../telegram/views/survey-sent.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';
import { toast } from '../route.ts';
import { finishInterview } from './interview-finish.ts';
import { type Origin, askAgain, closeCopies, readerOf, showDecision } from './show-answer.ts';

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
  if (changed !== undefined) await heedWhoAnswers(ctx, response, changed, decision.flow);
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
  decision: Extract<Decision, { kind: 'submitted' }>,
  origin: Origin,
): Promise<void> {
  if (isInterview(response.manner)) return await finishInterview(ctx, response, decision, origin);
  const { tx, now, t, resident } = ctx.scope;
  const { id, definition, communityId, resultsBy } = response;
  const finished = await completeResponse(tx, response, decision.flow, decision.dropped, now);
  const reader = readerOf(ctx);
  closeCopies(ctx, response, origin, sentReviewContent({ ...response, flow: decision.flow }, reader));
  if (response.isCompleted) return reply(ctx, sentence(t, 'survey-sent-again'));
  const isMember = resident?.communityIds.includes(communityId);
  const community = isMember ? undefined : await findCommunity(tx, { id: communityId });
  const sent = { id, definition, finished, resultsBy: readDate(resultsBy) };
  const content = sentContent({ ...sent, ...(community && { joinCode: community.code }) }, reader);
  const isRelative = response.manner.mode === 'relative';
  const more = isRelative ? [anotherRelativeRow(response.surveyCode, t)] : [];
  reply(ctx, { ...content, keyboard: [...more, ...(content.keyboard ?? [])] });
}
