import { type Locale, type Localized, inLocale } from '../../domain/locale.ts';
import { plainLine } from '../../domain/plain.ts';
import { POLICY } from '../../domain/policy.ts';
import { holdsNumbers } from '../../domain/shown-numbers.ts';
import type { NextStep } from '../../domain/survey.ts';
import type { SurveyResults } from '../../domain/survey-results.ts';
import { readDay } from '../../domain/time.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { t, translator } from '../i18n.ts';
import { dateText } from './moment.ts';
import { bandsOf, labelOf } from './result-words.ts';
import { groupName, listText } from './survey-group.ts';

/** What came of a survey, as everyone may know it. */
export interface SurveyNews {
  code: string;
  title: Localized;
  /** The public ones. */
  results: SurveyResults;
  nextStep: NextStep;
  /** Where all of it is published. */
  link?: string;
  /** Somebody has opened it already: no button to open it again. */
  isOpened?: boolean;
}

const MOST_TITLE = 60;
const MOST_LABEL = 40;
/** A band is never cut; so many concerns are enough. */
const ENOUGH_CONCERNS = 3;
const MOST_CONCERNS = 5;

/** Five lines: how many answered, what troubles people, who is hardly heard, what happens next, where to see it all. */
export function resultMessage(news: SurveyNews, locale: Locale): Content {
  const { code, results, link } = news;
  // Nobody is sent to look at numbers that are all hidden.
  const hasNumbers = holdsNumbers(results);
  const isOffered = hasNumbers && !news.isOpened;
  const lines = [
    answeredText(news, locale),
    ...(results.answered !== null ? [topText(results, locale), heardText(results, locale)] : []),
    nextText(news.nextStep, locale),
    ...(hasNumbers && link ? [t(locale, 'outcome-where-page', { link })] : []),
    ...(isOffered && !link ? [t(locale, 'outcome-where')] : []),
  ];
  return {
    text: lines.filter((line) => line !== undefined).join('\n'),
    ...(isOffered && { keyboard: [[button(t(locale, 'outcome-see'), 'outcome', 'see', code)]] }),
  };
}

/** How many answered, or that they were too few for any number. */
export function answeredText({ title, results }: SurveyNews, locale: Locale): string {
  const shown = plainLine(inLocale(title, locale), MOST_TITLE);
  if (results.answered === null) {
    return t(locale, 'outcome-answered-few', { minimum: POLICY.publicMinimumCount, title: shown });
  }
  return t(locale, 'outcome-answered', { count: results.answered, title: shown });
}

function topText(results: SurveyResults, locale: Locale): string | undefined {
  const bands: string[] = [];
  let count = 0;
  for (const band of bandsOf(results)) {
    const isTooMany = count > 0 && count + band.length > MOST_CONCERNS;
    if (count >= ENOUGH_CONCERNS || isTooMany) break;
    count += band.length;
    const shown = band.slice(0, MOST_CONCERNS);
    const labels = shown.map(({ option }) => plainLine(labelOf(option, locale), MOST_LABEL));
    const concerns = labels.join(t(locale, 'outcome-dot'));
    bands.push(band.length > 1 ? t(locale, 'outcome-band-equal', { concerns }) : concerns);
  }
  if (bands.length === 0) return undefined;
  const concerns = bands.reduce((before, next) => t(locale, 'outcome-band-then', { before, concerns: next }));
  return t(locale, 'outcome-top', { concerns });
}

/** Whom the results do not speak for. */
function heardText(results: SurveyResults, locale: Locale): string {
  const reader = { t: translator(locale), locale };
  const hardlyHeard = results.sample.flatMap(({ dimension, groups }) =>
    groups
      .filter(({ hearing }) => hearing === 'hardly_heard')
      .map(({ value }) => groupName({ dimension, value }, reader)),
  );
  const groups = listText(hardlyHeard, reader);
  return groups ? t(locale, 'outcome-hardly-heard', { groups }) : t(locale, 'outcome-only-who-wished');
}

/** What happens next and by when; undefined as long as nobody has said so. */
export function nextText({ text, by }: NextStep, locale: Locale): string | undefined {
  const said = inLocale(text, locale);
  const day = by ? readDay(by) : undefined;
  if (!said || !day) return undefined;
  const ended = /[.!?。！？]$/.test(said) ? said : `${said}${t(locale, 'outcome-full-stop')}`;
  return t(locale, 'outcome-next', { text: ended, date: dateText(day, locale) });
}
