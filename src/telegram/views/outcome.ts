import { LOCALES, type Locale, type Localized, inLocale } from '../../domain/locale.ts';
import { plainLine } from '../../domain/plain.ts';
import { POLICY } from '../../domain/policy.ts';
import { type WallDate, readDay, writeDay } from '../../domain/time.ts';
import type { NextStep } from '../../domain/survey.ts';
import { button } from '../callback-data.ts';
import type { Content, Drawing } from '../effect.ts';
import { t, translator } from '../i18n.ts';
import { dateText } from './moment.ts';

/** What staff are about to tell those who answered. */
export interface TellingState {
  code: string;
  title: Localized;
  nextStep: NextStep;
  /** How many of those who would be told read each language. */
  readers: Partial<Record<Locale, number>>;
}

/** Characters of a sentence about what happens next. */
export const MOST_NEXT_STEP = 160;
const MOST_QUOTED = 80;

/** What is still to be written, and what is there, before everyone who answered is told. */
export function tellingContent({ code, title, nextStep, readers }: TellingState, locale: Locale): Content {
  const say = translator(locale);
  const people = sum(readers);
  const texts = LOCALES.map((written) => {
    const text = nextStep.text[written];
    const language = t(written, 'language-name');
    if (text) return say('outcome-tell-text', { language, text: plainLine(text, MOST_QUOTED) });
    return say('outcome-tell-missing', { language, people: readers[written] ?? 0 });
  });
  const by = nextStep.by && readDay(nextStep.by);
  const writing = LOCALES.map((written) => {
    const language = t(written, 'language-name');
    const label = nextStep.text[written] ? 'outcome-rewrite' : 'outcome-write';
    return [button(say(label, { language }), 'outcome', 'write', code, written)];
  });
  return {
    text: [
      say('outcome-tell-lead', { title: inLocale(title, locale), people }),
      say('outcome-tell-who'),
      '',
      say('outcome-tell-next'),
      ...texts,
      by ? say('outcome-tell-by', { date: dateText(by, locale) }) : say('outcome-tell-by-missing'),
    ].join('\n'),
    keyboard: [
      ...writing,
      [button(say('outcome-set-day'), 'outcome', 'by', code)],
      [button(say('outcome-look'), 'outcome', 'look', code, locale)],
      back(code, locale),
    ],
  };
}

/** Asks for the sentence in one language; `length` is that of one that was too long. */
export function nextStepQuestion(written: Locale, locale: Locale, length?: number): Content {
  const say = translator(locale);
  const language = t(written, 'language-name');
  const question = say('outcome-ask-text', { language, most: MOST_NEXT_STEP });
  const complaint = length ? `${say('outcome-too-long', { length, most: MOST_NEXT_STEP })}\n\n` : '';
  return { text: complaint + question };
}

export type DayComplaint = 'outcome-day-unclear' | 'outcome-day-past' | 'outcome-day-far';

/** Asks by when; after a wrong answer with what was wrong. */
export function nextStepDayQuestion(
  locale: Locale,
  complaint?: { key: DayComplaint; day?: WallDate },
): Content {
  const question = t(locale, 'outcome-ask-day');
  if (!complaint) return { text: question };
  const date = complaint.day ? dateText(complaint.day, locale) : '';
  return { text: `${t(locale, complaint.key, { date })}\n${question}` };
}

/** Says a day back before it counts; of several, which one. */
export function dayConfirmation(code: string, days: WallDate[], locale: Locale): Content {
  const [only, ...others] = days;
  const isOne = only !== undefined && others.length === 0;
  const text = isOne
    ? t(locale, 'outcome-day-is', { date: dateText(only, locale) })
    : t(locale, 'outcome-day-choose');
  return {
    text,
    keyboard: [
      ...days.map((day) => {
        const date = dateText(day, locale);
        const label = isOne ? t(locale, 'outcome-day-yes', { date }) : date;
        return [button(label, 'outcome', 'day', code, writeDay(day))];
      }),
      [button(t(locale, 'outcome-day-other'), 'outcome', 'by', code)],
    ],
  };
}

/** The message as those who read `shown` will get it, with the button that sends it. */
export function previewContent(
  state: TellingState,
  message: Content,
  shown: Locale,
  locale: Locale,
): Content {
  const { code, nextStep, readers } = state;
  const say = translator(locale);
  const missing = LOCALES.filter((written) => !nextStep.text[written] && readers[written]);
  const remarks = missing.map((written) =>
    say('outcome-fallback', { language: t(written, 'language-name'), people: readers[written] ?? 0 }),
  );
  return {
    text: [message.text, ...(remarks.length > 0 ? ['', ...remarks] : [])].join('\n'),
    keyboard: [
      ...LOCALES.filter((other) => other !== shown).map((other) => {
        const label = say('outcome-look-in', { language: t(other, 'language-name') });
        return [button(label, 'outcome', 'look', code, other)];
      }),
      [button(say('outcome-send', { people: sum(readers) }), 'outcome', 'send', code)],
      [button(say('outcome-back'), 'outcome', 'tell', code)],
    ],
  };
}

export function toldAlreadyText(toldOn: WallDate, locale: Locale): string {
  return t(locale, 'outcome-told-already', { date: dateText(toldOn, locale) });
}

/** Asked before results are published: nobody can take back what others have read. */
export function publishQuestion(code: string, title: Localized, locale: Locale): Content {
  const say = translator(locale);
  const minimum = POLICY.publicMinimumCount;
  return {
    text: say('outcome-publish-ask', { title: inLocale(title, locale), minimum }),
    keyboard: [[button(say('outcome-publish-yes'), 'outcome', 'publishnow', code)], back(code, locale)],
  };
}

export function publishedContent(code: string, link: string, locale: Locale): Content {
  return {
    text: t(locale, 'outcome-published', { link }),
    keyboard: [[button(t(locale, 'outcome-unpublish'), 'outcome', 'unpublish', code)], back(code, locale)],
  };
}

/** Taken off the page; the way back onto it stays open. */
export function unpublishedContent(code: string, locale: Locale): Content {
  return {
    text: t(locale, 'outcome-unpublished'),
    keyboard: [[button(t(locale, 'outcome-publish'), 'outcome', 'publish', code)], back(code, locale)],
  };
}

/** Why there is nothing to publish, and what helps those who answered instead. */
export function noNumbersContent(code: string, locale: Locale): Content {
  return {
    text: t(locale, 'outcome-publish-nothing', { minimum: POLICY.publicMinimumCount }),
    keyboard: [[button(t(locale, 'outcome-tell'), 'outcome', 'tell', code)], back(code, locale)],
  };
}

/** Pictures and tables of the results, as far as there is something in them. */
export function filesContent(code: string, title: Localized, drawings: Drawing[], locale: Locale): Content {
  const say = translator(locale);
  return {
    text: say('outcome-files-lead', { title: inLocale(title, locale) }),
    keyboard: [
      ...drawings.map((drawing) => [
        button(say(`outcome-draw-${drawing}`), 'outcome', 'draw', code, drawing),
      ]),
      back(code, locale),
    ],
  };
}

/** What staff can do with the results of a survey, as rows under them. */
export function outcomeRows(survey: { code: string; isOpen: boolean; isPublished: boolean }, locale: Locale) {
  const row = (key: string, verb: string) => [button(t(locale, key), 'outcome', verb, survey.code)];
  return [
    row('outcome-files', 'files'),
    ...(survey.isOpen
      ? []
      : [
          row('outcome-tell', 'tell'),
          row(survey.isPublished ? 'outcome-is-public' : 'outcome-publish', 'publish'),
        ]),
  ];
}

function back(code: string, locale: Locale) {
  return [button(t(locale, 'outcome-back'), 'results', 'see', code)];
}

function sum(readers: Partial<Record<Locale, number>>): number {
  return Object.values(readers).reduce((total, people) => total + people, 0);
}
