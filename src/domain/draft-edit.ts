import type { Locale } from './locale.ts';
import { lengthOf, plainLine } from './plain.ts';
import { MOST_CHARACTERS, type TextSlot, withPlace } from './survey-text.ts';
import type { SurveyDefinition, SurveyOption, SurveyQuestion } from './survey.ts';

export const MOST_QUESTIONS = 7;
export const LEAST_OPTIONS = 2;
export const MOST_OPTIONS = 11;

export type QuestionType = SurveyQuestion['type'];
export const QUESTION_TYPES: QuestionType[] = ['single', 'multi', 'scale', 'open'];

export type DraftEdit =
  | { kind: 'write'; slot: TextSlot; locale: Locale; text: string }
  /** `serial` is another one at every edit, so that a name is never given twice. */
  | { kind: 'add_question'; type: QuestionType; locale: Locale; text: string; serial: number }
  | { kind: 'remove_question'; question: string }
  | { kind: 'move_question'; question: string; by: 1 | -1 }
  | { kind: 'set_type'; question: string; type: QuestionType }
  /** The most options of a question with several; undefined: any number. */
  | { kind: 'set_max'; question: string; max: number | undefined }
  | { kind: 'set_required'; question: string; isRequired: boolean }
  /** Asked only if `about` was answered with one of `codes`; undefined: always. */
  | { kind: 'set_condition'; question: string; condition: { about: string; codes: string[] } | undefined }
  | { kind: 'set_repeat'; question: string; about: string | undefined }
  | { kind: 'add_options'; question: string; locale: Locale; labels: string[]; serial: number }
  | { kind: 'remove_option'; question: string; option: string }
  | { kind: 'move_option'; question: string; option: string; by: 1 | -1 }
  | { kind: 'set_exclusive'; question: string; option: string; isExclusive: boolean }
  | { kind: 'set_other'; question: string; option: string; isOther: boolean }
  | { kind: 'restore'; removed: Removed };

/** What was taken out last, and where it stood. */
export type Removed =
  | { kind: 'question'; at: number; question: SurveyQuestion }
  | { kind: 'option'; at: number; questionId: string; option: SurveyOption };

export type EditRefusal =
  | { why: 'gone' }
  | { why: 'empty' }
  | { why: 'too_long'; count: number; most: number }
  | { why: 'too_many_questions'; most: number }
  | { why: 'too_many_options'; count: number; most: number }
  | { why: 'duplicate'; label: string };

export type EditOutcome =
  | { kind: 'edited'; definition: SurveyDefinition; removed?: Removed }
  | ({ kind: 'refused' } & EditRefusal);

export type Refused = Extract<EditOutcome, { kind: 'refused' }>;
export type Changed = SurveyQuestion | Refused;

export function isRefused(changed: Changed): changed is Refused {
  return 'kind' in changed;
}

export function refused(refusal: EditRefusal): Refused {
  return { kind: 'refused', ...refusal };
}

/** The typed text fit to be kept: on one line, except the greeting and the thanks. */
export function readText(typed: string, kind: TextSlot['kind']): string | Refused {
  const isLong = kind === 'intro' || kind === 'outro';
  const lines = isLong ? typed.split('\n').map((line) => plainLine(line)) : [plainLine(typed)];
  const text = withPlace(lines.join('\n').trim());
  const most = MOST_CHARACTERS[kind];
  if (text === '') return refused({ why: 'empty' });
  return lengthOf(text) > most ? refused({ why: 'too_long', count: lengthOf(text), most }) : text;
}

/** Two answers that look the same cannot be told apart. */
export function isTaken(options: SurveyOption[], locale: Locale, text: string): boolean {
  return options.some(({ label }) => label[locale] !== undefined && sameLook(label[locale], text));
}

export function sameLook(one: string, other: string): boolean {
  return lookOf(one) === lookOf(other);
}

function lookOf(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\p{P}]/gu, '') || text
  );
}

/** `q4`, or the next that is not in use. Names stand in answers and buttons, so they are short and plain. */
export function freeName(letter: string, serial: number, isUsed: (name: string) => boolean): string {
  for (let number = serial + 1; ; number += 1) if (!isUsed(`${letter}${number}`)) return `${letter}${number}`;
}

/** The list with one thing moved; undefined when it cannot move there. */
export function moved<T>(list: T[], at: number, by: number): T[] | undefined {
  const one = list[at];
  const to = at + by;
  if (one === undefined || to < 0 || to >= list.length) return undefined;
  return list.toSpliced(at, 1).toSpliced(to, 0, one);
}
