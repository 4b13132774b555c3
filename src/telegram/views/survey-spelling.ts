import { nameOf } from '../../domain/draft-place.ts';
import { LOCALES, type Locale, inLocale } from '../../domain/locale.ts';
import { buttonLabel } from '../../domain/plain.ts';
import { slotsOf, textAt, withBlank } from '../../domain/survey-text.ts';
import type { SurveyDefinition } from '../../domain/survey.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { t as say } from '../i18n.ts';
import type { Reader } from './survey.ts';

const ON_A_PAGE = 8;

/** The texts of an open survey in one language, to be spelt anew; eight on a page. */
export function spellingContent(
  { code, definition }: { code: string; definition: SurveyDefinition },
  locale: Locale,
  page: number,
  { t }: Reader,
): Content {
  const slots = slotsOf(definition);
  const rows = slots.slice(page * ON_A_PAGE, (page + 1) * ON_A_PAGE).map((slot) => {
    const text = withBlank(inLocale(textAt(definition, slot) ?? {}, locale));
    return [button(buttonLabel(text), 'survey-staff', 'respell', code, locale, nameOf(definition, slot))];
  });
  const others = LOCALES.filter((one) => one !== locale).map((one) => [
    button(say(one, 'language-name'), 'survey-staff', 'spell', code, one, page),
  ]);
  const isMore = slots.length > (page + 1) * ON_A_PAGE;
  return {
    text: t('survey-draft-spelling-which'),
    keyboard: [
      ...rows,
      ...(isMore
        ? [[button(t('survey-draft-language-more'), 'survey-staff', 'spell', code, locale, page + 1)]]
        : []),
      ...others,
      [button(t('survey-staff-back'), 'survey-staff', 'see', code)],
    ],
  };
}
