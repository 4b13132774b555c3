import { expect, test } from 'vitest';
import { isSpellingChange } from '../../src/domain/spelling.ts';

test.each([
  ['Repairs to the lfit', 'Repairs to the lift'],
  ['Seeing a docter', 'Seeing a doctor'],
  ['看病，买要', '看病、买药'],
  ['Reparacion del ascensor', 'Reparación del ascensor'],
  ['yes', 'Yes!'],
  ['电梯', '电锑'],
])('"%s" to "%s" is a change of spelling', (before, after) => {
  expect(isSpellingChange(before, after)).toBe(true);
});

test.each([
  ['Repairs', 'Parking'],
  ['30 to 44', '30 to 49'],
  ['看病、买药', '停车'],
  ['电梯', '停车'],
  ['How old are you?', 'How long have you lived here?'],
  ['Good', 'Not at all good'],
])('"%s" to "%s" is another text', (before, after) => {
  expect(isSpellingChange(before, after)).toBe(false);
});

test('a long text is compared without taking long', () => {
  const text = 'a neighbour asks '.repeat(20);
  expect(isSpellingChange(text, `${text}!`)).toBe(true);
  expect(isSpellingChange(text, [...text].toReversed().join(''))).toBe(false);
});
