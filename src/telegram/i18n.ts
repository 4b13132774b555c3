import { fileURLToPath } from 'node:url';
import { I18n } from '@grammyjs/i18n';
import type { Locale } from '../domain/locale.ts';

const i18n = new I18n({
  defaultLocale: 'zh',
  directory: fileURLToPath(new URL('locales', import.meta.url)),
  // Without this every inserted value is wrapped in invisible direction marks.
  fluentBundleOptions: { useIsolating: false },
});

export type Variables = Record<string, string | number>;

/** Sentences said before: choosing the language anew and filling in takes longer than all the rest of an answer. */
const said = new Map<string, string>();
const MOST_REMEMBERED = 5_000;

/** The sentence `key` in a language. Throws when there is none: a raw key must never reach a person. */
export function t(locale: Locale, key: string, variables?: Variables): string {
  const what = variables ? `${locale} ${key} ${JSON.stringify(variables)}` : `${locale} ${key}`;
  const known = said.get(what);
  if (known !== undefined) return known;
  const text = i18n.t(locale, key, variables ?? {});
  if (text === `{${key}}`) throw new Error(`no sentence "${key}" in ${locale}`);
  if (said.size >= MOST_REMEMBERED) said.clear();
  said.set(what, text);
  return text;
}

export type Translate = (key: string, variables?: Variables) => string;

/** {@link t} bound to one language. */
export function translator(locale: Locale): Translate {
  return (key, variables) => t(locale, key, variables);
}
