/** The page's own language: chosen by the reader, else taken from the browser. */
import { en } from './words-en.js';
import { es } from './words-es.js';
import { zh } from './words-zh.js';
import { recall, remember } from './memory.js';

const DICTIONARIES = { zh, en, es };

/** In the order of the switch; each language names itself. */
export const LANGUAGES = [
  { code: 'zh', name: '中文', locale: 'zh-CN' },
  { code: 'en', name: 'English', locale: 'en-GB' },
  { code: 'es', name: 'Español', locale: 'es-ES' },
];

let current = recall('language') ?? languageOfBrowser();

export function language() {
  return current;
}

/** The BCP 47 tag for dates and numbers. */
export function locale() {
  return LANGUAGES.find(({ code }) => code === current).locale;
}

export function setLanguage(code) {
  current = code;
  remember('language', code);
}

/** The sentence for `key` with its `{placeholders}` filled. */
export function say(key, values = {}) {
  return DICTIONARIES[current][key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A list of sentences, as the guide's steps. */
export function sayList(key) {
  return DICTIONARIES[current][key];
}

function languageOfBrowser() {
  const wanted = (navigator.languages ?? [navigator.language]).map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((code) => code in DICTIONARIES) ?? 'en';
}
