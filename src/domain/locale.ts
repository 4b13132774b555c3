/** The three languages everything is said in. `zh` is Simplified Chinese. */
export const LOCALES = ['zh', 'en', 'es'] as const;
export type Locale = (typeof LOCALES)[number];

/** A text people wrote in up to three languages. */
export type Localized = Partial<Record<Locale, string>>;

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

/** Our language for an IETF tag such as `zh-hans` or `pt-BR`; undefined when we do not speak it. */
export function localeOfTag(tag: string | undefined): Locale | undefined {
  const primary = tag?.toLowerCase().split(/[-_]/)[0];
  return isLocale(primary) ? primary : undefined;
}

/** The text in the reader's language, or in the first language there is. */
export function inLocale(text: Localized, locale: Locale): string {
  return text[locale] ?? text.zh ?? text.en ?? text.es ?? '';
}
