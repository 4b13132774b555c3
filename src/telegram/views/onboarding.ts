import { LOCALES, type Locale } from '../../domain/locale.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { t, type Translate } from '../i18n.ts';

/** Three self-named buttons, the app's own language first. `payload` is the link that brought the person here. */
export function languageQuestion(preset: Locale, payload: string): Content {
  const ordered = [preset, ...LOCALES.filter((locale) => locale !== preset)];
  return {
    text: LOCALES.map((locale) => t(locale, 'language-question')).join(' · '),
    keyboard: ordered.map((locale) => [button(t(locale, 'language-name'), 'join', 'lang', locale, payload)]),
  };
}

export function languageChosen(translate: Translate): Content {
  return { text: translate('language-chosen') };
}

/** What is kept and who reads it, before anything is. `community` is the name when a poster brought the person. */
export function consentQuestion(
  translate: Translate,
  community: string | undefined,
  payload: string,
): Content {
  const welcome = community ? translate('join-welcome-to', { community }) : translate('join-welcome');
  return {
    text: `${welcome}\n\n${translate('join-what-is-kept')}`,
    keyboard: [
      [button(translate('join-agree'), 'join', 'yes', payload)],
      [button(translate('join-under-14'), 'join', 'minor')],
      [button(translate('join-not-now'), 'join', 'no')],
    ],
  };
}

export function communityChoice(
  translate: Translate,
  communities: { code: string; name: string }[],
  lead: 'join-which-community' | 'join-unknown-code',
): Content {
  return {
    text: translate(lead),
    keyboard: communities.map(({ code, name }) => [button(name, 'join', 'in', code)]),
  };
}

export function joined(translate: Translate, community: string): Content {
  return { text: translate('join-done', { community }) };
}

export function alreadyJoined(translate: Translate, community: string): Content {
  return {
    text: translate('join-already', { community }),
    keyboard: [[button(translate('join-add-another'), 'join', 'more')]],
  };
}

export function nothingToDo(translate: Translate): Content {
  return { text: translate('join-nothing-now') };
}

export function sentence(
  translate: Translate,
  key: string,
  variables?: Record<string, string | number>,
): Content {
  return { text: translate(key, variables) };
}
