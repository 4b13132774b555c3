import { LOCALES, type Locale, type Localized } from './locale.ts';
import type { SurveyDefinition, SurveyOption, SurveyQuestion } from './survey.ts';

/** Where a text of a survey stands, by ids that stay when questions and options move. */
export type TextSlot =
  | { kind: 'title' | 'intro' | 'outro' }
  | { kind: 'question'; question: string }
  | { kind: 'option'; question: string; option: string };

/** The most characters of each kind of text. */
export const MOST_CHARACTERS: Record<TextSlot['kind'], number> = {
  title: 80,
  intro: 400,
  outro: 300,
  question: 300,
  option: 60,
};

/** Where the chosen answer stands in the text of a question that is asked once for each. */
export const OPTION_PLACE = '{option}';

/** What people type for {@link OPTION_PLACE}: a line to fill in. */
const BLANK = '___';

/** Every text of a survey in the order in which residents meet them. */
export function slotsOf({ questions }: SurveyDefinition): TextSlot[] {
  return [
    { kind: 'title' },
    { kind: 'intro' },
    ...questions.flatMap((question): TextSlot[] => [
      { kind: 'question', question: question.id },
      ...choicesOf(question).map(({ code }) => ({
        kind: 'option' as const,
        question: question.id,
        option: code,
      })),
    ]),
    { kind: 'outro' },
  ];
}

/** The text that stands there in the languages it has; undefined when there is no such place (any more). */
export function textAt(definition: SurveyDefinition, slot: TextSlot): Localized | undefined {
  switch (slot.kind) {
    case 'question':
      return questionOf(definition, slot.question)?.text;
    case 'option':
      return optionOf(questionOf(definition, slot.question), slot.option)?.label;
    default:
      return definition[slot.kind];
  }
}

/** The survey with one text changed in one language; unchanged when there is no such place. */
export function withText(
  definition: SurveyDefinition,
  slot: TextSlot,
  locale: Locale,
  text: string,
): SurveyDefinition {
  if (slot.kind !== 'question' && slot.kind !== 'option')
    return { ...definition, [slot.kind]: { ...definition[slot.kind], [locale]: text } };
  const questions = definition.questions.map((question) => {
    if (question.id !== slot.question) return question;
    if (slot.kind === 'question') return { ...question, text: { ...question.text, [locale]: text } };
    return withLabel(question, slot.option, locale, text);
  });
  return { ...definition, questions };
}

function withLabel(question: SurveyQuestion, code: string, locale: Locale, text: string): SurveyQuestion {
  const options = (question.options ?? []).map((option) =>
    option.code === code ? { ...option, label: { ...option.label, [locale]: text } } : option,
  );
  return { ...question, options };
}

/** The texts a language lacks, in order; empty when it has all of them. */
export function missingSlots(definition: SurveyDefinition, locale: Locale): TextSlot[] {
  return slotsOf(definition).filter((slot) => !textAt(definition, slot)?.[locale]?.trim());
}

/** The languages that lack a text. */
export function incompleteLocales(definition: SurveyDefinition): Locale[] {
  return LOCALES.filter((locale) => missingSlots(definition, locale).length > 0);
}

export function questionOf(definition: SurveyDefinition, id: string): SurveyQuestion | undefined {
  return definition.questions.find((question) => question.id === id);
}

export function optionOf(question: SurveyQuestion | undefined, code: string): SurveyOption | undefined {
  return question?.options?.find((option) => option.code === code);
}

/** Whether a question is answered by choosing. */
export function isChoice({ type }: SurveyQuestion): boolean {
  return type !== 'open';
}

/** What can be chosen; a question that was changed to an open one keeps its answers, unused, while it is a draft. */
export function choicesOf(question: SurveyQuestion): SurveyOption[] {
  return isChoice(question) ? (question.options ?? []) : [];
}

export function isSameSlot(one: TextSlot, other: TextSlot): boolean {
  return slotKey(one) === slotKey(other);
}

function slotKey(slot: TextSlot): string {
  if (slot.kind === 'option') return `option ${slot.question} ${slot.option}`;
  return slot.kind === 'question' ? `question ${slot.question}` : slot.kind;
}

/** The text that somebody typed, with a line to fill in where the chosen answer is to stand. */
export function withPlace(text: string): string {
  return text.replace(/_{2,}/g, OPTION_PLACE);
}

/** The text as somebody who edits it reads it. */
export function withBlank(text: string): string {
  return text.replace(OPTION_PLACE, BLANK);
}
