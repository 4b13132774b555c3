import type { Locale } from '../../domain/locale.ts';
import { plainLine } from '../../domain/plain.ts';
import { type ProfileDimension, type SampleGroup, bandStart } from '../../domain/sample.ts';
import type { Group, SurveyResults } from '../../domain/survey-results.ts';
import { UNSAID } from '../../domain/survey-tally.ts';
import { t } from '../i18n.ts';
import { labelOf, listText } from './result-words.ts';

const MOST_GROUPS = 4;
const MOST_BUILDING = 20;

/** A group of people as a table calls it. */
export function groupText({ dimension, value, option }: Group, locale: Locale): string {
  if (option) return labelOf(option, locale);
  if (value === UNSAID) return t(locale, 'sample-unsaid');
  return dimension === 'mode' ? t(locale, `sample-mode-${value}`) : groupName(dimension, value, locale);
}

/** A group in a few words: "people under 45", 「外来的街坊」. */
export function groupName(dimension: ProfileDimension, value: string, locale: Locale): string {
  switch (dimension) {
    case 'age_band':
      return ageName(value, locale);
    case 'registration':
      return t(locale, value === 'local' ? 'sample-local' : 'sample-elsewhere');
    case 'building':
      return t(locale, 'sample-building', { building: plainLine(value, MOST_BUILDING) });
    case 'language':
      return t(locale, value === 'zh' ? 'sample-zh' : value === 'es' ? 'sample-es' : 'sample-en');
  }
}

function ageName(value: string, locale: Locale): string {
  const start = bandStart(value) ?? 0;
  const [, end] = /(?:^u|_)(\d+)$/.exec(value) ?? [];
  if (end === undefined) return t(locale, 'sample-from', { start });
  return start === 0
    ? t(locale, 'sample-under', { end: Number(end) })
    : t(locale, 'sample-between', { start, end: Number(end) });
}

/** The groups that are hardly heard, in words; empty when there are none, or nothing is known of the community. */
export function hardlyHeardText({ sample }: SurveyResults, locale: Locale): string {
  const groups = sample.flatMap(({ dimension, groups: all }) =>
    all.filter(isHardlyHeard).map(({ value }) => groupName(dimension, value, locale)),
  );
  return listText(groups.slice(0, MOST_GROUPS), locale);
}

function isHardlyHeard({ hearing }: SampleGroup): boolean {
  return hearing === 'hardly_heard';
}
