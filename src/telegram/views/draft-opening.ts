import { inLocale } from '../../domain/locale.ts';
import type { SurveyDefinition } from '../../domain/survey.ts';
import type { WallDate, WallTime } from '../../domain/time.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { dateText, momentText } from './moment.ts';
import type { Reader } from './survey.ts';

export function openedContent(
  survey: { code: string; title: string; link: string },
  recipients: number,
  heldUntil: WallTime | undefined,
  { t, locale }: Reader,
): Content {
  const { code, title, link } = survey;
  const held = heldUntil ? [t('survey-staff-held', { moment: momentText(heldUntil, locale) })] : [];
  return {
    text: [t('survey-staff-opened', { title, recipients }), ...held, t('survey-staff-link', { link })].join(
      '\n',
    ),
    keyboard: [[button(t('survey-staff-see'), 'survey-staff', 'see', code)]],
  };
}

/** A survey opened at its hour, without anybody pressing a button. */
export function openedByItselfContent(
  { code, title }: { code: string; title: string },
  recipients: number,
  { t }: Reader,
): Content {
  return {
    text: t('survey-staff-opened', { title, recipients }),
    keyboard: [[button(t('survey-staff-see'), 'survey-staff', 'see', code)]],
  };
}

export function alreadyOpenContent(code: string, { t }: Reader): Content {
  return {
    text: t('survey-staff-already-open'),
    keyboard: [[button(t('survey-staff-see'), 'survey-staff', 'see', code)]],
  };
}

/** A scheduled survey that could not open at its hour is a draft again. */
export function notOpenedContent(
  { code, definition }: { code: string; definition: SurveyDefinition },
  why: 'over' | 'already-open',
  { t, locale }: Reader,
): Content {
  const reason = t(why === 'over' ? 'survey-draft-why-over' : 'survey-draft-why-already-open');
  return {
    text: t('survey-draft-not-opened', { title: inLocale(definition.title, locale), why: reason }),
    keyboard: [[button(t('survey-draft-to-draft'), 'draft', 'at', code, 's')]],
  };
}

/** A survey that waits for its hour. */
export function scheduledContent(
  { code, definition }: { code: string; definition: SurveyDefinition },
  opens: WallTime,
  ends: WallDate,
  { t, locale }: Reader,
): Content {
  return {
    text: t('survey-draft-scheduled', {
      title: inLocale(definition.title, locale),
      moment: momentText(opens, locale),
      date: dateText(ends, locale),
    }),
    keyboard: [
      [button(t('survey-draft-preview'), 'draft', 'look', code, locale, 0)],
      [button(t('survey-draft-unplan'), 'draft', 'unplan', code)],
      [button(t('survey-draft-back'), 'survey-staff', 'list')],
    ],
  };
}

export function trialEndedContent(code: string, { t }: Reader): Content {
  return {
    text: t('survey-draft-trial-ended'),
    keyboard: [[button(t('survey-draft-to-draft'), 'draft', 'at', code, 's')]],
  };
}

/** It is set to open; until then it can be stopped. */
export function plannedContent(
  { code, definition }: { code: string; definition: SurveyDefinition },
  opens: WallTime,
  { t, locale }: Reader,
): Content {
  return {
    text: t('survey-draft-planned', {
      title: inLocale(definition.title, locale),
      moment: momentText(opens, locale),
    }),
    keyboard: [[button(t('survey-draft-unplan'), 'draft', 'unplan', code)]],
  };
}
