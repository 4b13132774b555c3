import type { InlineKeyboardButton } from 'grammy/types';
import type { Step } from '../../domain/question-steps.ts';
import { type Manner, isInterview } from '../../domain/survey.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';

/** About whom a question is, when it is not the reader: "Neighbour 3". Whoever holds the phone is "you". */
export function whoText(manner: Manner | undefined, t: Translate): string | undefined {
  if (!manner || manner.mode === 'self' || manner.isHandedOver) return undefined;
  const { mode, person } = manner;
  return mode === 'relative' ? t('relative-who', { person }) : t('interview-who', { person });
}

/** The sentence for somebody who answers for themselves, or the one for whoever speaks for another. */
export function mannerWord(manner: Manner | undefined, own: string, forOther: string): string {
  return !manner || manner.mode === 'self' || manner.isHandedOver ? own : forOther;
}

/** What else a question offers: to hear it, and in an interview to hand over the phone. */
export function mannerRows(
  { manner }: { manner?: Manner },
  step: Step,
  [id, argument]: readonly [number, string],
  t: Translate,
): InlineKeyboardButton[][] {
  if (!manner) return [];
  const canListen = step.kind === 'question' && manner.recorded.includes(step.question.id);
  const canHandOver = isInterview(manner) && !manner.isHandedOver;
  return [
    ...(canListen ? [[button(t('recording-listen'), 'recording', 'play', id, argument)]] : []),
    ...(canHandOver ? [[button(t('interview-hand-over'), 'interview', 'hand', id)]] : []),
  ];
}

/** The end of a response whose answers nobody is to read along. */
export function handedReview(id: number, t: Translate): Content {
  return {
    text: t('interview-handed-review'),
    keyboard: [
      [button(t('survey-send'), 'survey', 'send', id)],
      [button(t('survey-delete'), 'survey', 'delete', id)],
    ],
  };
}
