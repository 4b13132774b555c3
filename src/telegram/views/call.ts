import type { Locale } from '../../domain/locale.ts';
import type { WallTime } from '../../domain/time.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';
import { momentText } from './moment.ts';

/** Which number may be called, or none: then staff write. */
export function phoneQuestion(communityId: number, t: Translate, isUnclear = false): Content {
  const question = t('call-number');
  return {
    text: isUnclear ? `${t('call-unclear')}\n${question}` : `${question}\n${t('call-number-use')}`,
    keyboard: [
      [button(t('call-write-here'), 'call', 'here', communityId)],
      [button(t('call-never-mind'), 'call', 'never')],
    ],
  };
}

/** Where a call is asked for, when somebody belongs to several communities. */
export function callPlaces(places: { id: number; name: string }[], t: Translate): Content {
  return {
    text: t('call-where'),
    keyboard: places.map(({ id, name }) => [button(name, 'call', 'me', 'c', id)]),
  };
}

export function callAsked(phone: string | null, t: Translate): Content {
  return { text: phone === null ? t('call-asked-here') : t('call-asked', { phone }) };
}

/** To staff at once. The number is not in it: it stands in the list only until it was called. */
export function callWaits(community: string, t: Translate): Content {
  return { text: t('call-waits', { community }), keyboard: [[button(t('call-see'), 'call', 'list')]] };
}

export interface ShownCall {
  id: number;
  community: string;
  phone: string | null;
  at: WallTime;
}

/** Who waits, the longest first, with what can be done for each. */
export function callList(
  calls: ShownCall[],
  more: number,
  { t, locale }: { t: Translate; locale: Locale },
): Content {
  if (calls.length === 0) return { text: t('call-none') };
  const lines = calls.map(({ community, phone, at }, index) =>
    t(phone === null ? 'call-line-here' : 'call-line', {
      place: index + 1,
      community,
      phone: phone ?? '',
      moment: momentText(at, locale),
    }),
  );
  const rows = calls.map(({ id, phone }, index) =>
    phone === null
      ? [button(t('call-write', { place: index + 1 }), 'call', 'write', id)]
      : [button(t('call-done', { place: index + 1 }), 'call', 'done', id)],
  );
  const rest = more > 0 ? [t('call-more', { count: more })] : [];
  return { text: [t('call-list'), ...lines, ...rest].join('\n'), keyboard: rows };
}

/** What staff write to somebody who asked for it. */
export function staffWrote(community: string, words: string, t: Translate): Content {
  return {
    text: t('call-staff-wrote', { community, words }),
    keyboard: [[button(t('call-me-again'), 'call', 'me')]],
  };
}
