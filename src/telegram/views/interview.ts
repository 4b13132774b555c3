import type { InlineKeyboardButton } from 'grammy/types';
import { inLocale } from '../../domain/locale.ts';
import { buttonLabel } from '../../domain/plain.ts';
import type { SurveyDefinition } from '../../domain/survey.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';
import type { Reader } from './survey.ts';

/** A survey and how far somebody is with asking their neighbours. */
export interface InterviewSurvey {
  code: string;
  definition: SurveyDefinition;
  asked: number;
  goal: number | undefined;
}

/** "9 of 12 asked". */
export function askedText({ asked, goal }: Pick<InterviewSurvey, 'asked' | 'goal'>, t: Translate): string {
  return goal === undefined ? t('interview-asked', { asked }) : t('interview-asked-of', { asked, goal });
}

/** What to read aloud before anything is asked, and what else a leader can do with the survey. */
export function consentContent(
  survey: InterviewSurvey,
  unfinished: { id: number; person: number; position: string }[],
  { t, locale }: Reader,
): Content {
  const { code, definition } = survey;
  const title = inLocale(definition.title, locale);
  const goOn = unfinished.map(({ id, person, position }) => [
    button(buttonLabel(t('interview-go-on', { person, position })), 'survey', 'go', id),
  ]);
  return {
    text: [
      `${title} · ${askedText(survey, t)}`,
      t('interview-read-aloud'),
      t('interview-consent', {
        title,
        questions: definition.questions.length,
        minutes: definition.est_minutes,
      }),
    ].join('\n\n'),
    keyboard: [
      [button(t('interview-agrees'), 'interview', 'agree', code)],
      [button(t('interview-refuses'), 'interview', 'refuse', code)],
      ...goOn,
      [button(t('sheet-print'), 'sheet', 'print', code)],
      [button(t('sheet-type-in'), 'sheet', 'type', code)],
      [button(t('interview-goal'), 'interview', 'goal', code)],
    ],
  };
}

/** Where the neighbour lives; a leader's own buildings first. `noun` names who hears of it. */
export function whereContent(
  noun: 'interview' | 'sheet',
  code: string,
  own: string[],
  t: Translate,
  complaint?: 'building-no-flat' | 'building-unclear',
): Content {
  const question = t(noun === 'interview' ? 'interview-where' : 'sheet-where');
  return {
    text: complaint ? `${t(complaint)}\n${question}` : question,
    keyboard: [
      ...own.map((building) => [button(t('interview-building', { building }), noun, 'in', code, building)]),
      [button(t(noun === 'interview' ? 'interview-no-building' : 'sheet-no-building'), noun, 'in', code)],
    ],
  };
}

/** After an interview: it is closed, and the next one waits. */
export function finishedContent(survey: Omit<InterviewSurvey, 'definition'>, t: Translate): Content {
  return { text: `${t('interview-finished')}\n${askedText(survey, t)}`, keyboard: nextRows(survey.code, t) };
}

export function refusedContent(code: string, t: Translate): Content {
  return { text: t('interview-refused'), keyboard: nextRows(code, t) };
}

export function deletedContent(code: string, t: Translate): Content {
  return { text: t('interview-deleted'), keyboard: nextRows(code, t) };
}

function nextRows(code: string, t: Translate): InlineKeyboardButton[][] {
  return [
    [button(t('interview-next'), 'interview', 'ask', code)],
    [button(t('interview-enough'), 'interview', 'enough', code)],
  ];
}

const GOALS = [5, 10, 12, 15, 20, 30, 50];

export function goalContent(code: string, t: Translate): Content {
  return {
    text: t('interview-goal-ask'),
    keyboard: GOALS.map((goal) => [
      button(t('interview-neighbours', { goal }), 'interview', 'aim', code, goal),
    ]),
  };
}

/** A number from a button of {@link goalContent}; undefined for anything else. */
export function readGoal(argument: string | undefined): number | undefined {
  return GOALS.find((goal) => String(goal) === argument);
}

/** For a leader's list of surveys: the way to ask a neighbour, a survey a row. */
export function interviewRows(
  surveys: { code: string; definition: SurveyDefinition }[],
  { t, locale }: Reader,
): InlineKeyboardButton[][] {
  return surveys.map(({ code, definition }) => {
    const title = inLocale(definition.title, locale);
    const label = surveys.length === 1 ? t('interview-ask') : t('interview-ask-in', { title });
    return [button(buttonLabel(label), 'interview', 'ask', code)];
  });
}
