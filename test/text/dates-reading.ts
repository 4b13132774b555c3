import type { WallDate, WallTime } from '../../src/domain/time.ts';
import type { MomentReading } from '../../src/text/dates.ts';

/** A reading in one line, as the expectations in test/data/dates.json are written. */
export function inOneLine(reading: MomentReading): string {
  switch (reading.kind) {
    case 'understood': {
      const { start, end } = reading;
      if (!end) return wall(start);
      const isSameDay = day(start) === day(end);
      return `${wall(start)} to ${isSameDay ? hour(end) : wall(end)}`;
    }
    case 'ambiguous': {
      const length = reading.lengthMinutes ? ` for ${reading.lengthMinutes}` : '';
      return `asks ${reading.why}: ${reading.choices.map(wall).join(' | ')}${length}`;
    }
    case 'ambiguous_date':
      return `asks date ${reading.why}: ${reading.choices.map(day).join(' | ')}`;
    case 'missing_time':
      return `missing_time ${day(reading.date)}`;
    case 'weekday_mismatch': {
      const { date, said, actual, nearest, time } = reading;
      const at = time ? ` at ${hour(time)}` : '';
      return `weekday_mismatch ${day(date)} said ${said} actual ${actual} nearest ${day(nearest)}${at}`;
    }
    case 'past':
      return `past ${wall(reading.start)}`;
    case 'nonexistent':
      return reading.why === 'no_such_date'
        ? `no_such_date ${day(reading.date)}`
        : `clock_change ${wall(reading.wall)}`;
    case 'missing_date':
    case 'end_before_start':
    case 'not_understood':
      return reading.kind;
  }
}

export function wall(time: WallTime): string {
  return `${day(time)} ${hour(time)}`;
}

function day({ year, month, day: dayOfMonth }: WallDate): string {
  return `${year}-${two(month)}-${two(dayOfMonth)}`;
}

function hour({ hour: hours, minute }: { hour: number; minute: number }): string {
  return `${two(hours)}:${two(minute)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
