import type { Composer } from 'grammy';
import { deleteRecording, listRecordings, saveRecording } from '../../db/recordings.ts';
import { type Survey, findSurvey, isTakingAnswers } from '../../db/surveys.ts';
import { type Locale, isLocale } from '../../domain/locale.ts';
import { findStep } from '../../domain/question-steps.ts';
import { isStaffOf } from '../../domain/role.ts';
import type { SurveyQuestion } from '../../domain/survey.ts';
import { sendVoice } from '../../telegram/effect.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { readAloudContent, recordingsContent } from '../../telegram/views/recording.ts';
import { stepOfArgument } from '../../telegram/views/survey.ts';
import { isStopWord } from '../../text/stop-words.ts';
import { readId } from '../arguments.ts';
import { type Heard, type NextAnswer, awaitAnswer } from '../ask-next.conversation.ts';
import type { BotContext } from '../context.ts';
import { reply, rewritePressed } from '../reply.ts';
import { type ButtonContext, onButtons, toast } from '../route.ts';
import { holdResponse } from './hold-response.ts';

const QUESTION_VOICE = 'question_voice';
const WAIT_MINUTES = 30;

/** Staff read questions aloud in any of the languages; whoever answers taps [Listen] and hears them. */
export function recordings(): Composer<BotContext> {
  return onButtons('recording', {
    list: onLanguage(async (ctx, survey, locale) =>
      rewritePressed(ctx, await listContent(ctx, survey, locale)),
    ),
    take: onQuestion(async (ctx, { survey, locale, number, question }) => {
      const isRecorded = (await findOne(ctx, survey, question, locale)) !== undefined;
      reply(ctx, readAloudContent(survey, locale, number, isRecorded, ctx.scope.t));
      await awaitAnswer(ctx, QUESTION_VOICE, survey.code, locale, String(number));
    }),
    hear: onQuestion(async (ctx, { survey, locale, question }) => {
      const recording = await findOne(ctx, survey, question, locale);
      if (!recording) return toast(ctx, ctx.scope.t('old-button'));
      ctx.scope.effects.push(sendVoice(ctx.from.id, recording.fileId));
    }),
    drop: onQuestion(async (ctx, { survey, locale, question }) => {
      await deleteRecording(ctx.scope.tx, survey.id, { questionId: question.id, locale });
      rewritePressed(ctx, await listContent(ctx, survey, locale));
    }),
    play,
  });
}

export function recordingAnswers(): Record<string, NextAnswer> {
  return { [QUESTION_VOICE]: { waitMinutes: WAIT_MINUTES, hear: hearVoice } };
}

/** [Listen]: the voice comes as a message of its own, and the question stays as it is. */
async function play(ctx: ButtonContext, [argument, step = '']: string[]): Promise<void> {
  const { tx, t, locale } = ctx.scope;
  const id = readId(argument);
  const response = id ? await holdResponse(ctx, { id }) : undefined;
  const asked = response && findStep(response.definition, response.flow.answers, stepOfArgument(step));
  const all = asked && response.isOpen ? await listRecordings(tx, response.surveyId) : [];
  const recording = all.find((one) => one.questionId === asked?.question.id && one.locale === locale);
  if (!recording) return toast(ctx, t('old-button'));
  ctx.scope.effects.push(sendVoice(ctx.from.id, recording.fileId));
}

async function hearVoice(ctx: BotContext, [code = '', language, typed]: string[]): Promise<Heard> {
  const { tx, now, t, resident } = ctx.scope;
  const survey = await findSurvey(tx, { code });
  const named = survey && ctx.message && questionOf(ctx, survey, language, typed);
  if (!named || !resident) return 'not_ours';
  const { text, voice, audio } = ctx.message;
  if (text !== undefined && isStopWord(text)) {
    reply(ctx, await listContent(ctx, survey, named.locale));
    return 'done';
  }
  const fileId = (voice ?? audio)?.file_id;
  if (fileId === undefined) {
    reply(ctx, sentence(t, 'recording-voice-please'));
    return 'again';
  }
  const recording = { questionId: named.question.id, locale: named.locale, fileId };
  await saveRecording(tx, { ...recording, surveyId: survey.id, recordedBy: resident.id }, now);
  const content = await listContent(ctx, survey, named.locale);
  reply(ctx, { ...content, text: `${t('recording-kept', { number: named.number })}\n${content.text}` });
  return 'done';
}

async function listContent({ scope }: BotContext, survey: Survey, locale: Locale) {
  const all = await listRecordings(scope.tx, survey.id);
  const recorded = new Set(all.filter((one) => one.locale === locale).map(({ questionId }) => questionId));
  return recordingsContent(survey, locale, recorded, scope.t);
}

async function findOne({ scope }: BotContext, survey: Survey, question: SurveyQuestion, locale: Locale) {
  const all = await listRecordings(scope.tx, survey.id);
  return all.find((one) => one.questionId === question.id && one.locale === locale);
}

interface NamedQuestion {
  survey: Survey;
  locale: Locale;
  number: number;
  question: SurveyQuestion;
}

/** The question a button or a wizard names, when the survey's own staff ask while it runs. */
function questionOf(
  { scope }: BotContext,
  survey: Survey,
  language: string | undefined,
  typed: string | undefined,
): NamedQuestion | undefined {
  const number = readId(typed) ?? 0;
  const question = survey.definition.questions[number - 1];
  const mayRecord = isStaffOf(scope.powers, survey.communityId) && isTakingAnswers(survey, scope.now);
  if (!mayRecord || !question || !isLocale(language)) return undefined;
  return { survey, locale: language, number, question };
}

function onLanguage(handle: (ctx: ButtonContext, survey: Survey, locale: Locale) => Promise<void>) {
  return async (ctx: ButtonContext, [code = '', language]: string[]) => {
    const survey = await findSurvey(ctx.scope.tx, { code });
    const named = survey && questionOf(ctx, survey, language, '1');
    if (!named) return toast(ctx, ctx.scope.t('old-button'));
    await handle(ctx, survey, named.locale);
  };
}

function onQuestion(handle: (ctx: ButtonContext, named: NamedQuestion) => Promise<void>) {
  return async (ctx: ButtonContext, [code = '', language, number]: string[]) => {
    const survey = await findSurvey(ctx.scope.tx, { code });
    const named = survey && questionOf(ctx, survey, language, number);
    if (!named) return toast(ctx, ctx.scope.t('old-button'));
    await handle(ctx, named);
  };
}
