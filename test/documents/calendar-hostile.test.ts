import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { calendarZone } from '../../src/documents/calendar-zone.ts';
import type { CalendarMeeting } from '../../src/documents/calendar.ts';
import { meetingCalendar } from '../../src/documents/calendar.ts';
import { all, instantBy, readCalendar, textOf, valueOf } from './calendar-reader.ts';

const meeting: CalendarMeeting = {
  uid: 'm-1@yardbell.example',
  sequence: 0,
  title: 'Meeting',
  place: 'Room',
  description: 'Words',
  start: { year: 2026, month: 12, day: 5, hour: 19, minute: 0 },
  end: { year: 2026, month: 12, day: 5, hour: 21, minute: 0 },
  zone: 'Asia/Shanghai',
  isCancelled: false,
  stampedAt: new Date('2026-11-23T02:00:00Z'),
  language: 'en',
};
const options = { method: 'PUBLISH', language: 'en' } as const;

/** Text as it may stand in a calendar: whole characters, one kind of line break, no control characters. */
function allowed(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  const wellFormed = text.toWellFormed().replace(/\r\n|[\r\u000b\u000c\u0085\u2028\u2029]/g, '\n');
  return [...wellFormed].filter((glyph) => /[\t\n]/.test(glyph) || !/\p{Cc}/u.test(glyph)).join('');
}

/** Reading throws on lines over 75 octets, on bare line breaks and on anything that is no property. */
function readBack(changed: Partial<CalendarMeeting>): { title: string; place: string; description: string } {
  const calendar = readCalendar(meetingCalendar([{ ...meeting, ...changed }], options));
  expect(calendar.components.map(({ name }) => name)).toEqual(['VTIMEZONE', 'VEVENT']);
  const [event] = all(calendar, 'VEVENT');
  if (!event) throw new Error('no event');
  expect(valueOf(event, 'STATUS')).toBe('CONFIRMED');
  return {
    title: textOf(event, 'SUMMARY'),
    place: textOf(event, 'LOCATION'),
    description: textOf(event, 'DESCRIPTION'),
  };
}

describe('whatever staff type', () => {
  test.each([
    'END:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil@x',
    'x\nSTATUS:CANCELLED',
    'x\r STATUS:CANCELLED',
    'x\u2028STATUS:CANCELLED\u0085END:VCALENDAR',
    'back\\slash \\n not a break; semicolon, comma: colon',
    '"quoted" \'text\' <b>&amp;</b>',
    '\u0000\u0007\u001b[31m',
    '\ud800 half a character \udc00',
    '👩‍👩‍👧‍👦'.repeat(40),
    '\u202eright to left',
    '=HYPERLINK("http://x")',
    ' leading and trailing ',
    '会'.repeat(500),
  ])('%j stays one text inside its own event', (text) => {
    const read = readBack({ title: text, place: text, description: text });

    expect(read).toEqual({ title: allowed(text), place: allowed(text), description: allowed(text) });
  });

  test('any texts come back as they were, in lines of at most 75 octets that split no character', () => {
    const glyphs = fc.oneof(
      fc.constantFrom(...'\r\n\t ,;:\\"nN', '会', 'é', '👍🏽', '🇨🇳', '\u0301', 'BEGIN:', '\r\n '),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    const texts = fc.array(glyphs, { minLength: 1, maxLength: 120 }).map((parts) => `-${parts.join('')}`);

    fc.assert(
      fc.property(texts, texts, texts, (title, place, description) => {
        const read = readBack({ title, place, description });

        expect(read).toEqual({
          title: allowed(title),
          place: allowed(place),
          description: allowed(description),
        });
      }),
      { numRuns: 100 },
    );
  });

  test('every octet line is whole UTF-8 by itself, wherever the fold falls', () => {
    for (let shift = 0; shift < 76; shift += 1) {
      const bytes = Buffer.from(
        meetingCalendar([{ ...meeting, title: `${'a'.repeat(shift)}${'👍会é'.repeat(12)}` }], options),
      );
      const lines = bytes
        .toString('latin1')
        .split('\r\n')
        .map((line) => Buffer.from(line, 'latin1'));

      expect(lines.every((line) => line.length <= 75)).toBe(true);
      expect(() => lines.map((line) => new TextDecoder('utf-8', { fatal: true }).decode(line))).not.toThrow();
    }
  });

  test('a hostile calendar name adds no line', () => {
    const text = meetingCalendar([meeting], { ...options, name: 'x\r\nMETHOD:CANCEL\r\n;,\\' });
    const calendar = readCalendar(text);

    expect(valueOf(calendar, 'METHOD')).toBe('PUBLISH');
    expect(textOf(calendar, 'X-WR-CALNAME')).toBe('x\nMETHOD:CANCEL\n;,\\');
  });
});

describe('the VTIMEZONE of a file', () => {
  const zones = [
    'Asia/Shanghai',
    'Europe/Madrid',
    'America/New_York',
    'America/Santiago',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
    'Africa/Casablanca',
    'Europe/Dublin',
    'Asia/Kolkata',
    'UTC',
  ];

  test.each(zones)(
    'of %s gives the instant of every wall time of its years that comes exactly once',
    (name) => {
      const years = { min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) - 1 };
      const zone = readZone(calendarZone(name, 2026, 2027));

      fc.assert(
        fc.property(fc.integer(years), (millis) => {
          const instant = DateTime.fromMillis(Math.floor(millis / 60_000) * 60_000, { zone: name });
          if (instant.getPossibleOffsets().length > 1) return;

          expect(instantBy(zone, instant.toFormat("yyyyMMdd'T'HHmmss")).toISOString()).toBe(
            instant.toJSDate().toISOString(),
          );
        }),
        { numRuns: 500 },
      );
    },
  );

  test('knows the day on which the clocks change', () => {
    const madrid = readZone(calendarZone('Europe/Madrid', 2026, 2026));

    expect(instantBy(madrid, '20260329T015900').toISOString()).toBe('2026-03-29T00:59:00.000Z');
    expect(instantBy(madrid, '20260329T030000').toISOString()).toBe('2026-03-29T01:00:00.000Z');
    expect(instantBy(madrid, '20261025T030000').toISOString()).toBe('2026-10-25T02:00:00.000Z');
  });

  test('of a zone without clock changes is one observance, as in the sample', () => {
    const shanghai = readZone(calendarZone('Asia/Shanghai', 2026, 2027));

    expect(shanghai.components).toHaveLength(1);
    expect(shanghai.components[0] && valueOf(shanghai.components[0], 'TZOFFSETTO')).toBe('+0800');
  });
});

function readZone(text: string): ReturnType<typeof readCalendar> {
  const calendar = readCalendar(`BEGIN:VCALENDAR\r\n${text}\r\nEND:VCALENDAR\r\n`);
  const [zone] = all(calendar, 'VTIMEZONE');
  if (!zone) throw new Error('no zone');
  return zone;
}
