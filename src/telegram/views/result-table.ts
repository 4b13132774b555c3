import { type Locale, type Localized, inLocale } from '../../domain/locale.ts';
import { POLICY } from '../../domain/policy.ts';
import { isAllHidden } from '../../domain/shown-numbers.ts';
import type { Precision, ShownCount } from '../../domain/suppression.ts';
import type { Breakdown, OptionResult, QuestionResult, SurveyResults } from '../../domain/survey-results.ts';
import type { Table } from '../../domain/table.ts';
import type { Drawing } from '../effect.ts';
import { t, translator } from '../i18n.ts';
import { labelOf } from './result-words.ts';
import { groupName } from './survey-group.ts';

type Row = Table['rows'][number];

/** The tables of a workbook: an overview, the ranking, and every answer. Hidden numbers are words here too. */
export function resultTables(results: SurveyResults, title: Localized, locale: Locale): Table[] {
  return [
    overviewTable(results, title, locale),
    ...(results.ranking ? [rankingTable(results.ranking, locale)] : []),
    answersTable(results, locale),
  ];
}

const COUNTED = ['question', 'about', 'group', 'answer', 'people', 'asked'];
const PERCENTAGES = ['percent', 'remark'];

/** Every answer to every question that reached anybody, of everyone and by group: one row each. */
export function answersTable(results: SurveyResults, locale: Locale): Table {
  const rows = [
    ...results.questions.flatMap((question) => questionRows(question, locale)),
    ...results.breakdowns.flatMap((breakdown) => breakdownRows(breakdown, locale)),
  ];
  // Of few people there is no percentage at all: then its columns would stand empty.
  const hasPercent = rows.some((row) => row[COUNTED.length] !== null);
  const columns = hasPercent ? [...COUNTED, ...PERCENTAGES] : COUNTED;
  return {
    name: t(locale, 'table-answers'),
    header: columns.map((column) => t(locale, `table-column-${column}`)),
    rows: rows.map((row) => row.slice(0, columns.length)),
  };
}

/** What comes with a table. */
export function tableCaption(title: Localized, locale: Locale): string {
  return t(locale, 'table-caption', { title: inLocale(title, locale) });
}

/** Instead of a picture: there are too few answers, or nobody was asked about this. */
export function nothingToDrawText(drawing: Drawing, locale: Locale): string {
  return t(locale, 'table-nothing', { what: t(locale, `outcome-draw-${drawing}`) });
}

function overviewTable(results: SurveyResults, title: Localized, locale: Locale): Table {
  const { answered, funnel, modes } = results;
  const fact = (key: string, value: string | number): Row => [t(locale, key), value];
  return {
    name: t(locale, 'table-overview'),
    header: [inLocale(title, locale), ''],
    rows: [
      fact('table-answered', shown(answered, locale)),
      ...(funnel
        ? [
            fact('chart-funnel-invited', funnel.invited),
            fact('chart-funnel-reached', funnel.reached),
            fact('chart-funnel-started', funnel.started),
            fact('chart-funnel-finished', funnel.finished),
          ]
        : []),
      ...modes.map(({ mode, count }): Row => [t(locale, `results-group-by-${mode}`), shown(count, locale)]),
      [t(locale, 'table-hidden-why', { minimum: minimumOf(results) }), null],
      [t(locale, 'chart-foot'), null],
    ],
  };
}

function rankingTable(ranking: NonNullable<SurveyResults['ranking']>, locale: Locale): Table {
  const columns = ['rank', 'band', 'concern', 'named', 'asked', 'severity', 'need'];
  return {
    name: t(locale, 'table-ranking'),
    header: columns.map((column) => t(locale, `table-column-${column}`)),
    rows: [
      ...ranking.concerns.map(({ option, rank, band, named, severity, need }): Row => {
        const rounded = severity === null ? null : Math.round(severity * 10) / 10;
        return [rank, band, labelOf(option, locale), named, ranking.n, rounded, Math.round(need)];
      }),
      ...ranking.rarelyNamed.map((option): Row => {
        return [null, null, labelOf(option, locale), t(locale, 'table-hidden'), ranking.n, null, null];
      }),
    ],
  };
}

function questionRows(result: QuestionResult, locale: Locale): Row[] {
  const { question, subject, reached, skipped, precision, options } = result;
  const about = subject ? labelOf(subject, locale) : null;
  const text = inLocale(question.text, locale).replace('{option}', () => about ?? '');
  const row = rowMaker([text, about, t(locale, 'table-everyone')], { reached, precision, locale });
  if (reached === 0) return [];
  if (isAllHidden(options) && skipped === null) return optionRows(options, row, locale);
  return [...optionRows(options, row, locale), row(t(locale, 'table-skipped'), skipped)];
}

function breakdownRows({ question, groups }: Breakdown, locale: Locale): Row[] {
  const text = inLocale(question.text, locale);
  return groups.flatMap(({ group, reached, precision, options }) => {
    if (reached === 0) return [];
    const lead: Row = [text, null, groupName(group, { t: translator(locale), locale })];
    return optionRows(options, rowMaker(lead, { reached, precision, locale }), locale);
  });
}

type MakeRow = (answer: string, count: ShownCount) => Row;

/** What is hidden altogether is said once. */
function optionRows(options: OptionResult[], row: MakeRow, locale: Locale): Row[] {
  if (isAllHidden(options)) return [row(t(locale, 'table-every-answer'), null)];
  return options.map(({ option, count }) => row(labelOf(option, locale), count));
}

function rowMaker(lead: Row, base: { reached: ShownCount; precision: Precision; locale: Locale }): MakeRow {
  const { reached, precision, locale } = base;
  const isPercentage = precision === 'few' || precision === 'full';
  return (answer, count) => {
    const percent = isPercentage && count !== null && reached ? Math.round((100 * count) / reached) : null;
    const remark = precision === 'few' && percent !== null ? t(locale, 'table-few') : null;
    return [...lead, answer, shown(count, locale), shown(reached, locale), percent, remark];
  };
}

function shown(count: ShownCount, locale: Locale): string | number {
  return count ?? t(locale, 'table-hidden');
}

function minimumOf({ view }: SurveyResults): number {
  return view === 'public' ? POLICY.publicMinimumCount : POLICY.staffMinimumCount;
}
