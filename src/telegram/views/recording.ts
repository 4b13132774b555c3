import type { InlineKeyboardButton } from 'grammy/types';
import { LOCALES, type Locale, inLocale } from '../../domain/locale.ts';
import { buttonLabel } from '../../domain/plain.ts';
import { numberedOptions } from '../../domain/survey-words.ts';
import type { SurveyDefinition } from '../../domain/survey.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { type Translate, t as say } from '../i18n.ts';

/** The questions of a survey with those that can be heard in this language, and the way to the other languages. */
export function recordingsContent(
  survey: { code: string; definition: SurveyDefinition },
  locale: Locale,
  recorded: ReadonlySet<string>,
  t: Translate,
): Content {
  const { code, definition } = survey;
  const rows = definition.questions.map(({ id, text }, index) => {
    const label = `${recorded.has(id) ? '✔' : '○'} ${index + 1} ${plainQuestion(inLocale(text, locale))}`;
    return [button(buttonLabel(label), 'recording', 'take', code, locale, index + 1)];
  });
  const others = LOCALES.filter((other) => other !== locale).map((other) => [
    button(say(other, 'language-name'), 'recording', 'list', code, other),
  ]);
  const language = say(locale, 'language-name');
  return {
    text: t('recording-list', { language, count: recorded.size, total: definition.questions.length }),
    keyboard: [...rows, ...others],
  };
}

/** What to read aloud, word for word with the numbers of the options. */
export function readAloudContent(
  survey: { code: string; definition: SurveyDefinition },
  locale: Locale,
  number: number,
  isRecorded: boolean,
  t: Translate,
): Content {
  const question = survey.definition.questions[number - 1];
  const numbered = question ? numberedOptions(question) : [];
  const options = (question?.options ?? []).map((option) => {
    const place = numbered.indexOf(option) + 1;
    return `${place > 0 ? `${place} ` : ''}${inLocale(option.label, locale)}`;
  });
  const args = [survey.code, locale, number] as const;
  const rows: InlineKeyboardButton[][] = isRecorded
    ? [
        [button(t('recording-hear'), 'recording', 'hear', ...args)],
        [button(t('recording-drop'), 'recording', 'drop', ...args)],
      ]
    : [];
  return {
    text: [t('recording-read'), '', plainQuestion(inLocale(question?.text ?? {}, locale)), ...options].join(
      '\n',
    ),
    keyboard: [...rows, [button(t('recording-back'), 'recording', 'list', survey.code, locale)]],
  };
}

/** A repeated question names an option that is not known yet. */
function plainQuestion(text: string): string {
  return text.replace('{option}', '…');
}

/** What staff can do about people who do not tap: ask them, and read the questions to them. */
export function speakingRows(code: string, locale: Locale, t: Translate): InlineKeyboardButton[][] {
  return [
    [button(t('interview-ask'), 'interview', 'ask', code)],
    [button(t('recording-open'), 'recording', 'list', code, locale)],
  ];
}
