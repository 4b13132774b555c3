import { type Step, stepsOf } from './question-steps.ts';
import { numberedOptions } from './survey-words.ts';
import type { Answer, Answers, SurveyDefinition, SurveyOption, SurveyQuestion } from './survey.ts';

/*
 * A survey on paper. Options carry the numbers of the buttons; those without one, such as "prefer not to say", are 0, and a
 * second of them 00. A sheet is typed in as one line: the answers in their order with semicolons between, several marks of
 * one question with commas, what was written beside "something else" after an equals sign: `3; 1; 2,10=dancing; 3,2; ; ; 1`.
 */

/** A survey in one language as it is printed. */
export interface PrintedSheet {
  title: string;
  community: string;
  /** Read to whoever is asked, before anything is written down. */
  readAloud: string;
  building: string;
  howTo: string;
  questions: PrintedQuestion[];
  footer: string;
  /** Where somebody with a phone can answer instead, as a QR code. */
  link: string;
  linkHint: string;
}

export interface PrintedQuestion {
  number: number;
  text: string;
  hint: string;
  options: PrintedOption[];
  /** Lines to write on instead of options. */
  isOpen: boolean;
  /** The options are a scale to be written beside something else: one line is enough for them. */
  isInline: boolean;
}

export interface PrintedOption {
  mark: string;
  label: string;
  /** Room for words beside it: something else. */
  hasLine: boolean;
  /** The question that asks again about this option when it is ticked; its answer is written beside the option. */
  askedAgainIn: number | undefined;
}

/** An option as it stands on paper: the mark to write down, and the option. */
export interface SheetOption {
  mark: string;
  option: SurveyOption;
}

export function sheetOptions(question: SurveyQuestion): SheetOption[] {
  const numbered = numberedOptions(question);
  let unnumbered = 0;
  return (question.options ?? []).map((option) => {
    const number = numbered.indexOf(option) + 1;
    if (number > 0) return { mark: String(number), option };
    unnumbered += 1;
    return { mark: '0'.repeat(unnumbered), option };
  });
}

/** What is wrong with the answer to one question. `expected` is how many marks it needs or may have. */
export interface SheetFault {
  question: number;
  kind: 'unknown_mark' | 'one_only' | 'too_many' | 'stands_alone' | 'one_for_each';
  said: string;
  expected?: number;
}

export type ReadSheet =
  | { kind: 'sheet'; answers: Answers }
  | { kind: 'blank' }
  /** Another number of answers than the survey has questions. */
  | { kind: 'wrong_length'; found: number; expected: number }
  | { kind: 'faulty'; faults: SheetFault[] };

const LONGEST_LINE = 2_000;

/** Reads one sheet from its line. Answers to questions that are not asked after what was answered are left out. */
export function readSheet(definition: SurveyDefinition, line: string): ReadSheet {
  const fields = line
    .slice(0, LONGEST_LINE)
    .replaceAll('；', ';')
    .split(';')
    .map((field) => field.trim());
  const expected = definition.questions.length;
  if (fields.length === expected + 1 && fields.at(-1) === '') fields.pop();
  if (fields.every((field) => field === '')) return { kind: 'blank' };
  if (fields.length !== expected) return { kind: 'wrong_length', found: fields.length, expected };
  const answers = new Map<string, Answer>();
  const faults = definition.questions.flatMap((question, index) => {
    const steps = stepsOf(definition, new Map(answers)).filter((step) => step.question === question);
    const read = readField(steps, question, fields[index] ?? '');
    for (const [key, answer] of read.answers) answers.set(key, answer);
    return read.fault ? [{ question: index + 1, ...read.fault }] : [];
  });
  if (faults.length > 0) return { kind: 'faulty', faults };
  for (const step of stepsOf(definition, new Map(answers)))
    if (!answers.has(step.key)) answers.set(step.key, answerOf([]));
  return { kind: 'sheet', answers };
}

interface ReadField {
  answers: [string, Answer][];
  fault?: Omit<SheetFault, 'question'>;
}

function readField(steps: Step[], question: SurveyQuestion, field: string): ReadField {
  const [first] = steps;
  if (!first) return { answers: [] };
  if (question.type === 'open') return { answers: [[first.key, answerOf([], field)]] };
  const [marks, explained] = splitOnce(field);
  const codes = codesOf(question, marks);
  if (codes === undefined) return { answers: [], fault: { kind: 'unknown_mark', said: marks } };
  if (question.repeat_for) return readEach(steps, codes, marks);
  const fault = faultOf(question, codes, marks);
  if (fault) return { answers: [], fault };
  const kept = codes.filter((code) => code !== undefined);
  const other = question.options?.find((option) => option.other && kept.includes(option.code));
  return {
    answers: [
      [first.key, answerOf([...new Set(kept)])],
      ...(other
        ? [[`${question.id}~${other.code}`, answerOf([], explained)] satisfies [string, Answer]]
        : []),
    ],
  };
}

/** One mark for each option chosen before, in their order; a dash where none was written. */
function readEach(steps: Step[], codes: (string | undefined)[], said: string): ReadField {
  if (codes.length > 0 && codes.length !== steps.length)
    return { answers: [], fault: { kind: 'one_for_each', said, expected: steps.length } };
  return {
    answers: steps.map((step, index) => {
      const code = codes[index];
      return [step.key, answerOf(code === undefined ? [] : [code])];
    }),
  };
}

function faultOf(
  question: SurveyQuestion,
  codes: (string | undefined)[],
  said: string,
): Omit<SheetFault, 'question'> | undefined {
  if (codes.length > 1 && question.type !== 'multi') return { kind: 'one_only', said };
  if (question.max !== undefined && codes.length > question.max)
    return { kind: 'too_many', said, expected: question.max };
  const isAlone = question.options?.some((option) => option.exclusive && codes.includes(option.code));
  return isAlone && codes.length > 1 ? { kind: 'stands_alone', said } : undefined;
}

const NONE = '-';

/** The codes of these marks, a dash as undefined; undefined when one of them is no mark of the question. */
function codesOf(question: SurveyQuestion, marks: string): (string | undefined)[] | undefined {
  const said = marks
    .normalize('NFKC')
    .split(/[\s,、.]+/u)
    .filter((mark) => mark !== '');
  const options = sheetOptions(question);
  const found = said.map((mark) => options.find((option) => option.mark === mark)?.option.code);
  const isKnown = found.every((code, index) => code !== undefined || said[index] === NONE);
  return isKnown ? found : undefined;
}

function splitOnce(field: string): [string, string | undefined] {
  const [marks = '', ...rest] = field.replaceAll('＝', '=').split('=');
  return rest.length > 0 ? [marks, rest.join('=').trim()] : [marks, undefined];
}

const LONGEST_COMMENT = 1_000;

function answerOf(codes: string[], comment = ''): Answer {
  const words = [...comment].slice(0, LONGEST_COMMENT).join('');
  const isSkipped = codes.length === 0 && words === '';
  return { codes, isSkipped, isSettled: true, attachments: [], ...(words !== '' && { comment: words }) };
}
