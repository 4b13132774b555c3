import type { InlineKeyboardButton } from 'grammy/types';
import type { Flow } from '../../domain/question-flow.ts';
import { type Step, isOpenStep } from '../../domain/question-steps.ts';
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
  { manner, flow }: { manner?: Manner; flow: Flow },
  step: Step,
  [id, argument]: readonly [number, string],
  t: Translate,
): InlineKeyboardButton[][] {
  const dropWords = wordsRow(flow, step, [id, argument], t);
  if (!manner) return dropWords;
  const canListen = step.kind === 'question' && manner.recorded.includes(step.question.id);
  const canHandOver = isInterview(manner) && !manner.isHandedOver;
  return [
    ...(manner.isHandedOver ? [] : dropWords),
    ...(canListen ? [[button(t('recording-listen'), 'recording', 'play', id, argument)]] : []),
    ...(canHandOver ? [[button(t('interview-hand-over'), 'interview', 'hand', id)]] : []),
  ];
}

/** Words beside a choice pile up with every message, so they can be taken back; an open question has its own button. */
function wordsRow(
  { answers }: Flow,
  step: Step,
  args: readonly [number, string],
  t: Translate,
): InlineKeyboardButton[][] {
  const answer = answers.get(step.key);
  const hasWords = answer?.comment !== undefined || (answer?.attachments.length ?? 0) > 0;
  return hasWords && !isOpenStep(step) ? [[button(t('survey-drop-words'), 'survey', 'again', ...args)]] : [];
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
