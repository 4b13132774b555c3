import type { InlineKeyboardButton } from 'grammy/types';
import { inLocale } from '../../domain/locale.ts';
import { findStep, stepsOf } from '../../domain/question-steps.ts';
import type { Anonymity, SurveyDefinition } from '../../domain/survey.ts';
import type { WallDate } from '../../domain/time.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';
import { dateText } from './moment.ts';
import type { Reader, ShownResponse } from './survey.ts';

/** To somebody who stopped in the middle: where, and how little is left. It makes no sound. */
export function stoppedContent(response: ShownResponse, isFromYesterday: boolean, { t }: Reader): Content {
  const { definition, flow, id } = response;
  const step = findStep(definition, flow.answers, flow.position);
  const steps = stepsOf(definition, flow.answers);
  const left = steps.filter(({ key }) => !flow.answers.get(key)?.isSettled).length;
  const minutes = Math.max(1, Math.round((definition.est_minutes * left) / Math.max(1, steps.length)));
  const about = step && {
    number: step.number,
    total: step.total,
    minutes,
    day: isFromYesterday ? 'yesterday' : 'earlier',
  };
  return {
    text: about ? t('survey-reminder-at', about) : t('survey-reminder-review'),
    keyboard: [
      [button(t('survey-go-on'), 'survey', 'go', id)],
      [button(t('survey-reminder-stop'), 'survey', 'stop', id)],
      [button(t('survey-reminder-delete'), 'survey', 'delete', id)],
    ],
    isSilent: true,
  };
}

/** To somebody who was invited and has not begun. */
export function unansweredContent(
  survey: { code: string; definition: SurveyDefinition; closesOn: WallDate },
  community: string,
  { t, locale }: Reader,
): Content {
  const { code, definition, closesOn } = survey;
  return {
    text: t('survey-reminder-unanswered', {
      community,
      title: inLocale(definition.title, locale),
      minutes: definition.est_minutes,
      date: dateText(closesOn, locale),
    }),
    keyboard: [
      [button(t('survey-start'), 'survey', 'start', code)],
      [button(t('survey-not-now'), 'survey', 'later')],
    ],
    isSilent: true,
  };
}

/** What staff hear; in an anonymous survey not how many, because that tells how many have answered. */
export function remindedContent(recipients: number, anonymity: Anonymity, t: Translate): Content {
  if (anonymity === 'anonymous') return { text: t('survey-reminder-staff-anonymous') };
  if (recipients === 0) return { text: t('survey-reminder-staff-nobody') };
  return { text: t('survey-reminder-staff-done', { count: recipients }) };
}

/** The row under an open survey's overview. */
export function remindButton(code: string, t: Translate): InlineKeyboardButton[] {
  return [button(t('survey-reminder-staff'), 'survey-staff', 'remind', code)];
}
