import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideReminder,
  isStillUseful,
  planReminders,
  reminderExpiresAt,
  statusesReminded,
} from '../../src/domain/reminder.ts';
import { type WallTime, addDaysToWall } from '../../src/domain/time.ts';
import { instantToWall, wallToInstant } from '../../src/text/zones.ts';

const SHANGHAI = 'Asia/Shanghai';
const inZone = (zone: string) => (wall: WallTime) => wallToInstant(wall, zone);
const at = (day: number, hour: number, minute = 0): WallTime => ({ year: 2026, month: 3, day, hour, minute });
const instant = (day: number, hour: number, minute = 0) => wallToInstant(at(day, hour, minute), SHANGHAI);

describe('the plan of reminders', () => {
  it('is the evening before at 18:30 and two hours before', () => {
    expect(planReminders(at(14, 14, 30), instant(2, 10), inZone(SHANGHAI))).toEqual([
      { slot: 'day_before', dueAt: instant(13, 18, 30) },
      { slot: 'two_hours', dueAt: instant(14, 12, 30) },
    ]);
  });

  it('never reminds before 8:00', () => {
    const planned = planReminders(at(14, 9, 30), instant(2, 10), inZone(SHANGHAI));
    expect(planned[1]).toEqual({ slot: 'two_hours', dueAt: instant(14, 8) });
  });

  it('leaves out what has passed when the meeting is published late', () => {
    const slots = (now: Date) => planReminders(at(14, 14, 30), now, inZone(SHANGHAI)).map(({ slot }) => slot);
    expect(slots(instant(13, 18, 31))).toEqual(['two_hours']);
    expect(slots(instant(14, 12, 30))).toEqual([]);
  });

  it('keeps to the wall clock over a change of summer time', () => {
    const start = { year: 2026, month: 3, day: 29, hour: 14, minute: 0 };
    const planned = planReminders(start, new Date('2026-03-20T00:00:00Z'), inZone('Europe/Madrid'));
    expect(planned.map(({ dueAt }) => dueAt.toISOString())).toEqual([
      '2026-03-28T17:30:00.000Z',
      '2026-03-29T10:00:00.000Z',
    ]);
  });

  it('lies, for every start, after now and before the start, and never between midnight and 8:00', () => {
    const zones = fc.constantFrom(SHANGHAI, 'Europe/Madrid', 'America/New_York');
    const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
    const hoursAhead = fc.integer({ min: 0, max: 24 * 20 });
    fc.assert(
      fc.property(
        zones,
        minutes,
        fc.integer({ min: 0, max: 300 }),
        hoursAhead,
        (zone, minute, day, hours) => {
          const start = addDaysToWall({ ...at(1, Math.floor(minute / 60)), minute: minute % 60 }, day);
          const startsAt = wallToInstant(start, zone);
          const now = new Date(startsAt.getTime() - hours * 3_600_000);
          for (const { dueAt } of planReminders(start, now, inZone(zone))) {
            expect(dueAt > now && dueAt < startsAt).toBe(true);
            expect(instantToWall(dueAt, zone).hour).toBeGreaterThanOrEqual(8);
          }
        },
      ),
    );
  });
});

describe('a reminder that has fallen due', () => {
  const reminder = { status: 'pending' as const, generation: 1, dueAt: instant(13, 18, 30) };
  const meeting = { status: 'published', version: 1, startsAt: instant(14, 14, 30) };

  it('is sent up to 2 hours late and dropped afterwards', () => {
    expect(decideReminder(reminder, meeting, instant(13, 18, 30))).toBe('sent');
    expect(decideReminder(reminder, meeting, instant(13, 20, 30))).toBe('sent');
    expect(decideReminder(reminder, meeting, instant(13, 20, 31))).toBe('dropped');
    expect(isStillUseful(instant(14, 12, 30), instant(14, 13), instant(14, 13))).toBe(false);
  });

  it('dies with the generation it was planned for and with the meeting', () => {
    const now = instant(13, 18, 30);
    expect(decideReminder(reminder, { ...meeting, version: 2 }, now)).toBe('cancelled');
    expect(decideReminder(reminder, { ...meeting, status: 'cancelled' }, now)).toBe('cancelled');
  });

  it('is settled once and never early', () => {
    expect(decideReminder({ ...reminder, status: 'sent' }, meeting, instant(13, 18, 30))).toBe('nothing');
    expect(decideReminder(reminder, meeting, instant(13, 18, 29))).toBe('wait');
  });

  it('is worth nothing after the start, however late it was due', () => {
    expect(reminderExpiresAt(instant(14, 12, 30), instant(14, 14))).toEqual(instant(14, 14));
    expect(reminderExpiresAt(instant(13, 18, 30), instant(14, 14))).toEqual(instant(13, 20, 30));
  });

  it('two hours before no longer reaches those in doubt, and never those who cannot come', () => {
    expect(statusesReminded('day_before')).toEqual(['going', 'maybe', 'to_confirm']);
    expect(statusesReminded('two_hours')).toEqual(['going', 'to_confirm']);
  });
});
