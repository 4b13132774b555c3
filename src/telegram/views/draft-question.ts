import { MOST_QUESTIONS, QUESTION_TYPES } from '../../domain/draft-edit.ts';
import { isReferable } from '../../domain/draft-faults.ts';
import type { Place } from '../../domain/draft-place.ts';
import { inLocale } from '../../domain/locale.ts';
import { plainAdvice } from '../../domain/plain-language.ts';
import { choicesOf, isChoice, withBlank } from '../../domain/survey-text.ts';
import type { SurveyDefinition, SurveyQuestion } from '../../domain/survey.ts';
import type { Content } from '../effect.ts';
import { type ShownDraft, askButton, backTo, changeButton, screenButton } from './draft-button.ts';
import { adviceText } from './plain-language.ts';
import { type Reader, short } from './survey.ts';

const LONGEST_TEXT = 200;
const LONGEST_OPTION = 24;
const MOST_ADVICE = 2;
const MOST_ADVICE_CHARACTERS = 130;

/** The questions of a draft in their order. */
export function questionListContent(draft: ShownDraft, reader: Reader): Content {
  const { t, locale } = reader;
  const { questions } = draft.definition;
  const rows = questions.map(({ text }, index) =>
    screenButton(`${index + 1} · ${withBlank(inLocale(text, locale))}`, draft, `q${index + 1}`),
  );
  const { lastRemoved } = draft;
  const undo = lastRemoved?.kind === 'question' && [
    changeButton(
      t('survey-draft-undo-question', { text: inLocale(lastRemoved.question.text, locale) }),
      draft,
      'undo',
      'qs',
    ),
  ];
  return {
    text: t(questions.length > 0 ? 'survey-draft-question-list' : 'survey-draft-question-list-empty'),
    keyboard: [
      ...rows,
      ...(questions.length < MOST_QUESTIONS
        ? [screenButton(t('survey-draft-add-question'), draft, 'add')]
        : []),
      ...(undo || []),
      backTo(draft, 's', reader),
    ],
  };
}

/** How a new question is to be answered. */
export function newQuestionContent(draft: ShownDraft, reader: Reader): Content {
  const { t } = reader;
  const kinds = QUESTION_TYPES.map((type) =>
    askButton(t(`survey-draft-kind-${type}`), draft, 'question', type),
  );
  return { text: t('survey-draft-add-kind'), keyboard: [...kinds, backTo(draft, 'qs', reader)] };
}

/** One question with everything about it, and advice on its words. */
export function draftQuestionContent(
  draft: ShownDraft,
  { number, question }: Place,
  reader: Reader,
): Content {
  const { t, locale } = reader;
  const { definition } = draft;
  const total = definition.questions.length;
  const isTranslated = Boolean(question.text[locale]);
  const options = choicesOf(question).map(
    (option, index) => `${index + 1} ${short(inLocale(option.label, locale), LONGEST_OPTION)}`,
  );
  const tips = plainAdvice(question)
    .slice(0, MOST_ADVICE)
    .map((advice) => t('survey-draft-tip', { advice: short(adviceText(advice, t), MOST_ADVICE_CHARACTERS) }));
  return {
    text: [
      t('survey-draft-question', { number, total }),
      short(withBlank(inLocale(question.text, locale)), LONGEST_TEXT),
      ...(isTranslated ? [] : [t('survey-draft-untranslated')]),
      ...options,
      ...propertyLines(definition, question, reader),
      ...tips,
    ].join('\n'),
    keyboard: [
      ...questionRows(draft, { number, question }, reader),
      ...(number > 1 ? [changeButton(t('survey-draft-up'), draft, 'up', `q${number}`)] : []),
      ...(number < total ? [changeButton(t('survey-draft-down'), draft, 'down', `q${number}`)] : []),
      changeButton(t('survey-draft-remove'), draft, 'remove', `q${number}`),
      backTo(draft, 'qs', reader),
    ],
  };
}

function questionRows(draft: ShownDraft, { number, question }: Place, { t, locale }: Reader) {
  const place = `q${number}`;
  const options = isChoice(question)
    ? [
        screenButton(
          t('survey-draft-change-options', { count: choicesOf(question).length }),
          draft,
          `${place}os`,
        ),
      ]
    : [];
  const most =
    question.type === 'multi' ? [screenButton(t('survey-draft-change-max'), draft, `${place}m`)] : [];
  const skip = question.required
    ? changeButton(t('survey-draft-make-skippable'), draft, 'skippable', place)
    : changeButton(t('survey-draft-make-required'), draft, 'required', place);
  const later =
    number > 1
      ? [
          screenButton(t('survey-draft-change-condition'), draft, `${place}c`),
          screenButton(t('survey-draft-change-repeat'), draft, `${place}r`),
        ]
      : [];
  return [
    askButton(t('survey-draft-change-text'), draft, 'text', place, locale),
    ...options,
    screenButton(t('survey-draft-change-kind'), draft, `${place}k`),
    ...most,
    ...later,
    skip,
  ];
}

function propertyLines(
  definition: SurveyDefinition,
  question: SurveyQuestion,
  { t, locale }: Reader,
): string[] {
  const { max, required, show_if = {}, repeat_for } = question;
  const numberOf = (id: string) => definition.questions.findIndex((one) => one.id === id) + 1;
  const conditions = Object.entries(show_if).map(([id, codes]) => {
    const about = definition.questions.find((one) => one.id === id);
    if (!about) return t('survey-draft-is-broken');
    const labels = choicesOf(about)
      .filter(({ code }) => codes.includes(code))
      .map(({ label }) => inLocale(label, locale));
    return t('survey-draft-is-condition', { number: numberOf(id), labels: short(labels.join(' / ')) });
  });
  const repeat = repeat_for !== undefined && numberOf(repeat_for);
  const repeated =
    repeat === 0 ? t('survey-draft-is-broken') : repeat && t('survey-draft-is-repeat', { number: repeat });
  return [
    t('survey-draft-is-kind', { kind: t(`survey-draft-kind-${question.type}`) }),
    ...(max === undefined ? [] : [t('survey-draft-is-max', { max })]),
    t(required ? 'survey-draft-is-required' : 'survey-draft-is-skippable'),
    ...conditions,
    ...(repeated ? [repeated] : []),
  ];
}

export function kindContent(draft: ShownDraft, { number, question }: Place, reader: Reader): Content {
  const { t } = reader;
  const kinds = QUESTION_TYPES.map((type) => {
    const label = t(`survey-draft-kind-${type}`);
    return changeButton(type === question.type ? `✔ ${label}` : label, draft, 'kind', `q${number}`, type);
  });
  return {
    text: t('survey-draft-kind-ask', { number }),
    keyboard: [...kinds, backTo(draft, `q${number}`, reader)],
  };
}

/** How many answers may be chosen; as many as there are is no limit. */
export function maxContent(draft: ShownDraft, { number, question }: Place, reader: Reader): Content {
  const { t } = reader;
  const most = Math.max(0, choicesOf(question).length - 1);
  const row = (label: string, max: number | undefined) =>
    changeButton(question.max === max ? `✔ ${label}` : label, draft, 'max', `q${number}`, max ?? 0);
  return {
    text: t('survey-draft-max-ask', { number }),
    keyboard: [
      row(t('survey-draft-max-any'), undefined),
      ...Array.from({ length: most }, (_, index) =>
        row(t('survey-draft-max-some', { max: index + 1 }), index + 1),
      ),
      backTo(draft, `q${number}`, reader),
    ],
  };
}

/** Which earlier question a condition looks at. */
export function conditionContent(draft: ShownDraft, { number, question }: Place, reader: Reader): Content {
  const { t } = reader;
  const place = `q${number}`;
  const rows = earlierQuestions(draft, number, reader, (label, about) =>
    screenButton(Object.hasOwn(question.show_if ?? {}, about.id) ? `✔ ${label}` : label, draft, about.name),
  );
  return {
    text: t(rows.length > 0 ? 'survey-draft-condition-ask' : 'survey-draft-condition-none', { number }),
    keyboard: [
      ...rows,
      ...(question.show_if ? [changeButton(t('survey-draft-condition-always'), draft, 'always', place)] : []),
      backTo(draft, place, reader),
    ],
  };
}

/** Which of its answers lead on to the question. */
export function conditionOptionsContent(
  draft: ShownDraft,
  { number, question }: Place,
  about: Place,
  reader: Reader,
): Content {
  const { t, locale } = reader;
  const chosen = question.show_if?.[about.question.id] ?? [];
  const rows = choicesOf(about.question).map(({ code, label }, index) => {
    const mark = chosen.includes(code) ? '☑' : '☐';
    const place = `q${number}c${about.number}`;
    return changeButton(`${mark} ${inLocale(label, locale)}`, draft, 'only', place, index + 1);
  });
  return {
    text: t('survey-draft-condition-options', {
      number,
      text: short(inLocale(about.question.text, locale), LONGEST_TEXT),
    }),
    keyboard: [...rows, backTo(draft, `q${number}`, reader)],
  };
}

export function repeatContent(draft: ShownDraft, { number, question }: Place, reader: Reader): Content {
  const { t } = reader;
  const place = `q${number}`;
  const rows = earlierQuestions(draft, number, reader, (label, about) => {
    const mark = question.repeat_for === about.id ? `✔ ${label}` : label;
    return changeButton(mark, draft, 'repeat', place, about.number);
  });
  const once = question.repeat_for && [changeButton(t('survey-draft-repeat-once'), draft, 'once', place)];
  return {
    text: t(rows.length > 0 ? 'survey-draft-repeat-ask' : 'survey-draft-condition-none', { number }),
    keyboard: [...rows, ...(once || []), backTo(draft, place, reader)],
  };
}

function earlierQuestions<Row>(
  { definition }: ShownDraft,
  number: number,
  { locale }: Reader,
  row: (label: string, about: { id: string; number: number; name: string }) => Row,
): Row[] {
  return definition.questions.slice(0, number - 1).flatMap((question, index) => {
    if (!isReferable(question)) return [];
    const label = `${index + 1} · ${inLocale(question.text, locale)}`;
    return [row(label, { id: question.id, number: index + 1, name: `q${number}c${index + 1}` })];
  });
}
