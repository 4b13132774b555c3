import { describe, expect, test } from 'vitest';
import type { WallTime } from '../../src/domain/time.ts';
import { instantToWall, isSkipped, isZone, wallToInstant } from '../../src/text/zones.ts';

function at(text: string): WallTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[- :]/).map(Number);
  return { year, month, day, hour, minute };
}

describe('wall clock and instant', () => {
  test.each([
    ['2027-03-28 01:59', 'Europe/Madrid', '2027-03-28T00:59:00.000Z'],
    ['2027-03-28 03:00', 'Europe/Madrid', '2027-03-28T01:00:00.000Z'],
    ['2027-03-28 19:00', 'Europe/Madrid', '2027-03-28T17:00:00.000Z'],
    ['2027-10-31 19:00', 'Europe/Madrid', '2027-10-31T18:00:00.000Z'],
    ['2027-03-14 19:00', 'America/New_York', '2027-03-14T23:00:00.000Z'],
    ['2027-11-07 19:00', 'America/New_York', '2027-11-08T00:00:00.000Z'],
    ['2027-05-03 19:00', 'Asia/Shanghai', '2027-05-03T11:00:00.000Z'],
  ])('%s in %s is %s, and back', (wall, zone, instant) => {
    expect(wallToInstant(at(wall), zone).toISOString()).toBe(instant);
    expect(instantToWall(new Date(instant), zone)).toEqual(at(wall));
  });

  test('an hour that comes twice in autumn is taken the first time', () => {
    expect(wallToInstant(at('2027-10-31 02:30'), 'Europe/Madrid').toISOString()).toBe(
      '2027-10-31T00:30:00.000Z',
    );
    expect(wallToInstant(at('2027-11-07 01:30'), 'America/New_York').toISOString()).toBe(
      '2027-11-07T05:30:00.000Z',
    );
  });

  test('a skipped hour is known as such and moved on by the skip', () => {
    expect(isSkipped(at('2027-03-28 02:30'), 'Europe/Madrid')).toBe(true);
    expect(isSkipped(at('2027-03-14 02:30'), 'America/New_York')).toBe(true);
    expect(isSkipped(at('2027-03-28 02:30'), 'Asia/Shanghai')).toBe(false);
    expect(isSkipped(at('2027-03-28 03:00'), 'Europe/Madrid')).toBe(false);
    expect(wallToInstant(at('2027-03-28 02:30'), 'Europe/Madrid').toISOString()).toBe(
      '2027-03-28T01:30:00.000Z',
    );
  });

  test('an unknown zone or day is refused loudly', () => {
    expect(isZone('Asia/Shanghai')).toBe(true);
    expect(isZone('Mars/Olympus')).toBe(false);
    expect(() => wallToInstant(at('2027-05-03 19:00'), 'Mars/Olympus')).toThrow(/No such/);
    expect(() => wallToInstant(at('2027-02-30 19:00'), 'Asia/Shanghai')).toThrow(/No such/);
    expect(() => instantToWall(new Date(0), 'Mars/Olympus')).toThrow(/No such/);
  });
});
