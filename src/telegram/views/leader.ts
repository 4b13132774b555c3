import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';

/** Asks which building the new leader leads; after a wrong answer with what was wrong. */
export function leaderBuildingQuestion(
  translate: Translate,
  complaint?: 'building-no-flat' | 'building-unclear',
): Content {
  const question = translate('leader-which-building');
  return { text: complaint ? `${translate(complaint)}\n${question}` : question };
}
