import { type Community, findCommunity } from '../../db/communities.ts';
import { countAudience } from '../../db/survey-audience.ts';
import type { SurveyDraft } from '../../db/survey-drafts.ts';
import { pastSurveys } from '../../db/survey-openings.ts';
import type { AudienceCounts } from '../../domain/audience.ts';
import { recipientsOf } from '../../domain/audience.ts';
import { type DraftFault, faultsOf } from '../../domain/draft-faults.ts';
import { type Forecast, forecastAnswers } from '../../domain/forecast.ts';
import {
  type DraftTiming,
  type Timing,
  type TimingFault,
  dayOfIso,
  decideTiming,
  timingFaults,
} from '../../domain/survey-timing.ts';
import { instantToWall } from '../../text/zones.ts';
import type { BotContext } from '../context.ts';

/** When a draft opens and ends as far as staff have set it, on the clock of its place. */
export function draftTiming({ opensAt, closesAt, resultsBy, timeZone }: SurveyDraft): DraftTiming {
  return {
    ...(opensAt && { opens: instantToWall(opensAt, timeZone) }),
    ...(closesAt && { ends: instantToWall(closesAt, timeZone) }),
    ...(resultsBy && { resultsBy: dayOfIso(resultsBy) }),
  };
}

/** The same with everything decided, if it opened now. */
export function timingOf(ctx: BotContext, draft: SurveyDraft): Timing {
  return decideTiming(draftTiming(draft), instantToWall(ctx.scope.now, draft.timeZone));
}

/** Everything that keeps it from being opened now. */
export function allFaults(ctx: BotContext, draft: SurveyDraft): (DraftFault | TimingFault)[] {
  const now = instantToWall(ctx.scope.now, draft.timeZone);
  return [...faultsOf(draft.definition), ...timingFaults(draftTiming(draft), now)];
}

/** Whom it would go to if it opened now. */
export async function audienceOf(ctx: BotContext, draft: SurveyDraft): Promise<AudienceCounts> {
  const { tx, now } = ctx.scope;
  return await countAudience(tx, { communityId: draft.communityId, audience: draft.audience, now });
}

/** How many of them will probably answer, by what the community has done before. */
export async function forecastOf(
  ctx: BotContext,
  draft: SurveyDraft,
  counts: AudienceCounts,
): Promise<Forecast> {
  return forecastAnswers(recipientsOf(counts), await pastSurveys(ctx.scope.tx, draft.communityId));
}

export async function communityOf(ctx: BotContext, draft: SurveyDraft): Promise<Community> {
  const community = await findCommunity(ctx.scope.tx, { id: draft.communityId });
  if (!community) throw new Error('a survey without a community');
  return community;
}
