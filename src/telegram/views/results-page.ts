import { type Locale, type Localized, inLocale } from '../../domain/locale.ts';
import { POLICY } from '../../domain/policy.ts';
import { holdsNumbers, isAllHidden } from '../../domain/shown-numbers.ts';
import type { NextStep } from '../../domain/survey.ts';
import type { QuestionResult, RankedConcern, Ranking, SurveyResults } from '../../domain/survey-results.ts';
import { type WallDate, compareDates } from '../../domain/time.ts';
import { t, translator } from '../i18n.ts';
import { dateText } from './moment.ts';
import { bandHeading, decimal } from './result-chart.ts';
import { bandsOf, labelOf } from './result-words.ts';
import { groupName, listText } from './survey-group.ts';
import type { SiteWords } from './site.ts';
import { answeredText, nextText } from './survey-news.ts';
import { isUneven, sampleSentence } from './survey-sample.ts';

/** Published results as a page shows them. */
export interface PublishedView {
  code: string;
  title: Localized;
  community: { code: string; name: string };
  from: WallDate;
  to: WallDate;
  results: SurveyResults;
  nextStep: NextStep | null;
}

/** A row of a table with its bar; parts of the whole width from 0 to 1. */
export interface BarRow {
  label: string;
  value: string;
  remark?: string;
  share?: number;
  outerShare?: number;
}

export interface BarTable {
  caption: string;
  header: [label: string, value: string];
  /** Rows under a heading of their own, or without. */
  parts: { heading?: string; rows: BarRow[] }[];
  foot?: string;
}

/** A question of which no number may be shown: a line instead of empty bars. */
export interface HiddenTable {
  caption: string;
  hidden: string;
}

export interface ResultsPage extends SiteWords {
  lead: string;
  answered: string;
  caution: string[];
  step?: { heading: string; text: string };
  ranking?: { heading: string; how: string; table: BarTable; picture: string; matters: string[] };
  questions?: { heading: string; tables: (BarTable | HiddenTable)[] };
  back: string;
}

/** Everything a page of results says, in one language. */
export function resultsPage(view: PublishedView, locale: Locale): ResultsPage {
  const { results, community, from, to, nextStep } = view;
  const title = inLocale(view.title, locale);
  const next = nextStep ? nextText(nextStep, locale) : undefined;
  const answered = answeredText({ ...view, nextStep: { text: {}, by: null } }, locale);
  const { ranking } = results;
  // That nothing is shown at all stands above already, once.
  const shown = holdsNumbers(results) ? results.questions.filter(isShown) : [];
  const tables = shown.map((question) => questionTable(question, locale));
  return {
    title,
    description: answered,
    lead: leadText(community.name, from, to, locale),
    answered,
    caution: [
      ...results.sample.map((check) => sampleSentence(check, { t: translator(locale), locale })),
      t(locale, isUneven(results.sample) ? 'results-heard-uneven' : 'outcome-only-who-wished'),
      ...(results.isMostlyByLeaders ? [t(locale, 'page-by-leaders')] : []),
    ],
    ...(next && { step: { heading: t(locale, 'page-step'), text: next } }),
    ...(ranking && ranking.concerns.length > 0 && { ranking: rankingPart(results, ranking, locale) }),
    ...(tables.length > 0 && { questions: { heading: t(locale, 'page-questions'), tables } }),
    back: t(locale, 'page-back', { community: community.name }),
    foot: [
      t(locale, 'page-hidden', { minimum: POLICY.publicMinimumCount }),
      t(locale, results.anonymity === 'anonymous' ? 'page-anonymous' : 'page-named'),
    ],
  };
}

/** Of a survey that opened and closed on one day, the day is said once. */
function leadText(community: string, from: WallDate, to: WallDate, locale: Locale): string {
  const date = dateText(from, locale);
  if (compareDates(from, to) === 0) return t(locale, 'page-lead-day', { community, date });
  return t(locale, 'page-lead', { community, from: date, to: dateText(to, locale) });
}

function datesText(from: WallDate, to: WallDate, locale: Locale): string {
  if (compareDates(from, to) === 0) return dateText(from, locale);
  return t(locale, 'page-dates', { from: dateText(from, locale), to: dateText(to, locale) });
}

/** The published surveys of a community. */
export interface BoardPage extends SiteWords {
  lead: string;
  items: { code: string; title: string; dates: string }[];
  empty?: string;
}

export function boardPage(
  community: string,
  surveys: { code: string; title: Localized; from: WallDate; to: WallDate }[],
  locale: Locale,
): BoardPage {
  const lead = t(locale, 'page-board-lead');
  return {
    title: t(locale, 'page-board', { community }),
    description: lead,
    lead,
    items: surveys.map(({ code, title, from, to }) => ({
      code,
      title: inLocale(title, locale),
      dates: datesText(from, to, locale),
    })),
    ...(surveys.length === 0 && { empty: t(locale, 'page-board-empty') }),
    foot: [],
  };
}

function rankingPart(
  results: SurveyResults,
  ranking: Ranking,
  locale: Locale,
): NonNullable<ResultsPage['ranking']> {
  const { n, rarelyNamed, mattersTo } = ranking;
  let before = 0;
  const parts = bandsOf(results).map((band) => {
    const first = before + 1;
    before += band.length;
    const rows = band.map((concern): BarRow => ({
      label: labelOf(concern.option, locale),
      value: t(locale, 'page-count-of', { count: concern.named, n }),
      ...severityRemark(concern, locale),
      share: concern.need / 100,
      outerShare: concern.named / n,
    }));
    return { heading: bandHeading(first, before, locale), rows };
  });
  const rare = listText(
    rarelyNamed.map((option) => labelOf(option, locale)),
    { t: translator(locale), locale },
  );
  return {
    heading: t(locale, 'page-ranking'),
    how: t(locale, 'page-ranking-how', { n }),
    table: {
      caption: inLocale(ranking.question.text, locale),
      header: [t(locale, 'table-column-concern'), t(locale, 'table-column-named')],
      parts,
      ...(rare && { foot: t(locale, 'page-rare', { concerns: rare, minimum: POLICY.publicMinimumCount }) }),
    },
    picture: t(locale, 'page-picture'),
    matters: mattersTo.map(({ group, option }) => {
      const concern = labelOf(option, locale);
      return t(locale, 'page-matters', {
        group: groupName(group, { t: translator(locale), locale }),
        concern,
      });
    }),
  };
}

function severityRemark({ severity }: RankedConcern, locale: Locale): { remark?: string } {
  if (severity === null) return {};
  return { remark: t(locale, 'page-severity', { weight: decimal(severity, locale) }) };
}

/** Open questions have no numbers, and how bad a concern is stands in the ranking. */
function isShown({ options, subject }: QuestionResult): boolean {
  return options.length > 0 && !subject;
}

function questionTable(result: QuestionResult, locale: Locale): BarTable | HiddenTable {
  const { question, options, reached, precision } = result;
  if (!reached || isAllHidden(options)) {
    const hidden = t(locale, 'page-question-hidden', { minimum: POLICY.publicMinimumCount });
    return { caption: inLocale(question.text, locale), hidden };
  }
  const isPercentage = precision === 'few' || precision === 'full';
  const rows = options.map(({ option, count }): BarRow => {
    const label = labelOf(option, locale);
    if (count === null) return { label, value: t(locale, 'table-hidden') };
    const share = reached ? count / reached : 0;
    if (!isPercentage) return { label, value: String(count), share };
    return { label, value: t(locale, 'page-percent', { percent: Math.round(100 * share), count }), share };
  });
  return {
    caption: inLocale(question.text, locale),
    header: [t(locale, 'table-column-answer'), t(locale, 'table-column-people')],
    parts: [{ rows }],
    foot: t(locale, precision === 'full' ? 'page-asked' : 'page-asked-few', { count: reached }),
  };
}
