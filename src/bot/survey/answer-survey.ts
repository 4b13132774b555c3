import { communityName, findCommunity } from '../../db/communities.ts';
import { type Response, completeResponse, saveFlow } from '../../db/responses.ts';
import { type Decision, type FlowEvent, applyEvents } from '../../domain/question-flow.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { sentContent } from '../../telegram/views/survey-invitation.ts';
import { answersText } from '../../telegram/views/survey.ts';
import type { BotContext } from '../context.ts';
import { watchForAlarm } from '../raise-alarm.ts';
import { reply } from '../reply.ts';
import { type Origin, closeCopies, readerOf, showDecision } from './show-answer.ts';

/** Applies events to a response in their order, stores what came of it and shows it. Stops at the first refusal. */
export async function answerSurvey(
  ctx: BotContext,
  response: Response,
  events: FlowEvent[],
  origin: Origin,
): Promise<void> {
  const decision = applyEvents(response.definition, response.flow, events);
  if (decision.kind === 'submitted') return await finish(ctx, response, decision, origin);
  if (decision.flow !== response.flow) {
    const changed = 'changed' in decision ? decision.changed : undefined;
    await saveFlow(ctx.scope.tx, response, decision.flow, changed, ctx.scope.now);
    if (changed !== undefined) await watchForAlarm(ctx, response, decision.flow, changed);
  }
  showDecision(ctx, response, decision, events, origin);
}

async function finish(
  ctx: BotContext,
  response: Response,
  decision: Extract<Decision, { kind: 'submitted' }>,
  origin: Origin,
): Promise<void> {
  const { tx, now, t, resident, locale } = ctx.scope;
  const finished = await completeResponse(tx, response, decision.flow, decision.dropped, now);
  const reader = readerOf(ctx);
  closeCopies(ctx, response, origin, {
    text: `✔\n${answersText({ ...response, flow: decision.flow }, reader)}`,
  });
  if (response.isCompleted) return reply(ctx, sentence(t, 'survey-sent-again'));
  const isMember = resident?.communityIds.includes(response.communityId);
  const community = isMember ? undefined : await findCommunity(tx, { id: response.communityId });
  const join = community && { code: community.code, name: communityName(community, locale) };
  reply(ctx, sentContent(response.definition, finished, reader, join));
}
