import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import type { Clock } from '../clock.ts';
import { isDatabaseAway } from '../db/away.ts';
import type { Db } from '../db/client.ts';
import { type InboxRow, blurUpdate, countFailure, takeUpdate } from '../db/inbox.ts';
import { type OutboxRow, writeEffects } from '../db/outbox.ts';
import { findResident } from '../db/residents.ts';
import type { Seal } from '../db/sealing.ts';
import { type Locale, localeOfTag } from '../domain/locale.ts';
import { NO_POWERS } from '../domain/role.ts';
import type { Queues } from '../jobs/queues.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { Progress } from '../progress.ts';
import type { Effect } from '../telegram/effect.ts';
import { pause } from '../telegram/pause.ts';
import { translator } from '../telegram/i18n.ts';
import { apologyEffects } from './apology.ts';
import type { BotContext, Scope } from './context.ts';
import { type ButtonAnswer, type Outbox, leaseFrom } from './outbox.ts';

/*
 * received -> applied | failed. Applying an update is one transaction: the person's lock, the mark "applied", every
 * change and every effect. It happens whole or not at all, so a process killed in between leaves the update open for
 * the next one. Effects are performed after the commit.
 */

const MOST_ATTEMPTS = 2;
const AWAY_PAUSE_MS = 1_000;

export interface ApplyDeps {
  db: Db;
  bot: Bot<BotContext>;
  scopes: WeakMap<Update, Scope>;
  outbox: Outbox;
  seal: Seal;
  queues: Queues;
  clock: Clock;
  log: Logger;
  progress: Progress;
  metrics: Pick<Metrics, 'applied'>;
  defaultLocale: Locale;
}

/**
 * What became of an update. `settled`: applied, or set aside for good. `elsewhere`: another transaction is serving the
 * person. `waits`: it stays open, and the person's later ones with it.
 */
export type Applied = 'settled' | 'elsewhere' | 'waits';

/** Applies one update through the bot. */
export async function applyUpdate(deps: ApplyDeps, row: InboxRow): Promise<Applied> {
  try {
    const done = await deps.db.transaction().execute((tx) => applyInTransaction(deps, tx, row));
    if (done === 'elsewhere') return 'elsewhere';
    if (done === 'passed') return 'settled';
    deps.progress.note('inbox');
    deps.metrics.applied('ordinary');
    if (done.answer) deps.outbox.answerSoon(done.answer);
    deps.outbox.performSoon(done.rows);
    for (const hint of done.afterCommit) {
      await hint(deps.queues).catch((error: unknown) => deps.log.warn({ err: error }, 'a hint was lost'));
    }
    return 'settled';
  } catch (error) {
    return await afterFailure(deps, row, error);
  }
}

interface Done {
  answer: ButtonAnswer | undefined;
  rows: OutboxRow[];
  afterCommit: Scope['afterCommit'];
}

async function applyInTransaction(
  deps: ApplyDeps,
  tx: Db,
  row: InboxRow,
): Promise<Done | 'elsewhere' | 'passed'> {
  const now = deps.clock.now();
  const taken = await takeUpdate(tx, row, now);
  if (taken !== 'taken') return taken;
  const update = row.payload as Update;
  const scope = await openScope(deps, tx, row, now);
  deps.scopes.set(update, scope);
  await deps.bot.handleUpdate(update);
  if (scope.leavesNoTrace) await blurUpdate(tx, row.update_id);
  const rows = await writeEffects(tx, scope.effects, now, leaseFrom(deps.clock));
  return { answer: answerTo(update, scope), rows, afterCommit: scope.afterCommit };
}

async function openScope(deps: ApplyDeps, tx: Db, row: InboxRow, now: Date): Promise<Scope> {
  const from = senderOf(row.payload as Update);
  const resident = from && (await findResident(tx, from.id));
  const locale = resident?.locale ?? localeOfTag(from?.language_code) ?? deps.defaultLocale;
  return {
    tx,
    seal: deps.seal,
    now,
    receivedAt: row.received_at,
    resident,
    powers: resident?.powers ?? NO_POWERS,
    locale,
    t: translator(locale),
    effects: [],
    toast: undefined,
    leavesNoTrace: false,
    afterCommit: [],
  };
}

function answerTo(update: Update, scope: Scope): ButtonAnswer | undefined {
  if (!update.callback_query) return undefined;
  const { id, from } = update.callback_query;
  return { kind: 'answer', chatId: from.id, queryId: id, ...scope.toast };
}

function senderOf(update: Update) {
  return (update.callback_query ?? update.message ?? update.edited_message ?? update.my_chat_member)?.from;
}

async function afterFailure(deps: ApplyDeps, row: InboxRow, error: unknown): Promise<Applied> {
  if (isDatabaseAway(error)) {
    deps.log.warn({ updateId: row.update_id }, 'the database is away; the update waits');
    await pause(AWAY_PAUSE_MS);
    return 'waits';
  }
  deps.log.error({ err: causeOf(error), updateId: row.update_id }, 'an update could not be applied');
  try {
    const isSetAside = await countFailure(deps.db, row.update_id, MOST_ATTEMPTS, deps.clock.now());
    if (!isSetAside) return 'waits';
    await apologise(deps, row);
    return 'settled';
  } catch {
    return 'waits';
  }
}

async function apologise(deps: ApplyDeps, row: InboxRow): Promise<void> {
  const effects = apologyEffects(row.payload as Update, 'sorry-failed', deps.defaultLocale);
  const isAnswer = (effect: Effect) => effect.kind === 'answer';
  for (const effect of effects) if (effect.kind === 'answer') deps.outbox.answerSoon(effect);
  const others = effects.filter((effect) => !isAnswer(effect));
  deps.outbox.performSoon(await writeEffects(deps.db, others, deps.clock.now(), leaseFrom(deps.clock)));
}

/** grammY wraps errors together with the whole update; only the cause may reach the log. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.name === 'BotError' && 'error' in error ? error.error : error;
}
