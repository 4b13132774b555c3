import { IANAZone } from 'luxon';

/** No zone changes its clocks twice within a week; the closest pairs, around Ramadan, lie a month apart. */
const STEP_MS = 7 * 24 * 60 * 60 * 1000;
const MINUTE_MS = 60_000;

/**
 * The VTIMEZONE of an IANA zone, right for every day of the given years: what was in force before them, then
 * each clock change from the year before the first to the year after the last as an observance of its own.
 * Written out, not as a yearly rule, because rules change (RFC 5545, 3.6.5). Lines end in CRLF. Throws on an
 * unknown zone.
 */
export function calendarZone(name: string, firstYear: number, lastYear: number): string {
  const zone = IANAZone.create(name);
  if (!zone.isValid) throw new Error(`No such zone: ${name}`);
  const from = Date.UTC(firstYear - 1, 0, 1);
  const until = Date.UTC(lastYear + 2, 0, 1);
  const before = zone.offset(from);
  const observances = clockChanges(zone, from, until).map(({ at, offsetBefore, offsetAfter }) =>
    observance(
      offsetAfter > offsetBefore ? 'DAYLIGHT' : 'STANDARD',
      localStamp(at, offsetBefore),
      offsetBefore,
      offsetAfter,
    ),
  );
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${name}`,
    observance('STANDARD', '19700101T000000', before, before),
    ...observances,
    'END:VTIMEZONE',
  ].join('\r\n');
}

interface ClockChange {
  /** Unix milliseconds. */
  at: number;
  /** Minutes east of Greenwich. */
  offsetBefore: number;
  offsetAfter: number;
}

function clockChanges(zone: IANAZone, from: number, until: number): ClockChange[] {
  const changes: ClockChange[] = [];
  for (let step = from; step < until; step += STEP_MS) {
    const offsetBefore = zone.offset(step);
    const offsetAfter = zone.offset(step + STEP_MS);
    if (offsetBefore !== offsetAfter)
      changes.push({ at: minuteOfChange(zone, step), offsetBefore, offsetAfter });
  }
  return changes;
}

/** The first minute within the step from `start` at which the offset is the new one. */
function minuteOfChange(zone: IANAZone, start: number): number {
  const offsetBefore = zone.offset(start);
  let low = 0;
  let high = STEP_MS / MINUTE_MS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offset(start + middle * MINUTE_MS) === offsetBefore) low = middle;
    else high = middle;
  }
  return start + high * MINUTE_MS;
}

function observance(kind: 'STANDARD' | 'DAYLIGHT', start: string, from: number, to: number): string {
  return [
    `BEGIN:${kind}`,
    `DTSTART:${start}`,
    `TZOFFSETFROM:${offsetText(from)}`,
    `TZOFFSETTO:${offsetText(to)}`,
    `END:${kind}`,
  ].join('\r\n');
}

/** An observance begins at the time the clocks showed before it. */
function localStamp(at: number, offsetMinutes: number): string {
  const local = new Date(at + offsetMinutes * MINUTE_MS).toISOString();
  return local.slice(0, 19).replaceAll(/[-:]/g, '');
}

function offsetText(minutes: number): string {
  const absolute = Math.abs(minutes);
  const text = [Math.floor(absolute / 60), absolute % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join('');
  return `${minutes < 0 ? '-' : '+'}${text}`;
}
