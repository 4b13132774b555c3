/** The one source of time. Practice mode can move it; everything that reads time takes it as an argument. */
export interface Clock {
  now(): Date;
  /** The machine's own time, for leases between processes: those must not run out because somebody moves the clock. */
  machineNow(): Date;
  /** Milliseconds the clock is ahead of the machine's. */
  offsetMs(): number;
  setOffset(offsetMs: number): void;
}

export function createClock(initialOffsetMs = 0): Clock {
  let offset = initialOffsetMs;
  return {
    now: () => new Date(Date.now() + offset),
    machineNow: () => new Date(),
    offsetMs: () => offset,
    setOffset: (offsetMs) => {
      offset = offsetMs;
    },
  };
}
