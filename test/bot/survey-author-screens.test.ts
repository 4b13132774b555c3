import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { buttonLabel } from '../../src/domain/plain.ts';
import { authorOf, draftFrom } from '../support/authors.ts';
import type { Reply } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
beforeAll(async () => {
  yard = await startYardbell();
});
afterAll(async () => await yard.stop());

const TITLE: Record<Locale, string> = { zh: '有孩子', en: 'Families', es: 'Familias' };
/** Of many screens of one kind the first few are looked at. */
const MANY = /:(q[3-9](o\d|$)|q\do[3-9]|q\do1\d|t-\w\w-(q[2-9]|q1o[2-9])|l-\w\w-[2-9])/;
const LOOKS = /^draft:(at|look):/;

function buttonsOf(shown: Reply): { text: string; data: string }[] {
  const buttons = shown.reply_markup?.inline_keyboard.flat() ?? [];
  return buttons.flatMap(({ text, callback_data: data }) => (data ? [{ text, data }] : []));
}

describe.each(LOCALES)('every screen of a draft in %s', (locale) => {
  test('is short, has buttons that small phones show whole, at most eleven and [Back] as the last, and leads on', async () => {
    const author = authorOf(yard, await yard.staff(34_000 + LOCALES.indexOf(locale), locale), locale);
    await draftFrom(author, TITLE[locale]);
    const waiting = [''];
    const seen = new Set<string>();
    for (let data = waiting.shift(); data !== undefined; data = waiting.shift()) {
      if (data !== '') await yard.forge(author.id, data);
      const shown = author.shown();
      const text = shown.text ?? '';
      expect(text.length, `${data}: ${text}`).toBeLessThanOrEqual(600);
      expect(text, data).not.toMatch(/[{}]|survey-draft/);
      const buttons = buttonsOf(shown);
      const isPreview = data.startsWith('draft:look');
      // A preview carries the residents' own buttons as well, and a page of texts the way to the next.
      expect(buttons.length, data).toBeLessThanOrEqual(isPreview ? 17 : 13);
      for (const one of isPreview ? [] : buttons) expect(one.text, data).toBe(buttonLabel(one.text));
      expect(buttons.at(-1)?.text, data).toBe(author.word('survey-draft-back'));
      for (const { data: next } of buttons) {
        if (!LOOKS.test(next) || MANY.test(next) || seen.has(next)) continue;
        seen.add(next);
        waiting.push(next);
      }
    }
    expect(seen.size).toBeGreaterThan(40);
  });
});
