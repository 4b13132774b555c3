import type { InlineKeyboardButton } from 'grammy/types';
import { easyOptionOf } from '../../domain/easy-mode.ts';
import { type Locale, inLocale } from '../../domain/locale.ts';
import type { Flow } from '../../domain/question-flow.ts';
import type { Step } from '../../domain/question-steps.ts';
import type { Manner, SurveyOption } from '../../domain/survey.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';

/** The one option a step asks about in easy mode; undefined when it is asked the ordinary way. */
export function easyText(
  manner: Manner | undefined,
  { easyOption }: Flow,
  step: Step,
  { locale, t }: { locale: Locale; t: Translate },
): string | undefined {
  const option = manner?.style === 'easy' ? easyOptionOf(step, easyOption) : undefined;
  return option && `\n${t('easy-option', { option: inLocale(option.label, locale) })}`;
}

/** Yes and No side by side, the way back, and a person to talk to. */
export function easyRows(
  manner: Manner | undefined,
  { easyOption }: Flow,
  step: Step,
  [id, argument]: readonly [number, string],
  isFirst: boolean,
  t: Translate,
): InlineKeyboardButton[][] {
  const option = easyOptionOf(step, easyOption);
  if (!option) return [];
  const back = [button(t('survey-back'), 'survey', 'back', id, argument)];
  return [
    [
      button(t('easy-yes'), 'easy', 'yes', id, argument, option.code),
      button(t('easy-no'), 'easy', 'no', id, argument, option.code),
    ],
    ...(isFirst || manner?.isHandedOver ? [] : [back]),
    [button(t('call-me'), 'call', 'me', 'r', id)],
  ];
}

/** An option that was answered: its buttons go, the reply is written in. */
export function easyRepliedContent(
  option: SurveyOption,
  isYes: boolean,
  { locale, t }: { locale: Locale; t: Translate },
): Content {
  const variables = { option: inLocale(option.label, locale) };
  return { text: t(isYes ? 'easy-replied-yes' : 'easy-replied-no', variables) };
}
