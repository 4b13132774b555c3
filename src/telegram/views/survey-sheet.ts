import { type Locale, LOCALES, inLocale } from '../../domain/locale.ts';
import type { PrintedQuestion, PrintedSheet, SheetFault } from '../../domain/survey-sheet.ts';
import { sheetOptions } from '../../domain/survey-sheet.ts';
import type { SurveyDefinition, SurveyOption, SurveyQuestion } from '../../domain/survey.ts';
import type { WallDate } from '../../domain/time.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { type Translate, t as say } from '../i18n.ts';
import { askedText } from './interview.ts';
import { dateText } from './moment.ts';
import { short } from './survey.ts';

/** What stands on the sheet in a language. Options carry the numbers that they have on the buttons. */
export function printedSheet(
  survey: { definition: SurveyDefinition; link: string; closesOn: WallDate },
  community: string,
  locale: Locale,
): PrintedSheet {
  const t: Translate = (key, variables) => say(locale, key, variables);
  const { definition, link, closesOn } = survey;
  const title = inLocale(definition.title, locale);
  return {
    title,
    community,
    readAloud: t('interview-consent', {
      title,
      questions: definition.questions.length,
      minutes: definition.est_minutes,
    }),
    building: t('sheet-building'),
    howTo: t('sheet-how-to'),
    questions: definition.questions.map((question, index) =>
      printedQuestion(definition, question, index + 1, locale, t),
    ),
    footer: t('sheet-footer', { community, date: dateText(closesOn, locale) }),
    link,
    linkHint: t('sheet-link'),
  };
}

function printedQuestion(
  definition: SurveyDefinition,
  question: SurveyQuestion,
  number: number,
  locale: Locale,
  t: Translate,
): PrintedQuestion {
  const { questions } = definition;
  const about = questions.findIndex(({ id }) => id === question.repeat_for) + 1;
  const again = questions.findIndex(({ repeat_for }) => repeat_for === question.id) + 1;
  const text = inLocale(question.text, locale).replace('{option}', () => t('sheet-each-option'));
  const isAskedAgain = (option: SurveyOption) =>
    again > 0 && !option.exclusive && !questions[again - 1]?.repeat_skip?.includes(option.code);
  return {
    number,
    text: withoutPictures(text),
    hint: about > 0 ? t('sheet-each', { about, number }) : multiHint(question, text, t),
    options: sheetOptions(question).map(({ mark, option }) => ({
      mark,
      label: withoutPictures(inLocale(option.label, locale)),
      hasLine: option.other === true,
      askedAgainIn: isAskedAgain(option) ? again : undefined,
    })),
    isOpen: question.type === 'open',
    isInline: about > 0,
  };
}

/** How many may be ticked, unless the question says so itself. */
function multiHint({ type, max = 0 }: SurveyQuestion, text: string, t: Translate): string {
  const isSaid = max > 0 && text.includes(String(max));
  return type !== 'multi' || isSaid ? '' : t('sheet-multi', { max });
}

/** The font on paper has letters only. */
function withoutPictures(text: string): string {
  return text.replace(/[\p{Extended_Pictographic}\u{FE0F}\u{200D}]/gu, '').trim();
}

/** In which language the sheet is to be printed. */
export function sheetLanguages(code: string, t: Translate): Content {
  return {
    text: t('sheet-language'),
    keyboard: LOCALES.map((locale) => [button(say(locale, 'language-name'), 'sheet', 'pdf', code, locale)]),
  };
}

/** How sheets are typed in: one line each. */
export function typingContent(questions: number, building: string | undefined, t: Translate): Content {
  const lead = building === undefined ? t('sheet-type') : t('sheet-type-building', { building });
  return {
    text: `${lead}\n${t('sheet-type-how', { questions })}\n${t('sheet-type-example')}`,
    keyboard: [[button(t('sheet-done'), 'sheet', 'done')]],
  };
}

/** A line that could not be read as a sheet, by its place among those just sent. */
export interface RefusedLine {
  place: number;
  line: string;
  problem:
    | { kind: 'wrong_length'; found: number; expected: number }
    | { kind: 'faulty'; faults: SheetFault[] };
}

/** What became of the lines just sent. What is wrong is named; the line itself is given back to be corrected. */
export function takenContent(
  taken: { count: number; total: number; lastId: number | undefined },
  refused: RefusedLine[],
  t: Translate,
): Content {
  const named = refused.slice(0, MOST_NAMED).map((line) => refusedText(line, t));
  const rest =
    refused.length > named.length ? [t('sheet-refused-more', { count: refused.length - named.length })] : [];
  const undo = taken.lastId === undefined ? [] : [[button(t('sheet-undo'), 'sheet', 'undo', taken.lastId)]];
  return {
    text: [t('sheet-taken', { count: taken.count, total: taken.total }), ...named, ...rest].join('\n'),
    keyboard: [...undo, [button(t('sheet-done'), 'sheet', 'done')]],
  };
}

const MOST_NAMED = 4;
const LONGEST_NAMED = 60;

function refusedText({ place, line, problem }: RefusedLine, t: Translate): string {
  const said = short(line, LONGEST_NAMED);
  const what =
    problem.kind === 'wrong_length'
      ? t('sheet-wrong-length', { found: problem.found, expected: problem.expected })
      : problem.faults
          .slice(0, 2)
          .map((fault) => faultText(fault, t))
          .join(' ');
  return `${t('sheet-refused', { place, line: said })}\n${what}`;
}

function faultText({ question, kind, said, expected = 0 }: SheetFault, t: Translate): string {
  const variables = { question, said: short(said, 12), expected };
  switch (kind) {
    case 'unknown_mark':
      return t('sheet-unknown-mark', variables);
    case 'one_only':
      return t('sheet-one-only', variables);
    case 'too_many':
      return t('sheet-too-many', variables);
    case 'stands_alone':
      return t('sheet-stands-alone', variables);
    case 'one_for_each':
      return t('sheet-one-for-each', variables);
  }
}

/** The last sheet is out again; so may be the one before. */
export function undoneContent(total: number, before: number | undefined, t: Translate): Content {
  const undo = before === undefined ? [] : [[button(t('sheet-undo'), 'sheet', 'undo', before)]];
  return {
    text: t('sheet-undone', { total }),
    keyboard: [...undo, [button(t('sheet-done'), 'sheet', 'done')]],
  };
}

export function typedContent(progress: { asked: number; goal: number | undefined }, t: Translate): Content {
  return { text: `${t('interview-thanks')}\n${askedText(progress, t)}` };
}
