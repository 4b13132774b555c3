import type { Db } from '../../db/client.ts';
import { findJoinCode } from '../../db/communities.ts';
import { type AskedResponse, type Response, completeResponse, saveFlow } from '../../db/responses.ts';
import { type Decision, type FlowEvent, applyEvents } from '../../domain/question-flow.ts';
import { readDate } from '../../domain/time.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { sentContent, sentReviewContent } from '../../telegram/views/survey-sent.ts';
import type { BotContext, Speaker } from '../context.ts';
import { reply } from '../reply.ts';
import { type Origin, closeCopies, readerOf, showDecision } from './show-answer.ts';

/** Applies events to a response in their order, stores what came of it and shows it. Stops at the first refusal. */
export async function answerSurvey(
  ctx: BotContext,
  response: Response,
  events: FlowEvent[],
  origin: Origin,
): Promise<void> {
  const decision = await takeEvents(ctx, response, events);
  if (decision.kind === 'submitted')
    return await submitResponse(ctx.scope.tx, ctx, response, decision, origin, ctx.scope.now);
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
  await saveFlow(ctx.scope.tx, response.id, decision.flow, changed, ctx.scope.now);
  return decision;
}

/** What sending a response needs of it. */
type Submitted = AskedResponse & Pick<Response, 'surveyId' | 'communityId' | 'resultsBy' | 'isCompleted'>;

/** Completes a response and thanks for it; sent again after a change, it only says that the changes are in. */
export async function submitResponse(
  tx: Db,
  speaker: Speaker,
  response: Submitted,
  { flow, dropped }: Extract<Decision, { kind: 'submitted' }>,
  origin: Origin,
  now: Date,
): Promise<void> {
  const { id, definition, communityId, resultsBy } = response;
  const finished = await completeResponse(tx, response, flow, dropped, now);
  const reader = readerOf(speaker);
  closeCopies(speaker, response, origin, sentReviewContent({ ...response, flow }, reader));
  if (response.isCompleted) return reply(speaker, sentence(speaker.scope.t, 'survey-sent-again'));
  const joinCode = await findJoinCode(tx, communityId, speaker.chatId ?? 0);
  const sent = { id, definition, finished, resultsBy: readDate(resultsBy) };
  reply(speaker, sentContent({ ...sent, ...(joinCode && { joinCode }) }, reader));
}
