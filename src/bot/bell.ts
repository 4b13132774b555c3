/** Wakes one who waits; a ring while nobody waits is heard at the next wait. */
export interface Bell {
  ring(): void;
  /** Resolves when it rings, or after `durationMs`. */
  heard(durationMs: number): Promise<void>;
}

export function createBell(): Bell {
  let isRung = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      isRung = true;
      wake?.();
    },
    heard: async (durationMs) => {
      if (!isRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, durationMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = undefined;
      }
      isRung = false;
    },
  };
}
