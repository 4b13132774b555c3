import { nameOf } from '../../domain/draft-place.ts';
import { LOCALES, type Locale, inLocale } from '../../domain/locale.ts';
import { type TextSlot, missingSlots, slotsOf, textAt, withBlank } from '../../domain/survey-text.ts';
import type { SurveyDefinition } from '../../domain/survey.ts';
import type { Content } from '../effect.ts';
import { type Translate, t as say } from '../i18n.ts';
import { type ShownDraft, askButton, backTo, screenButton } from './draft-button.ts';
import { type Reader, short } from './survey.ts';

const LONGEST_BESIDE = 170;
const ON_A_PAGE = 8;

/** Title, greeting and thanks. */
export function wordsContent(draft: ShownDraft, reader: Reader): Content {
  const { t, locale } = reader;
  const kinds = ['title', 'intro', 'outro'] as const;
  const lines = kinds.map((kind) =>
    t(`survey-draft-words-${kind}`, {
      text: short(inLocale(draft.definition[kind], locale), LONGEST_BESIDE),
    }),
  );
  const rows = kinds.map((kind) => askButton(t(`survey-draft-what-${kind}`), draft, 'text', kind, locale));
  return { text: lines.join('\n'), keyboard: [...rows, backTo(draft, 's', reader)] };
}

/** How complete each language is. */
export function languagesContent(draft: ShownDraft, reader: Reader): Content {
  const { t } = reader;
  const rows = LOCALES.map((locale) =>
    screenButton(missingLabel(draft.definition, locale, t), draft, `l-${locale}`),
  );
  return { text: t('survey-draft-language-ask'), keyboard: [...rows, backTo(draft, 's', reader)] };
}

/** "Español: 3 missing". */
export function missingLabel(definition: SurveyDefinition, locale: Locale, t: Translate): string {
  const count = missingSlots(definition, locale).length;
  const language = say(locale, 'language-name');
  return count > 0
    ? t('survey-draft-missing-in', { language, count })
    : t('survey-draft-complete-in', { language });
}

/** Every text of one language, the missing ones first; eight on a page. */
export function languageContent(draft: ShownDraft, locale: Locale, page: number, reader: Reader): Content {
  const { t } = reader;
  const missing = missingSlots(draft.definition, locale);
  const written = slotsOf(draft.definition).filter((slot) => hasText(draft, slot, locale));
  const slots = [...missing, ...written];
  const shown = slots.slice(page * ON_A_PAGE, (page + 1) * ON_A_PAGE);
  const rows = shown.map((slot) => {
    const text = withBlank(inLocale(textAt(draft.definition, slot) ?? {}, reader.locale));
    const mark = hasText(draft, slot, locale) ? '✔' : '…';
    return screenButton(`${mark} ${text}`, draft, `t-${locale}-${nameOf(draft.definition, slot)}`);
  });
  const [first] = missing;
  const go =
    first &&
    askButton(t('survey-draft-language-go'), draft, 'chain', nameOf(draft.definition, first), locale);
  const isMore = slots.length > (page + 1) * ON_A_PAGE;
  return {
    text: t('survey-draft-language', { language: say(locale, 'language-name'), count: missing.length }),
    keyboard: [
      ...(go ? [go] : []),
      ...rows,
      ...(isMore ? [screenButton(t('survey-draft-language-more'), draft, `l-${locale}-${page + 1}`)] : []),
      backTo(draft, 'ls', reader),
    ],
  };
}

function hasText({ definition }: ShownDraft, slot: TextSlot, locale: Locale): boolean {
  return Boolean(textAt(definition, slot)?.[locale]?.trim());
}

/** One text in all languages side by side, each to be written. */
export function besideContent(draft: ShownDraft, slot: TextSlot, locale: Locale, reader: Reader): Content {
  const { t } = reader;
  const text = textAt(draft.definition, slot) ?? {};
  const name = nameOf(draft.definition, slot);
  const lines = LOCALES.map((one) => {
    const language = say(one, 'language-name');
    const written = text[one];
    return written
      ? t('survey-draft-beside', { language, text: short(withBlank(written), LONGEST_BESIDE) })
      : t('survey-draft-beside-missing', { language });
  });
  const inOrder = [locale, ...LOCALES.filter((one) => one !== locale)];
  const rows = inOrder.map((one) =>
    askButton(t('survey-draft-write-in', { language: say(one, 'language-name') }), draft, 'text', name, one),
  );
  return {
    text: [slotName(draft.definition, slot, t), ...lines].join('\n'),
    keyboard: [...rows, backTo(draft, `l-${locale}`, reader)],
  };
}

/** "Question 3, answer 2". */
export function slotName(definition: SurveyDefinition, slot: TextSlot, t: Translate): string {
  const [, number, option] = /^q(\d+)(?:o(\d+))?$/.exec(nameOf(definition, slot)) ?? [];
  if (number === undefined) return t(`survey-draft-what-${slot.kind}`);
  return option === undefined
    ? t('survey-draft-what-question', { number })
    : t('survey-draft-what-option', { number, option });
}
