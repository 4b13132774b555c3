import type { Composer } from 'grammy';
import { listSpokenFor } from '../../db/interviews.ts';
import { type Survey, isTakingAnswers } from '../../db/surveys.ts';
import { SENT } from '../../domain/question-flow.ts';
import { POLICY } from '../../domain/policy.ts';
import { relativesContent } from '../../telegram/views/relative.ts';
import { positionText } from '../../telegram/views/survey.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';
import { type ButtonContext, dropPressedKeyboard, onButtons, toast } from '../route.ts';
import { beginResponse } from './begin-response.ts';
import { holdResponse } from './hold-response.ts';
import { askAgain, pressOf, readerOf } from './show-answer.ts';
import { onSurvey, sayEnded } from './show-survey.ts';

/** [For a relative]: somebody answers for their mother, or for several people, each in a response of its own. */
export function relatives(): Composer<BotContext> {
  return onButtons('relative', {
    start: onSurvey(async (ctx, survey, place) => {
      const known = await knownRelatives(ctx, survey);
      if (known.length === 0) return await startRelative(ctx, survey, place);
      reply(ctx, relativesContent(survey.code, known, known.length < POLICY.mostRelatives, ctx.scope.t));
    }),
    another: onSurvey(startRelative),
  });
}

async function knownRelatives(ctx: BotContext, survey: Survey) {
  const { tx, resident } = ctx.scope;
  if (!resident) return [];
  const known = await listSpokenFor(tx, survey.id, resident.id, 'relative');
  const shown = [];
  for (const { id, person } of known) {
    const response = await holdResponse(ctx, { id });
    if (!response) continue;
    const { definition, flow } = response;
    const position = positionText({ id, definition, flow }, readerOf(ctx));
    shown.push({ id, person, position: flow.position === SENT ? undefined : position });
  }
  return shown;
}

const DOUBLE_TAP_MS = 5_000;

/** Starting is the consent to this survey, for the relative as for oneself. */
async function startRelative(ctx: ButtonContext, survey: Survey, place?: string): Promise<void> {
  const { tx, now, t, resident } = ctx.scope;
  if (!resident) return;
  if (!isTakingAnswers(survey, now)) {
    dropPressedKeyboard(ctx);
    toast(ctx, t('survey-ended-toast'));
    return sayEnded(ctx, survey, false);
  }
  const known = await listSpokenFor(tx, survey.id, resident.id, 'relative');
  const last = known.at(-1);
  const isSecondTap = last && !last.isCompleted && now.getTime() - last.startedAt.getTime() < DOUBLE_TAP_MS;
  if (isSecondTap) return toast(ctx, t('survey-toast-noted'));
  if (known.length >= POLICY.mostRelatives) return toast(ctx, t('relative-most'), true);
  const start = { mode: 'relative' as const, ...(place && { place }) };
  const response = await beginResponse(ctx, survey, start);
  if (response) askAgain(ctx, response, pressOf(ctx));
}
