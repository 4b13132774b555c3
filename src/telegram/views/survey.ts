import type { InlineKeyboardButton } from 'grammy/types';
import { type Locale, inLocale } from '../../domain/locale.ts';
import { type Flow, SENT } from '../../domain/question-flow.ts';
import { type Step, findStep, isOpenStep, isSkippable, stepsOf } from '../../domain/question-steps.ts';
import { numberedOptions } from '../../domain/survey-words.ts';
import {
  type Anonymity,
  type Answer,
  type Manner,
  NO_ANSWER,
  type SurveyDefinition,
  type SurveyOption,
  isInterview,
} from '../../domain/survey.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';
import { easyRows, easyText } from './easy.ts';
import { handedReview, mannerRows, mannerWord, whoText } from './manner.ts';

/** A response as far as it is shown. */
export interface ShownResponse {
  id: number;
  definition: SurveyDefinition;
  anonymity?: Anonymity;
  flow: Flow;
  manner?: Manner;
}

/** Who reads: their language and its sentences. */
export interface Reader {
  locale: Locale;
  t: Translate;
}

/** Callback data is split at colons, and steps such as `severity:repairs` have one. */
export function stepArgument(step: string): string {
  return step.replace(':', '.');
}

export function stepOfArgument(argument: string): string {
  return argument.replace('.', ':');
}

/** What the response waits for: the current question, or the review. `lead` is said first, in the same message. */
export function currentContent(response: ShownResponse, reader: Reader, lead?: string): Content {
  const { definition, flow } = response;
  const step = findStep(definition, flow.answers, flow.position);
  const content = step ? questionContent(response, step, reader) : reviewContent(response, reader);
  return lead ? { ...content, text: `${lead}\n\n${content.text}` } : content;
}

/** Where a response stands, in a few words: "4/7 · 1 of 2". */
export function positionText(response: ShownResponse, { t }: Reader): string {
  const { definition, flow } = response;
  const step = findStep(definition, flow.answers, flow.position);
  return step ? header(step, t, response) : t('survey-position-review');
}

/** A question that was answered: the buttons go, the answer is written in. */
export function answeredContent(
  response: ShownResponse,
  step: Step,
  answer: Answer,
  reader: Reader,
): Content {
  const { t } = reader;
  const question = `${header(step, t, response)}\n${stepText(step, reader)}`;
  const { manner } = response;
  if (manner?.isHandedOver) return { text: `${question}\n${t('interview-answered')}` };
  // Messages with answers that would have to be covered later are not remembered in an anonymous survey.
  const isCovered = manner !== undefined && isInterview(manner) && manner.isAnonymous;
  const said = hasAnswer(answer) ? `✔ ${answerText(step, answer, reader)}` : t('survey-skipped');
  return {
    text: `${question}\n${isCovered ? t('interview-answered') : said}`,
    keyboard: [[button(t('survey-change'), 'survey', 'change', response.id, stepArgument(step.key))]],
  };
}

/** The answer to a step in words. */
export function answerText(step: Step, answer: Answer, { locale, t }: Reader): string {
  const labels = (step.question.options ?? [])
    .filter((option) => answer.codes.includes(option.code))
    .map((option) => inLocale(option.label, locale));
  const words = answer.comment ? [t('survey-quoted', { words: short(answer.comment) })] : [];
  const voices = answer.attachments.filter(({ kind }) => kind === 'voice');
  const others = answer.attachments.length - voices.length;
  const parts = [
    ...labels,
    ...words,
    ...voices.map(({ durationS }) => t('survey-voice', { seconds: durationS ?? 0 })),
    ...(others > 0 ? [t('survey-pictures', { count: others })] : []),
  ];
  return parts.length > 0 ? parts.join(' · ') : t('survey-skipped');
}

/** "Got it" under an open question: more may come, so the person says when to go on. A voice can be heard again. */
export function receivedContent(response: ShownResponse, step: Step, lead: string, { t }: Reader): Content {
  const args = [response.id, stepArgument(step.key)] as const;
  const answer = response.flow.answers.get(step.key) ?? NO_ANSWER;
  const isVoice = answer.attachments.at(-1)?.kind === 'voice';
  const isFirst = isFirstStep(response, step);
  return {
    text: lead,
    keyboard: [
      ...(isVoice ? [[button(t('survey-hear'), 'survey', 'hear', ...args)]] : []),
      [button(t(isVoice ? 'survey-again' : 'survey-again-words'), 'survey', 'again', ...args)],
      [
        ...(isFirst || response.manner?.isHandedOver
          ? []
          : [button(t('survey-back'), 'survey', 'back', ...args)]),
        button(t('survey-next'), 'survey', 'skip', ...args),
      ],
    ],
  };
}

/** Every answer to choose from, to be changed. */
export function changeContent(response: ShownResponse, reader: Reader): Content {
  const { t } = reader;
  const { definition, flow } = response;
  const rows = stepsOf(definition, flow.answers).map((step) => {
    const answer = flow.answers.get(step.key) ?? NO_ANSWER;
    const label = `${step.number} · ${answerText(step, answer, reader)}`;
    return [button(short(label, LONGEST_LABEL), 'survey', 'change', response.id, stepArgument(step.key))];
  });
  return {
    text: t('survey-change-which'),
    keyboard: [...rows, [button(t('survey-change-back'), 'survey', 'go', response.id)]],
  };
}

/** All answers; nothing is sent before this. */
function reviewContent(response: ShownResponse, reader: Reader): Content {
  const { t } = reader;
  if (response.flow.position === SENT) return sentBeforeContent(response, reader);
  if (response.manner?.isHandedOver) return handedReview(response.id, t);
  return {
    text: `${t(mannerWord(response.manner, 'survey-review', 'interview-review'))}\n${answersText(response, reader)}`,
    keyboard: [
      [button(t('survey-send'), 'survey', 'send', response.id)],
      [button(t('survey-change-something'), 'survey', 'pick', response.id)],
      [
        button(
          t(mannerWord(response.manner, 'survey-delete', 'interview-delete')),
          'survey',
          'delete',
          response.id,
        ),
      ],
    ],
  };
}

/** One line an answer. */
export function answersText(response: ShownResponse, reader: Reader): string {
  const { definition, flow } = response;
  const steps = stepsOf(definition, flow.answers);
  const lines = steps.map((step) => {
    const text = aboutText(step, flow.answers.get(step.key) ?? NO_ANSWER, reader);
    return `${step.number}. ${text}`;
  });
  const whole = lines.join('\n');
  const room = Math.floor(MOST_REVIEW_CHARACTERS / Math.max(1, lines.length));
  return whole.length <= MOST_REVIEW_CHARACTERS ? whole : lines.map((line) => short(line, room)).join('\n');
}

/** The answer to a step in words; if the question is asked once for each of several things, with what it is about. */
export function aboutText(step: Step, answer: Answer, reader: Reader): string {
  const text = answerText(step, answer, reader);
  return step.subject ? reader.t('survey-about', { subject: subjectText(step, reader), answer: text }) : text;
}

export function sentBeforeContent(response: Pick<ShownResponse, 'id' | 'anonymity'>, { t }: Reader): Content {
  const isAnonymous = response.anonymity === 'anonymous';
  return {
    text: isAnonymous ? t('anonymity-sent-before') : t('survey-sent-before'),
    keyboard: [[button(t('survey-change-something'), 'survey', 'pick', response.id)]],
  };
}

function questionContent(response: ShownResponse, step: Step, reader: Reader): Content {
  const { t } = reader;
  const answer = response.flow.answers.get(step.key) ?? NO_ANSWER;
  const lines = [header(step, t, response), stepText(step, reader)];
  const easy = easyText(response.manner, response.flow, step, reader);
  if (easy !== undefined) {
    const args = [response.id, stepArgument(step.key)] as const;
    const rows = easyRows(response.manner, response.flow, step, args, isFirstStep(response, step), t);
    return { text: [...lines, easy].join('\n'), keyboard: [...rows, ...mannerRows(response, step, args, t)] };
  }
  if (step.question.type === 'multi' && step.kind === 'question')
    lines.push(t(mannerWord(response.manner, 'survey-hint-multi', 'interview-hint-multi')));
  // Ticks are seen in their boxes.
  const shown = step.question.type === 'multi' && !isOpenStep(step) ? { ...answer, codes: [] } : answer;
  if (hasAnswer(shown) && !response.manner?.isHandedOver)
    lines.push(t('survey-now', { answer: answerText(step, shown, reader) }));
  return {
    text: lines.join('\n'),
    keyboard: [
      ...optionRows(response, step, answer, reader),
      ...mannerRows(response, step, [response.id, stepArgument(step.key)], t),
      ...closingRows(response, step, answer, t),
    ],
  };
}

function optionRows(
  response: ShownResponse,
  step: Step,
  answer: Answer,
  { locale }: Reader,
): InlineKeyboardButton[][] {
  if (isOpenStep(step)) return [];
  const numbered = numberedOptions(step.question);
  return (step.question.options ?? []).map((option) => {
    const number = numbered.indexOf(option) + 1;
    const label = `${number > 0 ? `${number} ` : ''}${inLocale(option.label, locale)}`;
    return [optionButton(response, step, answer, option, label)];
  });
}

function optionButton(
  response: ShownResponse,
  step: Step,
  answer: Answer,
  option: SurveyOption,
  label: string,
): InlineKeyboardButton {
  const isChosen = answer.codes.includes(option.code);
  const args = [response.id, stepArgument(step.key), option.code] as const;
  if (step.question.type !== 'multi')
    return button(isChosen ? `✔ ${label}` : label, 'survey', 'tap', ...args);
  return isChosen
    ? button(`☑ ${label}`, 'survey', 'off', ...args)
    : button(`☐ ${label}`, 'survey', 'on', ...args);
}

/** Done, then always in the same order [Back] [Skip]; with something chosen or said, Skip is Next and keeps it. */
function closingRows(
  response: ShownResponse,
  step: Step,
  answer: Answer,
  t: Translate,
): InlineKeyboardButton[][] {
  const args = [response.id, stepArgument(step.key)] as const;
  const count = step.question.type === 'multi' && step.kind === 'question' ? answer.codes.length : 0;
  const done = count > 0 ? [[button(t('survey-done', { count }), 'survey', 'done', ...args)]] : [];
  const isFirst = isFirstStep(response, step) || response.manner?.isHandedOver;
  const isNext = hasAnswer(answer) && (isOpenStep(step) || answer.codes.length > 0);
  const navigation = [
    ...(isFirst ? [] : [button(t('survey-back'), 'survey', 'back', ...args)]),
    ...(isNext && count === 0 ? [button(t('survey-next'), 'survey', 'skip', ...args)] : []),
    ...(!isNext && isSkippable(step) ? [button(t('survey-skip'), 'survey', 'skip', ...args)] : []),
  ];
  return navigation.length > 0 ? [...done, navigation] : done;
}

function isFirstStep({ definition, flow }: ShownResponse, step: Step): boolean {
  return stepsOf(definition, flow.answers)[0]?.key === step.key;
}

function header(step: Step, t: Translate, { manner }: Pick<ShownResponse, 'manner'>): string {
  const { number, total, part } = step;
  const who = whoText(manner, t);
  const where =
    part && part.of > 1
      ? t('survey-header-part', { number, total, index: part.index, of: part.of })
      : t('survey-header', { number, total });
  return who === undefined ? where : `${who} · ${where}`;
}

function stepText(step: Step, reader: Reader): string {
  if (step.kind === 'explanation') return reader.t('survey-explain');
  const text = inLocale(step.question.text, reader.locale);
  return step.subject ? text.replace('{option}', () => subjectText(step, reader)) : text;
}

/** What a repeated question is about: the option, or what the person called "something else". */
function subjectText(step: Step, { locale }: Reader): string {
  if (!step.subject) return '';
  return short(step.subject.explained ?? inLocale(step.subject.option.label, locale), LONGEST_SUBJECT);
}

export function hasAnswer(answer: Answer): boolean {
  return answer.codes.length > 0 || answer.comment !== undefined || answer.attachments.length > 0;
}

const LONGEST_EXCERPT = 60;
const LONGEST_LABEL = 38;
const LONGEST_SUBJECT = 48;
/** Every message stays under 600 characters. */
const MOST_REVIEW_CHARACTERS = 500;

/** The beginning of a text on one line. */
export function short(text: string, length = LONGEST_EXCERPT): string {
  const characters = [...text.replace(/\s+/g, ' ')];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : characters.join('');
}
