import { type ResultFacts, compileResults } from './compile-results.ts';
import { mayRelease } from './suppression.ts';
import type { Breakdown, QuestionResult, SurveyResults } from './survey-results.ts';

/**
 * What is published after what was published before; undefined while fewer than ten answers came in since. A single table
 * that would tell what only a few people have answered meanwhile stays as it was.
 */
export function nextRelease(
  facts: ResultFacts,
  before: SurveyResults | undefined,
): SurveyResults | undefined {
  const next = compileResults(facts, 'public', before);
  if (!before) return next;
  if (!mayRelease([before.answered ?? 0], [next.answered ?? 0])) return undefined;
  const questions = next.questions.map((one) => newerQuestion(one, questionIn(before, one.key)));
  const { ranking, ...rest } = next;
  const isRankingNew = ranking && questions.some((one) => one === questionIn(next, ranking.question.id));
  const shownRanking = isRankingNew ? ranking : before.ranking;
  return {
    ...rest,
    questions,
    breakdowns: next.breakdowns.map((one) => newerBreakdown(one, next, before)),
    ...(shownRanking && { ranking: shownRanking }),
  };
}

function questionIn({ questions }: SurveyResults, key: string): QuestionResult | undefined {
  return questions.find((one) => one.key === key);
}

function newerQuestion(next: QuestionResult, before: QuestionResult | undefined): QuestionResult {
  return !before || mayRelease([before.reached ?? 0], [next.reached ?? 0]) ? next : before;
}

/** Groups that are not told are looked at together, as what is left of the whole. */
function newerBreakdown(next: Breakdown, results: SurveyResults, before: SurveyResults): Breakdown {
  const { dimension, key, groups } = next;
  const earlier = before.breakdowns.find((one) => one.dimension === dimension && one.key === key);
  if (!earlier) return next;
  const told = groups.filter(({ reached }) => reached !== null).map(({ group }) => group.value);
  const sizes = (breakdown: Breakdown, { questions }: SurveyResults) => {
    const shown = told.map(
      (value) => breakdown.groups.find(({ group }) => group.value === value)?.reached ?? 0,
    );
    const all = questions.find((one) => one.key === key)?.reached ?? 0;
    return [...shown, all - shown.reduce((sum, people) => sum + people, 0)];
  };
  return mayRelease(sizes(earlier, before), sizes(next, results)) ? next : earlier;
}
