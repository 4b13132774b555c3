import { type Localized, inLocale } from '../../domain/locale.ts';
import { buttonLabel } from '../../domain/plain.ts';
import { POLICY } from '../../domain/policy.ts';
import { pageOf } from '../../domain/page.ts';
import type { RankedConcern, Ranking, SurveyResults } from '../../domain/survey-results.ts';
import type { SurveyOption } from '../../domain/survey.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { outcomeRows } from './outcome.ts';
import type { Reader } from './survey.ts';
import { groupName } from './survey-group.ts';

/** A survey whose results are looked at. */
export interface ResultSubject {
  code: string;
  title: Localized;
  isOpen: boolean;
  isPublished?: boolean;
}

/** Where results begin: how many answered, how far the numbers carry, and the ways on. */
export function resultsContent(
  { code, title, isOpen, isPublished = false }: ResultSubject,
  results: SurveyResults,
  { t, locale }: Reader,
): Content {
  const answered = results.answered ?? 0;
  const ways = [
    ...(results.ranking ? ([['ranking'], ['orders']] as const) : []),
    ['heard'] as const,
    ['questions'] as const,
    ...(results.funnelByBuilding.length > 0 ? ([['buildings']] as const) : []),
  ];
  return {
    text: [
      inLocale(title, locale),
      ...(results.funnel ? [t('results-funnel', { ...results.funnel })] : []),
      t('results-answered', { count: answered }),
      ...cautions(results, { t, locale }),
    ].join('\n'),
    keyboard: [
      ...ways.map(([way]) => [button(t(`results-open-${way}`), 'results', way, code, 0)]),
      ...outcomeRows({ code, isOpen, isPublished }, locale),
      [button(t('results-back'), 'survey-staff', 'see', code)],
    ],
  };
}

function cautions({ answered, isMostlyByLeaders, anonymity }: SurveyResults, { t }: Reader): string[] {
  return [
    ...((answered ?? 0) < POLICY.manyAnswersFrom ? [t('results-caution-few')] : []),
    ...(isMostlyByLeaders ? [t('results-caution-leaders')] : []),
    ...(anonymity === 'anonymous' ? [t('results-caution-anonymous')] : []),
  ];
}

const CONCERNS_ON_A_PAGE = 4;

/** The concerns, most pressing first; what is about equal stands under one heading. */
export function rankingContent(
  { code }: ResultSubject,
  ranking: Ranking,
  page: number,
  { t, locale }: Reader,
): Content {
  const { items, number, hasPrevious, hasNext } = pageOf(ranking.concerns, page, CONCERNS_ON_A_PAGE);
  const lines = items.flatMap((concern, index) => [
    ...(index === 0 || concern.band !== items[index - 1]?.band
      ? [bandText(concern, ranking, { t, locale })]
      : []),
    concernText(concern, ranking, { t, locale }),
  ]);
  const rare = hasNext ? [] : ranking.rarelyNamed;
  return {
    text: [
      t('results-ranking-head', { count: ranking.n }),
      ...(items.length === 0 ? [t('results-ranking-none')] : lines),
      ...(rare.length > 0 ? [t('results-ranking-rare', { list: optionList(rare, { t, locale }) })] : []),
    ].join('\n'),
    keyboard: [
      ...turns('ranking', code, number, hasPrevious, hasNext, { t, locale }),
      [button(t('results-back'), 'results', 'see', code)],
    ],
  };
}

function bandText({ band }: RankedConcern, { concerns }: Ranking, { t }: Reader): string {
  const count = concerns.filter((concern) => concern.band === band).length;
  return t(band === 1 ? 'results-band-first' : 'results-band-next', { count });
}

function concernText(
  { option, rank, named, severity, interval }: RankedConcern,
  { n, precision }: Ranking,
  { t, locale }: Reader,
): string {
  const hasPercent = precision === 'few' || precision === 'full';
  const share = hasPercent
    ? t('results-named-share', { named, n, percent: percentOf(named, n) })
    : t('results-named', { named, n });
  const trouble = severity === null ? '' : ` · ${t(`results-trouble-${Math.round(severity)}`)}`;
  const range = interval && {
    low: Math.round(interval.low * (hasPercent ? 100 : n)),
    high: Math.round(interval.high * (hasPercent ? 100 : n)),
  };
  return [
    `${rank}. ${inLocale(option.label, locale)}`,
    `${share}${trouble}`,
    ...(range ? [t(hasPercent ? 'results-interval-share' : 'results-interval', range)] : []),
  ].join('\n');
}

const LONGEST_LIST = 3;

/** The same concerns in two other orders, and whom single ones matter to. */
export function ordersContent({ code }: ResultSubject, ranking: Ranking, reader: Reader): Content {
  const { t, locale } = reader;
  const numbered = (options: SurveyOption[]) =>
    options.slice(0, LONGEST_LIST).map((option, index) => `${index + 1}. ${inLocale(option.label, locale)}`);
  const matters = mattersLines(ranking, reader);
  const worst = numbered(ranking.worstForThoseWhoHaveIt);
  return {
    text: [
      t('results-most-named'),
      ...numbered(ranking.namedByMost),
      ...(worst.length > 0 ? ['', t('results-worst'), ...worst] : []),
      ...(matters.length > 0 ? ['', ...matters] : []),
    ].join('\n'),
    keyboard: [[button(t('results-back'), 'results', 'see', code)]],
  };
}

const MOST_GROUPS = 4;

/** "Matters a lot to people from elsewhere: jobs, school": a line for each group. */
function mattersLines({ mattersTo }: Ranking, reader: Reader): string[] {
  const byGroup = new Map<string, SurveyOption[]>();
  for (const { group, option } of mattersTo) {
    const name = groupName(group, reader);
    byGroup.set(name, [...(byGroup.get(name) ?? []), option]);
  }
  return [...byGroup]
    .slice(0, MOST_GROUPS)
    .map(([group, options]) => reader.t('results-matters', { group, concerns: optionList(options, reader) }));
}

/** [Earlier] and [More] under a list with several pages. */
export function turns(
  verb: string,
  code: string,
  page: number,
  hasPrevious: boolean,
  hasNext: boolean,
  { t }: Reader,
): NonNullable<Content['keyboard']> {
  const back = hasPrevious ? [button(t('results-previous'), 'results', verb, code, page - 1)] : [];
  const on = hasNext ? [button(t('results-more'), 'results', verb, code, page + 1)] : [];
  return [...(on.length > 0 ? [on] : []), ...(back.length > 0 ? [back] : [])];
}

/** Labels hold commas of their own. */
function optionList(options: SurveyOption[], { t, locale }: Reader): string {
  return options
    .slice(0, LONGEST_LIST)
    .map(({ label }) => buttonLabel(inLocale(label, locale)))
    .join(t('results-concerns-comma'));
}

/** Whole percent. */
export function percentOf(count: number, all: number): number {
  return all === 0 ? 0 : Math.round((100 * count) / all);
}
