import { POLICY } from './policy.ts';

/**
 * Whether a button was pressed so long ago that it must not be executed without asking: after an outage people have long
 * phoned, or changed their minds.
 */
export function isStalePress(receivedAt: Date, now: Date): boolean {
  return now.getTime() - receivedAt.getTime() > POLICY.stalePressMinutes * 60_000;
}
