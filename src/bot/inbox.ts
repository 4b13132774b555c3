import { isDatabaseAway } from '../db/away.ts';
import { type InboxRow, openUpdates } from '../db/inbox.ts';
import { gather } from '../gather.ts';
import { pause } from '../telegram/pause.ts';
import { type Applied, type ApplyDeps, applyUpdate } from './apply-update.ts';
import { createBell } from './bell.ts';
import { type Tap, createTapApplier, readTap } from './survey/apply-taps.ts';

/*
 * Takes the oldest open updates into hand, one person at a time and in order, many persons at once. Survey taps of many
 * persons are gathered into one transaction; everything else is applied alone. Several processes share a backlog: a
 * person whom another process is serving is passed over for a moment, never waited for.
 */

const PERSONS_IN_HAND = 500;
const BATCH = 1_000;
const ORDINARY_AT_ONCE = 6;
const TAPS_AT_ONCE = 200;
const TAP_BATCHES_AT_ONCE = 2;
const POLL_MS = 1_000;
/** Looking again sooner than this would find little and cost as much as finding many. */
const SHORTEST_LOOK_MS = 4;
const ELSEWHERE_MS = 50;

export interface Inbox {
  /** Takes updates just recorded by this process into hand. */
  take(rows: InboxRow[]): void;
  /** Says that updates may have been recorded by another process. */
  wake(): void;
  stop(): Promise<void>;
}

export function startInbox(deps: ApplyDeps): Inbox {
  const stopping = new AbortController();
  const inHand = new Map<number, Promise<void>>();
  const elsewhere = new Set<number>();
  const serve = createServing(deps, stopping.signal);
  const bell = createBell();

  async function pump(): Promise<void> {
    while (!stopping.signal.aborted) {
      const lookedAt = performance.now();
      const found = await look();
      if (found === 0 || inHand.size >= PERSONS_IN_HAND) await bell.heard(POLL_MS);
      await pause(SHORTEST_LOOK_MS - (performance.now() - lookedAt), stopping.signal);
    }
  }

  /** Takes the oldest updates of persons who are not being served into hand; returns how many there were. */
  async function look(): Promise<number> {
    try {
      const rows = await openUpdates(deps.db, [...inHand.keys(), ...elsewhere], BATCH);
      take(rows);
      return rows.length;
    } catch (error) {
      deps.log.warn({ err: error }, 'the inbox could not be read');
      return 0;
    }
  }

  /** Serves those of the rows whose persons are not being served yet; the others are found when they have been. */
  function take(rows: InboxRow[]): void {
    for (const [personKey, own] of Map.groupBy(rows, (row) => row.person_key))
      if (!inHand.has(personKey) && !elsewhere.has(personKey)) takePerson(personKey, own);
  }

  function takePerson(personKey: number, rows: InboxRow[]): void {
    const serving = serve(rows).then((ending) => {
      inHand.delete(personKey);
      if (ending === 'elsewhere') passOver(personKey);
      bell.ring();
    });
    inHand.set(personKey, serving);
  }

  function passOver(personKey: number): void {
    elsewhere.add(personKey);
    setTimeout(() => {
      elsewhere.delete(personKey);
      bell.ring();
    }, ELSEWHERE_MS).unref();
  }

  const pumping = pump();
  return {
    take: (rows) => {
      if (!stopping.signal.aborted && inHand.size < PERSONS_IN_HAND) take(rows);
    },
    wake: bell.ring,
    stop: async () => {
      stopping.abort();
      bell.ring();
      await pumping;
      await Promise.all(inHand.values());
    },
  };
}

/** Returns what applies one person's updates in order, up to the first that has to wait. */
function createServing(deps: ApplyDeps, signal: AbortSignal): (rows: InboxRow[]) => Promise<Applied> {
  const applyTap = gather(createTapApplier(deps), { most: TAPS_AT_ONCE, inFlight: TAP_BATCHES_AT_ONCE });
  const inTurn = createTurns(ORDINARY_AT_ONCE);

  return async (rows) => {
    for (const row of rows) {
      if (signal.aborted) return 'waits';
      const tap = row.attempts === 0 ? readTap(row) : undefined;
      const applied = (tap && (await applyGathered(tap))) ?? (await inTurn(() => applyUpdate(deps, row)));
      if (applied !== 'settled') return applied;
    }
    return 'settled';
  };

  /** Undefined: the tap is to go the ordinary way, alone, so that a batch that failed harms nobody in it. */
  async function applyGathered(tap: Tap): Promise<Applied | undefined> {
    try {
      const result = await applyTap(tap);
      if (result.kind === 'ordinary') return undefined;
      if (result.kind === 'elsewhere') return 'elsewhere';
      deps.progress.note('inbox');
      deps.metrics.applied('survey_tap');
      deps.outbox.answerSoon(result.answer);
      deps.outbox.performSoon(result.rows);
      return 'settled';
    } catch (error) {
      if (!isDatabaseAway(error)) deps.log.warn({ err: error }, 'a batch of taps could not be applied');
      return undefined;
    }
  }
}

/** Lets at most `count` run at once; the others wait in the order they came. */
function createTurns(count: number): <T>(run: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (run) => {
    if (running >= count) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
