import type { Chart, ChartGroup, ChartTone } from '../../domain/chart.ts';
import { type Locale, type Localized, inLocale } from '../../domain/locale.ts';
import type { Hearing, SampleCheck } from '../../domain/sample.ts';
import type { RankedConcern, SurveyFunnel, SurveyResults } from '../../domain/survey-results.ts';
import { t, translator } from '../i18n.ts';
import { bandsOf, labelOf } from './result-words.ts';
import { groupName } from './survey-group.ts';

/** A picture, and in words what it shows. */
export interface WordedChart {
  chart: Chart;
  caption: string;
}

const MOST_CONCERNS = 8;
const MOST_CAPTION = 900;

/** What troubles people, worst first; undefined when the survey did not ask or nobody named anything. */
export function rankingChart(
  results: SurveyResults,
  title: Localized,
  locale: Locale,
): WordedChart | undefined {
  const { ranking } = results;
  if (!ranking || ranking.concerns.length === 0) return undefined;
  const { n } = ranking;
  const lines: string[] = [];
  let before = 0;
  const groups = bandsOf(results).flatMap((band): ChartGroup[] => {
    const first = before + 1;
    before += band.length;
    const bars = band.slice(0, Math.max(0, MOST_CONCERNS - first + 1)).map((concern) => {
      const label = labelOf(concern.option, locale);
      const note = concernNote(concern, n, locale);
      lines.push(t(locale, 'chart-line', { label: `${concern.rank}. ${label}`, note }));
      return {
        label,
        note,
        share: concern.need / 100,
        outerShare: concern.named / n,
        tone: 'plain' as const,
      };
    });
    return bars.length > 0 ? [{ heading: bandHeading(first, before, locale), bars }] : [];
  });
  return worded(
    {
      title: t(locale, 'chart-ranking-title', { title: inLocale(title, locale) }),
      lead: t(locale, 'chart-ranking-lead', { n }),
      groups,
      foot: t(locale, 'chart-foot'),
    },
    lines,
  );
}

/** "41 of 74 named it · how bad: 2.3 of 3" */
function concernNote({ named, severity }: RankedConcern, n: number, locale: Locale): string {
  if (severity === null) return t(locale, 'chart-named', { named, n });
  return t(locale, 'chart-ranking-note', { named, n, weight: decimal(severity, locale) });
}

/** "1", or "1 to 3, about equal". */
export function bandHeading(from: number, to: number, locale: Locale): string {
  if (from === to) return t(locale, 'chart-rank', { rank: from });
  return t(locale, 'chart-ranks', { from, to });
}

const FUNNEL_STEPS = ['invited', 'reached', 'started', 'finished'] as const satisfies (keyof SurveyFunnel)[];

/** How many of those who were asked went how far; whoever came by a poster was never invited. */
export function funnelChart(
  { funnel }: SurveyResults,
  title: Localized,
  locale: Locale,
): WordedChart | undefined {
  if (!funnel) return undefined;
  const most = Math.max(1, ...FUNNEL_STEPS.map((step) => funnel[step]));
  const lines: string[] = [];
  const bars = FUNNEL_STEPS.map((step) => {
    const count = funnel[step];
    const label = t(locale, `chart-funnel-${step}`);
    const isCompared = step !== 'invited' && funnel.invited >= count && funnel.invited > 0;
    const percent = isCompared ? Math.round((100 * count) / funnel.invited) : undefined;
    const note =
      percent === undefined
        ? t(locale, 'chart-people', { count })
        : t(locale, 'chart-people-of-invited', { count, percent });
    lines.push(t(locale, 'chart-line', { label, note }));
    return { label, note, share: count / most, tone: 'plain' as const };
  });
  return worded(
    {
      title: t(locale, 'chart-funnel-title', { title: inLocale(title, locale) }),
      lead: t(locale, 'chart-funnel-lead'),
      groups: [{ bars }],
    },
    lines,
  );
}

const HEARING_TONES: Record<Hearing, ChartTone> = {
  hardly_heard: 'alarming',
  under_heard: 'doubtful',
  fine: 'plain',
  over_heard: 'quiet',
};
/** How long the bar is of a group whose number is not shown: the middle of what it may be. */
const HEARING_RATIOS: Record<Hearing, number> = {
  hardly_heard: 0.25,
  under_heard: 0.65,
  fine: 1,
  over_heard: 1.6,
};
const HEARING_KEYS: Record<Hearing, string> = {
  hardly_heard: 'chart-hardly-heard',
  under_heard: 'chart-under-heard',
  fine: 'chart-fine',
  over_heard: 'chart-over-heard',
};
/** The bars end at twice the share that a group would have. */
const LONGEST_RATIO = 2;
const MOST_GROUPS = 10;

/** Who was heard, beside their share of the community; undefined when nothing is known of it. */
export function heardChart(
  { sample }: SurveyResults,
  title: Localized,
  locale: Locale,
): WordedChart | undefined {
  const lines: string[] = [];
  const all = sample.flatMap((check) => heardBars(check, locale));
  if (all.length === 0) return undefined;
  const bars = all.slice(0, MOST_GROUPS);
  lines.push(...bars.map(({ label, note }) => t(locale, 'chart-line', { label, note })));
  return worded(
    {
      title: t(locale, 'chart-heard-title', { title: inLocale(title, locale) }),
      lead: t(locale, 'chart-heard-lead'),
      groups: [{ bars }],
      mark: 1 / LONGEST_RATIO,
      foot: t(locale, 'chart-foot'),
    },
    lines,
  );
}

function heardBars({ dimension, groups }: SampleCheck, locale: Locale) {
  return groups.map(({ value, answered, ratio, hearing }) => {
    const said = t(locale, HEARING_KEYS[hearing]);
    return {
      label: capitalised(groupName({ dimension, value }, { t: translator(locale), locale })),
      note: answered === null ? said : t(locale, 'chart-heard-note', { count: answered, said }),
      share:
        Math.min(LONGEST_RATIO, (answered === null ? null : ratio) ?? HEARING_RATIOS[hearing]) /
        LONGEST_RATIO,
      tone: HEARING_TONES[hearing],
    };
  });
}

/** The caption says what the picture says, for whoever cannot see it. */
function worded(chart: Chart, lines: string[]): WordedChart {
  let caption = chart.title;
  for (const line of lines) {
    if (caption.length + line.length < MOST_CAPTION) caption += `\n${line}`;
  }
  return { chart, caption };
}

/** One digit after the point of the language. */
export function decimal(value: number, locale: Locale): string {
  const text = value.toFixed(1);
  return locale === 'es' ? text.replace('.', ',') : text;
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
