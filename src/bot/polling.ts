import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/client.ts';
import { type InboxRow, type IncomingUpdate, recordUpdates } from '../db/inbox.ts';
import { type Lease, tryLease } from '../db/lease.ts';
import type { Logger } from '../logger.ts';
import { readFailure } from '../telegram/failures.ts';
import { pause } from '../telegram/pause.ts';
import type { Apology } from './apology.ts';

export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

const LONG_POLL_S = 15;
const SHORTEST_POLL_MS = 200;
const LEASE_RETRY_MS = 1_000;
const AFTER_ERROR_MS = 1_000;

export interface PollingDeps {
  db: Db;
  databaseUrl: string;
  api: Api;
  clock: Clock;
  apology: Apology;
  onRecorded: (rows: InboxRow[]) => void;
  log: Logger;
}

/**
 * Fetches updates by long polling while this process holds the lease; of many processes one polls. The offset moves on
 * only after the updates are recorded: whatever happens before that, Telegram delivers them again.
 */
export function startPolling(deps: PollingDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const polling = pollUnderLease(deps, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await polling;
    },
  };
}

async function pollUnderLease(deps: PollingDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const lease = await tryLease(deps.databaseUrl, 'polling').catch(() => undefined);
    if (!lease) {
      await pause(LEASE_RETRY_MS, signal);
      continue;
    }
    await pollWhile(deps, lease, signal);
    await lease.release().catch(() => undefined);
  }
}

async function pollWhile(deps: PollingDeps, lease: Lease, signal: AbortSignal): Promise<void> {
  const ending = AbortSignal.any([signal, lease.lost]);
  let offset = 0;
  while (!ending.aborted) {
    const askedAt = performance.now();
    const updates = await fetchUpdates(deps, offset, ending);
    if (updates.length === 0) {
      // A server that does not hold the poll open would otherwise be asked without a break.
      if (performance.now() - askedAt < SHORTEST_POLL_MS) await pause(SHORTEST_POLL_MS, ending);
      // Confirmed by now. After a quiet week the next ids may be lower ones, so the old offset must not outlive this.
      offset = 0;
      continue;
    }
    await recordStubbornly(deps, updates, ending);
    if (ending.aborted) return;
    offset = Math.max(...updates.map((update) => update.update_id)) + 1;
  }
}

async function fetchUpdates(deps: PollingDeps, offset: number, signal: AbortSignal): Promise<Update[]> {
  try {
    // grammY's own signal type is a polyfill's; its parts that are used are the same.
    const poll = signal as Parameters<Api['getUpdates']>[1];
    const request = { offset, timeout: LONG_POLL_S, limit: 100, allowed_updates: ALLOWED_UPDATES };
    return await deps.api.getUpdates(request, poll);
  } catch (error) {
    if (signal.aborted) return [];
    const failure = readFailure(error);
    const waitMs = failure.kind === 'too_many_requests' ? failure.retryAfterMs : AFTER_ERROR_MS;
    deps.log.warn({ err: error }, 'updates could not be fetched');
    await pause(waitMs, signal);
    return [];
  }
}

async function recordStubbornly(deps: PollingDeps, updates: Update[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      deps.onRecorded(await recordUpdates(deps.db, updates.map(toIncoming), deps.clock.now()));
      deps.apology.reset();
      return;
    } catch (error) {
      deps.log.warn({ err: error }, 'updates could not be recorded');
      deps.apology.sayOnce(updates);
      await pause(AFTER_ERROR_MS, signal);
    }
  }
}

/** The row of an update. Whoever pressed or wrote comes before the chat: one person's updates stay in order. */
export function toIncoming(update: Update): IncomingUpdate {
  const message = update.message ?? update.edited_message;
  const from = update.callback_query?.from ?? message?.from ?? update.my_chat_member?.from;
  const payload = JSON.stringify(update);
  const isStorable = !/\\u(0000|d[89a-f])/.test(payload);
  return {
    updateId: update.update_id,
    personKey: from?.id ?? message?.chat.id ?? 0,
    ...(isStorable ? { update, payload } : cleaned(update)),
  };
}

/** Without what the database refuses in JSON, which a forger may send: NUL, and halves of characters. */
function cleaned(update: Update): Pick<IncomingUpdate, 'update' | 'payload'> {
  const payload = JSON.stringify(update, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
  );
  return { update: JSON.parse(payload), payload };
}
