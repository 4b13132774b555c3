import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { type Author, authorOf, newestDraft } from '../support/authors.ts';
import { labels } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let nextId = 31_000;
beforeAll(async () => {
  yard = await startYardbell();
});
afterAll(async () => await yard.stop());

const WORDS: Record<Locale, Record<'title' | 'ask' | 'options' | 'more' | 'why', string>> = {
  zh: {
    title: '院子里的长椅',
    ask: '长椅放在哪儿好？',
    options: '大树底下\n大门口',
    more: '都行',
    why: '为什么放那儿？',
  },
  en: {
    title: 'Benches in the yard',
    ask: 'Where should the bench stand?',
    options: 'Under the tree\nAt the gate',
    more: 'Anywhere',
    why: 'Why there?',
  },
  es: {
    title: 'Bancos en el patio',
    ask: '¿Dónde ponemos el banco?',
    options: 'Bajo el árbol\nEn la puerta',
    more: 'Donde sea',
    why: '¿Por qué ahí?',
  },
};
const inOrder = (locale: Locale) => [
  WORDS[locale].title,
  WORDS[locale].ask,
  ...WORDS[locale].options.split('\n'),
  WORDS[locale].more,
  WORDS[locale].why,
];

/** From an empty page to two questions, all of it typed. */
async function writeQuestions(author: Author): Promise<void> {
  const { title, ask, options, more, why } = WORDS[author.locale];
  await author.write('/survey');
  await author.press('survey-staff-new');
  expect((await author.press('survey-draft-start-empty')).text).toBe(
    author.word('survey-draft-write-title', { language: author.word('language-name') }),
  );
  expect((await author.write(title)).text).toContain(title);
  await author.press('survey-draft-questions', { count: 0 });
  await author.press('survey-draft-add-question');
  await author.press('survey-draft-kind-multi');
  await author.write(ask);
  expect((await author.write(options)).text).toBe(author.word('survey-draft-options-so-far', { count: 2 }));
  await author.write(more);
  expect((await author.press('survey-draft-options-done')).text).toContain(`3 ${more}`);
  await author.press('survey-draft-change-options', { count: 3 });
  await author.tap(`3 ${more}`);
  await author.press('survey-draft-make-alone');
  for (let back = 0; back < 3; back += 1) await author.press('survey-draft-back');
  await author.press('survey-draft-add-question');
  await author.press('survey-draft-kind-open');
  await author.write(why);
  await author.press('survey-draft-back');
  await author.press('survey-draft-back');
}

describe.each(LOCALES)('a survey written from an empty page in %s', (locale) => {
  let author: Author;
  const others = LOCALES.filter((one) => one !== locale);

  beforeAll(async () => {
    const place = locale === 'zh' ? 'xinghua' : 'qingyuan';
    author = authorOf(yard, await yard.staff(nextId++, locale, place), locale);
    await writeQuestions(author);
  });

  test('counts what is missing in each language, and has it written one by one', async () => {
    for (const other of others) {
      const language = t(other, 'language-name');
      await author.tap(author.word('survey-draft-languages-missing', { count: '|' }).split('|')[0] ?? '');
      await author.press('survey-draft-missing-in', { language, count: 6 });
      await author.press('survey-draft-language-go');
      for (const text of inOrder(other)) await author.write(text);
      expect(author.shown().text).toBe(author.word('survey-draft-language', { language, count: 0 }));
      await author.press('survey-draft-back');
      await author.press('survey-draft-back');
    }
    expect(labels(author.shown())).toContain(author.word('survey-draft-languages'));
    const { definition } = await newestDraft(yard);
    for (const one of LOCALES) expect(definition.title[one]).toBe(WORDS[one].title);
    expect(definition.questions.map(({ text }) => text)).toEqual([
      { zh: WORDS.zh.ask, en: WORDS.en.ask, es: WORDS.es.ask },
      { zh: WORDS.zh.why, en: WORDS.en.why, es: WORDS.es.why },
    ]);
  });

  test('is seen as residents see it, in every language, and its buttons answer nothing', async () => {
    await author.press('survey-draft-preview');
    for (const one of [locale, ...others]) {
      if (one !== locale) await author.tap(t(one, 'language-name'));
      expect(author.shown().text).toContain(WORDS[one].title);
      expect(author.shown().text).toContain(t(one, 'survey-intro-named'));
      expect(labels(author.shown())).toContain(t(one, 'survey-start'));
    }
    const last = others.at(-1) ?? locale;
    await author.press('survey-draft-look-next');
    expect(author.shown().text).toContain(
      `${t(last, 'survey-header', { number: 1, total: 2 })}\n${WORDS[last].ask}`,
    );
    const { toast } = await author.tap(`☐ 1 ${WORDS[last].options.split('\n')[0]}`);
    expect(toast).toBe(author.word('survey-draft-look-only'));
    await author.press('survey-draft-back');
  });

  test('is walked through by its author without leaving a trace', async () => {
    const begun = await author.press('survey-draft-try');
    expect(begun.text).toContain(author.word('survey-draft-trial-starts'));
    await author.tap('☐ 1 ');
    await author.press('survey-done', { count: 1 });
    await author.write('because');
    await author.press('survey-next');
    const ended = await author.press('survey-send');
    expect(ended.text).toBe(author.word('survey-draft-trial-ended'));
    const left = await yard.db
      .selectFrom('survey_responses')
      .select('id')
      .where('is_trial', '=', true)
      .execute();
    expect(left).toEqual([]);
    await author.press('survey-draft-to-draft');
  });

  test('opens, and invites every member in their own language, with its secrecy in the first lines', async () => {
    const place = locale === 'zh' ? 'xinghua' : 'qingyuan';
    const readers = await Promise.all(LOCALES.map((one) => yard.resident(nextId++, one, place)));
    await author.write('/survey');
    await author.tap(author.word('survey-draft-list-item', { title: WORDS[locale].title }));
    const sheet = author.shown().text ?? '';
    expect(sheet.length).toBeLessThanOrEqual(600);
    expect(sheet).toContain(author.word('survey-draft-sheet-named'));
    await author.tap(author.word('survey-draft-open', { count: '|' }).split('|')[0] ?? '');
    expect((await newestDraft(yard)).status).toBe('draft');
    expect(labels(author.shown())).toEqual([
      author.word('survey-draft-open-yes'),
      author.word('survey-draft-back'),
    ]);
    await author.press('survey-draft-open-yes');
    expect((await newestDraft(yard)).status).toBe('open');
    for (const [index, one] of LOCALES.entries()) {
      const reader = readers[index] ?? 0;
      const invited = () =>
        yard.simulator.messages(reader).find(({ text }) => text?.includes(WORDS[one].title));
      await yard.simulator.waitFor(invited, { what: 'the invitation', timeoutMs: 25_000 });
      expect(invited()?.text?.split('\n')[1]).toBe(t(one, 'survey-intro-named'));
    }
  });
});
