import type { World } from './world.ts';

export type WaitOptions = { timeoutMs?: number; what?: string };

const pollMs = 10;

/** Resolves with the first value the probe finds; looks again at every change. The error says `what`. */
export async function waitForProbe<T>(
  world: World,
  probe: () => T | undefined | null | false,
  { timeoutMs = 5000, what = 'the awaited state' }: WaitOptions = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = probe();
    if (found !== undefined && found !== null && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms for ${what}`);
    await nextChange(world);
  }
}

function nextChange(world: World): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(finish, pollMs);
    const unsubscribe = world.subscribe(finish);
  });
}
