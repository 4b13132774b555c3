import { POLICY } from './policy.ts';
import { type ShownCount, isSmall, precisionOf, protectLine } from './suppression.ts';
import { ANSWERED, FIRST_OPTION, REACHED, type Slot } from './survey-picks.ts';
import type { QuestionResult, ResultsView } from './survey-results.ts';
import type { Tallies, Tally } from './survey-tally.ts';
import type { SurveyQuestion } from './survey.ts';

export function minimumOf(view: ResultsView): number {
  return view === 'staff' ? POLICY.staffMinimumCount : POLICY.publicMinimumCount;
}

/** How some people took one slot. */
export interface SlotCounts {
  reached: number;
  answered: number;
  options: number[];
}

export function countsOf(tally: Tally | undefined, slotIndex: number): SlotCounts {
  const counts = tally?.counts[slotIndex] ?? [];
  return {
    reached: counts[REACHED] ?? 0,
    answered: counts[ANSWERED] ?? 0,
    options: counts.slice(FIRST_OPTION),
  };
}

/**
 * Every question of the survey with its counts. A question asked of those who chose something else says how many did, so
 * it is hidden together with that. What was hidden in an earlier release stays hidden.
 */
export function questionResults(
  tallies: Tallies,
  view: ResultsView,
  earlier?: QuestionResult[],
): QuestionResult[] {
  const results: QuestionResult[] = [];
  const isShown = (questionId: string, code: string) =>
    results
      .find(({ key }) => key === questionId)
      ?.options.some(({ option, count }) => option.code === code && count !== null) ?? false;
  tallies.layout.slots.forEach((slot, index) => {
    const { question, subject } = slot;
    const about = subject && question.repeat_for ? [[question.repeat_for, [subject.code]] as const] : [];
    const conditions = [...about, ...Object.entries(question.show_if ?? {})];
    const isTold = conditions.every(([id, codes]) => codes.every((code) => isShown(id, code)));
    const before = earlier?.find(({ key }) => key === slot.key);
    results.push(questionResult(slot, countsOf(tallies.overall, index), minimumOf(view), isTold, before));
  });
  return results;
}

function questionResult(
  { key, question, subject, options }: Slot,
  { reached, answered, options: counts }: SlotCounts,
  minimum: number,
  isTold: boolean,
  before: QuestionResult | undefined,
): QuestionResult {
  const isHidden = !isTold || isSmall(reached, minimum) || before?.reached === null;
  const skipped = reached - answered;
  const hidden = hiddenCounts(question, { answered, options: counts }, skipped, minimum, before);
  // A rating is told whole or not at all: its mean is told as well.
  const isAllHidden = isHidden || (subject !== undefined && hidden.includes(true));
  const shown = (count: number, at: number): ShownCount => (isAllHidden || hidden[at] ? null : count);
  return {
    key,
    question,
    ...(subject && { subject }),
    reached: isHidden ? null : reached,
    skipped: shown(skipped, counts.length),
    precision: precisionOf(reached),
    options: options.map((option, at) => ({ option, count: shown(counts[at] ?? 0, at) })),
  };
}

/** For each option, and last for those who skipped it. */
function hiddenCounts(
  question: SurveyQuestion,
  { answered, options }: Omit<SlotCounts, 'reached'>,
  skipped: number,
  minimum: number,
  before: QuestionResult | undefined,
): boolean[] {
  const wasHidden = before && [...before.options.map(({ count }) => count === null), before.skipped === null];
  if (question.type === 'open') return protectLine([answered, skipped], minimum, wasHidden).slice(1);
  if (question.type !== 'multi') return protectLine([...options, skipped], minimum, wasHidden);
  return [...options, skipped].map((count, at) => isSmall(count, minimum) || (wasHidden?.[at] ?? false));
}
