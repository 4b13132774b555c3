import { DateTime, IANAZone } from 'luxon';
import type { WallTime } from '../domain/time.ts';
import { compareWall } from '../domain/time.ts';

/**
 * The moment at which the clocks of `zone` (an IANA name) show `wall`. An hour that comes twice is taken the
 * first time; one that a clock change skips is moved on by the skip (`isSkipped` tells). Throws on a zone
 * or a date that does not exist.
 */
export function wallToInstant(wall: WallTime, zone: string): Date {
  const { year, month, day, hour, minute } = wall;
  const local = DateTime.fromObject({ year, month, day, hour, minute }, { zone });
  if (!local.isValid) throw new Error(`No such wall time or zone: ${JSON.stringify(wall)} ${zone}`);
  const millis = local.getPossibleOffsets().map((possible) => possible.toMillis());
  return new Date(Math.min(...millis));
}

/** What the clocks of `zone` show at that moment; seconds are dropped. Throws on an unknown zone. */
export function instantToWall(instant: Date, zone: string): WallTime {
  const local = DateTime.fromJSDate(instant, { zone });
  if (!local.isValid) throw new Error(`No such zone: ${zone}`);
  const { year, month, day, hour, minute } = local;
  return { year, month, day, hour, minute };
}

/** True when the clocks of `zone` jump over this time, such as 2:30 on the day summer time begins. */
export function isSkipped(wall: WallTime, zone: string): boolean {
  return compareWall(instantToWall(wallToInstant(wall, zone), zone), wall) !== 0;
}

export function isZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}
