import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import type { Clock } from '../clock.ts';
import { isDatabaseAway } from '../db/away.ts';
import type { Db } from '../db/client.ts';
import { type InboxRow, countFailure, openUpdates, takeUpdate } from '../db/inbox.ts';
import { type OutboxRow, writeEffects } from '../db/outbox.ts';
import { NO_POWERS } from '../domain/role.ts';
import { findResident } from '../db/residents.ts';
import { type Locale, localeOfTag } from '../domain/locale.ts';
import type { Queues } from '../jobs/queues.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { Progress } from '../progress.ts';
import { pause } from '../telegram/gate.ts';
import { translator } from '../telegram/i18n.ts';
import type { BotContext, Scope } from './context.ts';
import { leaseFrom, type Outbox } from './outbox.ts';
import { apologyEffects } from './apology.ts';

/*
 * received -> applied | failed. Applying an update is one transaction: the person's lock, the mark "applied", every
 * change and every effect. It happens whole or not at all, so a process killed in between leaves the update open for
 * the next one. Effects are performed after the commit.
 */

const PERSONS_AT_ONCE = 8;
const BATCH = 100;
const POLL_MS = 1_000;
const MOST_ATTEMPTS = 2;

export interface InboxDeps {
  db: Db;
  bot: Bot<BotContext>;
  scopes: WeakMap<Update, Scope>;
  outbox: Outbox;
  queues: Queues;
  clock: Clock;
  log: Logger;
  progress: Progress;
  metrics: Pick<Metrics, 'applied'>;
  defaultLocale: Locale;
}

export interface Inbox {
  /** Says that updates were recorded. */
  wake(): void;
  stop(): Promise<void>;
}

export function startInbox(deps: InboxDeps): Inbox {
  const stopping = new AbortController();
  const busy = new Map<number, Promise<void>>();
  let bell = new AbortController();

  async function pump(): Promise<void> {
    while (!stopping.signal.aborted) {
      const rung = bell;
      try {
        if ((await startSome()) > 0) continue;
      } catch (error) {
        deps.log.warn({ err: error }, 'the inbox could not be read');
      }
      await pause(POLL_MS, rung.signal);
      bell = new AbortController();
    }
  }

  /** Starts the oldest open updates of persons not being served; returns how many it started. */
  async function startSome(): Promise<number> {
    if (busy.size >= PERSONS_AT_ONCE) {
      await Promise.race(busy.values());
      return 1;
    }
    const rows = await openUpdates(deps.db, [...busy.keys()], BATCH);
    for (const [personKey, own] of Map.groupBy(rows, (row) => row.person_key)) {
      const work = applyInOrder(deps, own, stopping.signal).finally(() => {
        busy.delete(personKey);
        ring();
      });
      busy.set(personKey, work);
    }
    return rows.length;
  }

  function ring(): void {
    bell.abort();
  }

  const pumping = pump();
  return {
    wake: ring,
    stop: async () => {
      stopping.abort();
      ring();
      await pumping;
      await Promise.all(busy.values());
    },
  };
}

async function applyInOrder(deps: InboxDeps, rows: InboxRow[], signal: AbortSignal): Promise<void> {
  for (const row of rows) {
    if (signal.aborted) return;
    if (!(await applyOne(deps, row))) return;
  }
}

/** Applies one update; false when it stays open and its followers must wait. */
async function applyOne(deps: InboxDeps, row: InboxRow): Promise<boolean> {
  try {
    const done = await deps.db.transaction().execute((tx) => applyInTransaction(deps, tx, row));
    if (!done) return true;
    deps.progress.note('inbox');
    deps.metrics.applied('ordinary');
    deps.outbox.performSoon(done.rows);
    for (const hint of done.afterCommit) {
      await hint(deps.queues).catch((error: unknown) => deps.log.warn({ err: error }, 'a hint was lost'));
    }
    return true;
  } catch (error) {
    return await afterFailure(deps, row, error);
  }
}

interface Done {
  rows: OutboxRow[];
  afterCommit: Scope['afterCommit'];
}

async function applyInTransaction(deps: InboxDeps, tx: Db, row: InboxRow): Promise<Done | undefined> {
  const now = deps.clock.now();
  const update = (await takeUpdate(tx, row, now)) as Update | undefined;
  if (!update) return undefined;
  const scope = await openScope(deps, tx, update, now);
  deps.scopes.set(update, scope);
  await deps.bot.handleUpdate(update);
  const effects = [...answerTo(update, scope), ...scope.effects];
  const rows = await writeEffects(
    tx,
    effects.map((effect) => ({ chatId: effect.chatId, effect })),
    now,
    leaseFrom(deps.clock),
  );
  return { rows, afterCommit: scope.afterCommit };
}

async function openScope(deps: InboxDeps, tx: Db, update: Update, now: Date): Promise<Scope> {
  const from = senderOf(update);
  const resident = from && (await findResident(tx, from.id));
  const locale = resident?.locale ?? localeOfTag(from?.language_code) ?? deps.defaultLocale;
  return {
    tx,
    now,
    resident,
    powers: resident?.powers ?? NO_POWERS,
    locale,
    t: translator(locale),
    effects: [],
    toast: undefined,
    afterCommit: [],
  };
}

function answerTo(update: Update, scope: Scope) {
  if (!update.callback_query) return [];
  const { id, from } = update.callback_query;
  return [{ kind: 'answer' as const, chatId: from.id, queryId: id, ...scope.toast }];
}

function senderOf(update: Update) {
  return (update.callback_query ?? update.message ?? update.edited_message ?? update.my_chat_member)?.from;
}

async function afterFailure(deps: InboxDeps, row: InboxRow, error: unknown): Promise<boolean> {
  if (isDatabaseAway(error)) {
    deps.log.warn({ updateId: row.update_id }, 'the database is away; the update waits');
    await pause(POLL_MS);
    return false;
  }
  deps.log.error({ err: causeOf(error), updateId: row.update_id }, 'an update could not be applied');
  try {
    const isSetAside = await countFailure(deps.db, row.update_id, MOST_ATTEMPTS, deps.clock.now());
    if (isSetAside) deps.outbox.performSoon(await writeApology(deps, row));
    return isSetAside;
  } catch {
    return false;
  }
}

async function writeApology(deps: InboxDeps, row: InboxRow): Promise<OutboxRow[]> {
  const now = deps.clock.now();
  const stored = await deps.db
    .selectFrom('inbox')
    .select('payload')
    .where('update_id', '=', row.update_id)
    .executeTakeFirst();
  const effects = apologyEffects(stored?.payload as Update | undefined, 'sorry-failed', deps.defaultLocale);
  const rows = effects.map((effect) => ({ chatId: effect.chatId, effect }));
  return await writeEffects(deps.db, rows, now, leaseFrom(deps.clock));
}

/** grammY wraps errors together with the whole update; only the cause may reach the log. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.name === 'BotError' && 'error' in error ? error.error : error;
}
