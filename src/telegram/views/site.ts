import { LOCALES, type Locale } from '../../domain/locale.ts';
import { t } from '../i18n.ts';

/** The words around a public page. */
export interface SiteWords {
  title: string;
  /** For search engines and previews. */
  description: string;
  foot: string[];
}

/** Each language by its own name. */
export function languageLinks(): { locale: Locale; name: string }[] {
  return LOCALES.map((locale) => ({ locale, name: t(locale, 'language-name') }));
}

export function notFoundPage(locale: Locale): SiteWords & { text: string } {
  const title = t(locale, 'site-not-found');
  return { title, description: title, foot: [], text: t(locale, 'site-not-found-text') };
}
