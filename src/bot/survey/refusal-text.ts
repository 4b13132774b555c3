import type { AskedResponse } from '../../db/responses.ts';
import type { FlowEvent, Refusal } from '../../domain/question-flow.ts';
import { findStep } from '../../domain/question-steps.ts';
import type { Speaker } from '../context.ts';

/** Why an event changed nothing, in words that say what to do. */
export function refusalText(
  speaker: Speaker,
  response: AskedResponse,
  reason: Refusal,
  event: FlowEvent,
): string {
  const { t } = speaker.scope;
  switch (reason) {
    case 'not_shown':
      return t('survey-toast-gone');
    case 'not_current': {
      const isAnswered = 'step' in event && response.flow.answers.get(event.step)?.isSettled;
      return isAnswered ? t('survey-toast-answered') : t('survey-toast-elsewhere');
    }
    case 'repeated':
      return t('survey-toast-noted');
    case 'unknown_option':
      return t('old-button');
    case 'full': {
      const step = findStep(response.definition, response.flow.answers, response.flow.position);
      return t('survey-toast-full', { max: step?.question.max ?? 0 });
    }
    case 'required':
      return t('survey-toast-required');
    case 'nothing_chosen': {
      const step = findStep(response.definition, response.flow.answers, response.flow.position);
      return t(step?.question.type === 'multi' ? 'survey-toast-nothing-chosen' : 'survey-lead-several');
    }
    case 'first':
      return t('survey-toast-first');
    case 'unfinished':
      return t('survey-toast-elsewhere');
  }
}
