import type { Composer } from 'grammy';
import { communityName, findCommunity } from '../../db/communities.ts';
import { interviewProgress, listSpokenFor } from '../../db/interviews.ts';
import { completeResponse, deleteResponse, saveFlow, startResponse } from '../../db/responses.ts';
import { type Survey, findSurvey } from '../../db/surveys.ts';
import { readBuilding } from '../../domain/building.ts';
import { isLocale } from '../../domain/locale.ts';
import { SENT } from '../../domain/question-flow.ts';
import { buildingsLedIn, isInterviewerIn } from '../../domain/role.ts';
import { readSheet } from '../../domain/survey-sheet.ts';
import type { Answers } from '../../domain/survey.ts';
import { whereContent } from '../../telegram/views/interview.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import {
  type RefusedLine,
  printedSheet,
  sheetLanguages,
  takenContent,
  typedContent,
  typingContent,
  undoneContent,
} from '../../telegram/views/survey-sheet.ts';
import { isStopWord } from '../../text/stop-words.ts';
import { instantToWall } from '../../text/zones.ts';
import { readId } from '../arguments.ts';
import { type Heard, type NextAnswer, awaitAnswer, stopAwaiting } from '../ask-next.conversation.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { linkTo } from '../invite.ts';
import { watchForAlarm } from '../raise-alarm.ts';
import { reply, rewritePressed } from '../reply.ts';
import { type ButtonContext, dropPressedKeyboard, onButtons, toast } from '../route.ts';
import { holdResponse, newResponse } from './hold-response.ts';
import { mayAsk, onOwnSurvey } from './own-interview.ts';

const SHEET_LINES = 'sheet_lines';
/** Typing in a pile of sheets takes a while. */
const WAIT_MINUTES = 180;

/** The survey on paper: printed for those without a phone, and typed in afterwards, one line a sheet. */
export function sheets(deps: BotDeps): Composer<BotContext> {
  return onButtons('sheet', {
    print: onOwnSurvey((ctx, survey) => reply(ctx, sheetLanguages(survey.code, ctx.scope.t))),
    pdf: onOwnSurvey(async (ctx, survey, locale) => await sendSheet(ctx, deps, survey, locale)),
    type: onOwnSurvey((ctx, survey) => {
      const own = buildingsLedIn(ctx.scope.powers, survey.communityId);
      reply(ctx, whereContent('sheet', survey.code, own, ctx.scope.t));
    }),
    in: onOwnSurvey(async (ctx, survey, argument) => {
      const read = argument === undefined ? undefined : readBuilding(argument);
      if (read && read.kind !== 'building') return toast(ctx, ctx.scope.t('old-button'));
      dropPressedKeyboard(ctx);
      reply(ctx, typingContent(survey.definition.questions.length, read?.building, ctx.scope.t));
      await awaitAnswer(ctx, SHEET_LINES, survey.code, read?.building ?? '');
    }),
    undo: undoSheet,
    done: async (ctx) => {
      await stopAwaiting(ctx);
      rewritePressed(ctx, sentence(ctx.scope.t, 'interview-thanks'));
    },
  });
}

export function sheetAnswers(): Record<string, NextAnswer> {
  return { [SHEET_LINES]: { waitMinutes: WAIT_MINUTES, hear: hearSheets } };
}

async function sendSheet(ctx: ButtonContext, deps: BotDeps, survey: Survey, locale: string | undefined) {
  const community = await findCommunity(ctx.scope.tx, { id: survey.communityId });
  if (!isLocale(locale) || !community) return toast(ctx, ctx.scope.t('old-button'));
  const link = linkTo(deps, `s-${survey.code}`);
  const closesOn = instantToWall(survey.closesAt, survey.timeZone);
  const shown = { definition: survey.definition, link, closesOn };
  // The PDF library is 28 MB of memory, which a process without sheets need not hold.
  const { drawSurveySheet } = await import('../../documents/survey-sheet.ts');
  const pdf = await drawSurveySheet(printedSheet(shown, communityName(community, locale), locale));
  ctx.scope.effects.push({
    kind: 'send_bytes',
    chatId: ctx.from.id,
    as: 'document',
    fileName: `${survey.code}-${locale}.pdf`,
    base64: pdf.toString('base64'),
    caption: ctx.scope.t('sheet-caption'),
  });
}

/** Every line is a sheet; a line that names a building is about the lines after it. */
async function hearSheets(ctx: BotContext, [code = '', preset = '']: string[]): Promise<Heard> {
  const { tx, t, resident } = ctx.scope;
  const survey = await findSurvey(tx, { code });
  const text = ctx.message?.text;
  if (!survey || !resident || !mayAsk(ctx, survey) || text === undefined) return 'not_ours';
  if (isStopWord(text)) {
    reply(ctx, typedContent(await interviewProgress(tx, survey.id, resident.id), t));
    return 'done';
  }
  let building = preset === '' ? null : preset;
  let count = 0;
  let lastId: number | undefined;
  const refused: RefusedLine[] = [];
  for (const line of text.split('\n').filter((typed) => typed.trim() !== '')) {
    const named = /[;；]/.test(line) ? undefined : readBuilding(line);
    if (named?.kind === 'building') {
      building = named.building;
      continue;
    }
    const read = readSheet(survey.definition, line);
    if (read.kind === 'sheet') {
      lastId = await recordSheet(ctx, survey, building, read.answers);
      count += 1;
    } else if (read.kind !== 'blank') {
      refused.push({ place: count + refused.length + 1, line, problem: read });
    }
  }
  const { asked } = await interviewProgress(tx, survey.id, resident.id);
  reply(ctx, takenContent({ count, total: asked, lastId }, refused, t));
  return 'again';
}

async function recordSheet(ctx: BotContext, survey: Survey, building: string | null, answers: Answers) {
  const { tx, now, resident } = ctx.scope;
  const start = { surveyId: survey.id, residentId: resident?.id ?? 0, position: SENT, building };
  const id = await startResponse(tx, { ...start, mode: 'paper' }, now);
  if (id === undefined) throw new Error('a sheet is nobody’s own response');
  const flow = { position: SENT, answers };
  const response = newResponse(ctx, survey, id);
  for (const step of answers.keys()) {
    await saveFlow(tx, response, flow, step, now);
    await watchForAlarm(ctx, { ...survey, id, flow: { ...flow, answers: new Map() } }, flow, step);
  }
  await completeResponse(tx, response, flow, [], now);
  return id;
}

/** Takes the last sheet out again, as long as the survey is open. */
async function undoSheet(ctx: ButtonContext, [argument]: string[]): Promise<void> {
  const { tx, t, resident, powers } = ctx.scope;
  const id = readId(argument);
  const response = id ? await holdResponse(ctx, { id }) : undefined;
  const isOwn =
    response?.manner.mode === 'paper' &&
    response.isOpen &&
    !response.isMixed &&
    isInterviewerIn(powers, response.communityId);
  if (!resident || !isOwn) {
    dropPressedKeyboard(ctx);
    return toast(ctx, t('old-button'));
  }
  await deleteResponse(tx, response.id);
  const left = await listSpokenFor(tx, response.surveyId, resident.id, 'paper');
  rewritePressed(ctx, undoneContent(left.length, left.at(-1)?.id, t));
}
