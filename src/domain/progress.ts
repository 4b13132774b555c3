/** What must never stand still: updates taken in, effects, deliveries, and the round that repairs all of them. */
export const WATCHED = ['inbox', 'outbox', 'deliveries', 'reconcile'] as const;
export type Watched = (typeof WATCHED)[number];

/** One look at one part: whether somebody ought to be working, and how much was done since the beginning. */
export interface Sight {
  isClaimable: boolean;
  count: number;
}

/** What a watcher remembers of a part between two looks. */
export interface Watch {
  count: number;
  /** Since when something has been waiting with nothing being done, in ms of a monotonic clock. */
  idleSinceMs: number | undefined;
}

/** Takes a look into account: every step forward, and every moment with nothing to do, starts the time anew. */
export function watch(before: Watch | undefined, sight: Sight, atMs: number): Watch {
  const { count, isClaimable } = sight;
  if (!isClaimable) return { count, idleSinceMs: undefined };
  const hasMoved = before?.count !== count;
  return { count, idleSinceMs: hasMoved ? atMs : (before.idleSinceMs ?? atMs) };
}

/** For how long nothing was done although something was waiting; 0 when all is well. */
export function idleMs({ idleSinceMs }: Watch, atMs: number): number {
  return idleSinceMs === undefined ? 0 : atMs - idleSinceMs;
}

/** What nobody can work on while Telegram lets nothing through; the rest goes on. */
export function needsTelegram(what: Watched): boolean {
  return what === 'outbox' || what === 'deliveries';
}
