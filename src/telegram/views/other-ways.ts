import type { InlineKeyboardButton } from 'grammy/types';
import { button } from '../callback-data.ts';
import type { Translate } from '../i18n.ts';

/**
 * The other ways into a survey than [Start]: for somebody else, in big steps, or by talking to a person. Whoever did not
 * join yet says with the first two that they are old enough.
 */
export function otherWayRows(
  code: string,
  place: string[],
  isStranger: boolean,
  t: Translate,
): InlineKeyboardButton[][] {
  return [
    [
      button(
        t(isStranger ? 'relative-start-stranger' : 'relative-start'),
        'relative',
        'start',
        code,
        ...place,
      ),
    ],
    [button(t(isStranger ? 'easy-start-stranger' : 'easy-start'), 'easy', 'start', code, ...place)],
    [button(t('call-me'), 'call', 'me', 's', code)],
  ];
}
