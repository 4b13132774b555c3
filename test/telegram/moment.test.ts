import { expect, test } from 'vitest';
import { momentText, spanText, timeText } from '../../src/telegram/views/moment.ts';

const START = { year: 2026, month: 3, day: 14, hour: 14, minute: 30 };
const END = { ...START, hour: 16, minute: 0 };

test('a date is said with its weekday in each language', () => {
  expect(spanText(START, END, 'zh')).toBe('3月14日 星期六 下午2点半到4点');
  expect(spanText(START, END, 'en')).toBe('Saturday 14 March, 2:30 pm to 4:00 pm');
  expect(spanText(START, END, 'es')).toBe('sábado 14 de marzo, 14:30 a 16:00');
});

test('an end on another day is given with its date', () => {
  const end = { ...START, day: 15, hour: 0, minute: 30 };
  expect(spanText({ ...START, hour: 23 }, end, 'en')).toContain('Sunday 15 March');
});

test.each([
  [0, 5, '凌晨0点05分', '12:05 am', '0:05'],
  [8, 0, '上午8点', '8:00 am', '8:00'],
  [12, 0, '中午12点', '12:00 pm', '12:00'],
  [19, 30, '晚上7点半', '7:30 pm', '19:30'],
])('%i:%i is said as neighbours say it', (hour, minute, zh, en, es) => {
  expect(timeText({ hour, minute }, 'zh')).toBe(zh);
  expect(timeText({ hour, minute }, 'en')).toBe(en);
  expect(timeText({ hour, minute }, 'es')).toBe(es);
});

test('a moment reads the same way round in each language', () => {
  expect(momentText(START, 'zh')).toBe('3月14日 星期六 下午2点半');
  expect(momentText(START, 'es')).toBe('sábado 14 de marzo, 14:30');
});
