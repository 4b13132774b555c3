import type { CallbackQuery, Update } from 'grammy/types';
import type { Clock } from '../../clock.ts';
import type { Db } from '../../db/client.ts';
import { type InboxRow, lockPersons } from '../../db/inbox.ts';
import type { OutboxRow } from '../../db/outbox.ts';
import {
  type AppliedTap,
  type TappedResponse,
  findDefinitions,
  loadTappedResponses,
  saveTaps,
} from '../../db/survey-taps.ts';
import { type SentFacts, type SurveySend, completeSends } from '../../db/survey-sends.ts';
import { beginPlainStarts, findPlainStarts } from '../../db/survey-starts.ts';
import { type Decision, type FlowEvent, applyEvents, startFlow } from '../../domain/question-flow.ts';
import { isStalePress } from '../../domain/stale-press.ts';
import { asksWhoAnswers } from '../../domain/survey-mode.ts';
import type { SurveyDefinition } from '../../domain/survey.ts';
import { mayAlert } from '../../domain/welfare.ts';
import { parseCallbackData } from '../../telegram/callback-data.ts';
import { translator } from '../../telegram/i18n.ts';
import { readId } from '../arguments.ts';
import type { Speaker } from '../context.ts';
import { type ButtonAnswer, leaseFrom } from '../outbox.ts';
import { showSent } from './answer-survey.ts';
import { type Origin, askFirst, showDecision } from './show-answer.ts';
import { STEP_BUTTONS, stepEvent } from './step-buttons.ts';

/*
 * The one hot path: answers to surveys, which come by the thousand when a survey opens. The taps of many residents are
 * applied in one transaction with one statement a step. What a tap means and what is shown are the very functions that
 * the ordinary handler uses; only loading and saving differ. A tap that is in any way unusual is left to that handler.
 */

const HOT_VERBS = ['tap', 'on', 'off', 'done', 'skip', 'back', 'send'] as const;
const MOST_DEFINITIONS = 100;

/** A tap on a survey in somebody's own chat, as far as can be told without the database. */
export interface Tap {
  updateId: number;
  personKey: number;
  receivedAt: Date;
  query: CallbackQuery;
  /** An answer to a step of a response, or a move between steps; or [Start]. */
  press:
    | { kind: 'step'; responseId: number; event: FlowEvent }
    | { kind: 'start'; code: string; place?: string };
}

/** Reads an update as a tap; undefined for everything that goes the ordinary way. */
export function readTap(row: InboxRow): Tap | undefined {
  const query = (row.payload as Update | null)?.callback_query;
  if (!query?.data?.startsWith('survey:') || query.message?.chat.id !== query.from.id) return undefined;
  const press = query.from.id === row.person_key ? readPress(query.data) : undefined;
  if (!press) return undefined;
  const { update_id: updateId, person_key: personKey, received_at: receivedAt } = row;
  return { updateId, personKey, receivedAt, query, press };
}

function readPress(data: string): Tap['press'] | undefined {
  const { verb, args } = parseCallbackData(data);
  const [subject, ...rest] = args;
  if (verb === 'start') {
    const [place] = rest;
    return subject ? { kind: 'start', code: subject, ...(place && { place }) } : undefined;
  }
  const hot = HOT_VERBS.find((candidate) => candidate === verb);
  const responseId = readId(subject);
  if (!hot || responseId === undefined) return undefined;
  return { kind: 'step', responseId, event: stepEvent(STEP_BUTTONS[hot], rest) };
}

/** What happened to a tap: applied with what is to be performed, served elsewhere, or to go the ordinary way. */
export type TapResult =
  | { kind: 'applied'; answer: ButtonAnswer; rows: OutboxRow[] }
  | { kind: 'elsewhere' }
  | { kind: 'ordinary' };

export interface TapDeps {
  db: Db;
  clock: Clock;
}

/** Applies the taps of many residents, at most one each, in one transaction; gives one result a tap, in their order. */
export function createTapApplier(deps: TapDeps): (taps: Tap[]) => Promise<TapResult[]> {
  const definitions = createDefinitions();
  return async (taps) => await deps.db.transaction().execute(async (tx) => await applyTaps(tx, taps));

  async function applyTaps(tx: Db, taps: Tap[]): Promise<TapResult[]> {
    const now = deps.clock.now();
    const locked = await lockPersons(
      tx,
      taps.map(({ personKey }) => personKey),
    );
    const own = taps.filter(({ personKey }) => locked.has(personKey));
    const begun = await beginResponses(tx, own, definitions, now);
    const known = own.flatMap(({ updateId, personKey, press }) => {
      const responseId = press.kind === 'step' ? press.responseId : begun.get(updateId);
      return responseId === undefined ? [] : [{ updateId, personKey, responseId }];
    });
    const responses = await loadTappedResponses(tx, known, now);
    await definitions.learn(tx, responses);
    const byUpdate = new Map(taps.map((tap) => [tap.updateId, tap]));
    const pressed = responses.flatMap((response): PressedTap[] => {
      const tap = byUpdate.get(response.updateId);
      const definition = definitions.get(response);
      if (!tap || !definition || !isPlain(tap, response, definition)) return [];
      return [pressTap(tap, { ...response, definition })];
    });
    const sent = await completeSends(tx, sendsOf(pressed), now);
    const applied = pressed.map((one) => answerTap(one, sent.get(one.response.id)));
    const rows = applied.length > 0 ? await saveTaps(tx, applied, now, leaseFrom(deps.clock)) : [];
    return resultsOf(taps, locked, applied, rows);
  }
}

/** The questions of open surveys, read once for each spelling. */
interface Definitions {
  learn(tx: Db, surveys: Spelling[]): Promise<void>;
  get(survey: Spelling): SurveyDefinition | undefined;
}

type Spelling = Pick<TappedResponse, 'surveyId' | 'revision'>;

function createDefinitions(): Definitions {
  const known = new Map<string, SurveyDefinition>();
  const nameOf = ({ surveyId, revision }: Spelling) => `${surveyId}:${revision}`;
  return {
    get: (survey) => known.get(nameOf(survey)),
    learn: async (tx, surveys) => {
      const missing = new Map(
        surveys.filter((one) => !known.has(nameOf(one))).map((one) => [one.surveyId, nameOf(one)]),
      );
      if (missing.size === 0) return;
      if (known.size + missing.size > MOST_DEFINITIONS) known.clear();
      for (const [id, definition] of await findDefinitions(tx, [...missing.keys()]))
        known.set(missing.get(id) ?? '', definition);
    },
  };
}

/** Begins a response for every plain start; their ids by update. Starting is the consent to this survey. */
async function beginResponses(
  tx: Db,
  taps: Tap[],
  definitions: Definitions,
  now: Date,
): Promise<Map<number, number>> {
  const starts = new Map(
    taps.flatMap(({ updateId, personKey, receivedAt, press }) =>
      press.kind === 'start' && !isStalePress(receivedAt, now)
        ? [[updateId, { updateId, personKey, ...press }] as const]
        : [],
    ),
  );
  if (starts.size === 0) return new Map();
  const plain = await findPlainStarts(tx, [...starts.values()], now);
  await definitions.learn(tx, plain);
  const ready = plain.flatMap((start) => {
    const definition = definitions.get(start);
    const position = definition && startFlow(definition).position;
    const place = starts.get(start.updateId)?.place;
    return position === undefined ? [] : [{ ...start, position, place }];
  });
  const begun = await beginPlainStarts(tx, ready, now);
  return new Map(begun.map(({ updateId, responseId }) => [updateId, responseId]));
}

/**
 * What goes the ordinary way: the answer to who answers, which changes more than itself, one that may raise an alarm, which
 * tells others, and the end of a response that somebody gives for others.
 */
function isPlain({ press }: Tap, { manner }: TappedResponse, definition: SurveyDefinition): boolean {
  if (press.kind === 'start') return true;
  const { event } = press;
  if (event.kind === 'submit') return manner.mode === 'self';
  return !('step' in event && asksWhoAnswers(definition, event.step)) && !mayAlert(definition, event);
}

interface DecidedTap extends AppliedTap {
  answer: ButtonAnswer;
}

/** A tap and what it decides; [Start] decides nothing but to ask the first question. */
interface PressedTap {
  tap: Tap;
  response: TappedResponse & { definition: SurveyDefinition };
  pressed: { event: FlowEvent; decision: Decision } | undefined;
}

function pressTap(tap: Tap, response: PressedTap['response']): PressedTap {
  if (tap.press.kind === 'start') return { tap, response, pressed: undefined };
  const { event } = tap.press;
  return {
    tap,
    response,
    pressed: { event, decision: applyEvents(response.definition, response.flow, [event]) },
  };
}

function sendsOf(taps: PressedTap[]): SurveySend[] {
  return taps.flatMap(({ response: { id, definition }, pressed }) =>
    pressed?.decision.kind === 'submitted'
      ? [{ responseId: id, definition, flow: pressed.decision.flow, dropped: pressed.decision.dropped }]
      : [],
  );
}

function answerTap({ tap, response, pressed }: PressedTap, sent: SentFacts | undefined): DecidedTap {
  const { updateId, query } = tap;
  const { locale } = response;
  const speaker: Speaker = {
    chatId: query.from.id,
    scope: { locale, t: translator(locale), effects: [], toast: undefined },
  };
  const origin: Origin = { kind: 'press', messageId: query.message?.message_id };
  if (!pressed) {
    askFirst(speaker, response, origin);
    return { updateId, saved: undefined, ...spoken(query, speaker) };
  }
  const { decision, event } = pressed;
  if (decision.kind === 'submitted') {
    if (!sent) throw new Error('a response of the batch was not completed');
    // Only what is in progress comes here, so this is the first time it is sent.
    showSent(speaker, { ...response, isCompleted: false }, decision.flow, sent, origin);
    return { updateId, saved: undefined, ...spoken(query, speaker) };
  }
  showDecision(speaker, response, decision, [event], origin);
  return { updateId, saved: savedOf(response, decision), ...spoken(query, speaker) };
}

function savedOf(
  response: TappedResponse,
  decision: Exclude<Decision, { kind: 'submitted' }>,
): AppliedTap['saved'] {
  if (decision.flow === response.flow) return undefined;
  const changed = 'changed' in decision ? decision.changed : undefined;
  const answer = changed === undefined ? undefined : decision.flow.answers.get(changed);
  return {
    responseId: response.id,
    position: decision.flow.position,
    ...(changed !== undefined && answer && { changed: { step: changed, answer } }),
  };
}

function spoken({ id, from }: CallbackQuery, { scope }: Speaker): Pick<DecidedTap, 'answer' | 'effects'> {
  return {
    answer: { kind: 'answer', chatId: from.id, queryId: id, ...scope.toast },
    effects: scope.effects,
  };
}

/** Hands the leased effects, which stand in the order of the taps that were applied, to their taps. */
function resultsOf(taps: Tap[], locked: Set<number>, applied: DecidedTap[], rows: OutboxRow[]): TapResult[] {
  const results = new Map<number, TapResult>();
  let next = 0;
  for (const { updateId, answer, effects } of applied) {
    results.set(updateId, { kind: 'applied', answer, rows: rows.slice(next, next + effects.length) });
    next += effects.length;
  }
  return taps.map(({ updateId, personKey }) => {
    if (!locked.has(personKey)) return { kind: 'elsewhere' };
    return results.get(updateId) ?? { kind: 'ordinary' };
  });
}
