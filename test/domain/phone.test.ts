import { expect, test } from 'vitest';
import { readPhone } from '../../src/domain/phone.ts';

test.each([
  ['138 0013 8000', '138 0013 8000'],
  ['１３８００１３８０００', '13800138000'],
  ['+34 612-34-56-78', '+34 612-34-56-78'],
  ['(010) 6554 1234', '(010) 6554 1234'],
  [' 010–6554.1234 ', '010-6554-1234'],
])('%s is read as the number %s', (typed, phone) => {
  expect(readPhone(typed)).toBe(phone);
});

test.each([
  '3',
  '1234',
  'call me',
  '12345678901234567890',
  'the number is 13800138000',
  '',
  '+',
  '----------',
])('%s is no number', (typed) => {
  expect(readPhone(typed)).toBeUndefined();
});
