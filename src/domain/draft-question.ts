import {
  type Changed,
  type DraftEdit,
  MOST_OPTIONS,
  type QuestionType,
  freeName,
  isTaken,
  moved,
  readText,
  refused,
} from './draft-edit.ts';
import type { Locale } from './locale.ts';
import { isChoice } from './survey-text.ts';
import type { SurveyOption, SurveyQuestion } from './survey.ts';

type QuestionEdit = Extract<
  DraftEdit,
  { kind: 'set_type' | 'set_max' | 'set_required' | 'set_condition' | 'set_repeat' }
>;

/** A question with one of its properties changed. */
export function changeQuestion(question: SurveyQuestion, edit: QuestionEdit): SurveyQuestion {
  switch (edit.kind) {
    case 'set_type':
      return withType(question, edit.type);
    case 'set_max': {
      const { max: _, ...rest } = question;
      return edit.max === undefined ? rest : { ...rest, max: edit.max };
    }
    case 'set_required': {
      const { required: _, skippable: _skippable, ...rest } = question;
      return { ...rest, ...(edit.isRequired ? { required: true } : { skippable: true }) };
    }
    case 'set_condition': {
      const { show_if: _, ...rest } = question;
      if (!edit.condition) return rest;
      return { ...rest, show_if: { [edit.condition.about]: edit.condition.codes } };
    }
    case 'set_repeat': {
      const { repeat_for: _, repeat_skip: _skip, ...rest } = question;
      return edit.about === undefined ? rest : { ...rest, repeat_for: edit.about };
    }
  }
}

/** Options stay when a question becomes an open one, in case it is changed back. */
function withType(question: SurveyQuestion, type: QuestionType): SurveyQuestion {
  const { max: _, accepts: _accepts, max_chars: _chars, options = [], ...rest } = question;
  const parts =
    type === 'open' ? { ...partsOf(type, []), ...(options.length > 0 && { options }) } : { options };
  return scored({ ...rest, type, ...parts });
}

/** Those of the typed answers that are there already, or were typed before on the same list; each once. */
export function repeatedLabels(
  question: SurveyQuestion,
  { locale, labels }: { locale: Locale; labels: string[] },
): string[] {
  let known = question.options ?? [];
  const repeated = new Set<string>();
  for (const typed of labels) {
    const text = readText(typed, 'option');
    if (typeof text !== 'string') continue;
    if (isTaken(known, locale, text)) repeated.add(text);
    else known = [...known, { code: text, label: { [locale]: text } }];
  }
  return [...repeated];
}

/** A question with more answers at its end, those it has already left out; or why they do not fit. */
export function addOptions(
  question: SurveyQuestion,
  { locale, labels, serial }: Extract<DraftEdit, { kind: 'add_options' }>,
): Changed {
  if (!isChoice(question)) return refused({ why: 'gone' });
  const before = question.options ?? [];
  let options = before;
  let repeated: string | undefined;
  for (const typed of labels) {
    const text = readText(typed, 'option');
    if (typeof text !== 'string') return text;
    if (isTaken(options, locale, text)) {
      repeated ??= text;
      continue;
    }
    const known = options;
    const code = freeName('o', serial, (name) => known.some((option) => option.code === name));
    options = [...options, { code, label: { [locale]: text } }];
  }
  if (repeated !== undefined && options.length === before.length)
    return refused({ why: 'duplicate', label: repeated });
  if (options.length > MOST_OPTIONS)
    return refused({ why: 'too_many_options', count: options.length, most: MOST_OPTIONS });
  return scored({ ...question, options });
}

type OptionEdit = Extract<DraftEdit, { kind: 'move_option' | 'set_exclusive' | 'set_other' }>;

/** A question with one of its answers changed or moved. */
export function changeOptions(question: SurveyQuestion, edit: OptionEdit): Changed {
  const options = question.options ?? [];
  const at = options.findIndex(({ code }) => code === edit.option);
  const option = options[at];
  if (!option) return refused({ why: 'gone' });
  if (edit.kind === 'move_option') {
    const inOrder = moved(options, at, edit.by);
    return inOrder ? scored({ ...question, options: inOrder }) : refused({ why: 'gone' });
  }
  const { exclusive: _, other: _other, ...plain } = option;
  if (edit.kind === 'set_exclusive')
    return {
      ...question,
      options: options.with(at, { ...plain, ...(edit.isExclusive && { exclusive: true }) }),
    };
  // Only one answer of a question can be the one to explain.
  const others = options.map(({ other: _one, ...rest }) => rest);
  return { ...question, options: others.with(at, { ...plain, ...(edit.isOther && { other: true }) }) };
}

/** The answers of a scale count by their order, unless their author gave them values. */
export function scored(question: SurveyQuestion): SurveyQuestion {
  const options = question.options ?? [];
  const isOwn =
    question.type === 'scale' &&
    !options.some(({ code, score }) => score !== undefined && !/^o\d+$/.test(code));
  if (!isOwn) return question;
  return { ...question, options: options.map((option, index) => ({ ...option, score: index + 1 })) };
}

/** What a question of a type has beside its words. */
export function partsOf(type: QuestionType, options: SurveyOption[]): Partial<SurveyQuestion> {
  return type === 'open' ? { accepts: ['text', 'voice', 'photo'], max_chars: 1000 } : { options };
}
