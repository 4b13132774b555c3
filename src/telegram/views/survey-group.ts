import { inLocale, isLocale } from '../../domain/locale.ts';
import { bandEnds } from '../../domain/sample.ts';
import type { Group } from '../../domain/survey-results.ts';
import type { Reader } from './survey.ts';

const MOST_NAMES = 4;

/** "people aged 60 and over", "people from elsewhere", "building 4". */
export function groupName({ dimension, value, option }: Group, { t, locale }: Reader): string {
  switch (dimension) {
    case 'age_band': {
      const ends = bandEnds(value);
      if (!ends) return option ? inLocale(option.label, locale) : value;
      if (ends.from === 0) return t('results-group-under', { age: ends.to });
      if (ends.to === Infinity) return t('results-group-over', { age: ends.from });
      return t('results-group-aged', { from: ends.from, to: ends.to - 1 });
    }
    case 'registration':
      return t(value === 'local' ? 'results-group-local' : 'results-group-elsewhere');
    case 'building':
      return t('results-group-building', { building: value });
    case 'language':
      return isLocale(value) ? t(`results-group-speaks-${value}`) : value;
    case 'mode':
      return t(`results-group-by-${value}`);
  }
}

/** The part of a key that names one of our words. */
export function keyPart(word: string): string {
  return word.replaceAll('_', '-');
}

/** "a, b and c"; of long lists the first few. */
export function listText(names: string[], { t }: Reader): string {
  const shown = names.slice(0, MOST_NAMES);
  const more = names.length - shown.length;
  const all = shown.join(t('results-list-comma'));
  return more > 0 ? t('results-list-more', { list: all, count: more }) : all;
}
