import { inLocale } from '../../domain/locale.ts';
import type { SurveyDefinition, SurveyStatus } from '../../domain/survey.ts';
import { buttonLabel } from '../../domain/plain.ts';
import type { WallDate } from '../../domain/time.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { dateText } from './moment.ts';
import { speakingRows } from './recording.ts';
import type { Reader } from './survey.ts';
import { remindButton } from './survey-reminder.ts';

/** A place staff act for. */
interface Place {
  id: number;
  name: string;
}

export interface StaffSurvey {
  code: string;
  isOpen: boolean;
  definition: SurveyDefinition;
}

/** The surveys of one's communities, those to be first, and a new one for each community. */
export function staffListContent(
  drafts: { code: string; status: SurveyStatus; definition: SurveyDefinition }[],
  surveys: StaffSurvey[],
  places: Place[],
  { t, locale }: Reader,
): Content {
  const toBe = drafts.map(({ code, status, definition }) => {
    const title = inLocale(definition.title, locale) || t('survey-draft-untitled');
    const label =
      status === 'scheduled'
        ? t('survey-draft-list-scheduled', { title })
        : t('survey-draft-list-item', { title });
    return [button(buttonLabel(label), 'draft', 'at', code, 's')];
  });
  const rows = surveys.map(({ code, isOpen, definition }) => {
    const title = inLocale(definition.title, locale);
    const label = isOpen ? title : t('survey-staff-item-closed', { title });
    return [button(buttonLabel(label), 'survey-staff', 'see', code)];
  });
  const fresh = places.map(({ id, name }) => {
    const label = places.length > 1 ? t('survey-staff-new-for', { community: name }) : t('survey-staff-new');
    return [button(buttonLabel(label), 'survey-staff', 'new', id)];
  });
  const isEmpty = toBe.length + rows.length === 0;
  return {
    text: isEmpty ? t('survey-staff-list-empty') : t('survey-staff-list'),
    keyboard: [...toBe, ...rows, ...fresh],
  };
}

/** What a new survey can begin with. */
export function templatesContent(
  communityId: number,
  templates: readonly SurveyDefinition[],
  { t, locale }: Reader,
): Content {
  const rows = templates.map(({ id, title }) => [
    button(buttonLabel(inLocale(title, locale)), 'survey-staff', 'make', communityId, id),
  ]);
  return {
    text: t('survey-draft-choose'),
    keyboard: [
      ...rows,
      [button(t('survey-draft-start-old'), 'survey-staff', 'old', communityId)],
      [button(t('survey-draft-start-empty'), 'survey-staff', 'empty', communityId)],
      [button(t('survey-staff-back'), 'survey-staff', 'list')],
    ],
  };
}

/** The old surveys of a community, to be copied. */
export function oldSurveysContent(
  communityId: number,
  surveys: StaffSurvey[],
  { t, locale }: Reader,
): Content {
  return {
    text: t(surveys.length > 0 ? 'survey-draft-choose-old' : 'survey-draft-no-old'),
    keyboard: [
      ...surveys.map(({ code, definition }) => [
        button(buttonLabel(inLocale(definition.title, locale)), 'survey-staff', 'copy', code),
      ]),
      [button(t('survey-staff-back'), 'survey-staff', 'new', communityId)],
    ],
  };
}

/** How a survey goes: the whole way from invited to finished, in numbers. */
export function overviewContent(
  survey: StaffSurvey & { link: string; closesOn: WallDate },
  funnel: { invited: number; reached: number; started: number; finished: number },
  { t, locale }: Reader,
): Content {
  const title = inLocale(survey.definition.title, locale);
  const date = dateText(survey.closesOn, locale);
  const state = survey.isOpen
    ? `${t('survey-staff-until', { date })}\n${t('survey-staff-link', { link: survey.link })}`
    : t('survey-staff-is-closed');
  const open = [
    [button(t('survey-staff-refresh'), 'survey-staff', 'see', survey.code)],
    [button(t('survey-draft-spelling'), 'survey-staff', 'spell', survey.code, locale, 0)],
    remindButton(survey.code, t),
    ...speakingRows(survey.code, locale, t),
    [button(t('survey-staff-close'), 'survey-staff', 'close', survey.code)],
  ];
  return {
    text: `${title}\n${t('survey-staff-funnel', funnel)}\n${state}`,
    keyboard: [
      [button(t('results-entry'), 'results', 'see', survey.code)],
      [button(t('survey-comments-open'), 'survey-comments', 'list', survey.code)],
      ...(survey.isOpen ? open : []),
      [button(t('survey-draft-copy'), 'survey-staff', 'copy', survey.code)],
      [button(t('survey-staff-back'), 'survey-staff', 'list')],
    ],
  };
}

export function closeQuestionContent(code: string, { t }: Reader): Content {
  return {
    text: t('survey-staff-close-ask'),
    keyboard: [
      [button(t('survey-staff-close-yes'), 'survey-staff', 'closenow', code)],
      [button(t('survey-staff-back'), 'survey-staff', 'see', code)],
    ],
  };
}
