import { inLocale } from '../../domain/locale.ts';
import { type Anonymity, type SurveyDefinition, keptPromises } from '../../domain/survey.ts';
import { type WallDate } from '../../domain/time.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { anonymousSent, anonymousWhoSees, kindLine } from './anonymity.ts';
import { dateText } from './moment.ts';
import { type Reader, type ShownResponse, positionText } from './survey.ts';
import { welfareException } from './welfare.ts';

/** Who asks, how long it takes, who reads: before anything is stored. `place` is the poster it was opened from. */
export function introContent(
  survey: { code: string; anonymity: Anonymity; definition: SurveyDefinition },
  reader: Reader,
  options: { place?: string; isStranger: boolean },
): Content {
  const { t, locale } = reader;
  const { code, anonymity, definition } = survey;
  const head = [inLocale(definition.title, locale), ...kindLine(anonymity, t)];
  return {
    text: `${head.join('\n')}\n\n${inLocale(definition.intro, locale)}`,
    keyboard: [
      [startButton(code, reader, options)],
      [button(t('survey-who'), 'survey', 'who', code, ...placeArgument(options.place))],
      [button(t('survey-not-now'), 'survey', 'later')],
    ],
  };
}

export function whoSeesContent(
  survey: { code: string; anonymity: Anonymity },
  reader: Reader,
  options: { place?: string; isStranger: boolean },
): Content {
  const { t } = reader;
  return {
    text: [
      survey.anonymity === 'anonymous' ? anonymousWhoSees(t) : t('survey-who-sees'),
      welfareException(survey.anonymity, t),
    ].join('\n'),
    keyboard: [[startButton(survey.code, reader, options)], [button(t('survey-not-now'), 'survey', 'later')]],
  };
}

/** The invitation everyone of the community gets. */
export function invitationContent(
  survey: { code: string; anonymity: Anonymity; definition: SurveyDefinition },
  community: string,
  { t, locale }: Reader,
): Content {
  const { code, anonymity, definition } = survey;
  const lead = t('survey-invitation', { community, title: inLocale(definition.title, locale) });
  return {
    text: `${[lead, ...kindLine(anonymity, t)].join('\n')}\n\n${inLocale(definition.intro, locale)}`,
    keyboard: [
      [button(t('survey-start'), 'survey', 'start', code)],
      [button(t('survey-not-now'), 'survey', 'later')],
    ],
  };
}

/** Somebody who did not join yet says with [Start] that they are old enough; members said so when they joined. */
function startButton(
  code: string,
  { t }: Reader,
  { place, isStranger }: { place?: string; isStranger: boolean },
) {
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
      [button(t('survey-delete'), 'survey', 'delete', response.id)],
    ],
  };
}

export function pausedContent(response: ShownResponse, { t }: Reader): Content {
  return {
    text: t('survey-paused'),
    keyboard: [
      [button(t('survey-go-on'), 'survey', 'go', response.id)],
      [button(t('survey-delete'), 'survey', 'delete', response.id)],
    ],
  };
}

export function endedContent(
  definition: SurveyDefinition,
  closedOn: WallDate,
  { t, locale }: Reader,
): Content {
  return {
    text: t('survey-ended', { title: inLocale(definition.title, locale), date: dateText(closedOn, locale) }),
  };
}

export function deleteContent(response: { id: number }, { t }: Reader): Content {
  return {
    text: t('survey-delete-ask'),
    keyboard: [
      [button(t('survey-delete-yes'), 'survey', 'wipe', response.id)],
      [button(t('survey-delete-no'), 'survey', 'go', response.id)],
    ],
  };
}

/**
 * The survey's own thanks, which place the person has, and for a stranger the offer to join. `finished` is undefined for an
 * anonymous survey: then how long the answers can be changed.
 */
export function sentContent(
  definition: SurveyDefinition,
  finished: number | undefined,
  reader: Reader,
  join?: { code: string; name: string },
): Content {
  const { t, locale } = reader;
  const outro = keptPromises(inLocale(definition.outro, locale));
  const text = [
    outro,
    finished === undefined ? anonymousSent(t) : placeText(finished, reader),
    ...(join ? [t('survey-join-offer')] : []),
  ];
  const label = join && t('survey-join', { community: join.name });
  return {
    text: text.join('\n'),
    ...(join && label && { keyboard: [[button(label, 'join', 'in', join.code)]] }),
  };
}

function placeText(finished: number, { t, locale }: Reader): string {
  const rank = new Intl.PluralRules(locale, { type: 'ordinal' }).select(finished);
  return t('survey-sent', { rank, count: finished });
}

export interface ListedSurvey {
  code: string;
  definition: SurveyDefinition;
  state: 'new' | 'begun' | 'sent';
}

/** My communities' open surveys; those begun say so. */
export function surveyListContent(surveys: ListedSurvey[], { t, locale }: Reader): Content {
  if (surveys.length === 0) return { text: t('survey-list-empty') };
  return {
    text: t('survey-list'),
    keyboard: surveys.map(({ code, definition, state }) => [
      button(listLabel(inLocale(definition.title, locale), state, { t, locale }), 'survey', 'open', code),
    ]),
  };
}

function listLabel(title: string, state: ListedSurvey['state'], { t }: Reader): string {
  if (state === 'sent') return t('survey-list-sent', { title });
  return state === 'begun' ? t('survey-list-begun', { title }) : title;
}
