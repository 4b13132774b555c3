import { recordConsent } from '../../db/residents.ts';
import { type NewResponse, type Response, saveFlow, startResponse } from '../../db/responses.ts';
import type { Survey } from '../../db/surveys.ts';
import { easyDefinition } from '../../domain/easy-mode.ts';
import { POLICY } from '../../domain/policy.ts';
import { startFlow } from '../../domain/question-flow.ts';
import type { ResponseMode } from '../../domain/survey.ts';
import { knownAnswers } from '../../domain/survey-mode.ts';
import type { BotContext } from '../context.ts';
import { holdResponse, newResponse } from './hold-response.ts';

/**
 * Starts a response that is not the plain one of the person themselves, with what is known of it already. Undefined: the
 * person has one of their own.
 */
export async function beginResponse(
  ctx: BotContext,
  survey: Survey,
  start: Pick<NewResponse, 'style' | 'building' | 'place'> & { mode: ResponseMode },
): Promise<Response | undefined> {
  const { tx, now, resident } = ctx.scope;
  if (!resident) return undefined;
  const definition = start.style === 'easy' ? easyDefinition(survey.definition) : survey.definition;
  const flow = startFlow(definition, knownAnswers(definition, start.mode));
  const response = { surveyId: survey.id, residentId: resident.id, position: flow.position, ...start };
  const id = await startResponse(tx, response, now);
  if (id === undefined) return undefined;
  const started = newResponse(ctx, survey, id);
  for (const step of flow.answers.keys()) await saveFlow(tx, started, flow, step, now);
  if (start.mode !== 'leader') {
    await recordConsent(tx, resident.id, `survey:${survey.code}`, POLICY.consentWordingVersion, now);
  }
  return await holdResponse(ctx, { id });
}
