import { pause } from './pause.ts';

/** How many calls the shortest way is remembered over. */
const CALLS_REMEMBERED = 1_000;

/** A call that has its place: to be told when its answer is there. */
export type Answered = (now: number) => void;

/**
 * Keeps any 1,000 ms at no more than `most` messages, counted when they arrive at the other end: what was held up on its
 * way, here or there, arrives together with what was called later. When it arrived is told by its answer, less the shortest
 * time that any call took lately.
 */
export function createSecond(most: number) {
  const arrivals = Array.from({ length: most }, () => -Infinity);
  const shortest = createShortest();
  let next = 0;

  return {
    /** Takes a place at `now`, or says how long to wait until there may be one. */
    take: (now: number): { waitMs: number } | { answered: Answered } => {
      const waitMs = (arrivals[next] ?? -Infinity) + 1_000 - now;
      if (waitMs > 0) return { waitMs };
      const place = next;
      arrivals[place] = now;
      next = (next + 1) % most;
      return {
        answered: (answeredAt) => {
          if (arrivals[place] !== now) return;
          arrivals[place] = Math.max(now, answeredAt - shortest.note(answeredAt - now));
        },
      };
    },
  };
}

/**
 * Waits until `at`, and on until there is a place. Counted at the moment itself, and again after each wait: a timer that
 * fires late must not crowd what follows.
 */
export async function waitForPlace(second: ReturnType<typeof createSecond>, at: number): Promise<Answered> {
  for (let waitMs = at - performance.now(); ;) {
    await pause(waitMs);
    const place = second.take(performance.now());
    if ('answered' in place) return place.answered;
    waitMs = place.waitMs;
  }
}

/** The smallest of the last one to two thousand values. */
function createShortest() {
  let before = Infinity;
  let lately = Infinity;
  let count = 0;
  return {
    note: (value: number): number => {
      lately = Math.min(lately, value);
      const known = Math.min(before, lately);
      count += 1;
      if (count % CALLS_REMEMBERED === 0) {
        before = lately;
        lately = Infinity;
      }
      return known;
    },
  };
}
