import { MOST_OPTIONS, type QuestionType } from '../../domain/draft-edit.ts';
import { type Locale, inLocale } from '../../domain/locale.ts';
import { type TextSlot, choicesOf, questionOf, textAt, withBlank } from '../../domain/survey-text.ts';
import type { SurveyDefinition } from '../../domain/survey.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { type Translate, t as say } from '../i18n.ts';
import { slotName } from './draft-text.ts';
import { type Reader, short } from './survey.ts';

const LONGEST_SHOWN = 250;
const LONGEST_LEFT_OUT = 30;

/** Asks for one text in one language; in a chain the next missing one follows. */
export function writeTextContent(
  definition: SurveyDefinition,
  slot: TextSlot,
  locale: Locale,
  isChain: boolean,
  reader: Reader,
): Content {
  const { t } = reader;
  const text = textAt(definition, slot) ?? {};
  const now = text[locale];
  const from = now ? undefined : otherLanguage(text, reader.locale);
  const isEmptyTitle = slot.kind === 'title' && !now && !from;
  const language = say(locale, 'language-name');
  const isRepeated =
    slot.kind === 'question' && questionOf(definition, slot.question)?.repeat_for !== undefined;
  const lines = [
    isEmptyTitle
      ? t('survey-draft-write-title', { language })
      : t('survey-draft-write', { what: slotName(definition, slot, t), language }),
    ...(now ? [t('survey-draft-write-now', { text: shown(now) })] : []),
    ...(from
      ? [t('survey-draft-write-from', { language: say(from, 'language-name'), text: shown(text[from]) })]
      : []),
    ...(isRepeated ? [t('survey-draft-write-blank')] : []),
  ];
  const skip = isChain ? [[button(t('survey-skip'), 'wizard', 'skip')]] : [];
  return { text: lines.join('\n'), keyboard: [...skip, leaveRow(reader)] };
}

/** The reader's own language if the text has it, else the first it has. */
function otherLanguage(text: Partial<Record<Locale, string>>, own: Locale): Locale | undefined {
  return ([own, 'zh', 'en', 'es'] as const).find((locale) => text[locale]);
}

function shown(text: string | undefined): string {
  return short(withBlank(text ?? ''), LONGEST_SHOWN);
}

export function writeQuestionContent(type: QuestionType, reader: Reader): Content {
  const { t, locale } = reader;
  const language = say(locale, 'language-name');
  return {
    text: `${t(`survey-draft-kind-${type}`)}\n${t('survey-draft-write-question', { language })}`,
    keyboard: [leaveRow(reader)],
  };
}

/** Asks for the answers of a question, one a line. */
export function writeOptionsContent(definition: SurveyDefinition, id: string, reader: Reader): Content {
  const { t, locale } = reader;
  const question = questionOf(definition, id);
  const count = question ? choicesOf(question).length : 0;
  return {
    text: t('survey-draft-write-options', {
      text: shown(inLocale(question?.text ?? {}, locale)),
      left: MOST_OPTIONS - count,
      language: say(locale, 'language-name'),
    }),
    keyboard: [leaveRow(reader)],
  };
}

/** Which of the typed answers were not added, because the question has them. */
export function optionsLeftOutText(labels: string[], t: Translate): string {
  const list = labels.map((label) => short(label, LONGEST_LEFT_OUT)).join(t('survey-draft-comma'));
  return t('survey-draft-options-left-out', { labels: list });
}

export function optionsSoFarContent(count: number, repeated: string[], { t }: Reader): Content {
  const leftOut = repeated.length > 0 ? [optionsLeftOutText(repeated, t)] : [];
  return {
    text: [...leftOut, t('survey-draft-options-so-far', { count })].join('\n'),
    keyboard: [[button(t('survey-draft-options-done'), 'wizard', 'done')]],
  };
}

export function whenQuestionContent(what: 'opens' | 'closes' | 'results', reader: Reader): Content {
  return { text: reader.t(`survey-draft-when-ask-${what}`), keyboard: [leaveRow(reader)] };
}

export function confirmContent(text: string, { t }: Reader): Content {
  return {
    text,
    keyboard: [[button(t('wizard-yes'), 'wizard', 'yes'), button(t('wizard-no'), 'wizard', 'no')]],
  };
}

/** Asks for a text of an open survey to be spelt anew. */
export function respellContent(
  definition: SurveyDefinition,
  slot: TextSlot,
  locale: Locale,
  reader: Reader,
): Content {
  const { t } = reader;
  return {
    text: t('survey-draft-spelling-write', {
      what: slotName(definition, slot, t),
      language: say(locale, 'language-name'),
      text: shown(textAt(definition, slot)?.[locale]),
    }),
    keyboard: [leaveRow(reader)],
  };
}

/** It would be another question: to ask that, the survey is copied. */
export function moreThanSpellingContent(code: string, before: string, { t }: Reader): Content {
  return {
    text: t('survey-draft-spelling-more', { before: shown(before) }),
    keyboard: [[button(t('survey-draft-copy'), 'survey-staff', 'copy', code)]],
  };
}

function leaveRow({ t }: Reader) {
  return [button(t('survey-draft-leave'), 'wizard', 'leave')];
}
