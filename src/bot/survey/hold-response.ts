import { type Response, lockCurrentResponse, lockResponse } from '../../db/responses.ts';
import { restartResponse } from '../../db/sealed-answers.ts';
import type { Survey } from '../../db/surveys.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';

/**
 * Loads a response of the person who wrote or pressed, and holds it; `current` is the one they are in the middle of. Of an
 * update about an anonymous one nothing is kept that tells who it came from and when.
 */
export async function holdResponse(
  ctx: BotContext,
  by: { id: number } | { surveyId: number } | 'current',
): Promise<Response | undefined> {
  const { tx, seal, now, resident } = ctx.scope;
  if (!resident) return undefined;
  const response =
    by === 'current'
      ? await lockCurrentResponse(tx, seal, resident.id, now)
      : await lockResponse(tx, seal, by, resident.id, now);
  if (response?.anonymity !== 'anonymous') return response;
  ctx.scope.leavesNoTrace = true;
  if (!response.isUnreadable || !response.isOpen) return response;
  await restartResponse(tx, response.id, now);
  reply(ctx, sentence(ctx.scope.t, 'anonymity-restarted'));
  return { ...response, isCompleted: false };
}

/** A response just started by this update, as it is saved. */
export function newResponse(
  ctx: BotContext,
  survey: Pick<Survey, 'id' | 'anonymity'>,
  id: number,
): Pick<Response, 'id' | 'surveyId' | 'seal'> {
  const isAnonymous = survey.anonymity === 'anonymous';
  if (isAnonymous) ctx.scope.leavesNoTrace = true;
  return { id, surveyId: survey.id, ...(isAnonymous && { seal: ctx.scope.seal }) };
}
