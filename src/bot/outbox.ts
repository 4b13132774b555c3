import type { Api } from 'grammy';
import type { Clock } from '../clock.ts';
import { isDatabaseAway } from '../db/away.ts';
import { moveGroup } from '../db/boards.ts';
import type { Db } from '../db/client.ts';
import {
  type EffectOutcome,
  type OutboxRow,
  type SettledEffect,
  claimEffects,
  findPost,
  settleEffects,
} from '../db/outbox.ts';
import { setContactStatus } from '../db/residents.ts';
import { gather } from '../gather.ts';
import type { Logger } from '../logger.ts';
import type { ChatLimit } from '../telegram/chat-limit.ts';
import type { Metrics } from '../metrics.ts';
import type { Progress } from '../progress.ts';
import type { Effect } from '../telegram/effect.ts';
import { readFailure } from '../telegram/failures.ts';
import { pause } from '../telegram/pause.ts';
import type { SendBudget } from '../telegram/send-budget.ts';
import { type MadePost, perform } from '../telegram/perform.ts';

/*
 * pending -> sending (leased by the writer or a claim) -> deleted when done, or failed | unknown, or back to pending. An
 * effect whose outcome is in doubt, because the reply was lost or the process died, is tried once more and no oftener: a
 * resident may see an answer twice. The answer to a pressed button is no row: it is worthless a minute later, so a crash
 * may lose it.
 */

const EFFECT_LEASE_MS = 60_000;
const SWEEP_EVERY_MS = 1_000;
const LONGEST_INLINE_WAIT_MS = 20_000;
/** With the 20 s of a last call still within the lease: what was not begun by then is claimed anew. */
const LONGEST_IN_HAND_MS = 35_000;
const MOST_ATTEMPTS = 2;
const MOST_TRIES_NOT_SENT = 20;
const MOST_SETTLED_AT_ONCE = 500;
const DRAIN_MS = 8_000;

export interface OutboxDeps {
  db: Db;
  api: Api;
  clock: Clock;
  budget: Pick<SendBudget, 'reply' | 'passed' | 'waitMs' | 'hold'>;
  metrics: Pick<Metrics, 'sent'>;
  chatLimit: ChatLimit;
  log: Logger;
  progress: Progress;
}

export type ButtonAnswer = Extract<Effect, { kind: 'answer' }>;

export interface Outbox {
  /** Performs committed effects; those of one chat strictly in their order. */
  performSoon(rows: OutboxRow[]): void;
  /** Answers a pressed button, once what it did is committed. It waits for nobody: its spinner is turning. */
  answerSoon(answer: ButtonAnswer): void;
  /** Answers on their way; unlike effects they are not in the database. */
  answersUnderWay(): number;
  stop(): Promise<void>;
}

/** What one effect is performed with. */
interface Performing extends OutboxDeps {
  settle: (settled: SettledEffect) => Promise<void>;
  /** Outcomes being recorded. */
  settling: Set<Promise<void>>;
  /** The time to drain is over: what was not begun goes back. */
  releasing: AbortSignal;
}

export function startOutbox(deps: OutboxDeps): Outbox {
  const chains = new Map<number, Promise<EffectOutcome['status']>>();
  const answers = new Set<Promise<void>>();
  const stopping = new AbortController();
  const releasing = new AbortController();
  const performing: Performing = {
    ...deps,
    settle: gatherSettling(deps),
    settling: new Set(),
    releasing: releasing.signal,
  };

  function performSoon(rows: OutboxRow[]): void {
    const beginBefore = performance.now() + LONGEST_IN_HAND_MS;
    for (const row of rows) {
      const before = chains.get(row.chat_id);
      // What went back to the database comes first when it is claimed again; nothing overtakes it.
      const next = before
        ? before.then((status) => performOne(performing, row, status === 'pending' ? 0 : beginBefore))
        : performOne(performing, row, beginBefore);
      chains.set(row.chat_id, next);
      void next.then(() => {
        if (chains.get(row.chat_id) === next) chains.delete(row.chat_id);
      });
    }
  }

  function answerSoon(answer: ButtonAnswer): void {
    const answering = attempt(performing, answer, 1, performance.now() + LONGEST_IN_HAND_MS).then(
      () => undefined,
      (error: unknown) => deps.log.warn({ err: error }, 'a button could not be answered'),
    );
    answers.add(answering);
    void answering.then(() => answers.delete(answering));
  }

  const sweeper = sweepUntil(stopping.signal, deps, performSoon);
  return {
    performSoon,
    answerSoon,
    answersUnderWay: () => answers.size,
    stop: async () => {
      stopping.abort();
      await sweeper;
      const rest = Promise.all([...chains.values(), ...answers]);
      const drained = new AbortController();
      void rest.then(() => drained.abort());
      await pause(DRAIN_MS, drained.signal);
      releasing.abort();
      await rest;
      await Promise.all(performing.settling);
    },
  };
}

function gatherSettling({ db, clock }: OutboxDeps): Performing['settle'] {
  const settleAll = async (settled: SettledEffect[]) => {
    await settleEffects(db, settled, clock.now());
    return settled.map(() => undefined);
  };
  return gather(settleAll, {
    most: MOST_SETTLED_AT_ONCE,
    isWorthSplitting: (error) => !isDatabaseAway(error),
  });
}

async function sweepUntil(signal: AbortSignal, deps: OutboxDeps, performSoon: (rows: OutboxRow[]) => void) {
  while (!signal.aborted) {
    try {
      const now = deps.clock.machineNow();
      if (deps.budget.waitMs() === 0)
        performSoon(await claimEffects(deps.db, now, leaseFrom(deps.clock), 200));
    } catch (error) {
      deps.log.debug({ err: error }, 'the outbox could not be swept');
    }
    await pause(SWEEP_EVERY_MS, signal);
  }
}

export function leaseFrom(clock: Clock): Date {
  return new Date(clock.machineNow().getTime() + EFFECT_LEASE_MS);
}

async function performOne(
  performing: Performing,
  row: OutboxRow,
  beginBefore: number,
): Promise<EffectOutcome['status']> {
  try {
    const outcome = await attempt(performing, row.effect as Effect, row.attempts, beginBefore);
    const settling = settleOne(performing, { id: row.id, outcome });
    // What follows a new message waits until that is remembered; after an edit it need not: edits may be repeated.
    if (outcome.status !== 'done' || !isEdit(row.effect as Effect)) await settling;
    return outcome.status;
  } catch (error) {
    performing.log.warn({ err: error, outboxId: row.id }, 'an effect could not be performed');
    return 'unknown';
  }
}

/** Records an outcome. If that fails the lease runs out and the effect is claimed again. */
async function settleOne(performing: Performing, settled: SettledEffect): Promise<void> {
  const settling = performing.settle(settled).then(
    () => performing.progress.note('outbox'),
    (error: unknown) =>
      performing.log.warn(
        { err: error, outboxId: settled.id },
        'the outcome of an effect could not be recorded',
      ),
  );
  performing.settling.add(settling);
  await settling;
  performing.settling.delete(settling);
}

function isEdit(effect: Effect): boolean {
  return effect.kind === 'drop_keyboard' || (effect.kind === 'rewrite' && !effect.orSay);
}

/**
 * Performs an effect, again and again while it was surely not sent. `attempts` counts the times it may have been executed,
 * this one included. `pending`: it goes back.
 */
async function attempt(
  performing: Performing,
  first: Effect,
  attempts: number,
  beginBefore: number,
): Promise<EffectOutcome> {
  const { budget, releasing } = performing;
  if (attempts > MOST_ATTEMPTS) return { status: 'unknown', failure: 'in doubt twice' };
  let effect = first;
  for (let tries = 1; ; tries += 1) {
    const isTooLate = budget.waitMs() > LONGEST_INLINE_WAIT_MS || performance.now() > beginBefore;
    if (isTooLate) return { status: 'pending' };
    await turnOf(performing, effect);
    if (releasing.aborted) return { status: 'pending' };
    try {
      const post = await performMeasured(performing, effect);
      return post ? { status: 'done', post } : { status: 'done' };
    } catch (error) {
      const verdict = await judge(performing, effect, { attempts, tries }, error);
      if (verdict.kind === 'over') return verdict.outcome;
      if (verdict.kind === 'again') continue;
      if (effect !== first) return { status: 'failed', failure: 'the group moved twice' };
      effect = { ...effect, chatId: verdict.chatId };
    }
  }
}

/** Performs an effect once; how long Telegram takes for a new message is measured. */
async function performMeasured(
  { api, db, metrics }: Performing,
  effect: Effect,
): Promise<MadePost | undefined> {
  const startedAt = performance.now();
  const post = await perform(api, (chatId, reference) => findPost(db, chatId, reference), effect);
  if (isNewMessage(effect)) metrics.sent('reply', 'sent', (performance.now() - startedAt) / 1_000);
  return post;
}

function isNewMessage({ kind }: Effect): boolean {
  return kind === 'say' || kind === 'send_file' || kind === 'send_bytes' || kind === 'send_voice';
}

/** Waits until this effect may go: anything after a 429, a new message also for its place among the replies. */
async function turnOf({ budget, chatLimit, releasing }: Performing, effect: Effect): Promise<void> {
  if (!isNewMessage(effect)) return await budget.passed(releasing);
  const isPrivate = effect.chatId > 0;
  const waitMs = isPrivate ? chatLimit.turnMs(effect.chatId) : 0;
  if (waitMs > 0) await pause(waitMs, releasing);
  await budget.reply(effect.chatId, releasing);
}

type Verdict =
  | { kind: 'over'; outcome: EffectOutcome }
  | { kind: 'again' }
  /** The group is another chat now. */
  | { kind: 'moved'; chatId: number };

const AGAIN: Verdict = { kind: 'again' };

/** What a failed call makes of the effect. */
async function judge(
  deps: OutboxDeps,
  effect: Effect,
  { attempts, tries }: { attempts: number; tries: number },
  error: unknown,
): Promise<Verdict> {
  const failure = readFailure(error);
  switch (failure.kind) {
    case 'not_modified':
      return over({ status: 'done' });
    case 'too_many_requests':
      deps.budget.hold(failure.retryAfterMs);
      return AGAIN;
    case 'not_sent':
      if (tries >= MOST_TRIES_NOT_SENT) return over({ status: 'failed', failure: failure.reason });
      await pause(Math.min(250 * tries, 2_000));
      return AGAIN;
    case 'unknown':
      if (effect.kind === 'answer' || attempts >= MOST_ATTEMPTS) {
        return over({ status: 'unknown', failure: failure.reason });
      }
      return over({ status: 'pending', isInDoubt: true });
    case 'blocked':
      if (effect.chatId > 0) await setContactStatus(deps.db, effect.chatId, 'blocked');
      return over({ status: 'failed', failure: failure.reason });
    case 'migrated':
      await moveGroup(deps.db, effect.chatId, failure.chatId);
      return { kind: 'moved', chatId: failure.chatId };
    case 'gone':
    case 'unfit':
    case 'refused':
      if (failure.kind === 'refused')
        deps.log.error({ effect: effect.kind, reason: failure.reason }, 'refused');
      return over({ status: 'failed', failure: failure.reason });
  }
}

function over(outcome: EffectOutcome): Verdict {
  return { kind: 'over', outcome };
}
