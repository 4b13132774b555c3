import { describe, expect, test } from 'vitest';
import type { WallTime } from '../../src/domain/time.ts';
import type { EndReading } from '../../src/text/dates.ts';
import { understandEnd } from '../../src/text/dates.ts';
import { wall } from './dates-reading.ts';

const evening: WallTime = { year: 2026, month: 12, day: 5, hour: 19, minute: 0 };
const afternoon: WallTime = { ...evening, hour: 14, minute: 30 };

function endOf(locale: 'zh' | 'en' | 'es', text: string, start = evening, zone = 'Asia/Shanghai'): string {
  return inWords(understandEnd(text, { locale, start, zone }));
}

function inWords(reading: EndReading): string {
  return reading.kind === 'understood' ? wall(reading.end) : reading.kind;
}

describe('the end of a meeting that begins at 19:00', () => {
  test.each([
    ['zh', '9点', '21:00'],
    ['zh', '晚上9点', '21:00'],
    ['zh', '到九点半', '21:30'],
    ['zh', '十点结束', '22:00'],
    ['zh', '９', '21:00'],
    ['zh', '两个小时', '21:00'],
    ['zh', '一个半小时', '20:30'],
    ['zh', '半小时', '19:30'],
    ['zh', '2小时30分钟', '21:30'],
    ['zh', '120分钟', '21:00'],
    ['zh', '7点到9点', '21:00'],
    ['en', '2 hours', '21:00'],
    ['en', '2h', '21:00'],
    ['en', 'for two hours', '21:00'],
    ['en', 'an hour and a half', '20:30'],
    ['en', '1.5 hours', '20:30'],
    ['en', '90 min', '20:30'],
    ['en', 'until 9', '21:00'],
    ['en', '9pm', '21:00'],
    ['en', 'It ends at half past nine', '21:30'],
    ['en', '10', '22:00'],
    ['es', 'a las 9 de la noche', '21:00'],
    ['es', 'hasta las nueve y media', '21:30'],
    ['es', 'a las 21 h', '21:00'],
    ['es', '21h', '21:00'],
    ['es', 'hora y media', '20:30'],
    ['es', 'dos horas y media', '21:30'],
    ['es', '2 horas', '21:00'],
    ['es', 'media hora', '19:30'],
    ['es', '5 de diciembre a las 21:00', '21:00'],
  ] as const)('%s "%s" is %s', (locale, text, hour) => {
    expect(endOf(locale, text)).toBe(`2026-12-05 ${hour}`);
  });

  test.each([
    ['en', 'midnight', '2026-12-06 00:00'],
    ['en', '1am', '2026-12-06 01:00'],
    ['zh', '晚上12点', '2026-12-06 00:00'],
    ['es', 'medianoche', '2026-12-06 00:00'],
  ] as const)('may be past midnight: %s "%s" is %s', (locale, text, end) => {
    expect(endOf(locale, text)).toBe(end);
  });

  test.each([
    ['zh', '16:00'],
    ['en', '6pm'],
    ['es', 'a las 5 de la tarde'],
  ] as const)('is refused before the start: %s "%s"', (locale, text) => {
    expect(endOf(locale, text)).toBe('end_before_start');
  });

  test.each([
    ['zh', '不知道'],
    ['zh', '第二天'],
    ['en', ''],
    ['en', 'when we are done'],
    ['es', '6 de diciembre a las 21:00'],
    ['en', '7 8 9'],
    ['zh', '24小时'],
  ] as const)('is asked again for %s "%s"', (locale, text) => {
    expect(endOf(locale, text)).toBe('not_understood');
  });
});

describe('an end read from other starts', () => {
  test('a bare hour is the first of its name after the start', () => {
    expect(endOf('en', '4', afternoon)).toBe('2026-12-05 16:00');
    expect(endOf('zh', '四点', afternoon)).toBe('2026-12-05 16:00');
    expect(endOf('es', 'a las 4 y cuarto', afternoon)).toBe('2026-12-05 16:15');
  });

  test('a length over a clock change is a length of real time', () => {
    const beforeChange: WallTime = { year: 2027, month: 3, day: 28, hour: 1, minute: 30 };

    expect(endOf('es', '2 horas', beforeChange, 'Europe/Madrid')).toBe('2027-03-28 04:30');
  });

  test('an hour that the clock change skips does not exist', () => {
    const beforeChange: WallTime = { year: 2027, month: 3, day: 28, hour: 1, minute: 30 };

    expect(endOf('es', '2:30', beforeChange, 'Europe/Madrid')).toBe('nonexistent');
  });
});
