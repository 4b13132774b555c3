import { interviewProgress } from '../../db/interviews.ts';
import { type Response, completeResponse } from '../../db/responses.ts';
import type { Decision } from '../../domain/question-flow.ts';
import { finishedContent } from '../../telegram/views/interview.ts';
import { answersText } from '../../telegram/views/survey.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';
import { type Origin, closeCopies, readerOf } from './show-answer.ts';

/** Closes an interview for good and offers the next one. What a neighbour typed on the phone themselves is not shown. */
export async function finishInterview(
  ctx: BotContext,
  response: Response,
  { flow, dropped }: Extract<Decision, { kind: 'submitted' }>,
  origin: Origin,
): Promise<void> {
  const { tx, now, t, resident } = ctx.scope;
  if (!resident) return;
  await completeResponse(tx, response, flow, dropped, now);
  const text = response.manner.isHandedOver
    ? t('interview-answered')
    : `✔\n${answersText({ ...response, flow }, readerOf(ctx))}`;
  closeCopies(ctx, response, origin, { text });
  const progress = await interviewProgress(tx, response.surveyId, resident.id);
  reply(ctx, finishedContent({ code: response.surveyCode, ...progress }, t));
}
