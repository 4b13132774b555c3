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
import { type FlowEvent, applyEvents } from '../../domain/question-flow.ts';
import { asksWhoAnswers } from '../../domain/survey-mode.ts';
import type { SurveyDefinition } from '../../domain/survey.ts';
import { parseCallbackData } from '../../telegram/callback-data.ts';
import { translator } from '../../telegram/i18n.ts';
import { readId } from '../arguments.ts';
import type { Speaker } from '../context.ts';
import { type ButtonAnswer, leaseFrom } from '../outbox.ts';
import { showDecision } from './show-answer.ts';
import { STEP_BUTTONS, stepEvent } from './step-buttons.ts';

/*
 * The one hot path: answers to surveys, which come by the thousand when a survey opens. The taps of many residents are
 * applied in one transaction with one statement a step. What a tap means and what is shown are the very functions that
 * the ordinary handler uses; only loading and saving differ. A tap that is in any way unusual is left to that handler.
 */

const HOT_VERBS = ['tap', 'on', 'off', 'done', 'skip', 'back'] as const;
const MOST_DEFINITIONS = 100;

/** A tap on a survey in somebody's own chat, as far as can be told without the database. */
export interface Tap {
  updateId: number;
  personKey: number;
  responseId: number;
  event: FlowEvent;
  query: CallbackQuery;
}

/** Reads an update as a tap; undefined for everything that goes the ordinary way. */
export function readTap(row: InboxRow): Tap | undefined {
  const query = (row.payload as Update | null)?.callback_query;
  if (!query?.data?.startsWith('survey:') || query.message?.chat.id !== query.from.id) return undefined;
  const { verb, args } = parseCallbackData(query.data);
  const hot = HOT_VERBS.find((candidate) => candidate === verb);
  const responseId = readId(args[0]);
  if (!hot || responseId === undefined || query.from.id !== row.person_key) return undefined;
  const event = stepEvent(STEP_BUTTONS[hot], args.slice(1));
  return { updateId: row.update_id, personKey: row.person_key, responseId, event, query };
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
  const definitions = new Map<number, SurveyDefinition>();
  return async (taps) => await deps.db.transaction().execute(async (tx) => await applyTaps(tx, taps));

  async function applyTaps(tx: Db, taps: Tap[]): Promise<TapResult[]> {
    const now = deps.clock.now();
    const locked = await lockPersons(
      tx,
      taps.map(({ personKey }) => personKey),
    );
    const own = taps.filter(({ personKey }) => locked.has(personKey));
    const responses = await loadTappedResponses(tx, own, now);
    await learnDefinitions(tx, responses);
    const decided = new Map(taps.map((tap) => [tap.updateId, tap]));
    const applied = responses.flatMap((response) => {
      const tap = decided.get(response.updateId);
      const definition = definitions.get(response.surveyId);
      return tap && definition && !asksWhoAnswers(definition, stepOf(tap.event))
        ? [decideTap(tap, { ...response, definition })]
        : [];
    });
    const rows = applied.length > 0 ? await saveTaps(tx, applied, now, leaseFrom(deps.clock)) : [];
    return resultsOf(taps, locked, applied, rows);
  }

  /** An open survey's questions never change, so they are read once. */
  async function learnDefinitions(tx: Db, responses: TappedResponse[]): Promise<void> {
    const missing = [...new Set(responses.map(({ surveyId }) => surveyId))].filter(
      (id) => !definitions.has(id),
    );
    if (missing.length === 0) return;
    if (definitions.size + missing.length > MOST_DEFINITIONS) definitions.clear();
    for (const [id, definition] of await findDefinitions(tx, missing)) definitions.set(id, definition);
  }
}

/** The step an event is about. The answer to who answers changes more than itself, so it goes the ordinary way. */
function stepOf(event: FlowEvent): string {
  return 'step' in event ? event.step : '';
}

interface DecidedTap extends AppliedTap {
  answer: ButtonAnswer;
}

function decideTap(
  { updateId, event, query }: Tap,
  response: TappedResponse & { definition: SurveyDefinition },
): DecidedTap {
  const { locale } = response;
  const chatId = query.from.id;
  const speaker: Speaker = {
    chatId,
    scope: { locale, t: translator(locale), effects: [], toast: undefined },
  };
  const decision = applyEvents(response.definition, response.flow, [event]);
  // None of the hot buttons submits.
  if (decision.kind === 'submitted') throw new Error('a tap of a batch cannot submit');
  showDecision(speaker, response, decision, [event], { kind: 'press', messageId: query.message?.message_id });
  const { effects, toast } = speaker.scope;
  const changed = 'changed' in decision ? decision.changed : undefined;
  const answer = changed === undefined ? undefined : decision.flow.answers.get(changed);
  return {
    updateId,
    effects,
    answer: { kind: 'answer', chatId, queryId: query.id, ...toast },
    saved:
      decision.flow === response.flow
        ? undefined
        : {
            responseId: response.id,
            position: decision.flow.position,
            ...(changed !== undefined && answer && { changed: { step: changed, answer } }),
          },
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
