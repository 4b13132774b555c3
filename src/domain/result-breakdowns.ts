import { POLICY } from './policy.ts';
import { type SlotCounts, countsOf, minimumOf } from './result-tables.ts';
import { type CountTable, type ShownCount, precisionOf, protectLine, protectTable } from './suppression.ts';
import type { Breakdown, Group, GroupResult, QuestionResult, ResultsView } from './survey-results.ts';
import { type GroupDimension, type Tallies, type Tally, UNSAID, groupOfCode } from './survey-tally.ts';
import type { ProfileField, SurveyOption } from './survey.ts';

/** The dimensions in which everybody may see results; buildings, languages and who asked are for staff. */
export function isForEveryone(dimension: GroupDimension): boolean {
  return dimension === 'age_band' || dimension === 'registration';
}

/** Every question by every kind of group, as far as nobody can be recognised in it. */
export function breakdowns(
  tallies: Tallies,
  questions: QuestionResult[],
  view: ResultsView,
  earlier?: Breakdown[],
): Breakdown[] {
  if (view === 'public' && tallies.overall.responses < POLICY.publicBreakdownMinimum) return [];
  return [...tallies.groups].flatMap(([dimension, groups]) => {
    if (view === 'public' && !isForEveryone(dimension)) return [];
    const hiddenGroups = findHiddenGroups(dimension, groups, questions, minimumOf(view));
    return questions.flatMap((result, slotIndex) => {
      if (!canBeSplit(result)) return [];
      const before = earlier?.find((one) => one.dimension === dimension && one.key === result.key);
      const rows = [...groups].map(([value, tally]): Row => {
        const option = traitOption(dimension, value, questions);
        return {
          group: { dimension, value, ...(option && { option }) },
          counts: countsOf(tally, slotIndex),
          isHidden: hiddenGroups.has(value),
          before: before?.groups.find(({ group }) => group.value === value),
        };
      });
      const { key, question } = result;
      const shown = splitByGroup(rows, result, minimumOf(view), before !== undefined);
      return [{ dimension, key, question, groups: shown.filter(({ group }) => group.value !== UNSAID) }];
    });
  });
}

/**
 * Not what puts people into groups: two traits against each other would stand in two tables, hidden differently. Not what
 * is asked of a part of the people only.
 */
function canBeSplit({ question, subject }: QuestionResult): boolean {
  const isTrait = question.profile_field !== undefined || question.sets !== undefined;
  return question.type !== 'open' && !subject && !question.show_if && !isTrait;
}

const FIELD_OF: Partial<Record<GroupDimension, ProfileField>> = {
  age_band: 'age_band',
  registration: 'status',
};

/** Groups of which it is not told how many they are. A group made of options is hidden as these are. */
export function findHiddenGroups(
  dimension: GroupDimension,
  groups: Map<string, Tally>,
  questions: QuestionResult[],
  minimum: number,
): Set<string> {
  const names = [...groups.keys()];
  const field = FIELD_OF[dimension];
  if (!field) {
    const sizes = names.map((name) => groups.get(name)?.responses ?? 0);
    const hidden = protectLine(sizes, minimum);
    return new Set(names.filter((_, index) => hidden[index]));
  }
  const trait = questions.find(({ question }) => question.profile_field === field);
  const groupOf = ({ code, exclusive }: SurveyOption) => (exclusive ? UNSAID : groupOfCode(field, code));
  const hiddenOptions = trait?.options.filter(({ count }) => count === null) ?? [];
  const touched = hiddenOptions.map(({ option }) => groupOf(option));
  // Hidden options that are all of one group, and nothing else: their sum is known anyway.
  const isInside = new Set(touched).size === 1 && trait?.skipped !== null && touched[0] !== UNSAID;
  return new Set(isInside ? [] : touched);
}

function traitOption(
  dimension: GroupDimension,
  value: string,
  questions: QuestionResult[],
): SurveyOption | undefined {
  if (dimension !== 'age_band') return undefined;
  const trait = questions.find(({ question }) => question.profile_field === 'age_band');
  return trait?.question.options?.find(({ code, exclusive }) => code === value && !exclusive);
}

interface Row {
  group: Group;
  counts: SlotCounts;
  /** It is not told how many they are. */
  isHidden: boolean;
  before: GroupResult | undefined;
}

function splitByGroup(
  rows: Row[],
  result: QuestionResult,
  minimum: number,
  isRelease: boolean,
): GroupResult[] {
  const isMulti = result.question.type === 'multi';
  const isTotalHidden = protectLine(
    rows.map(({ counts }) => counts.reached),
    minimum,
    rows.map(({ isHidden, before }) => isHidden || (isRelease && !isTold(before?.reached))),
  );
  const columns = isMulti ? result.options : [...result.options, { count: result.skipped }];
  const table: CountTable = {
    cells: rows.map(({ counts }) => cellsOf(counts, isMulti)),
    isRowHidden: rows.map(
      ({ group, counts }, r) =>
        group.value === UNSAID || isTotalHidden[r] === true || counts.reached < POLICY.groupMinimum,
    ),
    isRowTotalShown: isTotalHidden.map((isHidden) => !isHidden),
    isColumnTotalShown: columns.map(({ count }) => count !== null),
    hasRowSums: !isMulti,
    ...(isRelease && {
      wasHidden: rows.map(({ before }) =>
        columns.map(
          (_, c) => !isTold(c < result.options.length ? before?.options[c]?.count : before?.skipped),
        ),
      ),
    }),
  };
  const hidden = protectTable(table, minimum);
  return rows.map(({ group, counts }, r) => {
    const shown = table.cells[r]?.map((count, c): ShownCount => (hidden[r]?.[c] ? null : count)) ?? [];
    return {
      group,
      reached: isTotalHidden[r] ? null : counts.reached,
      skipped: isMulti ? null : (shown.at(-1) ?? null),
      precision: precisionOf(counts.reached),
      options: result.options.map(({ option }, c) => ({ option, count: shown[c] ?? null })),
    };
  });
}

function cellsOf({ options, reached, answered }: SlotCounts, isMulti: boolean): number[] {
  return isMulti ? options : [...options, reached - answered];
}

function isTold(count: ShownCount | undefined): boolean {
  return count !== null && count !== undefined;
}
