import { inLocale } from '../../domain/locale.ts';
import { POLICY } from '../../domain/policy.ts';
import type { SampleCheck, SampleGroup } from '../../domain/sample.ts';
import type { Ranking, SurveyResults, WeightedReach } from '../../domain/survey-results.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Reader } from './survey.ts';
import { groupName, keyPart, listText } from './survey-group.ts';
import { type ResultSubject, percentOf } from './survey-results.ts';

/** Who was heard beside who lives here, in words and as tasks. */
export function heardContent(
  { code }: ResultSubject,
  communityId: number,
  { sample, weighted }: SurveyResults,
  reader: Reader,
): Content {
  const { t } = reader;
  const isBorrowed = sample.some(({ source }) => source === 'statistics');
  return {
    text: [
      t(sample.length > 0 ? 'results-heard-head' : 'results-heard-unknown'),
      ...sample.map((check) => sampleSentence(check, reader)),
      ...(isUneven(sample) ? [t('results-heard-uneven')] : []),
      ...tasks(sample, reader),
      ...(isBorrowed ? [t('results-heard-borrowed')] : []),
    ].join('\n'),
    keyboard: [
      ...(weighted ? [[button(t('results-open-weighted'), 'results', 'weighted', code, 0)]] : []),
      [button(t('results-open-profile'), 'population', 'see', communityId)],
      [button(t('results-back'), 'results', 'see', code)],
    ],
  };
}

/** Whether somebody was hardly heard, so that the results do not speak for everyone. */
export function isUneven(sample: SampleCheck[]): boolean {
  return sample.some(({ groups }) => groups.some(({ hearing }) => hearing === 'hardly_heard'));
}

/** "Mostly people aged 60 and over answered; few people under 60 did." */
export function sampleSentence({ dimension, groups }: SampleCheck, reader: Reader): string {
  const isBuildings = dimension === 'building';
  const named = (wanted: SampleGroup['hearing'][]) => {
    const values = groups.filter(({ hearing }) => wanted.includes(hearing)).map(({ value }) => value);
    const names = isBuildings ? values : values.map((value) => groupName({ dimension, value }, reader));
    return listText(names, reader);
  };
  const { t } = reader;
  const [many, few] = [named(['over_heard']), named(['hardly_heard', 'under_heard'])];
  if (many && few)
    return t(isBuildings ? 'results-heard-buildings-mostly' : 'results-heard-mostly', { many, few });
  if (few) return t(isBuildings ? 'results-heard-buildings-few' : 'results-heard-few', { few });
  if (many) return t(isBuildings ? 'results-heard-buildings-many' : 'results-heard-many', { many });
  return t(`results-heard-like-${keyPart(dimension)}`);
}

/** A group of this many people can be told about in percent. */
const WANTED = POLICY.percentagesFrom;
const MOST_TASKS = 2;
const BUILDINGS_TO_ASK = 2;

/** "12 more people from elsewhere would reach 30. Ask the leaders of buildings 4 and 9." */
function tasks(sample: SampleCheck[], reader: Reader): string[] {
  const { t } = reader;
  const missing = sample.flatMap(({ dimension, groups }) =>
    dimension === 'building' ? [] : groups.filter(isMissed).map((group) => ({ dimension, ...group })),
  );
  const lines = missing.slice(0, MOST_TASKS).map(({ dimension, value, answered }) => {
    const group = groupName({ dimension, value }, reader);
    return answered === null
      ? t('results-task-about', { count: WANTED - POLICY.staffMinimumCount, group, wanted: WANTED })
      : t('results-task', { count: WANTED - answered, group, wanted: WANTED });
  });
  const quiet = sample
    .filter(({ dimension }) => dimension === 'building')
    .flatMap(({ groups }) => groups.filter(({ hearing }) => hearing === 'hardly_heard'))
    .slice(0, BUILDINGS_TO_ASK)
    .map(({ value }) => value);
  const ask =
    quiet.length > 0
      ? [t('results-task-ask', { buildings: listText(quiet, reader), count: quiet.length })]
      : [];
  return [...lines, ...ask];
}

function isMissed({ hearing, answered }: SampleGroup): boolean {
  const isHeardLess = hearing === 'hardly_heard' || hearing === 'under_heard';
  return isHeardLess && (answered ?? 0) < WANTED;
}

/** What a ranking would be if everybody had answered alike, beside what it is; or why that would mislead. */
export function weightedContent(
  { code }: ResultSubject,
  weighted: WeightedReach,
  ranking: Ranking,
  { t, locale }: Reader,
): Content {
  const back = [[button(t('results-back'), 'results', 'heard', code, 0)]];
  if (weighted.kind === 'refused')
    return { text: t(`results-weighted-${keyPart(weighted.reason)}`), keyboard: back };
  const lines = ranking.concerns.flatMap(({ option, named }) => {
    const other = weighted.reach.find((one) => one.option.code === option.code);
    const label = inLocale(option.label, locale);
    if (!other) return [];
    const weightedPercent = Math.round(100 * other.share);
    return [
      t('results-weighted-line', { label, plain: percentOf(named, ranking.n), weighted: weightedPercent }),
    ];
  });
  return {
    text: [
      t('results-weighted-head', { size: Math.round(weighted.effectiveSize), n: ranking.n }),
      ...lines,
    ].join('\n'),
    keyboard: back,
  };
}
