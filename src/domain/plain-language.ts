import { LOCALES, type Locale } from './locale.ts';
import { choicesOf } from './survey-text.ts';
import type { SurveyQuestion } from './survey.ts';

/** What may make a question hard to answer, or push people to one answer. Advice only: it never blocks. */
export type PlainAdvice =
  | { kind: 'long'; locale: Locale }
  | { kind: 'two_in_one'; locale: Locale; word: string }
  | { kind: 'leading'; locale: Locale; words: string }
  | { kind: 'jargon'; locale: Locale; word: string }
  /** A label that small phones cut. */
  | { kind: 'label_cut'; locale: Locale; label: string };

/** Two lines on a phone (chat rule: at most two lines a question). */
const TWO_LINES: Record<Locale, number> = { zh: 36, en: 90, es: 100 };
const LABEL_COLUMNS = 40;

/** Longer than this on both sides of the "and", it joins two questions and not two nouns. */
const AND: Record<Locale, RegExp> = {
  zh: /.{4,}?(和|以及|并且|而且|还有).{4,}|[吗呢?？].+[吗呢?？]/u,
  en: /\b(?:(?:is|are|do|does|did|would|should|can|how|what|when|where|who|which)\b.*)\b(and|or)\b (?:is|are|do|does|did|would|should|can|how|what|when|where|who|which|you)\b|\?.+\?|\bsafe (and) \w+|\b(?:satisfied|happy) with .+ (and) .+/iu,
  es: /\b(?:es|son|está|están|cómo|qué|cuándo|dónde|quién|cuánto|le|se)\b.*\s(y|e|o)\s(?:es|son|está|están|cómo|qué|cuándo|dónde|quién|cuánto|le|se|si)\b|\?.+\?|(?:satisfech[oa]|content[oa]) con .+ (y) .+/iu,
};

const LEADING: Record<Locale, RegExp> = {
  zh: /难道.*[不没]|您?不(?:觉得|认为)|是不是(?:应该|该)|您?也(?:觉得|认为|同意)|大家都(?:知道|觉得|认为)|显然|肯定(?:会|是|要)|当然/u,
  en: /\b(?:do|wo|would|should|is|are|ca)n['’]?t (?:you|we|it|this|they)\b|\bdo you not\b|\bwouldn['’]?t you\b|\bdon['’]?t you\b|\b(?:surely|obviously|of course|everyone knows|as we all know)\b|\bdo you agree\b|\byou (?:also )?agree\b|, right\?|\bisn['’]?t it\b/iu,
  es: /¿no (?:cree|piensa|le parece|opina|es|está|sería|deberíamos)\b|\b(?:obviamente|evidentemente|por supuesto|desde luego|como todos sabemos|todo el mundo sabe)\b|¿está (?:usted )?de acuerdo|¿verdad\?|¿no\?/iu,
};

const JARGON: Record<Locale, RegExp> = {
  zh: /赋能|抓手|网格化|闭环|痛点|诉求|议事协商|共建共治共享|常态化|精准|机制|举措|协同|落地见效|供给侧/u,
  en: /\b(?:stakeholders?|utili[sz]e|facilitate|implement(?:ation)?|leverage|capacity[- ]building|empower(?:ment)?|framework|mechanism|amenit(?:y|ies)|procurement|remuneration|demographics?|sustainab\w+)\b/iu,
  es: /\b(?:implementar|implementación|stakeholders?|empoderamiento|mecanismo|normativa|transversal|sostenibilidad|remuneración|infraestructuras?|dotacional|licitación)\b/iu,
};

/** Two capitals or more in a row, but for those of a clock: what they stand for not everybody knows. */
const ACRONYM = /(?<!\d ?)\b\p{Lu}{2,}\d*\b/u;
/** Known to everybody. */
const KNOWN_ACRONYM = /^(?:OK|TV|SMS|WC|DNI|ID|QR|ATM)$/;

/** Advice on the words of a question and its answers, in the languages it is written in. */
export function plainAdvice(question: SurveyQuestion): PlainAdvice[] {
  return LOCALES.flatMap((locale) => [
    ...adviceOn(question.text[locale] ?? '', locale),
    ...choicesOf(question).flatMap(({ label }) => labelAdvice(label[locale] ?? '', locale)),
  ]);
}

function adviceOn(text: string, locale: Locale): PlainAdvice[] {
  const [leading] = LEADING[locale].exec(text) ?? [];
  const word = jargonIn(text, locale);
  const two = AND[locale].exec(text);
  return [
    ...(columnsOf(text) > TWO_LINES[locale] * (locale === 'zh' ? 2 : 1)
      ? [{ kind: 'long' as const, locale }]
      : []),
    ...(leading ? [{ kind: 'leading' as const, locale, words: leading }] : []),
    ...(two ? [{ kind: 'two_in_one' as const, locale, word: two.slice(1).find(Boolean) ?? '?' }] : []),
    ...(word ? [{ kind: 'jargon' as const, locale, word }] : []),
  ];
}

function jargonIn(text: string, locale: Locale): string | undefined {
  const [word] = JARGON[locale].exec(text) ?? [];
  const [acronym] = ACRONYM.exec(text) ?? [];
  return word ?? (acronym && !KNOWN_ACRONYM.test(acronym) ? acronym : undefined);
}

function labelAdvice(label: string, locale: Locale): PlainAdvice[] {
  return columnsOf(label) > LABEL_COLUMNS - NUMBER_COLUMNS ? [{ kind: 'label_cut', locale, label }] : [];
}

/** "10 " or "☐ 1 " stands before the label. */
const NUMBER_COLUMNS = 4;

/** Chinese characters take two columns. */
function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u1100-\uffe6]/.test(character) ? 2 : 1), 0);
}
