import type { InlineKeyboardButton } from 'grammy/types';
import { LOCALES, type Locale, inLocale } from '../../domain/locale.ts';
import { stepsOf } from '../../domain/question-steps.ts';
import {
  type Answers,
  NO_ANSWER,
  type SurveyDefinition,
  type SurveyQuestion,
  keptPromises,
} from '../../domain/survey.ts';
import { choicesOf, missingSlots } from '../../domain/survey-text.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { t as say, translator } from '../i18n.ts';
import { type ShownDraft, screenButton } from './draft-button.ts';
import { introContent } from './survey-invitation.ts';
import { type Reader, currentContent } from './survey.ts';

/**
 * One page of a draft exactly as residents see it in a language, with their own views and buttons; page 0 is the greeting,
 * then the questions, then the thanks. The residents' buttons only say that this is a preview.
 */
export function previewContent(
  draft: ShownDraft,
  community: string,
  locale: Locale,
  page: number,
  reader: Reader,
): Content {
  const { t } = reader;
  const { code, definition } = draft;
  const last = definition.questions.length + 1;
  const shown = pageContent(draft, community, Math.min(page, last), { locale, t: translator(locale) });
  const head = t('survey-draft-look', {
    language: say(locale, 'language-name'),
    number: Math.min(page, last) + 1,
    total: last + 1,
  });
  const fallback = isUntranslated(definition, locale, Math.min(page, last))
    ? [t('survey-draft-look-fallback', { language: say(locale, 'language-name') })]
    : [];
  const others = LOCALES.filter((one) => one !== locale).map((one) => [
    button(say(one, 'language-name'), 'draft', 'look', code, one, page),
  ]);
  return {
    text: `${[head, ...fallback].join('\n')}\n\n${shown.text}`,
    keyboard: [
      ...(shown.keyboard ?? []).map((row) => row.map((one) => inert(one, code))),
      ...(page < last
        ? [[button(t('survey-draft-look-next'), 'draft', 'look', code, locale, page + 1)]]
        : []),
      ...others,
      screenButton(t('survey-draft-back'), draft, 's'),
    ],
  };
}

/** Whether something on the page has no words in that language yet, so that others stand in for them. */
function isUntranslated(definition: SurveyDefinition, locale: Locale, page: number): boolean {
  const asked = definition.questions[page - 1];
  return missingSlots(definition, locale).some((slot) => {
    if ('question' in slot) return slot.question === asked?.id;
    return slot.kind === 'outro' ? page > definition.questions.length : page === 0;
  });
}

function inert({ text }: InlineKeyboardButton, code: string): InlineKeyboardButton {
  return button(text, 'draft', 'only', code);
}

function pageContent(draft: ShownDraft, community: string, page: number, reader: Reader): Content {
  const { definition } = draft;
  if (page === 0) return introContent(draft, community, reader, { isStranger: false });
  if (page > definition.questions.length)
    return {
      text: keptPromises(inLocale(definition.outro, reader.locale)) || reader.t('survey-draft-what-outro'),
    };
  return questionPage(definition, page - 1, reader);
}

/** The question as it comes to somebody whose earlier answers lead to it. */
function questionPage(definition: SurveyDefinition, index: number, reader: Reader): Content {
  const questions = definition.questions.map((question) => ({ ...question, show_if: {} }));
  const asked = { ...definition, questions };
  const answers: Answers = new Map(
    questions
      .slice(0, index)
      .map((question) => [question.id, { ...NO_ANSWER, codes: firstChoices(question), isSettled: true }]),
  );
  const step = stepsOf(asked, answers).find(({ number }) => number === index + 1);
  const position = step?.key ?? questions[index]?.id ?? '';
  return currentContent({ id: 0, definition: asked, flow: { position, answers } }, reader);
}

function firstChoices(question: SurveyQuestion): string[] {
  const plain = choicesOf(question).filter(({ exclusive }) => !exclusive);
  return plain.slice(0, 2).map(({ code }) => code);
}
