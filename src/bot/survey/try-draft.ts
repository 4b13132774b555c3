import { deleteResponse, lockResponse } from '../../db/responses.ts';
import type { Response } from '../../db/responses.ts';
import { type SurveyDraft, startTrial } from '../../db/survey-drafts.ts';
import { readyDefinition } from '../../domain/draft-faults.ts';
import { trialEndedContent } from '../../telegram/views/draft-opening.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';
import type { ButtonContext } from '../route.ts';
import { allFaults } from './draft-facts.ts';
import { showScreen } from './draft-screens.ts';
import { askAgain, readerOf } from './show-answer.ts';

/** Walks its author through a draft, question by question, as residents will be; nothing of it is ever counted. */
export async function tryDraft(ctx: ButtonContext, draft: SurveyDraft): Promise<void> {
  const { tx, seal, now, resident, t } = ctx.scope;
  if (!resident) return;
  if (allFaults(ctx, draft).some(({ why }) => !CONCERNS_TIME.includes(why)))
    return await showScreen(ctx, draft, 'fix');
  const ready = { ...draft, definition: readyDefinition(draft.definition) };
  const id = await startTrial(tx, ready, resident.id, now);
  const response = await lockResponse(tx, seal, { id }, resident.id, now);
  if (response) askAgain(ctx, response, { kind: 'typed' }, t('survey-draft-trial-starts'));
}

const CONCERNS_TIME: string[] = ['opens_past', 'ends_past', 'ends_before_opening', 'results_before_end'];

/** The end of a trial: what was answered is deleted. */
export async function endTrial(ctx: BotContext, response: Response): Promise<void> {
  await deleteResponse(ctx.scope.tx, response.id);
  reply(ctx, trialEndedContent(response.surveyCode, readerOf(ctx)));
}
