import { type TextSlot, questionOf } from './survey-text.ts';
import type { SurveyDefinition, SurveyOption, SurveyQuestion } from './survey.ts';

/*
 * Short names for places of a draft, which fit into buttons: `q3` is question 3, `q3o2` its second answer; `title`,
 * `intro` and `outro` are themselves. They hold for one revision of a draft only.
 */

export interface Place {
  /** Counted from 1. */
  number: number;
  question: SurveyQuestion;
  option?: { number: number; option: SurveyOption };
}

/** The question, or answer of a question, that a name stands for; undefined when there is none. */
export function placeAt({ questions }: SurveyDefinition, name: string): Place | undefined {
  const [, first, second] = /^q(\d{1,2})(?:o(\d{1,2}))?$/.exec(name) ?? [];
  const question = questions[Number(first) - 1];
  if (!question) return undefined;
  if (second === undefined) return { number: Number(first), question };
  const option = question.options?.[Number(second) - 1];
  return option && { number: Number(first), question, option: { number: Number(second), option } };
}

/** The text that a name stands for. */
export function slotAt(definition: SurveyDefinition, name: string): TextSlot | undefined {
  if (name === 'title' || name === 'intro' || name === 'outro') return { kind: name };
  const place = placeAt(definition, name);
  if (!place) return undefined;
  const { question, option } = place;
  return option
    ? { kind: 'option', question: question.id, option: option.option.code }
    : { kind: 'question', question: question.id };
}

/** The name of a text; that of the title when it is gone. */
export function nameOf(definition: SurveyDefinition, slot: TextSlot): string {
  if (slot.kind !== 'question' && slot.kind !== 'option') return slot.kind;
  const question = definition.questions.findIndex(({ id }) => id === slot.question);
  if (question === -1) return 'title';
  if (slot.kind === 'question') return `q${question + 1}`;
  const options = questionOf(definition, slot.question)?.options ?? [];
  const option = options.findIndex(({ code }) => code === slot.option);
  return option === -1 ? `q${question + 1}` : `q${question + 1}o${option + 1}`;
}
