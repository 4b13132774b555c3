import { POLICY } from '../../domain/policy.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';

/** Who sees the answers to an anonymous survey, and what becomes of them. */
export function anonymousWhoSees(t: Translate): string {
  return t('anonymity-who-sees', { others: POLICY.ballotsAtLeast - 1, minutes: POLICY.ballotChangeMinutes });
}

/** Under the thanks of an anonymous survey, instead of how many have answered. */
export function anonymousSent(t: Translate): string {
  return t('anonymity-sent', { minutes: POLICY.ballotChangeMinutes });
}

/** Somebody asks for answers that were mixed. */
export function mixedContent(t: Translate): Content {
  return { text: t('anonymity-mixed') };
}

/** The answers so far cannot be opened any more. */
export function restartedContent(responseId: number, t: Translate): Content {
  return {
    text: t('anonymity-restarted'),
    keyboard: [[button(t('survey-go-on'), 'survey', 'go', responseId)]],
  };
}

/** Why staff see no results of an anonymous survey: it has not ended yet, or too few answered. */
export function noResultsText(isOpen: boolean, t: Translate): string {
  const variables = { least: POLICY.ballotsAtLeast };
  return isOpen ? t('anonymity-results-later', variables) : t('anonymity-few', variables);
}
