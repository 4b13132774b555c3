import { findCommunity } from '../../db/communities.ts';
import { type Response, completeResponse, saveFlow } from '../../db/responses.ts';
import { type Decision, type FlowEvent, applyEvents } from '../../domain/question-flow.ts';
import { readDate } from '../../domain/time.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { sentContent, sentReviewContent } from '../../telegram/views/survey-sent.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';
import { type Origin, closeCopies, readerOf, showDecision } from './show-answer.ts';
import { endTrial } from './try-draft.ts';

/** Applies events to a response in their order, stores what came of it and shows it. Stops at the first refusal. */
export async function answerSurvey(
  ctx: BotContext,
  response: Response,
  events: FlowEvent[],
  origin: Origin,
): Promise<void> {
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
  return decision;
}

async function finish(
  ctx: BotContext,
  response: Response,
  decision: Extract<Decision, { kind: 'submitted' }>,
  origin: Origin,
): Promise<void> {
  const { tx, now, t, resident } = ctx.scope;
  if (response.isTrial) {
    closeCopies(ctx, response, origin);
    return await endTrial(ctx, response);
  }
  const { id, definition, communityId, resultsBy } = response;
  const finished = await completeResponse(tx, response, decision.flow, decision.dropped, now);
  const reader = readerOf(ctx);
  closeCopies(ctx, response, origin, sentReviewContent({ ...response, flow: decision.flow }, reader));
  if (response.isCompleted) return reply(ctx, sentence(t, 'survey-sent-again'));
  const isMember = resident?.communityIds.includes(communityId);
  const community = isMember ? undefined : await findCommunity(tx, { id: communityId });
  const sent = { id, definition, finished, resultsBy: readDate(resultsBy) };
  reply(ctx, sentContent({ ...sent, ...(community && { joinCode: community.code }) }, reader));
}
