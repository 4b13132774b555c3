import { POLICY } from './policy.ts';
import {
  type NamedConcern,
  mattersALot,
  namedByMost,
  needOf,
  rankConcerns,
  severitySum,
  wilsonInterval,
  worstForThoseWhoHaveIt,
} from './ranking.ts';
import { precisionOf } from './suppression.ts';
import { FIRST_OPTION } from './survey-picks.ts';
import type { Breakdown, QuestionResult, RankedConcern, Ranking } from './survey-results.ts';
import type { Tallies } from './survey-tally.ts';
import type { SurveyDefinition, SurveyOption, SurveyQuestion } from './survey.ts';

/**
 * The question that asks what worries people: the one of which each choice is asked about again, or else the first with
 * several choices and "nothing" or "something else" among them.
 */
export function concernQuestion({ questions }: SurveyDefinition): SurveyQuestion | undefined {
  const rating = ratingOf(questions);
  if (rating) return questions.find(({ id }) => id === rating.repeat_for);
  return questions.find(
    ({ type, options }) => type === 'multi' && options?.some(({ exclusive, other }) => exclusive || other),
  );
}

/** The question that asks how bad each concern is, from 1 to 3. */
function ratingOf(questions: SurveyQuestion[]): SurveyQuestion | undefined {
  return questions.find(({ repeat_for, options }) => repeat_for && options?.some(({ score }) => score === 3));
}

/** The concerns that enough people named. Undefined when there is no such question or too few reached it. */
export function rankingOf(
  definition: SurveyDefinition,
  tallies: Tallies,
  questions: QuestionResult[],
  breakdowns: Breakdown[],
): Ranking | undefined {
  const question = concernQuestion(definition);
  const result = questions.find(({ key }) => key === question?.id);
  const n = result?.reached;
  if (!question || !result || !n) return undefined;
  const rating = ratingOf(definition.questions);
  const options = concernsOf(question);
  const countOf = (option: SurveyOption) =>
    result.options.find((one) => one.option.code === option.code)?.count ?? null;
  const named = options.flatMap((option) => {
    const count = countOf(option);
    return count ? [namedConcern(tallies, rating, option, count)] : [];
  });
  const optionOf = (code: string) => options.filter((option) => option.code === code);
  return {
    question,
    n,
    precision: precisionOf(n),
    concerns: rankConcerns(named, n).flatMap((concern) =>
      optionOf(concern.code).map((option) => rankedConcern(option, concern, rating !== undefined)),
    ),
    rarelyNamed: options.filter((option) => countOf(option) === null),
    namedByMost: namedByMost(named).flatMap(optionOf),
    worstForThoseWhoHaveIt: rating ? worstForThoseWhoHaveIt(named).flatMap(optionOf) : [],
    mattersTo: mattersTo(result, breakdowns),
  };
}

function concernsOf({ options }: SurveyQuestion): SurveyOption[] {
  return (options ?? []).filter(({ exclusive }) => !exclusive);
}

function namedConcern(
  { layout, overall }: Tallies,
  rating: SurveyQuestion | undefined,
  { code }: SurveyOption,
  named: number,
): NamedConcern {
  const index = layout.slots.findIndex(({ key }) => rating && key === `${rating.id}:${code}`);
  const counts = overall.counts[index] ?? [];
  const withScore = (score: number) => {
    const at = layout.slots[index]?.options.findIndex((option) => option.score === score) ?? -1;
    return at === -1 ? 0 : (counts[FIRST_OPTION + at] ?? 0);
  };
  return { code, named, severitySum: severitySum(named, withScore(1), withScore(3)) };
}

function rankedConcern(
  option: SurveyOption,
  { rank, band, named, n, severitySum: sum }: ReturnType<typeof rankConcerns>[number],
  hasRating: boolean,
): RankedConcern {
  const severity = coarse(sum / named, named);
  const interval = wilsonInterval(named, n);
  return {
    option,
    rank,
    band,
    named,
    severity: hasRating ? severity : null,
    need: needOf({ severitySum: severity * named, n }),
    ...(interval && { interval }),
  };
}

/** An exact mean of few people says how each of them rated: it is told in steps of a half. */
function coarse(mean: number, people: number): number {
  const steps = people < POLICY.percentagesFrom ? 2 : 10;
  return Math.round(mean * steps) / steps;
}

function mattersTo({ key, reached, options }: QuestionResult, breakdowns: Breakdown[]): Ranking['mattersTo'] {
  return breakdowns
    .filter((breakdown) => breakdown.key === key && breakdown.dimension !== 'mode')
    .flatMap(({ groups }) =>
      groups.flatMap((row) =>
        row.options.flatMap(({ option, count }, at) => {
          const overall = options[at]?.count;
          if (option.exclusive || !count || !overall || !reached || row.reached === null) return [];
          const isFlagged = mattersALot(
            { n: row.reached, named: count },
            { n: reached, named: overall },
            POLICY.groupMinimum,
          );
          return isFlagged ? [{ group: row.group, option }] : [];
        }),
      ),
    );
}
