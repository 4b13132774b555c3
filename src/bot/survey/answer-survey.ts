import { type Response, completeResponse, questionPost, saveFlow } from '../../db/responses.ts';
import { communityName, findCommunity } from '../../db/communities.ts';
import { inLocale } from '../../domain/locale.ts';
import { type FlowEvent, type Outcome, type Refusal, SENT, applyEvent } from '../../domain/question-flow.ts';
import { type Step, findStep, isOpenStep, longestText } from '../../domain/question-steps.ts';
import { type Answer, NO_ANSWER } from '../../domain/survey.ts';
import { type Content, dropKeyboard, rewrite } from '../../telegram/effect.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { sentContent } from '../../telegram/views/survey-invitation.ts';
import {
  type Reader,
  answeredContent,
  answersText,
  answerText,
  currentContent,
  receivedContent,
  short,
} from '../../telegram/views/survey.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';
import { type ButtonContext, pressedMessageId, toast } from '../route.ts';

/** How something was answered: by a button, of this message, or by anything written, said or sent. */
export type Origin = { kind: 'press'; messageId: number | undefined } | { kind: 'typed' };

export function pressOf(ctx: ButtonContext): Origin {
  return { kind: 'press', messageId: pressedMessageId(ctx) };
}

export function readerOf(ctx: BotContext): Reader {
  return { locale: ctx.scope.locale, t: ctx.scope.t };
}

/** Applies events to a response in their order, stores what came of it and shows it. Stops at the first refusal. */
export async function answerSurvey(
  ctx: BotContext,
  response: Response,
  events: FlowEvent[],
  origin: Origin,
): Promise<void> {
  let { flow } = response;
  let outcome: Outcome | undefined;
  for (const event of events) {
    const next = applyEvent(response.definition, flow, event);
    if (next.kind === 'refused' && (outcome === undefined || next.reason !== 'repeated')) {
      if (outcome && 'changed' in outcome)
        await saveFlow(ctx.scope.tx, response.id, flow, outcome.changed, ctx.scope.now);
      return refuse(ctx, { ...response, flow }, next.reason, event, origin);
    }
    if (next.kind === 'refused') continue;
    flow = next.flow;
    outcome = next;
  }
  if (!outcome || outcome.kind === 'refused') return;
  if (outcome.kind === 'submitted') return await finish(ctx, response, outcome, origin);
  await saveFlow(ctx.scope.tx, response.id, flow, outcome.changed, ctx.scope.now);
  show(ctx, response, outcome, events, origin);
}

/** Sends what the response waits for as a new message, and closes the one before. */
export function askAgain(ctx: BotContext, response: Response, origin: Origin, lead?: string): void {
  closeCopies(ctx, response, origin);
  ask(ctx, response, lead);
}

function show(
  ctx: BotContext,
  before: Response,
  outcome: Exclude<Outcome, { kind: 'refused' | 'submitted' }>,
  events: FlowEvent[],
  origin: Origin,
): void {
  const reader = readerOf(ctx);
  const after = { ...before, flow: outcome.flow };
  switch (outcome.kind) {
    case 'moved':
      return showMove(ctx, before, after, outcome, origin);
    case 'ticked':
      if (origin.kind === 'typed') return askAgain(ctx, after, origin, ticksLead(after, reader));
      toastCleared(ctx, before, outcome, reader);
      return closeCopies(ctx, before, origin, currentContent(after, reader));
    case 'cleared':
      return askAgain(ctx, after, origin, ctx.scope.t('survey-lead-again'));
    case 'noted':
      return showNoted(ctx, after, outcome, events, origin);
  }
}

function showMove(
  ctx: BotContext,
  before: Response,
  after: Response,
  outcome: Extract<Outcome, { kind: 'moved' }>,
  origin: Origin,
): void {
  const reader = readerOf(ctx);
  const step = findStep(after.definition, after.flow.answers, before.flow.position);
  if (outcome.how !== 'answered' || !step) return askAgain(ctx, after, origin);
  const answer = after.flow.answers.get(step.key) ?? NO_ANSWER;
  closeCopies(ctx, before, origin, answeredContent(after, step, answer, reader));
  const echo =
    origin.kind === 'typed' && !answer.isSkipped ? `✔ ${answerText(step, answer, reader)}` : undefined;
  ask(ctx, after, echo);
}

/** A comment at a question with options is followed by the question; at an open one by "Got it". */
function showNoted(
  ctx: BotContext,
  after: Response,
  outcome: Extract<Outcome, { kind: 'noted' }>,
  events: FlowEvent[],
  origin: Origin,
): void {
  const { t } = ctx.scope;
  const step = findStep(after.definition, after.flow.answers, after.flow.position);
  const event = events.at(-1);
  const cut = outcome.isCut ? cutLead(ctx, step, event) : undefined;
  if (!step) return askAgain(ctx, after, origin, cut ?? t('survey-lead-review'));
  const words = event?.kind === 'words' ? event.text : undefined;
  if (!isOpenStep(step)) {
    const lead = words ? t('survey-lead-noted', { words: short(words) }) : t('survey-lead-kept');
    return askAgain(ctx, after, origin, cut ?? lead);
  }
  if (isLaterInAlbum(after.flow.answers.get(step.key), event)) return;
  closeCopies(ctx, after, origin);
  reply(ctx, receivedContent(after, step, cut ?? gotLead(ctx, event), readerOf(ctx)), questionPost(after.id));
}

function gotLead(ctx: BotContext, event: FlowEvent | undefined): string {
  const { t } = ctx.scope;
  if (event?.kind === 'words') return t('survey-got-words', { words: short(event.text) });
  const seconds = event?.kind === 'media' ? event.attachment.durationS : undefined;
  return seconds === undefined ? t('survey-got-file') : t('survey-got-voice', { seconds });
}

function cutLead(ctx: BotContext, step: Step | undefined, event: FlowEvent | undefined): string {
  const { t } = ctx.scope;
  if (event?.kind !== 'words' || !step) return t('survey-too-many');
  return t('survey-too-long', { count: longestText(step) });
}

/** An album comes as one update a picture; it is answered once, at its first. */
function isLaterInAlbum(answer: Answer | undefined, event: FlowEvent | undefined): boolean {
  const groupId = event?.kind === 'media' ? event.attachment.groupId : undefined;
  return (
    groupId !== undefined && (answer?.attachments.filter((kept) => kept.groupId === groupId).length ?? 0) > 1
  );
}

function ticksLead(after: Response, reader: Reader): string | undefined {
  const step = findStep(after.definition, after.flow.answers, after.flow.position);
  const answer = step && after.flow.answers.get(step.key);
  return step && answer && answer.codes.length > 0 ? `✔ ${answerText(step, answer, reader)}` : undefined;
}

function toastCleared(
  ctx: BotContext,
  before: Response,
  outcome: Extract<Outcome, { kind: 'ticked' }>,
  { locale, t }: Reader,
): void {
  if (outcome.cleared === 'others') return toast(ctx, t('survey-toast-others-cleared'));
  if (outcome.cleared !== 'exclusive') return;
  const step = findStep(before.definition, before.flow.answers, outcome.changed);
  const codes = before.flow.answers.get(outcome.changed)?.codes ?? [];
  const option = step?.question.options?.find(
    (candidate) => candidate.exclusive && codes.includes(candidate.code),
  );
  if (option) toast(ctx, t('survey-toast-exclusive-cleared', { option: inLocale(option.label, locale) }));
}

function refuse(
  ctx: BotContext,
  response: Response,
  reason: Refusal,
  event: FlowEvent,
  origin: Origin,
): void {
  const { t } = ctx.scope;
  if (response.flow.position === SENT) {
    if (origin.kind === 'typed') return reply(ctx, sentence(t, 'survey-toast-sent'));
    closeCopies(ctx, response, origin);
    return toast(ctx, t('survey-toast-sent'));
  }
  const words = refusalText(ctx, response, reason, event);
  if (origin.kind === 'typed') return askAgain(ctx, response, origin, words);
  toast(ctx, words, reason === 'full' || reason === 'required');
  const isStillUseful = ['repeated', 'full', 'required', 'nothing_chosen', 'first'].includes(reason);
  if (!isStillUseful) askAgain(ctx, response, origin);
}

function refusalText(ctx: BotContext, response: Response, reason: Refusal, event: FlowEvent): string {
  const { t } = ctx.scope;
  switch (reason) {
    case 'not_shown':
      return t('survey-toast-gone');
    case 'not_current': {
      const isAnswered = 'step' in event && response.flow.answers.get(event.step)?.isSettled;
      return isAnswered ? t('survey-toast-answered') : t('survey-toast-elsewhere');
    }
    case 'repeated':
      return t('survey-toast-noted');
    case 'unknown_option':
      return t('old-button');
    case 'full': {
      const step = findStep(response.definition, response.flow.answers, response.flow.position);
      return t('survey-toast-full', { max: step?.question.max ?? 0 });
    }
    case 'required':
      return t('survey-toast-required');
    case 'nothing_chosen':
      return t('survey-toast-nothing-chosen');
    case 'first':
      return t('survey-toast-first');
    case 'unfinished':
      return t('survey-toast-elsewhere');
  }
}

async function finish(
  ctx: BotContext,
  response: Response,
  outcome: Extract<Outcome, { kind: 'submitted' }>,
  origin: Origin,
): Promise<void> {
  const { tx, now, t, resident, locale } = ctx.scope;
  const finished = await completeResponse(tx, response, outcome.flow, outcome.dropped, now);
  const reader = readerOf(ctx);
  closeCopies(ctx, response, origin, {
    text: `✔\n${answersText({ ...response, flow: outcome.flow }, reader)}`,
  });
  if (response.isCompleted) return reply(ctx, sentence(t, 'survey-sent-again'));
  const isMember = resident?.communityIds.includes(response.communityId);
  const community = isMember ? undefined : await findCommunity(tx, { id: response.communityId });
  const join = community && { code: community.code, name: communityName(community, locale) };
  reply(ctx, sentContent(response.definition, finished, reader, join));
}

/**
 * Takes the buttons off the message with the question, or writes the answer into it. A pressed older copy loses its
 * buttons too, so that no two copies of a question can be answered. What is remembered may lag behind a quick tap; a post
 * is looked up when its turn comes, so closing it by name is always right.
 */
export function closeCopies(ctx: BotContext, response: Response, origin: Origin, content?: Content): void {
  const chatId = ctx.chatId;
  if (chatId === undefined) return;
  const close = (target: { messageId: number } | { post: string }) =>
    ctx.scope.effects.push(content ? rewrite(chatId, target, content) : dropKeyboard(chatId, target));
  const pressedId = origin.kind === 'press' ? origin.messageId : undefined;
  if (pressedId !== undefined && pressedId === response.questionMessageId) {
    close({ messageId: pressedId });
    return;
  }
  if (pressedId !== undefined) ctx.scope.effects.push(dropKeyboard(chatId, { messageId: pressedId }));
  close({ post: questionPost(response.id) });
}

function ask(ctx: BotContext, response: Response, lead?: string): void {
  reply(ctx, currentContent(response, readerOf(ctx), lead), questionPost(response.id));
}
