import type { SurveyDraft } from '../../db/survey-drafts.ts';
import { type Opening, openDraft, scheduleDraft, unscheduleDraft } from '../../db/survey-openings.ts';
import type { AudienceCounts } from '../../domain/audience.ts';
import { readyDefinition } from '../../domain/draft-faults.ts';
import { inLocale } from '../../domain/locale.ts';
import { quietUntil } from '../../domain/quiet.ts';
import { isoDay, lastMinuteOf } from '../../domain/survey-timing.ts';
import { incompleteLocales } from '../../domain/survey-text.ts';
import { alreadyOpenContent, openedContent, plannedContent } from '../../telegram/views/draft-opening.ts';
import { type Fallback, fallbackContent } from '../../telegram/views/draft-setting.ts';
import { instantToWall, wallToInstant } from '../../text/zones.ts';
import { showNewBroadcast } from '../broadcast-message.ts';
import type { BotDeps } from '../context.ts';
import { reply, rewritePressed } from '../reply.ts';
import { type ButtonContext, toast } from '../route.ts';
import { withLead } from './draft-desk.ts';
import { allFaults, audienceOf, timingOf } from './draft-facts.ts';
import { screenContent, showScreen } from './draft-screens.ts';
import { readerOf } from './show-answer.ts';

/**
 * Opens a draft, or sets it to open at its hour. Faults are shown instead, and so is the choice when a language is
 * incomplete, until the author says `anyway`.
 */
export async function launchDraft(
  ctx: ButtonContext,
  deps: BotDeps,
  draft: SurveyDraft,
  [word]: string[],
): Promise<void> {
  if (allFaults(ctx, draft).length > 0) return await showScreen(ctx, draft, 'fix');
  const counts = await audienceOf(ctx, draft);
  const fallbacks = fallbacksOf(draft, counts);
  if (fallbacks.length > 0 && word !== 'anyway')
    return rewritePressed(ctx, fallbackContent(draft, fallbacks, readerOf(ctx)));
  const opening = openingOf(ctx, draft);
  if (draft.opensAt) return await plan(ctx, draft, opening, draft.opensAt);
  await open(ctx, deps, draft, opening);
}

/** For each incomplete language how many of those asked read it, and what they would get. */
function fallbacksOf({ definition }: SurveyDraft, { recipientsByLocale }: AudienceCounts): Fallback[] {
  return incompleteLocales(definition).map((missing) => ({
    missing,
    instead: (['zh', 'en', 'es'] as const).find((one) => one !== missing && definition.title[one]) ?? missing,
    people: recipientsByLocale[missing],
  }));
}

function openingOf(ctx: ButtonContext, draft: SurveyDraft): Opening {
  const { ends, resultsBy } = timingOf(ctx, draft);
  return {
    definition: readyDefinition(draft.definition),
    closesAt: wallToInstant(lastMinuteOf(ends), draft.timeZone),
    resultsBy: isoDay(resultsBy),
    by: ctx.scope.resident?.id ?? null,
  };
}

async function plan(ctx: ButtonContext, draft: SurveyDraft, opening: Opening, opensAt: Date): Promise<void> {
  const { tx, now, afterCommit } = ctx.scope;
  await scheduleDraft(tx, draft, opening, now);
  afterCommit.push((queues) => queues.openSurveysAt(opensAt));
  rewritePressed(ctx, plannedContent(draft, instantToWall(opensAt, draft.timeZone), readerOf(ctx)));
}

async function open(ctx: ButtonContext, deps: BotDeps, draft: SurveyDraft, opening: Opening): Promise<void> {
  const { tx, now, locale } = ctx.scope;
  const { code, timeZone, definition } = draft;
  const heldUntil = quietUntil(instantToWall(now, timeZone));
  const startsAt = heldUntil && wallToInstant(heldUntil, timeZone);
  const opened = await openDraft(tx, draft, opening, now, startsAt);
  if (opened.kind === 'already_open') return reply(ctx, alreadyOpenContent(opened.code, readerOf(ctx)));
  const link = `https://t.me/${deps.botUsername}?start=s-${code}`;
  const shown = { code, title: inLocale(definition.title, locale), link };
  rewritePressed(ctx, openedContent(shown, opened.recipients, heldUntil, readerOf(ctx)));
  await showNewBroadcast(ctx, opened.broadcastId);
}

/** A survey that waits for its hour becomes a draft again. */
export async function unplan(ctx: ButtonContext, draft: SurveyDraft): Promise<void> {
  const { tx, now, resident, t } = ctx.scope;
  if (draft.status !== 'scheduled') {
    toast(ctx, t('survey-draft-stale'));
    return await showScreen(ctx, draft, 's');
  }
  await unscheduleDraft(tx, draft, resident?.id ?? null, now);
  const again = { ...draft, status: 'draft' as const, opensAt: null, revision: draft.revision + 1 };
  rewritePressed(ctx, withLead(await screenContent(ctx, again, 's'), t('survey-draft-unplanned')));
}
