import { MOST_OPTIONS } from '../../domain/draft-edit.ts';
import type { Place } from '../../domain/draft-place.ts';
import { inLocale } from '../../domain/locale.ts';
import { choicesOf } from '../../domain/survey-text.ts';
import type { Content } from '../effect.ts';
import { type ShownDraft, askButton, backTo, changeButton, screenButton } from './draft-button.ts';
import type { Reader } from './survey.ts';

/** The answers of a question, each to be changed. */
export function optionListContent(draft: ShownDraft, { number, question }: Place, reader: Reader): Content {
  const { t, locale } = reader;
  const options = choicesOf(question);
  const rows = options.map(({ label }, index) =>
    screenButton(`${index + 1} ${inLocale(label, locale)}`, draft, `q${number}o${index + 1}`),
  );
  const { lastRemoved } = draft;
  const undo = lastRemoved?.kind === 'option' &&
    lastRemoved.questionId === question.id && [
      changeButton(
        t('survey-draft-undo-option', { text: inLocale(lastRemoved.option.label, locale) }),
        draft,
        'undo',
        `q${number}os`,
      ),
    ];
  return {
    text: t(rows.length > 0 ? 'survey-draft-options' : 'survey-draft-options-none', { number }),
    keyboard: [
      ...rows,
      ...(rows.length < MOST_OPTIONS
        ? [askButton(t('survey-draft-add-options'), draft, 'options', `q${number}`)]
        : []),
      ...(undo || []),
      backTo(draft, `q${number}`, reader),
    ],
  };
}

/** One answer, and what can be done with it. */
export function optionContent(
  draft: ShownDraft,
  { number, question }: Place,
  { number: at, option }: NonNullable<Place['option']>,
  reader: Reader,
): Content {
  const { t, locale } = reader;
  const place = `q${number}o${at}`;
  const facts = [
    t('survey-draft-option', { number, option: at, label: inLocale(option.label, locale) }),
    ...(option.exclusive ? [t('survey-draft-option-alone')] : []),
    ...(option.other ? [t('survey-draft-option-other')] : []),
  ];
  const alone = option.exclusive
    ? changeButton(t('survey-draft-make-not-alone'), draft, 'together', place)
    : changeButton(t('survey-draft-make-alone'), draft, 'alone', place);
  const other = option.other
    ? changeButton(t('survey-draft-make-not-other'), draft, 'plain', place)
    : changeButton(t('survey-draft-make-other'), draft, 'explain', place);
  return {
    text: facts.join('\n'),
    keyboard: [
      askButton(t('survey-draft-change-text'), draft, 'text', place, locale),
      ...(question.type === 'multi' ? [alone] : []),
      other,
      ...(at > 1 ? [changeButton(t('survey-draft-up'), draft, 'up', place)] : []),
      ...(at < choicesOf(question).length
        ? [changeButton(t('survey-draft-down'), draft, 'down', place)]
        : []),
      changeButton(t('survey-draft-remove'), draft, 'remove', place),
      backTo(draft, `q${number}os`, reader),
    ],
  };
}
