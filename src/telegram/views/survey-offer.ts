import { inLocale } from '../../domain/locale.ts';
import type { Step } from '../../domain/question-steps.ts';
import { buttonLabel } from '../../domain/plain.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { type Reader, short, stepArgument } from './survey.ts';

/** Words were kept as a comment; the options they speak of are offered: one to be confirmed, several to choose from. */
export function offerContent(
  responseId: number,
  step: Step,
  codes: string[],
  lead: string,
  reader: Reader,
): Content {
  const { t } = reader;
  const way = step.question.type === 'multi' ? 'tick' : 'take';
  const mark = (code: string, label: string) => [
    button(buttonLabel(label), 'survey', 'mark', responseId, stepArgument(step.key), code),
  ];
  const [first = '', ...others] = codes;
  if (others.length === 0) {
    return {
      text: `${lead}\n${t(`survey-offer-${way}`, { option: labelOf(step, first, reader) })}`,
      keyboard: [
        mark(first, t(`survey-offer-yes-${way}`)),
        [button(t('survey-offer-no'), 'survey', 'go', responseId)],
      ],
    };
  }
  return {
    text: `${lead}\n${t('survey-offer-which')}`,
    keyboard: [
      ...codes.map((code) => mark(code, labelOf(step, code, reader))),
      [button(t('survey-offer-none'), 'survey', 'go', responseId)],
    ],
  };
}

export function notedLead(words: string, { t }: Reader): string {
  return t('survey-offer-noted', { words: short(words) });
}

/** "You mean the age was wrong": asked before an earlier answer is changed. */
export function correctionContent(responseId: number, step: Step, code: string, reader: Reader): Content {
  const { t } = reader;
  const key = step.question.profile_field === 'age_band' ? 'survey-correct-age' : 'survey-correct-before';
  return {
    text: t(key, { option: labelOf(step, code, reader) }),
    keyboard: [
      [button(t('survey-correct-yes'), 'survey', 'fix', responseId, stepArgument(step.key), code)],
      [button(t('survey-correct-no'), 'survey', 'go', responseId)],
    ],
  };
}

function labelOf(step: Step, code: string, { locale }: Reader): string {
  const option = step.question.options?.find((candidate) => candidate.code === code);
  return option ? inLocale(option.label, locale) : '';
}
