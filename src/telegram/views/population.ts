import { PROFILE_DIMENSIONS, type Profile, type ProfileDimension } from '../../domain/sample.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Reader } from './survey.ts';
import { groupName, keyPart } from './survey-group.ts';

const MOST_GROUPS = 8;

/** What is known about who lives in a community, and from where. */
export function profilesContent(communityId: number, profiles: Profile[], reader: Reader): Content {
  const { t } = reader;
  const lines = PROFILE_DIMENSIONS.map((dimension) => {
    const name = t(`population-${keyPart(dimension)}`);
    const profile = profiles.find((one) => one.dimension === dimension);
    if (!profile) return t('population-line-unknown', { name });
    const source = t(`population-from-${profile.source}`);
    return t('population-line', { name, source, groups: groupCounts(profile, reader) });
  });
  return {
    text: [t('population-head'), ...lines].join('\n'),
    keyboard: PROFILE_DIMENSIONS.map((dimension) => [
      button(t(`population-enter-${keyPart(dimension)}`), 'population', 'enter', communityId, dimension),
    ]),
  };
}

function groupCounts({ dimension, shares, source }: Profile, reader: Reader): string {
  const { t } = reader;
  const total = shares.reduce((sum, { people }) => sum + people, 0);
  const parts = shares.slice(0, MOST_GROUPS).map(({ value, people }) => {
    const group = groupName({ dimension, value }, reader);
    // Borrowed numbers are shares of something larger.
    return source === 'statistics'
      ? t('population-share', { group, percent: Math.round((100 * people) / total) })
      : t('population-count', { group, count: people });
  });
  return [...parts, ...(shares.length > MOST_GROUPS ? ['…'] : [])].join(t('results-list-comma'));
}

export function populationQuestion(dimension: ProfileDimension, { t }: Reader, isUnclear = false): Content {
  const question = t(`population-ask-${keyPart(dimension)}`);
  return { text: isUnclear ? `${t('population-unclear')}\n${question}` : question };
}
