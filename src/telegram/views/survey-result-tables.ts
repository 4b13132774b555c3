import { inLocale } from '../../domain/locale.ts';
import { pageOf } from '../../domain/page.ts';
import { plainLine } from '../../domain/plain.ts';
import { POLICY } from '../../domain/policy.ts';
import type { Precision, ShownCount } from '../../domain/suppression.ts';
import type {
  Breakdown,
  GroupResult,
  OptionResult,
  QuestionResult,
  SurveyResults,
} from '../../domain/survey-results.ts';
import type { GroupDimension } from '../../domain/survey-tally.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Reader } from './survey.ts';
import { groupName, keyPart } from './survey-group.ts';
import { type ResultSubject, percentOf, turns } from './survey-results.ts';

/** One question with its counts, and the groups it can be split by. */
export function questionContent(
  { code }: ResultSubject,
  { questions, breakdowns }: SurveyResults,
  page: number,
  reader: Reader,
): Content {
  const { t } = reader;
  const { items, number, hasPrevious, hasNext } = pageOf(questions, page, 1);
  const [result] = items;
  const splits = breakdowns.filter(({ key }) => key === result?.key);
  return {
    text: result ? questionText(result, reader) : t('results-no-question'),
    keyboard: [
      ...splits.map(({ dimension }) => [
        button(t(`results-split-${keyPart(dimension)}`), 'results', 'split', code, number, dimension, 0),
      ]),
      ...turns('questions', code, number, hasPrevious, hasNext, reader),
      [button(t('results-back'), 'results', 'see', code)],
    ],
  };
}

function questionText(result: QuestionResult, reader: Reader): string {
  const { t, locale } = reader;
  const about = result.subject ? inLocale(result.subject.label, locale) : '';
  const title = titleOf(inLocale(result.question.text, locale).replace('{option}', () => about));
  if (result.reached === null)
    return `${title}\n${t('results-hidden-all', { minimum: POLICY.staffMinimumCount })}`;
  const counts = [...result.options.map(({ count }) => count), result.skipped];
  return fitted(
    [title, t('results-reached', { count: result.reached })],
    optionLines(result.options, result.reached, result.precision, reader),
    [
      t('results-skipped', { count: countText(result.skipped, reader) }),
      ...notes(counts, result.precision, reader),
    ],
    reader,
  );
}

const LONGEST_TITLE = 100;
const LONGEST_TEXT = 600;

function titleOf(text: string): string {
  const title = plainLine(text, LONGEST_TITLE);
  return title.length < text.length ? `${title}…` : title;
}

interface OptionLine {
  text: string;
  count: ShownCount;
}

function optionLines(
  options: OptionResult[],
  reached: number,
  precision: Precision,
  reader: Reader,
): OptionLine[] {
  const hasPercent = precision === 'few' || precision === 'full';
  return options.map(({ option, count }) => {
    const line = { label: inLocale(option.label, reader.locale), count: countText(count, reader) };
    const text =
      hasPercent && count
        ? reader.t('results-option-share', { ...line, percent: percentOf(count, reached) })
        : reader.t('results-option', line);
    return { text, count };
  });
}

/** All lines, or of too many long ones those that most people chose. */
function fitted(head: string[], lines: OptionLine[], tail: string[], { t }: Reader): string {
  for (let most = lines.length; ; most -= 1) {
    const kept = new Set(lines.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0)).slice(0, most));
    const shown = lines.filter((line) => kept.has(line)).map((line) => line.text);
    const left = most < lines.length ? [t('results-options-left', { count: lines.length - most })] : [];
    const text = [...head, ...shown, ...left, ...tail].join('\n');
    if (text.length <= LONGEST_TEXT || most === 0) return text;
  }
}

function countText(count: ShownCount, { t }: Reader): string {
  return count === null ? t('results-hidden') : String(count);
}

/** Why something is not told, or not told exactly. */
function notes(counts: ShownCount[], precision: Precision, { t }: Reader): string[] {
  return [
    ...(counts.includes(null) ? [t('results-hidden-why', { minimum: POLICY.staffMinimumCount })] : []),
    ...(precision === 'few' ? [t('results-few')] : []),
    ...(precision === 'counts' ? [t('results-counts-only')] : []),
  ];
}

/** One group's answers to a question; the next group is a tap away. */
export function splitContent(
  { code }: ResultSubject,
  slot: number,
  { dimension, question, groups }: Breakdown,
  page: number,
  reader: Reader,
): Content {
  const { t, locale } = reader;
  // Of a group that nobody is in there is nothing to see.
  const filled = groups.filter(({ reached }) => reached !== 0);
  const { items, number, hasPrevious, hasNext } = pageOf(filled, page, 1);
  const [row] = items;
  const title = titleOf(inLocale(question.text, locale));
  const turn = (key: string, to: number) => [button(t(key), 'results', 'split', code, slot, dimension, to)];
  return {
    text: row ? groupText(title, row, reader) : `${title}\n${t('results-no-group')}`,
    keyboard: [
      ...(hasNext ? [turn('results-next-group', number + 1)] : []),
      ...(hasPrevious ? [turn('results-previous-group', number - 1)] : []),
      [button(t('results-back'), 'results', 'questions', code, slot)],
    ],
  };
}

function groupText(title: string, row: GroupResult, reader: Reader): string {
  const { t } = reader;
  const group = groupName(row.group, reader);
  if (row.reached === null || row.precision === 'hidden')
    return `${title}\n${t('results-group-too-small', { group, minimum: POLICY.groupMinimum })}`;
  const counts = row.options.map(({ count }) => count);
  return fitted(
    [title, t('results-group-size', { group, count: row.reached })],
    optionLines(row.options, row.reached, row.precision, reader),
    notes(counts, row.precision, reader),
    reader,
  );
}

/** Whether a button names a way to split that there is. */
export function isSplitBy(
  breakdown: Breakdown,
  key: string | undefined,
  dimension: string | undefined,
): boolean {
  return breakdown.key === key && breakdown.dimension === (dimension as GroupDimension);
}

const BUILDINGS_ON_A_PAGE = 8;

/** How far each building got. */
export function buildingsContent(
  { code }: ResultSubject,
  { funnelByBuilding }: SurveyResults,
  page: number,
  reader: Reader,
): Content {
  const { t } = reader;
  const { items, number, hasPrevious, hasNext } = pageOf(funnelByBuilding, page, BUILDINGS_ON_A_PAGE);
  const lines = items.map(({ building, invited, started, finished }) =>
    t('results-building', {
      building,
      invited,
      started: countText(started, reader),
      finished: countText(finished, reader),
    }),
  );
  const counts = items.flatMap(({ started, finished }) => [started, finished]);
  return {
    text: [t('results-buildings-head'), ...lines, ...notes(counts, 'full', reader)].join('\n'),
    keyboard: [
      ...turns('buildings', code, number, hasPrevious, hasNext, reader),
      [button(t('results-back'), 'results', 'see', code)],
    ],
  };
}
