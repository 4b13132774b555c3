import type { InlineKeyboardButton } from 'grammy/types';
import type { Locale } from '../../domain/locale.ts';
import type { WallTime } from '../../domain/time.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { t } from '../i18n.ts';
import { momentText } from './moment.ts';

/** A button pressed while nobody could answer it. `label` is unknown when Telegram no longer gives its message. */
export interface StalePress {
  label: string | undefined;
  data: string;
  pressedAt: WallTime;
  isInGroup: boolean;
}

/** Asks whether it is still wanted, with the same button. In a group nobody is named. */
export function stalePressQuestion(press: StalePress, locale: Locale): Content {
  const { label, data, pressedAt, isInGroup } = press;
  const moment = momentText(pressedAt, locale);
  const who = isInGroup ? 'group' : 'you';
  const again: InlineKeyboardButton = { text: label ?? t(locale, 'stale-yes'), callback_data: data };
  return {
    text:
      label === undefined
        ? t(locale, 'stale-pressed-something', { who, moment })
        : t(locale, 'stale-pressed', { who, moment, label }),
    keyboard: [[again], [button(t(locale, 'stale-no'), 'stale', 'no')]],
  };
}
