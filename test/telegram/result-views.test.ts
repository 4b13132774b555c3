import { describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { dateText } from '../../src/telegram/views/moment.ts';
import { funnelChart, heardChart, rankingChart } from '../../src/telegram/views/result-chart.ts';
import { answersTable, resultTables } from '../../src/telegram/views/result-table.ts';
import { resultsPage } from '../../src/telegram/views/results-page.ts';
import { resultMessage } from '../../src/telegram/views/survey-news.ts';
import { generalNeeds, neighbourhoodResults } from '../support/results.ts';

const MOST_CAPTION = 1024;
const NEXT: Record<Locale, string> = {
  zh: '先修电梯',
  en: 'The lift comes first.',
  es: 'Primero el ascensor.',
};
const nextStep = { text: NEXT, by: '2026-03-20' };
const { title } = generalNeeds();
const funnel = { invited: 412, reached: 391, started: 96, finished: 74 };
const RAW = /\b(undefined|null|NaN)\b|[{}]|\b(outcome|chart|page|table|results)-[a-z]/;

/** Every text in a value, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

describe.each(LOCALES)('in %s', (locale) => {
  test('the five lines say how many, what, who is hardly heard, what next and where to see it all', () => {
    const { text } = resultMessage(
      { code: 'needs', title, results: neighbourhoodResults(), nextStep },
      locale,
    );
    const lines = text.split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toContain('74');
    expect(lines[1]).toContain(' · ');
    expect(lines[2]).toContain(t(locale, 'results-group-elsewhere'));
    expect(lines[3]).toContain(NEXT[locale]);
    expect(lines[4]).toBe(t(locale, 'outcome-where'));
    expect(text.length).toBeLessThan(600);
  });

  test('with too few answers no number and no concern is told, only what happens next', () => {
    const results = neighbourhoodResults({ answered: null });
    const { text } = resultMessage({ code: 'needs', title, results, nextStep }, locale);
    expect(text).not.toContain('74');
    expect(text).not.toContain(t(locale, 'outcome-where'));
    expect(text.split('\n')).toHaveLength(2);
  });

  test('pictures, tables and the page are whole in this language, and captions fit Telegram', () => {
    const results = neighbourhoodResults({ funnel, view: 'staff' });
    const charts = [rankingChart, funnelChart, heardChart].map((draw) => draw(results, title, locale));
    const day = { year: 2026, month: 3, day: 1 };
    const community = { code: 'xinghua', name: 'Xinghua' };
    const page = resultsPage(
      { code: 'needs', title, community, from: day, to: day, results, nextStep },
      locale,
    );
    for (const drawn of charts) expect(drawn?.caption.length).toBeLessThanOrEqual(MOST_CAPTION);
    const texts = textsIn([charts, page, resultTables(results, title, locale)]);
    expect(texts.length).toBeGreaterThan(100);
    for (const text of texts) expect(text).not.toMatch(RAW);
  });

  test('a hidden number is a word in the table, never empty and never a zero', () => {
    const { rows } = answersTable(neighbourhoodResults(), locale);
    const hidden = rows.filter((row) => row[4] === t(locale, 'table-hidden'));
    expect(hidden.length).toBeGreaterThan(0);
    for (const row of hidden) expect(row[6]).toBeNull();
  });

  test('what is hidden altogether is one row and one line, and what reached nobody is no row', () => {
    const [first, ...others] = neighbourhoodResults().questions.filter(({ options }) => options.length > 1);
    if (!first) return never();
    const options = first.options.map(({ option }) => ({ option, count: null }));
    const hidden = { ...first, reached: null, skipped: null, precision: 'hidden' as const, options };
    const table = (questions: (typeof first)[]) =>
      answersTable(neighbourhoodResults({ questions, breakdowns: [] }), locale);
    expect(table([hidden]).rows.map((row) => row[3])).toEqual([t(locale, 'table-every-answer')]);
    expect(table([hidden]).header).toHaveLength(6);
    expect(table([{ ...first, reached: 0 }]).rows).toEqual([]);
    const day = { year: 2026, month: 3, day: 1 };
    const community = { code: 'xinghua', name: 'Xinghua' };
    const results = neighbourhoodResults({ questions: [hidden, ...others] });
    const view = { code: 'needs', title, community, from: day, to: day, results, nextStep: null };
    const page = resultsPage(view, locale);
    expect(page.questions?.tables[0]).toEqual({
      caption: first.question.text[locale],
      hidden: t(locale, 'page-question-hidden', { minimum: 10 }),
    });
    const date = dateText(day, locale);
    expect(page.lead).toBe(t(locale, 'page-lead-day', { community: 'Xinghua', date }));
  });
});

test('at most eight concerns are drawn, and a picture of nothing is not made', () => {
  const { ranking } = neighbourhoodResults();
  if (!ranking) throw new Error('nothing is ranked');
  const many = Array.from({ length: 14 }, (_, index) => ({
    ...(ranking.concerns[0] ?? never()),
    rank: index + 1,
  }));
  const drawn = rankingChart(neighbourhoodResults({ ranking: { ...ranking, concerns: many } }), title, 'en');
  expect(drawn?.chart.groups.flatMap(({ bars }) => bars)).toHaveLength(8);
  expect(
    rankingChart(neighbourhoodResults({ ranking: { ...ranking, concerns: [] } }), title, 'en'),
  ).toBeUndefined();
  expect(heardChart(neighbourhoodResults({ sample: [] }), title, 'en')).toBeUndefined();
  expect(funnelChart(neighbourhoodResults(), title, 'en')).toBeUndefined();
});

test('the length of a bar tells nothing about a number that is hidden', () => {
  const groups = (ratio: number | null) => [
    { value: 'elsewhere', answered: null, hearing: 'hardly_heard' as const, ratio },
  ];
  const check = { dimension: 'registration', source: 'community', likeness: 'poor' } as const;
  const shareOf = (ratio: number | null) => {
    const results = neighbourhoodResults({ sample: [{ ...check, groups: groups(ratio) }] });
    return heardChart(results, title, 'en')?.chart.groups[0]?.bars[0]?.share;
  };
  expect([shareOf(null), shareOf(0.02), shareOf(0.49)]).toEqual([0.125, 0.125, 0.125]);
});

function never(): never {
  throw new Error('nothing is ranked');
}
