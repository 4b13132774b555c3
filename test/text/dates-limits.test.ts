import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WallTime } from '../../src/domain/time.ts';
import { isRealDate } from '../../src/domain/time.ts';
import { LONGEST_MOMENT_CHARS } from '../../src/text/dates-scan.ts';
import { understandEnd, understandMoment } from '../../src/text/dates.ts';
import { isSkipped } from '../../src/text/zones.ts';
import { inOneLine, wall } from './dates-reading.ts';

const now = new Date('2026-11-23T02:00:00Z');
const locales = ['zh', 'en', 'es'] as const;
const anyLocale = fc.constantFrom(...locales);
const anyZone = fc.constantFrom('Asia/Shanghai', 'Europe/Madrid', 'America/New_York', 'Pacific/Chatham');
const start: WallTime = { year: 2026, month: 12, day: 5, hour: 19, minute: 0 };

const futureWall = fc
  .record({
    year: fc.integer({ min: 2027, max: 2031 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
  })
  .filter((time) => isRealDate(time));

const EN_MONTHS =
  'January February March April May June July August September October November December'.split(' ');
const ES_MONTHS =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Ways in which a careful person of each language writes a full date and hour. */
const styles: Record<(typeof locales)[number], ((time: WallTime) => string)[]> = {
  zh: [
    ({ year, month, day, hour, minute }) => `${year}年${month}月${day}日${hour}时${minute}分`,
    ({ year, month, day, hour, minute }) =>
      `${year}/${month}/${day} ${twoDigits(hour)}：${twoDigits(minute)}`,
  ],
  en: [
    ({ year, month, day, hour, minute }) =>
      `${day} ${EN_MONTHS[month - 1]} ${year}, ${hour % 12 || 12}:${twoDigits(minute)} ${hour < 12 ? 'am' : 'pm'}`,
    ({ year, month, day, hour, minute }) =>
      `${EN_MONTHS[month - 1]} ${day}, ${year} ${twoDigits(hour)}:${twoDigits(minute)}`,
  ],
  es: [
    ({ year, month, day, hour, minute }) =>
      `el ${day} de ${ES_MONTHS[month - 1]} de ${year} a las ${hour}:${twoDigits(minute)} h`,
    ({ year, month, day, hour, minute }) => `${day}/${month}/${year} ${twoDigits(hour)}:${twoDigits(minute)}`,
  ],
};

describe('dates written in full', () => {
  test.each(locales)(
    'in %s any future wall time reads back as itself, unless a clock change skips it',
    (locale) => {
      fc.assert(
        fc.property(futureWall, anyZone, fc.nat({ max: 1 }), (time, zone, which) => {
          const text = styles[locale][which]?.(time) ?? '';
          const expected = isSkipped(time, zone) ? `clock_change ${wall(time)}` : wall(time);

          expect(inOneLine(understandMoment(text, { locale, zone, now }))).toBe(expected);
        }),
        { numRuns: 300 },
      );
    },
  );

  test('a range in figures keeps both ends', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 13, max: 21 }),
        fc.integer({ min: 1, max: 2 }),
        anyLocale,
        (hour, hours, locale) => {
          const text = `2027-05-03 ${hour}:00-${hour + hours}:00`;

          expect(inOneLine(understandMoment(text, { locale, zone: 'Asia/Shanghai', now }))).toBe(
            `2027-05-03 ${hour}:00 to ${hour + hours}:00`,
          );
        },
      ),
    );
  });
});

describe('anything a person may type', () => {
  const words =
    '5月3日|下周六|晚上|7点|半|到|Saturday|next|at|7|7pm|2:30|-|5/12|el|3 de mayo|a las|mañana|de la tarde|hasta|2 horas|31|一|十|24:00|00:00';
  const pieces = fc.constantFrom(...words.split('|'));

  test('no mixture of date words throws, and an understood start lies in the future and has a later end', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), anyLocale, anyZone, (typed, locale, zone) => {
        const reading = understandMoment(typed.join(' '), { locale, zone, now });

        if (reading.kind !== 'understood') return;
        expect(wall(reading.start) >= '2026-11-22').toBe(true);
        expect(reading.end === undefined || wall(reading.end) > wall(reading.start)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('any text at all gets a reading for the start and for the end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 250 }), anyLocale, anyZone, (text, locale, zone) => {
        expect(understandMoment(text, { locale, zone, now }).kind).toBeTypeOf('string');
        expect(understandEnd(text, { locale, zone, start }).kind).toBeTypeOf('string');
      }),
      { numRuns: 1000 },
    );
  });

  test('a text longer than the limit is not cut short but not understood', () => {
    const long = `5月3日晚上7点${' '.repeat(LONGEST_MOMENT_CHARS)}`;

    expect(understandMoment(long, { locale: 'zh', zone: 'Asia/Shanghai', now }).kind).toBe('not_understood');
  });

  test('spaces up to the limit do no harm', () => {
    const spaced = `Dec 5${' '.repeat(LONGEST_MOMENT_CHARS - 9)}7 pm`;

    expect(inOneLine(understandMoment(spaced, { locale: 'en', zone: 'Asia/Shanghai', now }))).toBe(
      '2026-12-05 19:00',
    );
  });

  test(
    'hostile repetition of every kind of piece ends at once, at the limit and far beyond it',
    { timeout: 5000 },
    () => {
      const seeds = [
        ' ',
        '1',
        '十',
        '一',
        'a ',
        '7:',
        '-',
        '~',
        '下',
        '个',
        'de la ',
        'next ',
        '7点到',
        '5/',
        '\u0301',
        'ﷺ',
        '（',
      ];
      for (const seed of seeds) {
        for (const length of [LONGEST_MOMENT_CHARS, 10_000]) {
          const text = seed.repeat(length).slice(0, length);
          for (const locale of locales) understandMoment(text, { locale, zone: 'Asia/Shanghai', now });
        }
      }
    },
  );
});
