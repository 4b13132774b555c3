import {
  type DraftEdit,
  type EditOutcome,
  MOST_OPTIONS,
  MOST_QUESTIONS,
  type Changed,
  type Removed,
  freeName,
  isRefused,
  isTaken,
  moved,
  readText,
  refused,
} from './draft-edit.ts';
import { addOptions, changeOptions, changeQuestion, partsOf, scored } from './draft-question.ts';
import type { Locale, Localized } from './locale.ts';
import { type TextSlot, isChoice, optionOf, questionOf, textAt, withText } from './survey-text.ts';
import type { SurveyDefinition, SurveyQuestion } from './survey.ts';

/*
 * A draft is changed by small edits only. What an edit itself can see is wrong is refused at once, so that nothing is
 * lost: the draft stays as it was. What only the whole shows, such as a condition that points to a later question after
 * a move, is left to `faultsOf` before the survey opens.
 */

/** Applies one edit to a draft, or says why not. */
export function editDraft(definition: SurveyDefinition, edit: DraftEdit): EditOutcome {
  switch (edit.kind) {
    case 'write':
      return write(definition, edit.slot, edit.locale, edit.text);
    case 'add_question':
      return addQuestion(definition, edit);
    case 'remove_question':
      return removeQuestion(definition, edit.question);
    case 'move_question':
      return moveQuestion(definition, edit.question, edit.by);
    case 'restore':
      return restore(definition, edit.removed);
    case 'add_options':
      return onQuestion(definition, edit.question, (question) => addOptions(question, edit));
    case 'remove_option':
      return removeOption(definition, edit.question, edit.option);
    case 'move_option':
    case 'set_exclusive':
    case 'set_other':
      return onQuestion(definition, edit.question, (question) => changeOptions(question, edit));
    default:
      return onQuestion(definition, edit.question, (question) => changeQuestion(question, edit));
  }
}

/** A draft with nothing in it but a greeting and thanks. */
export function emptyDraft(intro: Localized, outro: Localized): SurveyDefinition {
  return { id: 'own', version: 1, est_minutes: 1, title: {}, intro, outro, questions: [] };
}

function edited(definition: SurveyDefinition, removed?: Removed): EditOutcome {
  return { kind: 'edited', definition, ...(removed && { removed }) };
}

/** A changed set of questions takes another time to answer. */
function withQuestions(definition: SurveyDefinition, questions: SurveyQuestion[]): SurveyDefinition {
  const seconds = questions.map((question) => (isChoice(question) ? CHOICE_S : OPEN_S));
  const total = seconds.reduce((sum, one) => sum + one, 0);
  return { ...definition, questions, est_minutes: Math.max(1, Math.ceil(total / 60)) };
}

const CHOICE_S = 20;
const OPEN_S = 45;

function onQuestion(
  definition: SurveyDefinition,
  id: string,
  change: (question: SurveyQuestion) => Changed,
): EditOutcome {
  const question = questionOf(definition, id);
  if (!question) return refused({ why: 'gone' });
  const changed = change(question);
  if (isRefused(changed)) return changed;
  const questions = definition.questions.map((one) => (one.id === id ? changed : one));
  return edited({ ...definition, questions });
}

function write(definition: SurveyDefinition, slot: TextSlot, locale: Locale, typed: string): EditOutcome {
  if (!textAt(definition, slot)) return refused({ why: 'gone' });
  const text = readText(typed, slot.kind);
  if (typeof text !== 'string') return text;
  if (slot.kind === 'option') {
    const others = (questionOf(definition, slot.question)?.options ?? []).filter(
      ({ code }) => code !== slot.option,
    );
    if (isTaken(others, locale, text)) return refused({ why: 'duplicate', label: text });
  }
  return edited(withText(definition, slot, locale, text));
}

function addQuestion(
  definition: SurveyDefinition,
  { type, locale, text: typed, serial }: Extract<DraftEdit, { kind: 'add_question' }>,
): EditOutcome {
  if (definition.questions.length >= MOST_QUESTIONS)
    return refused({ why: 'too_many_questions', most: MOST_QUESTIONS });
  const text = readText(typed, 'question');
  if (typeof text !== 'string') return text;
  const id = freeName('q', serial, (name) => isNamed(definition, name));
  const question: SurveyQuestion = { id, type, text: { [locale]: text }, ...partsOf(type, []) };
  return edited(withQuestions(definition, [...definition.questions, question]));
}

/** Whether a question has this id or looks at one that had it. */
function isNamed({ questions }: SurveyDefinition, id: string): boolean {
  return questions.some(
    (question) =>
      question.id === id || question.repeat_for === id || Object.hasOwn(question.show_if ?? {}, id),
  );
}

function removeQuestion(definition: SurveyDefinition, id: string): EditOutcome {
  const at = definition.questions.findIndex((question) => question.id === id);
  const question = definition.questions[at];
  if (!question) return refused({ why: 'gone' });
  return edited(withQuestions(definition, definition.questions.toSpliced(at, 1)), {
    kind: 'question',
    at,
    question,
  });
}

function moveQuestion(definition: SurveyDefinition, id: string, by: 1 | -1): EditOutcome {
  const at = definition.questions.findIndex((question) => question.id === id);
  const questions = moved(definition.questions, at, by);
  return questions ? edited({ ...definition, questions }) : refused({ why: 'gone' });
}

function restore(definition: SurveyDefinition, removed: Removed): EditOutcome {
  if (removed.kind === 'question') {
    if (questionOf(definition, removed.question.id)) return refused({ why: 'gone' });
    if (definition.questions.length >= MOST_QUESTIONS)
      return refused({ why: 'too_many_questions', most: MOST_QUESTIONS });
    return edited(withQuestions(definition, definition.questions.toSpliced(removed.at, 0, removed.question)));
  }
  return onQuestion(definition, removed.questionId, (question) => {
    const options = question.options ?? [];
    if (!isChoice(question) || optionOf(question, removed.option.code)) return refused({ why: 'gone' });
    if (options.length >= MOST_OPTIONS)
      return refused({ why: 'too_many_options', count: options.length + 1, most: MOST_OPTIONS });
    return scored({ ...question, options: options.toSpliced(removed.at, 0, removed.option) });
  });
}

function removeOption(definition: SurveyDefinition, id: string, code: string): EditOutcome {
  const question = questionOf(definition, id);
  const at = question?.options?.findIndex((option) => option.code === code) ?? -1;
  const option = question?.options?.[at];
  if (!question || !option) return refused({ why: 'gone' });
  const outcome = onQuestion(definition, id, () =>
    scored({ ...question, options: (question.options ?? []).toSpliced(at, 1) }),
  );
  if (outcome.kind === 'refused') return outcome;
  return { ...outcome, removed: { kind: 'option', at, questionId: id, option } };
}
