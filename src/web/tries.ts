/** Counts wrong tries of everybody together. */
export interface Tries {
  /** Counts one; true for the one that was too many. */
  countWrong(): boolean;
  areTooMany(): boolean;
}

const HOUR_MS = 3_600_000;

/** At most `most` wrong tries within an hour; the oldest is forgotten first. */
export function createTries(most: number, monotonicMs: () => number = () => performance.now()): Tries {
  const wrongAtMs: number[] = [];
  const areTooMany = () => {
    while (wrongAtMs[0] !== undefined && wrongAtMs[0] <= monotonicMs() - HOUR_MS) wrongAtMs.shift();
    return wrongAtMs.length >= most;
  };
  return {
    areTooMany,
    countWrong: () => {
      if (areTooMany()) return false;
      wrongAtMs.push(monotonicMs());
      return wrongAtMs.length === most;
    },
  };
}
