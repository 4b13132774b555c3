import type { InlineKeyboardButton } from 'grammy/types';
import { buttonLabel } from '../../domain/plain.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';

export interface OwnBuilding {
  communityId: number;
  /** Given only to somebody who is in several communities. */
  community: string | undefined;
  building: string | null;
}

/** One button for each community of the reader, with the building they told. */
export function buildingButtons(translate: Translate, own: OwnBuilding[]): InlineKeyboardButton[][] {
  return own.map((place) => [
    button(buttonLabel(buildingLabel(translate, place)), 'building', 'ask', place.communityId),
  ]);
}

function buildingLabel(translate: Translate, { community, building }: OwnBuilding): string {
  if (community === undefined)
    return building === null ? translate('building-button') : translate('building-button-is', { building });
  return building === null
    ? translate('building-button-in', { community })
    : translate('building-button-in-is', { community, building });
}

/** Asks for the building; after a wrong answer with what was wrong instead of what it is for. */
export function buildingQuestion(
  translate: Translate,
  { communityId, community }: OwnBuilding,
  complaint?: 'building-no-flat' | 'building-unclear',
): Content {
  const question =
    community === undefined ? translate('building-ask') : translate('building-ask-in', { community });
  const text = complaint
    ? `${translate(complaint)}\n${question}`
    : `${question}\n${translate('building-what-for')}`;
  return { text, keyboard: [[button(translate('building-unsaid'), 'building', 'unsaid', communityId)]] };
}

/** The building as it is kept from now on, or that none is. */
export function buildingNoted(
  translate: Translate,
  { communityId, community, building }: OwnBuilding,
): Content {
  const keyboard = [[button(translate('building-change'), 'building', 'ask', communityId)]];
  if (building === null) return { text: translate('building-cleared'), keyboard };
  const text =
    community === undefined
      ? translate('building-noted', { building })
      : translate('building-noted-in', { community, building });
  return { text, keyboard };
}
