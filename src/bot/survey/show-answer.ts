import { type AskedResponse, questionPost } from '../../db/responses.ts';
import { inLocale } from '../../domain/locale.ts';
import {
  type Decision,
  type FlowEvent,
  type Outcome,
  type Refusal,
  SENT,
} from '../../domain/question-flow.ts';
import { type Step, findStep, isOpenStep, longestText } from '../../domain/question-steps.ts';
import { type Answer, NO_ANSWER } from '../../domain/survey.ts';
import { type Content, type Target, dropKeyboard, rewrite } from '../../telegram/effect.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import {
  type Reader,
  aboutText,
  answeredContent,
  answerText,
  currentContent,
  hasAnswer,
  receivedContent,
  short,
} from '../../telegram/views/survey.ts';
import type { Speaker } from '../context.ts';
import { reply } from '../reply.ts';
import { answerPostOf, coverAnswered } from './answered-posts.ts';
import { type ButtonContext, pressedMessageId, toast } from '../route.ts';
import { refusalText } from './refusal-text.ts';

/** How something was answered: by a button, of this message, or by anything written, said or sent. */
export type Origin = { kind: 'press'; messageId: number | undefined } | { kind: 'typed' };

export function pressOf(ctx: ButtonContext): Origin {
  return { kind: 'press', messageId: pressedMessageId(ctx) };
}

export function readerOf(speaker: Speaker): Reader {
  return { locale: speaker.scope.locale, t: speaker.scope.t };
}

/** Shows what was decided, except a submission: the answer in its question, what is asked next, or why not. */
export function showDecision(
  speaker: Speaker,
  before: AskedResponse,
  decision: Exclude<Decision, { kind: 'submitted' }>,
  events: FlowEvent[],
  origin: Origin,
): void {
  if (decision.kind === 'applied') return showOutcome(speaker, before, decision.outcome, events, origin);
  if (decision.kind === 'nothing') return;
  refuse(speaker, { ...before, flow: decision.flow }, decision.reason, decision.event, origin);
}

/** Sends what the response waits for as a new message, and closes the one before. */
export function askAgain(speaker: Speaker, response: AskedResponse, origin: Origin, lead?: string): void {
  closeCopies(speaker, response, origin);
  ask(speaker, response, lead);
}

/** Asks the first question of a response just begun: nothing but the pressed message can have buttons to be taken off. */
export function askFirst(speaker: Speaker, response: AskedResponse, origin: Origin): void {
  const { chatId, scope } = speaker;
  if (origin.kind === 'press' && origin.messageId !== undefined && chatId !== undefined)
    scope.effects.push(dropKeyboard(chatId, { messageId: origin.messageId }));
  ask(speaker, response);
}

function showOutcome(
  speaker: Speaker,
  before: AskedResponse,
  outcome: Exclude<Outcome, { kind: 'refused' | 'submitted' }>,
  events: FlowEvent[],
  origin: Origin,
): void {
  const reader = readerOf(speaker);
  const after = { ...before, flow: outcome.flow };
  switch (outcome.kind) {
    case 'moved':
      return showMove(speaker, before, after, outcome, origin);
    case 'ticked':
      if (origin.kind === 'typed') return askAgain(speaker, after, origin, ticksLead(after, reader));
      toastCleared(speaker, before, outcome, reader);
      return closeCopies(speaker, before, origin, currentContent(after, reader));
    case 'cleared':
      return askAgain(speaker, after, origin, speaker.scope.t(clearedLead(after)));
    case 'noted':
      if (isLaterInAlbum(before.flow.answers.get(outcome.changed), events.at(-1))) return;
      return showNoted(speaker, after, outcome, events, origin);
    case 'edited':
      return showEdited(speaker, after, outcome);
  }
}

function showMove(
  speaker: Speaker,
  before: AskedResponse,
  after: AskedResponse,
  outcome: Extract<Outcome, { kind: 'moved' }>,
  origin: Origin,
): void {
  const reader = readerOf(speaker);
  const step = findStep(after.definition, after.flow.answers, before.flow.position);
  if (outcome.how !== 'answered' || !step) {
    coverAnswered(speaker, after);
    return askAgain(speaker, after, origin);
  }
  const answer = after.flow.answers.get(step.key) ?? NO_ANSWER;
  closeCopies(
    speaker,
    before,
    origin,
    answeredContent(after, step, answer, reader),
    answerPostOf(step, before),
  );
  const echo =
    origin.kind === 'typed' && hasAnswer(answer) && !before.manner.isHandedOver
      ? `✔ ${aboutText(step, answer, reader)}`
      : undefined;
  ask(speaker, after, echo);
}

/** An earlier answer was corrected on the way: its message shows the new one, and the question at hand comes again. */
export function showCorrection(
  speaker: Speaker,
  before: AskedResponse,
  decision: Extract<Decision, { kind: 'applied' }>,
): void {
  const reader = readerOf(speaker);
  const after = { ...before, flow: decision.flow };
  const step = findStep(after.definition, after.flow.answers, decision.changed ?? '');
  const answer = step && after.flow.answers.get(step.key);
  if (!step || !answer) return;
  const post = answerPostOf(step, before);
  if (post && speaker.chatId !== undefined) {
    const content = answeredContent(after, step, answer, reader);
    speaker.scope.effects.push(rewrite(speaker.chatId, { post }, content));
  }
  const option = answerText(step, answer, reader);
  askAgain(speaker, after, { kind: 'typed' }, speaker.scope.t('survey-corrected', { option }));
}

/** A message edited in the chat: the words kept of it are the new ones; where the survey stands is not changed. */
function showEdited(
  speaker: Speaker,
  after: AskedResponse,
  { changed, isCut }: Extract<Outcome, { kind: 'edited' }>,
): void {
  const { t } = speaker.scope;
  const comment = after.flow.answers.get(changed)?.comment;
  const step = findStep(after.definition, after.flow.answers, changed);
  if (isCut && step) return reply(speaker, { text: t('survey-too-long', { count: longestText(step) }) });
  const text = comment ? t('survey-edited', { words: short(comment) }) : t('survey-edited-away');
  reply(speaker, { text });
}

/** A comment at a question with options is followed by the question; at an open one by "Got it". */
function showNoted(
  speaker: Speaker,
  after: AskedResponse,
  outcome: Extract<Outcome, { kind: 'noted' }>,
  events: FlowEvent[],
  origin: Origin,
): void {
  const { t } = speaker.scope;
  const step = findStep(after.definition, after.flow.answers, after.flow.position);
  const event = events.at(-1);
  const cut = outcome.isCut ? cutLead(speaker, step, event) : undefined;
  if (!step) return askAgain(speaker, after, origin, cut ?? t('survey-lead-review'));
  const words = event?.kind === 'words' && !after.manner.isHandedOver ? event.text : undefined;
  if (!isOpenStep(step)) {
    const lead = words ? t('survey-lead-noted', { words: short(words) }) : t('survey-lead-kept');
    return askAgain(speaker, after, origin, cut ?? lead);
  }
  closeCopies(speaker, after, origin);
  reply(
    speaker,
    receivedContent(after, step, cut ?? gotLead(speaker, event, words), readerOf(speaker)),
    questionPost(after.id),
  );
}

function gotLead(speaker: Speaker, event: FlowEvent | undefined, words: string | undefined): string {
  const { t } = speaker.scope;
  if (words !== undefined) return t('survey-got-words', { words: short(words) });
  const seconds = event?.kind === 'media' ? event.attachment.durationS : undefined;
  return seconds === undefined ? t('survey-got-file') : t('survey-got-voice', { seconds });
}

export function cutLead(speaker: Speaker, step: Step | undefined, event: FlowEvent | undefined): string {
  const { t } = speaker.scope;
  if (event?.kind !== 'words' || !step) return t('survey-too-many');
  return t('survey-too-long', { count: longestText(step) });
}

function clearedLead({ definition, flow }: AskedResponse): string {
  const step = findStep(definition, flow.answers, flow.position);
  return step && !isOpenStep(step) ? 'survey-lead-words-gone' : 'survey-lead-again';
}

/** An album comes as one update a picture; it is answered once, at its first. */
function isLaterInAlbum(before: Answer | undefined, event: FlowEvent | undefined): boolean {
  const groupId = event?.kind === 'media' ? event.attachment.groupId : undefined;
  return groupId !== undefined && (before?.attachments.some((kept) => kept.groupId === groupId) ?? false);
}

function ticksLead(after: AskedResponse, reader: Reader): string | undefined {
  const step = findStep(after.definition, after.flow.answers, after.flow.position);
  if (after.manner.isHandedOver) return undefined;
  const answer = step && after.flow.answers.get(step.key);
  return step && answer && answer.codes.length > 0 ? `✔ ${answerText(step, answer, reader)}` : undefined;
}

function toastCleared(
  speaker: Speaker,
  before: AskedResponse,
  outcome: Extract<Outcome, { kind: 'ticked' }>,
  { locale, t }: Reader,
): void {
  if (outcome.cleared === 'others') return toast(speaker, t('survey-toast-others-cleared'));
  if (outcome.cleared !== 'exclusive') return;
  const step = findStep(before.definition, before.flow.answers, outcome.changed);
  const codes = before.flow.answers.get(outcome.changed)?.codes ?? [];
  const option = step?.question.options?.find(
    (candidate) => candidate.exclusive && codes.includes(candidate.code),
  );
  if (option) toast(speaker, t('survey-toast-exclusive-cleared', { option: inLocale(option.label, locale) }));
}

function refuse(
  speaker: Speaker,
  response: AskedResponse,
  reason: Refusal,
  event: FlowEvent,
  origin: Origin,
): void {
  const { t } = speaker.scope;
  if (response.flow.position === SENT) {
    if (origin.kind === 'typed') return reply(speaker, sentence(t, 'survey-toast-sent'));
    closeCopies(speaker, response, origin);
    return toast(speaker, t('survey-toast-sent'));
  }
  const words = refusalText(speaker, response, reason, event);
  if (origin.kind === 'typed') return askAgain(speaker, response, origin, words);
  toast(speaker, words, reason === 'full' || reason === 'required');
  if (reason === 'not_current' && showAnswered(speaker, response, event, origin)) return;
  const isStillUseful = ['repeated', 'full', 'required', 'nothing_chosen', 'first'].includes(reason);
  if (!isStillUseful) askAgain(speaker, response, origin);
}

/** A late press on an answered question: it says what was answered and has its [Change]; what is asked stands below. */
function showAnswered(speaker: Speaker, response: AskedResponse, event: FlowEvent, origin: Origin): boolean {
  const { chatId, scope } = speaker;
  const messageId = origin.kind === 'press' ? origin.messageId : undefined;
  const key = 'step' in event ? event.step : '';
  const step = findStep(response.definition, response.flow.answers, key);
  const answer = response.flow.answers.get(key);
  if (!step || !answer?.isSettled || messageId === undefined || chatId === undefined) return false;
  if (messageId === response.questionMessageId) return false;
  const content = answeredContent(response, step, answer, readerOf(speaker));
  scope.effects.push(rewrite(chatId, { messageId }, content));
  return true;
}

/**
 * Takes the buttons off the message with the question, or writes the answer into it. A pressed older copy loses its
 * buttons too, so that no two copies of a question can be answered. What is remembered may lag behind a quick tap; a post
 * is looked up when its turn comes, so closing it by name is always right.
 */
export function closeCopies(
  speaker: Speaker,
  response: AskedResponse,
  origin: Origin,
  content?: Content,
  remember?: string,
): void {
  const { chatId } = speaker;
  if (chatId === undefined) return;
  const { effects } = speaker.scope;
  const close = (target: Target) =>
    effects.push(
      content
        ? { ...rewrite(chatId, target, content), ...(remember && { remember }) }
        : dropKeyboard(chatId, target),
    );
  const pressedId = origin.kind === 'press' ? origin.messageId : undefined;
  const { reminderMessageId } = response;
  if (reminderMessageId !== undefined && reminderMessageId !== pressedId)
    effects.push(dropKeyboard(chatId, { messageId: reminderMessageId }));
  if (pressedId !== undefined && pressedId === response.questionMessageId) {
    close({ messageId: pressedId });
    return;
  }
  if (pressedId !== undefined) effects.push(dropKeyboard(chatId, { messageId: pressedId }));
  close({ post: questionPost(response.id) });
}

export function ask(speaker: Speaker, response: AskedResponse, lead?: string): void {
  reply(speaker, currentContent(response, readerOf(speaker), lead), questionPost(response.id));
}
