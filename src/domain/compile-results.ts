import { inTens } from './ballot.ts';
import { POLICY } from './policy.ts';
import { breakdowns, findHiddenGroups, isForEveryone } from './result-breakdowns.ts';
import { rankingOf } from './result-ranking.ts';
import { minimumOf, questionResults } from './result-tables.ts';
import { weightedReach } from './result-weighting.ts';
import {
  type Profile,
  type SampleCheck,
  alignGroups,
  compareShares,
  hearingOf,
  likenessOf,
} from './sample.ts';
import { isSmall, protectLine } from './suppression.ts';
import type {
  BuildingFunnel,
  QuestionResult,
  ResultsView,
  SurveyFunnel,
  SurveyResults,
} from './survey-results.ts';
import type { Tallies } from './survey-tally.ts';
import { type Anonymity, RESPONSE_MODES, type SurveyDefinition } from './survey.ts';

/** Everything that is known about the answers to a survey; nothing in it may be shown as it is. */
export interface ResultFacts {
  definition: SurveyDefinition;
  anonymity: Anonymity;
  tallies: Tallies;
  /** Absent when only one building is looked at. */
  funnels?: { overall: SurveyFunnel; byBuilding: Map<string, SurveyFunnel> };
  profiles: Profile[];
}

/** What may be shown. What was hidden in the release `before` stays hidden. */
export function compileResults(facts: ResultFacts, view: ResultsView, before?: SurveyResults): SurveyResults {
  const { definition, anonymity, tallies, profiles, funnels } = facts;
  const questions = questionResults(tallies, view, before?.questions);
  const split = breakdowns(tallies, questions, view, before?.breakdowns);
  const ranking = rankingOf(definition, tallies, questions, split);
  const weighted = view === 'staff' && ranking && weightedReach(ranking, tallies, profiles);
  const { responses } = tallies.overall;
  return {
    view,
    anonymity,
    answered: view === 'public' && isSmall(responses, minimumOf(view)) ? null : responses,
    ...(view === 'staff' && funnels && { funnel: shownFunnel(funnels.overall, anonymity) }),
    // Who took part in an anonymous survey is nobody's business, not even by building.
    funnelByBuilding:
      view === 'staff' && funnels && anonymity === 'named' ? buildingFunnels(funnels.byBuilding) : [],
    questions,
    breakdowns: split,
    ...(ranking && { ranking }),
    ...(weighted && { weighted }),
    sample: sampleChecks(facts, questions, view),
    modes: view === 'staff' ? modeCounts(tallies) : [],
    isMostlyByLeaders: isMostlyByLeaders(tallies),
  };
}

function shownFunnel(funnel: SurveyFunnel, anonymity: Anonymity): SurveyFunnel {
  if (anonymity === 'named') return funnel;
  return { ...funnel, started: inTens(funnel.started), finished: inTens(funnel.finished) };
}

/** Building 10 comes after building 9. */
const BY_NUMBER = new Intl.Collator('en', { numeric: true });

/** Small numbers of people, and of people missing, would tell who has answered. */
function buildingFunnels(funnels: Map<string, SurveyFunnel>): BuildingFunnel[] {
  const minimum = minimumOf('staff');
  const buildings = [...funnels].toSorted(([a], [b]) => BY_NUMBER.compare(a, b));
  const hiddenIn = (stage: 'started' | 'finished') =>
    protectLine(
      buildings.map(([, funnel]) => funnel[stage]),
      minimum,
      buildings.map(([, funnel]) => isSmall(funnel.invited - funnel[stage], minimum)),
    );
  const [startedHidden, finishedHidden] = [hiddenIn('started'), hiddenIn('finished')];
  return buildings.map(([building, { invited, started, finished }], index) => ({
    building,
    invited,
    started: startedHidden[index] ? null : started,
    finished: finishedHidden[index] ? null : finished,
  }));
}

function modeCounts({ groups }: Tallies): SurveyResults['modes'] {
  const counts = RESPONSE_MODES.map((mode) => groups.get('mode')?.get(mode)?.responses ?? 0);
  const hidden = protectLine(counts, minimumOf('staff'));
  return RESPONSE_MODES.map((mode, at) => ({ mode, count: hidden[at] ? null : (counts[at] ?? 0) }));
}

const MOST_BY_LEADERS = 0.4;

function isMostlyByLeaders({ groups, overall }: Tallies): boolean {
  return (groups.get('mode')?.get('leader')?.responses ?? 0) > MOST_BY_LEADERS * overall.responses;
}

/** The people who answered beside the community, in each trait that both are known in. */
function sampleChecks(
  { tallies, profiles }: ResultFacts,
  questions: QuestionResult[],
  view: ResultsView,
): SampleCheck[] {
  const isTooSmall = view === 'public' && tallies.overall.responses < POLICY.publicBreakdownMinimum;
  return profiles.flatMap((profile) => {
    const { dimension, source } = profile;
    const tallied = tallies.groups.get(dimension);
    if (!tallied || isTooSmall || (view === 'public' && !isForEveryone(dimension))) return [];
    const told = new Map([...tallied].map(([value, { responses }]) => [value, responses]));
    const aligned = alignGroups(dimension, told, profile.shares);
    const answered = aligned.reduce((sum, group) => sum + group.answered, 0);
    if (aligned.length < 2 || answered < POLICY.groupMinimum) return [];
    const { ratios, totalVariation } = compareShares(aligned);
    const hidden = findHiddenGroups(dimension, tallied, questions, minimumOf(view));
    const isAnyHidden = view === 'public' || hidden.size > 0;
    const groups = aligned.map((group, index) => {
      // Joined bands are told only when all of theirs are.
      const isHidden =
        isAnyHidden && (dimension === 'age_band' || view === 'public' || hidden.has(group.value));
      const ratio = ratios[index] ?? 1;
      return {
        value: group.value,
        answered: isHidden ? null : group.answered,
        hearing: hearingOf(ratio),
        ratio: isHidden ? null : ratio,
      };
    });
    return [{ dimension, source, likeness: likenessOf(totalVariation), groups }];
  });
}
