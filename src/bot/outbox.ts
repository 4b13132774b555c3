import type { Api } from 'grammy';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/client.ts';
import {
  type EffectOutcome,
  type OutboxRow,
  claimEffects,
  findPost,
  rememberPost,
  settleEffect,
} from '../db/outbox.ts';
import { setContactStatus } from '../db/residents.ts';
import type { Logger } from '../logger.ts';
import type { Effect } from '../telegram/effect.ts';
import { readFailure } from '../telegram/failures.ts';
import { type Gate, pause } from '../telegram/gate.ts';
import { perform } from '../telegram/perform.ts';

/*
 * pending -> sending (leased by the writer or a claim) -> sent | failed | unknown, or back to pending when it surely was
 * not sent. An effect whose outcome is unknown is tried once more: a resident may see an answer twice, never not at all.
 */

const EFFECT_LEASE_MS = 60_000;
const SWEEP_EVERY_MS = 1_000;
const LONGEST_INLINE_WAIT_MS = 20_000;
const MOST_ATTEMPTS = 2;
const MOST_TRIES_NOT_SENT = 20;

export interface OutboxDeps {
  db: Db;
  api: Api;
  clock: Clock;
  gate: Gate;
  log: Logger;
}

export interface Outbox {
  /** Performs committed effects; those of one chat strictly in their order. */
  performSoon(rows: OutboxRow[]): void;
  stop(): Promise<void>;
}

export function startOutbox(deps: OutboxDeps): Outbox {
  const chains = new Map<number, Promise<void>>();
  const stopping = new AbortController();

  function performSoon(rows: OutboxRow[]): void {
    for (const row of rows) {
      // A button's answer waits for nobody: its spinner is turning.
      if (isAnswer(row.effect)) void settleOne(deps, row, stopping.signal);
      else enqueue(row);
    }
  }

  function enqueue(row: OutboxRow): void {
    const before = chains.get(row.chat_id) ?? Promise.resolve();
    const next = before.then(() => settleOne(deps, row, stopping.signal));
    chains.set(row.chat_id, next);
    void next.then(() => {
      if (chains.get(row.chat_id) === next) chains.delete(row.chat_id);
    });
  }

  const sweeper = sweepUntil(stopping.signal, deps, performSoon);
  return {
    performSoon,
    stop: async () => {
      stopping.abort();
      await sweeper;
      await Promise.all(chains.values());
    },
  };
}

async function sweepUntil(signal: AbortSignal, deps: OutboxDeps, performSoon: (rows: OutboxRow[]) => void) {
  while (!signal.aborted) {
    try {
      const now = deps.clock.machineNow();
      if (deps.gate.waitMs() === 0) performSoon(await claimEffects(deps.db, now, leaseFrom(deps.clock), 200));
    } catch (error) {
      deps.log.debug({ err: error }, 'the outbox could not be swept');
    }
    await pause(SWEEP_EVERY_MS, signal);
  }
}

export function leaseFrom(clock: Clock): Date {
  return new Date(clock.machineNow().getTime() + EFFECT_LEASE_MS);
}

async function settleOne(deps: OutboxDeps, row: OutboxRow, signal: AbortSignal): Promise<void> {
  try {
    const outcome = await attempt(deps, row, signal);
    await settleEffect(deps.db, row.id, outcome, deps.clock.now());
  } catch (error) {
    // The lease runs out and the effect is claimed again.
    deps.log.warn({ err: error, outboxId: row.id }, 'the outcome of an effect could not be recorded');
  }
}

async function attempt(deps: OutboxDeps, row: OutboxRow, signal: AbortSignal): Promise<EffectOutcome> {
  const effect = row.effect as Effect;
  const isLate = row.attempts > 1 && effect.kind === 'answer';
  if (isLate) return { status: 'failed', failure: 'too late to answer' };
  for (let attempts = row.attempts; ; attempts += 1) {
    if (deps.gate.waitMs() > LONGEST_INLINE_WAIT_MS) return { status: 'pending' };
    await deps.gate.passed(signal);
    try {
      await perform(deps.api, postBook(deps.db), effect);
      return { status: 'sent' };
    } catch (error) {
      const outcome = await readOutcome(deps, effect, attempts, error);
      if (outcome) return outcome;
    }
    if (signal.aborted) return { status: 'pending' };
  }
}

/** What the failure makes of the effect; undefined: try again at once. */
async function readOutcome(
  deps: OutboxDeps,
  effect: Effect,
  attempts: number,
  error: unknown,
): Promise<EffectOutcome | undefined> {
  const failure = readFailure(error);
  switch (failure.kind) {
    case 'not_modified':
      return { status: 'sent' };
    case 'too_many_requests':
      deps.gate.hold(failure.retryAfterMs);
      return undefined;
    case 'not_sent':
      if (attempts >= MOST_TRIES_NOT_SENT) return { status: 'failed', failure: failure.reason };
      await pause(Math.min(250 * attempts, 2_000));
      return undefined;
    case 'unknown':
      if (effect.kind === 'answer' || attempts >= MOST_ATTEMPTS) {
        return { status: 'unknown', failure: failure.reason };
      }
      await pause(250);
      return undefined;
    case 'blocked':
      if (effect.chatId > 0) await setContactStatus(deps.db, effect.chatId, 'blocked');
      return { status: 'failed', failure: failure.reason };
    case 'migrated':
      effect.chatId = failure.chatId;
      return undefined;
    case 'gone':
    case 'unfit':
    case 'refused':
      if (failure.kind === 'refused')
        deps.log.error({ effect: effect.kind, reason: failure.reason }, 'refused');
      return { status: 'failed', failure: failure.reason };
  }
}

function postBook(db: Db) {
  return {
    find: (chatId: number, reference: string) => findPost(db, chatId, reference),
    remember: (chatId: number, reference: string, messageId: number) =>
      rememberPost(db, chatId, reference, messageId),
  };
}

function isAnswer(effect: unknown): boolean {
  return (effect as Effect).kind === 'answer';
}
