export interface Pacer {
  /** Takes the next free slot; milliseconds to wait for it. */
  slotMs(): number;
}

/** A slot that lies this far in the past is not made up for: after a pause there is no burst. */
const SLACK_MS = 20;
/** Stays just under the permitted rate, so that timers firing early never push a second over it. */
const MARGIN = 0.99;

/** Evenly spaced slots, `ratePerSecond` of them a second, for all bulk sends of the process together. */
export function createPacer(ratePerSecond: number, now: () => number = () => performance.now()): Pacer {
  const gapMs = 1000 / (ratePerSecond * MARGIN);
  let next = 0;
  return {
    slotMs: () => {
      const at = now();
      if (next < at - SLACK_MS) next = at;
      const slot = next;
      next += gapMs;
      return Math.max(0, slot - at);
    },
  };
}
