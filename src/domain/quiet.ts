import { POLICY } from './policy.ts';
import { type WallTime, addDays } from './time.ts';

/** Inside quiet hours: the wall time at which sending is allowed again. Outside: undefined. */
export function quietUntil(wall: WallTime): WallTime | undefined {
  const morning = { hour: POLICY.quietUntilHour, minute: 0 };
  if (wall.hour < POLICY.quietUntilHour) return { ...wall, ...morning };
  if (wall.hour >= POLICY.quietFromHour) return { ...addDays(wall, 1), ...morning };
  return undefined;
}
