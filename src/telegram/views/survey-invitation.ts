import type { InlineKeyboardButton } from 'grammy/types';
import { inLocale } from '../../domain/locale.ts';
import type { Anonymity, SurveyDefinition } from '../../domain/survey.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { anonymousWhoSees } from './anonymity.ts';
import { mannerWord } from './manner.ts';
import { otherWayRows } from './other-ways.ts';
import { type Reader, type ShownResponse, positionText, short } from './survey.ts';
import { welfareException } from './welfare.ts';

export interface IntroducedSurvey {
  code: string;
  definition: SurveyDefinition;
  anonymity: Anonymity;
}

export interface IntroOptions {
  /** The poster it was opened from. */
  place?: string;
  isStranger: boolean;
}

/** Who asks, who can see it, how long it takes: before anything is stored. */
export function introContent(
  survey: IntroducedSurvey,
  community: string,
  reader: Reader,
  options: IntroOptions,
): Content {
  const { t } = reader;
  return {
    text: `${introText(survey, community, reader)}\n${t('survey-intro-ways')}`,
    keyboard: [
      [startButton(survey.code, reader, options)],
      [button(t('survey-who'), 'survey', 'who', survey.code, ...placeArgument(options.place))],
      ...otherWayRows(survey.code, placeArgument(options.place), options.isStranger, t),
      [button(t('survey-not-now'), 'survey', 'later')],
    ],
  };
}

export function whoSeesContent(
  { code, anonymity }: IntroducedSurvey,
  reader: Reader,
  options: IntroOptions,
): Content {
  const { t } = reader;
  return {
    text: [
      anonymity === 'anonymous' ? anonymousWhoSees(t) : t('survey-who-sees-named'),
      welfareException(anonymity, t),
    ].join('\n'),
    keyboard: [[startButton(code, reader, options)], [button(t('survey-not-now'), 'survey', 'later')]],
  };
}

/** The invitation everyone of the community gets: what they would see if they opened the survey themselves. */
export function invitationContent(survey: IntroducedSurvey, community: string, reader: Reader): Content {
  return introContent(survey, community, reader, { isStranger: false });
}

function introText(
  { definition, anonymity }: IntroducedSurvey,
  community: string,
  { t, locale }: Reader,
): string {
  const lead = t('survey-invitation', { community, title: inLocale(definition.title, locale) });
  return `${lead}\n${t(`survey-intro-${anonymity}`)}\n\n${inLocale(definition.intro, locale)}`;
}

/** Somebody who did not join yet says with [Start] that they are old enough; members said so when they joined. */
function startButton(code: string, { t }: Reader, { place, isStranger }: IntroOptions) {
  const label = isStranger ? t('survey-start-stranger') : t('survey-start');
  return button(label, 'survey', 'start', code, ...placeArgument(place));
}

/** What is left of a button's 64 bytes for the name of a poster's place. */
const LONGEST_PLACE = 30;

function placeArgument(place: string | undefined): string[] {
  const word = place?.replace(/[^A-Za-z0-9_-]/g, '').slice(0, LONGEST_PLACE);
  return word ? [word] : [];
}

/** A survey begun and not sent. */
export function resumeContent(response: ShownResponse, reader: Reader): Content {
  const { t, locale } = reader;
  const title = inLocale(response.definition.title, locale);
  return {
    text: `${title}\n${t('survey-stopped-at', { position: positionText(response, reader) })}`,
    keyboard: [
      [button(t('survey-go-on'), 'survey', 'go', response.id)],
      [
        button(
          t(mannerWord(response.manner, 'survey-delete', 'interview-delete')),
          'survey',
          'delete',
          response.id,
        ),
      ],
    ],
  };
}

/** After a command in the middle of a survey: where it was, and the way back. */
export function goOnContent(response: ShownResponse, reader: Reader): Content {
  const { t } = reader;
  return {
    text: t('survey-stopped-at', { position: positionText(response, reader) }),
    keyboard: [[button(t('survey-go-on-survey'), 'survey', 'go', response.id)]],
  };
}

/** A link to a survey, opened in the middle of another one. */
export function busyContent(response: ShownResponse, code: string, reader: Reader, place?: string): Content {
  const { t, locale } = reader;
  const title = short(inLocale(response.definition.title, locale));
  return {
    text: t('survey-busy', { position: positionText(response, reader), title }),
    keyboard: [
      [button(t('survey-go-on'), 'survey', 'go', response.id)],
      [button(t('survey-busy-new'), 'survey', 'switch', code, ...placeArgument(place))],
    ],
  };
}

export function pausedContent(response: ShownResponse, { t }: Reader): Content {
  return {
    text: t('survey-paused'),
    keyboard: [
      [button(t('survey-go-on'), 'survey', 'go', response.id)],
      [
        button(
          t(mannerWord(response.manner, 'survey-delete', 'interview-delete')),
          'survey',
          'delete',
          response.id,
        ),
      ],
    ],
  };
}

export function deleteContent(response: Pick<ShownResponse, 'id' | 'manner'>, { t }: Reader): Content {
  return {
    text: t(mannerWord(response.manner, 'survey-delete-ask', 'interview-delete-ask')),
    keyboard: [
      [button(t('survey-delete-yes'), 'survey', 'wipe', response.id)],
      [button(t('survey-delete-no'), 'survey', 'go', response.id)],
    ],
  };
}

export interface ListedSurvey {
  code: string;
  definition: SurveyDefinition;
  state: 'new' | 'begun' | 'sent';
}

/** My communities' open surveys; those begun say so. */
export function surveyListContent(
  surveys: ListedSurvey[],
  { t, locale }: Reader,
  more: InlineKeyboardButton[][] = [],
): Content {
  const rows = surveys.map(({ code, definition, state }) => [
    button(listLabel(inLocale(definition.title, locale), state, { t, locale }), 'survey', 'open', code),
  ]);
  const text = t(surveys.length === 0 ? 'survey-list-empty' : 'survey-list');
  const keyboard = [...rows, ...more];
  return keyboard.length === 0 ? { text } : { text, keyboard };
}

function listLabel(title: string, state: ListedSurvey['state'], { t }: Reader): string {
  if (state === 'sent') return t('survey-list-sent', { title });
  return state === 'begun' ? t('survey-list-begun', { title }) : title;
}
