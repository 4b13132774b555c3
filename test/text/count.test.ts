import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCount } from '../../src/text/count.ts';

test.each([
  ['5', 5],
  ['５', 5],
  ['5个人', 5],
  ['五', 5],
  ['两个', 2],
  ['十', 10],
  ['十二个', 12],
  ['二十', 20],
  ['二十三', 23],
  ['一百', 100],
  ['一百二', 120],
  ['一百零五', 105],
  ['一百二十三', 123],
  ['五百', 500],
  ['五〇', 50],
  ['about 12 people', 12],
  ['five', 5],
  ['cinco personas', 5],
])('%s is %i', (text, count) => {
  expect(readCount(text)).toBe(count);
});

test.each(['', 'many', '很多', '3-5', '3 to 5', '-5', '2.5', '百百', '三五百十', '1,000'])(
  '"%s" is no one number',
  (text) => {
    expect(readCount(text)).toBeUndefined();
  },
);

test('every number from 1 to 999 is understood as it is written in Chinese', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999 }), (number) => {
      expect(readCount(inChinese(number))).toBe(number);
    }),
  );
});

function inChinese(number: number): string {
  const glyph = (digit: number) => '零一二三四五六七八九'[digit] ?? '';
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
  const head = hundreds > 0 ? `${glyph(hundreds)}百` : '';
  if (tens === 0) return head + (ones > 0 ? (head && '零') + glyph(ones) : '');
  return `${head}${tens === 1 && !head ? '' : glyph(tens)}十${ones > 0 ? glyph(ones) : ''}`;
}
