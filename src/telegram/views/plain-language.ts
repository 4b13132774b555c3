import type { PlainAdvice } from '../../domain/plain-language.ts';
import { type Translate, t as say } from '../i18n.ts';

/** A piece of advice in words; never more than advice. */
export function adviceText(advice: PlainAdvice, t: Translate): string {
  const language = say(advice.locale, 'language-name');
  switch (advice.kind) {
    case 'long':
      return t('plain-long', { language });
    case 'two_in_one':
      return t('plain-two-in-one', { language, word: advice.word });
    case 'leading':
      return t('plain-leading', { language, words: advice.words });
    case 'jargon':
      return t('plain-jargon', { language, word: advice.word });
    case 'label_cut':
      return t('plain-label-cut', { language, label: advice.label });
  }
}
