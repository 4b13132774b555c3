import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { authorOf, oneQuestion } from '../support/authors.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let nextId = 33_700;
beforeAll(async () => {
  yard = await startYardbell();
});
afterAll(async () => await yard.stop());

const newAuthor = async (locale: Locale) => authorOf(yard, await yard.staff(nextId++, locale), locale);

test.each(LOCALES)(
  'a draft without questions in %s speaks of none, and leads to where they are added',
  async (locale) => {
    const author = await newAuthor(locale);
    await author.write('/survey');
    await author.press('survey-staff-new');
    await author.press('survey-draft-start-empty');
    const sheet = await author.write(`T ${author.id}`);
    expect(sheet.text?.split('\n')[0]).toBe(
      author.word('survey-draft-list-item', { title: `T ${author.id}` }),
    );
    expect(sheet.text).not.toContain(
      author.word('survey-draft-forecast', { people: 0, from: 0, to: 0 }).slice(-20),
    );
    await author.press('survey-draft-fix', { count: 1 });
    const list = await author.press('survey-draft-questions', { count: 0 });
    expect(list.text).toBe(author.word('survey-draft-question-list-empty'));
  },
);

test('a preview in a language that is not there says that another stands in', async () => {
  const author = await newAuthor('en');
  await oneQuestion(author);
  await author.press('survey-draft-preview');
  const stands = (locale: Locale) =>
    author.word('survey-draft-look-fallback', { language: t(locale, 'language-name') });
  expect(author.shown().text).not.toContain(stands('en'));
  await author.tap(t('es', 'language-name'));
  expect(author.shown().text).toContain(stands('es'));
  await author.press('survey-draft-look-next');
  expect(author.shown().text).toContain(stands('es'));
  await author.tap(t('en', 'language-name'));
  expect(author.shown().text).not.toContain(stands('en'));
});
