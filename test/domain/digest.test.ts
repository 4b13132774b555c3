import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DigestFacts,
  type DigestSchedule,
  type PlaceClock,
  digestContent,
  digestHeldUntil,
  dueDigest,
  isWorthSending,
} from '../../src/domain/digest.ts';
import { instantToWall, wallToInstant } from '../../src/text/zones.ts';

const SHANGHAI = clockOf('Asia/Shanghai');
const MADRID = clockOf('Europe/Madrid');
const HOUR_MS = 3_600_000;

const NOTHING: DigestFacts = {
  signupsWaiting: [],
  unconfirmed: [],
  remindersDropped: [],
  broadcastsStopped: [],
  broadcastsDoubtful: [],
  resultsOverdue: [],
  surveyAnswers: [],
  alsoHeard: [],
  joined: 0,
  volunteersAccepted: [],
  rsvpsChanged: [],
  meetingsAhead: [],
};

describe('when a digest is due', () => {
  const friday = at('2026-03-13T10:30:00Z'); // 18:30 in Shanghai

  test('as soon as the hour is struck, from the end of the last one', () => {
    const schedule = daily('18:30', '2026-03-12T10:30:00Z');
    expect(dueDigest(schedule, friday, SHANGHAI)).toBeUndefined();
    expect(dueDigest(schedule, new Date(friday.getTime() + 1), SHANGHAI)).toEqual({
      from: at('2026-03-12T10:30:00Z'),
      to: friday,
    });
  });

  test('once: what ends at this hour is told', () => {
    expect(
      dueDigest(daily('18:30', '2026-03-13T10:30:00Z'), at('2026-03-13T15:00:00Z'), SHANGHAI),
    ).toBeUndefined();
  });

  test('after days of silence it is one, up to the latest hour', () => {
    const due = dueDigest(daily('18:30', '2026-03-09T10:30:00Z'), at('2026-03-14T01:00:00Z'), SHANGHAI);
    expect(due).toEqual({ from: at('2026-03-09T10:30:00Z'), to: friday });
  });

  test('a role given after the hour has its first one on the next day', () => {
    const schedule = daily('18:30', '2026-03-13T12:00:00Z');
    expect(dueDigest(schedule, at('2026-03-14T10:30:00Z'), SHANGHAI)).toBeUndefined();
    expect(dueDigest(schedule, at('2026-03-14T10:30:01Z'), SHANGHAI)?.to).toEqual(at('2026-03-14T10:30:00Z'));
  });

  test('an hour chosen just now does not fall due for the past', () => {
    const schedule = { ...daily('08:00', '2026-03-09T10:30:00Z'), setAt: at('2026-03-13T12:00:00Z') };
    expect(dueDigest(schedule, at('2026-03-13T12:01:00Z'), SHANGHAI)).toBeUndefined();
    expect(dueDigest(schedule, at('2026-03-14T00:00:01Z'), SHANGHAI)).toEqual({
      from: at('2026-03-09T10:30:00Z'),
      to: at('2026-03-14T00:00:00Z'),
    });
  });

  test('never when it is switched off', () => {
    const off = { ...daily('18:30', '2026-03-01T00:00:00Z'), isOn: false };
    expect(dueDigest(off, at('2026-03-13T11:00:00Z'), SHANGHAI)).toBeUndefined();
  });

  test.each([
    ['spring, when 2:30 does not exist', '2026-03-28T23:30:00Z', '2026-03-30T00:00:00Z'],
    ['autumn, when 2:30 comes twice', '2026-10-24T22:30:00Z', '2026-10-25T23:30:00Z'],
  ])('2:30 at night falls due once on the day of the clock change in %s', (_, from, to) => {
    expect(dueTimes('02:30', at(from), at(to), MADRID)).toHaveLength(1);
  });

  test('in a year of looking every few hours, every day has one digest and they leave no gap', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    fc.assert(
      fc.property(time, (hour) => {
        const due = dueTimes(
          hour,
          // No hour of a digest is the very end of the year looked at.
          at('2026-01-01T12:00:30Z'),
          at('2027-01-01T12:00:30Z'),
          MADRID,
          5 * HOUR_MS,
        );
        const days = due.map((instant) => {
          const wall = MADRID.toWall(instant);
          return `${wall.year}-${wall.month}-${wall.day}`;
        });
        expect(new Set(days).size).toBe(days.length);
        expect(days).toHaveLength(365);
      }),
      { numRuns: 5 },
    );
  });
});

describe('quiet hours', () => {
  test('a digest made late at night waits for the morning', () => {
    expect(digestHeldUntil('18:30', at('2026-03-13T15:00:00Z'), SHANGHAI)).toEqual(
      at('2026-03-14T00:00:00Z'),
    );
    expect(digestHeldUntil('18:30', at('2026-03-13T19:00:00Z'), SHANGHAI)).toEqual(
      at('2026-03-14T00:00:00Z'),
    );
  });

  test('at its hour it goes out at once, also when that hour is a quiet one', () => {
    expect(digestHeldUntil('18:30', at('2026-03-13T10:30:05Z'), SHANGHAI)).toBeUndefined();
    expect(digestHeldUntil('08:00', at('2026-03-13T00:00:00Z'), SHANGHAI)).toBeUndefined();
    expect(digestHeldUntil('02:30', at('2026-03-12T18:30:00Z'), SHANGHAI)).toBeUndefined();
  });
});

describe('what a digest says', () => {
  const ahead = {
    meetingCode: 'm2',
    title: 'Gate',
    start: { year: 2026, month: 3, day: 14, hour: 14, minute: 30 },
    going: 4,
    maybe: 1,
  };

  test('meetings ahead alone are no reason to write', () => {
    const content = digestContent({ ...NOTHING, meetingsAhead: [ahead] }, SHANGHAI.toWall);
    expect(content.forInformation).toHaveLength(1);
    expect(isWorthSending(content)).toBe(false);
  });

  test('a waiting offer of help carries the day of the place since when it waits', () => {
    const waiting = {
      projectCode: 'p1',
      project: { zh: '小店' },
      waiting: 2,
      since: at('2026-03-11T17:00:00Z'),
    };
    const content = digestContent({ ...NOTHING, signupsWaiting: [waiting] }, SHANGHAI.toWall);
    expect(content.needsAction).toEqual([
      { ...waiting, kind: 'signups_waiting', since: { year: 2026, month: 3, day: 12 } },
    ]);
    expect(isWorthSending(content)).toBe(true);
  });

  test('a single new neighbour is worth a message, none is no line', () => {
    expect(digestContent({ ...NOTHING, joined: 1 }, SHANGHAI.toWall).fresh).toEqual([
      { kind: 'new_members', joined: 1 },
    ]);
    expect(digestContent(NOTHING, SHANGHAI.toWall)).toEqual({
      needsAction: [],
      fresh: [],
      forInformation: [],
    });
  });
});

/** The ends of all digests made between two moments by looking again and again. */
function dueTimes(time: string, from: Date, to: Date, clock: PlaceClock, everyMs = HOUR_MS / 4): Date[] {
  const made: Date[] = [];
  let coveredTo = from;
  for (let now = from; now <= to; now = new Date(now.getTime() + everyMs)) {
    const due = dueDigest({ time, isOn: true, coveredTo, setAt: null }, now, clock);
    if (!due) continue;
    expect(due.from).toEqual(coveredTo);
    expect(due.to.getTime()).toBeGreaterThan(due.from.getTime());
    made.push(due.to);
    coveredTo = due.to;
  }
  return made;
}

function daily(time: string, coveredTo: string): DigestSchedule {
  return { time, isOn: true, coveredTo: at(coveredTo), setAt: null };
}

function clockOf(zone: string): PlaceClock {
  return {
    toWall: (instant) => instantToWall(instant, zone),
    toInstant: (wall) => wallToInstant(wall, zone),
  };
}

function at(iso: string): Date {
  return new Date(iso);
}
