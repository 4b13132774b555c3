import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { type Author, authorOf, dataOnScreen, draftFrom, newestDraft } from '../support/authors.ts';
import { labels } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let nextId = 32_000;
beforeAll(async () => {
  yard = await startYardbell();
});
afterAll(async () => await yard.stop());

const newAuthor = async (locale: Locale, place = 'xinghua') =>
  authorOf(yard, await yard.staff(nextId++, locale, place), locale);

/** An empty draft with a title. */
async function startEmpty(author: Author): Promise<void> {
  await author.write('/survey');
  await author.press('survey-staff-new');
  await author.press('survey-draft-start-empty');
  await author.write(`T ${author.id}`);
}

async function toQuestions(author: Author, count: number): Promise<void> {
  await author.press('survey-draft-questions', { count });
}

/** Adds a question from the list of questions, and comes back to it. */
async function addQuestion(author: Author, text: string, options?: string): Promise<void> {
  await author.press('survey-draft-add-question');
  await author.press(options === undefined ? 'survey-draft-kind-open' : 'survey-draft-kind-single');
  await author.write(text);
  if (options !== undefined) {
    await author.write(options);
    await author.press('survey-draft-options-done');
  }
  await author.press('survey-draft-back');
}

describe.each(LOCALES)('in %s it is refused, with what would be right,', (locale) => {
  let author: Author;
  beforeAll(async () => {
    author = await newAuthor(locale);
    await startEmpty(author);
    await toQuestions(author, 0);
    await addQuestion(author, 'A?', 'x\ny');
    await addQuestion(author, 'B?');
  });

  test('an eighth question: there is no button for it, and a text that comes too late is not taken', async () => {
    await author.press('survey-draft-add-question');
    await author.press('survey-draft-kind-open');
    const { id } = await newestDraft(yard);
    await fillUp(id);
    const refused = await author.write('H?');
    expect(refused.text).toBe(author.word('survey-draft-refused-too-many-questions', { most: 7 }));
    await author.press('survey-draft-leave');
    await author.write('/survey');
    await author.tap(author.word('survey-draft-list-item', { title: `T ${author.id}` }));
    await toQuestions(author, 7);
    expect(labels(author.shown())).not.toContain(author.word('survey-draft-add-question'));
  });

  test('a twelfth answer, an answer that is there already, one too long, and nothing is lost', async () => {
    await author.tap('1 · A?');
    await author.press('survey-draft-change-options', { count: 2 });
    await author.press('survey-draft-add-options');
    const many = await author.write(Array.from({ length: 10 }, (_, at) => `n${at}`).join('\n'));
    expect(many.text).toBe(author.word('survey-draft-refused-too-many-options', { count: 12, most: 11 }));
    expect((await author.write('X!')).text).toBe(
      author.word('survey-draft-refused-duplicate', { label: 'X!' }),
    );
    expect((await author.write('z'.repeat(61))).text).toBe(
      author.word('survey-draft-refused-too-long', { count: 61, most: 60 }),
    );
    expect((await author.write('z\nX!\nz')).text).toBe(
      `${author.word('survey-draft-options-left-out', { labels: `X!${author.word('survey-draft-comma')}z` })}\n${author.word('survey-draft-options-so-far', { count: 3 })}`,
    );
    await author.press('survey-draft-options-done');
  });

  test('a question of more than 300 characters; and a voice message is asked for in words', async () => {
    await author.press('survey-draft-change-text');
    const refused = await author.write('z'.repeat(301));
    expect(refused.text).toBe(author.word('survey-draft-refused-too-long', { count: 301, most: 300 }));
    yard.simulator.sendMedia(author.id, author.id, { kind: 'voice', durationS: 3 });
    await yard.settled();
    expect(author.shown().text).toBe(author.word('survey-draft-only-text'));
    expect((await author.press('survey-draft-leave')).text).toBe(author.word('survey-draft-left'));
  });

  test('opening with one answer, a title gone, a condition on a later or missing question', async () => {
    const other = await newAuthor(locale, 'qingyuan');
    await startEmpty(other);
    await toQuestions(other, 0);
    await addQuestion(other, 'A?', 'x\ny');
    await addQuestion(other, 'B?', 'p\nq');
    await other.tap('2 · B?');
    await other.press('survey-draft-change-condition');
    await other.tap('1 · A?');
    await other.tap('☐ x');
    await other.press('survey-draft-back');
    expect(other.shown().text).toContain(other.word('survey-draft-is-condition', { number: 1, labels: 'x' }));
    await other.press('survey-draft-change-options', { count: 2 });
    await other.tap('1 p');
    await other.press('survey-draft-remove');
    await other.press('survey-draft-back');
    await other.press('survey-draft-up');
    await other.press('survey-draft-back');
    await other.press('survey-draft-back');
    const list = await other.press('survey-draft-fix', { count: 2 });
    expect(list.text).toContain(
      other.word('survey-draft-fault-too-few-options', { number: 1, count: 1, least: 2 }),
    );
    expect(list.text).toContain(other.word('survey-draft-fault-refers-to-later', { number: 1, about: 2 }));
    expect((list.text ?? '').length).toBeLessThanOrEqual(600);
    // The way to where it is put right, and back.
    await other.press('survey-draft-at-question', { number: 1 });
    await other.press('survey-draft-back');
    await other.press('survey-draft-back');
    await other.tap('2 · A?');
    await other.press('survey-draft-remove');
    expect(labels(other.shown())).toContain(other.word('survey-draft-undo-question', { text: 'A?' }));
    await other.press('survey-draft-back');
    expect((await other.press('survey-draft-fix', { count: 2 })).text).toContain(
      other.word('survey-draft-fault-refers-to-missing', { number: 1 }),
    );
    await other.press('survey-draft-back');
    await toQuestions(other, 1);
    await other.press('survey-draft-undo-question', { text: 'A?' });
    expect(labels(other.shown()).slice(0, 2)).toEqual(['1 · B?', '2 · A?']);
  });

  async function fillUp(id: number): Promise<void> {
    const { definition } = await newestDraft(yard);
    const more = ['c', 'd', 'e', 'f', 'g'].map((name) => ({
      id: name,
      type: 'open',
      text: { [locale]: name },
    }));
    await yard.db
      .updateTable('surveys')
      .set({ definition: JSON.stringify({ ...definition, questions: [...definition.questions, ...more] }) })
      .where('id', '=', id)
      .execute();
  }
});

describe('two at once', () => {
  test('a screen older than the survey changes nothing, says so, and shows it as it is now', async () => {
    const [one, other] = [await newAuthor('en'), await newAuthor('zh')];
    await draftFrom(one, 'Older residents');
    await toQuestions(one, 7);
    await one.tap('2 · ');
    const old = dataOnScreen(one.shown(), one.word('survey-draft-remove'));
    const { code } = await newestDraft(yard);
    await other.write('/survey');
    await yard.forge(other.id, `draft:at:${code}:q2`);
    await other.press('survey-draft-down');
    const before = await newestDraft(yard);
    const { toast } = await yard.forge(one.id, old);
    expect(toast).toBe(t('en', 'survey-draft-stale'));
    expect((await newestDraft(yard)).definition).toEqual(before.definition);
    expect(one.shown().text).toContain(one.word('survey-draft-question', { number: 2, total: 7 }));
  });

  test('a text that a colleague changed meanwhile is not written over; both are shown', async () => {
    const [one, other] = [await newAuthor('en'), await newAuthor('en')];
    await draftFrom(one, 'Older residents');
    const { code } = await newestDraft(yard);
    await one.press('survey-draft-words');
    await one.press('survey-draft-what-title');
    await other.write('/survey');
    await yard.forge(other.id, `draft:at:${code}:w`);
    await other.press('survey-draft-what-title');
    await other.write('Our older neighbours');
    const answer = await one.write('Older people here');
    expect(answer.text).toContain(
      one.word('survey-draft-refused-meanwhile', { now: 'Our older neighbours', text: 'Older people here' }),
    );
    expect((await newestDraft(yard)).definition.title.en).toBe('Our older neighbours');
  });

  test('a double tap on a template makes one draft, and on [Take it out] takes one question out', async () => {
    const author = await newAuthor('es', 'qingyuan');
    await author.write('/survey');
    await author.press('survey-staff-new');
    const choice = author.shown();
    const make = dataOnScreen(choice, 'Tengo una idea');
    const drafts = async () =>
      (await yard.db.selectFrom('surveys').select('id').where('status', '=', 'draft').execute()).length;
    const before = await drafts();
    await yard.forge(author.id, make);
    await yard.forge(author.id, make);
    expect(await drafts()).toBe(before + 1);
    await toQuestions(author, 7);
    await author.tap('3 · ');
    const remove = dataOnScreen(author.shown(), author.word('survey-draft-remove'));
    await yard.forge(author.id, remove);
    const second = await yard.forge(author.id, remove);
    expect(second.toast).toBe(t('es', 'survey-draft-stale'));
    expect((await newestDraft(yard)).definition.questions).toHaveLength(6);
  });
});

describe('who may write', () => {
  const VERBS = (code: string, id: number) => [
    `draft:at:${code}:s`,
    `draft:at:${code}:q1`,
    `draft:do:${code}:0:remove:q1`,
    `draft:ask:${code}:0:text:title:en`,
    `draft:open:${code}:0`,
    `draft:unplan:${code}`,
    `draft:drop:${code}:0`,
    `draft:try:${code}:0`,
    `draft:look:${code}:en:0`,
    `draft:only:${code}`,
    `survey-staff:copy:${code}`,
    `survey-staff:spell:${code}:en:0`,
    `survey-staff:respell:${code}:en:title`,
    `survey-staff:make:${id}:general_needs`,
    `survey-staff:empty:${id}`,
    `survey-staff:old:${id}`,
  ];

  test('are staff of that community: for everybody else it is as if there were none', async () => {
    const author = await newAuthor('en');
    await draftFrom(author, 'Families');
    const before = await newestDraft(yard);
    const { community_id: place } = await yard.db
      .selectFrom('surveys')
      .select('community_id')
      .where('id', '=', before.id)
      .executeTakeFirstOrThrow();
    const stranger = await newAuthor('en', 'qingyuan');
    const resident = authorOf(yard, await yard.resident(nextId++, 'en'), 'en');
    for (const person of [stranger, resident]) {
      await person.write('/surveys');
      const missing = await yard.forge(person.id, 'draft:at:zzzzzz:s');
      expect(missing.toast).toBe(t('en', 'old-button'));
      for (const data of VERBS(before.code, place)) {
        const { toast, messages } = await yard.forge(person.id, data);
        expect([data, toast, messages.map(({ text }) => text)]).toEqual([
          data,
          missing.toast,
          missing.messages.map(({ text }) => text),
        ]);
      }
    }
    expect(await newestDraft(yard)).toEqual(before);
  });

  test('whatever is sent back as a button of a draft, nothing breaks and nothing changes', async () => {
    const author = await newAuthor('zh');
    await draftFrom(author, '社区需求');
    const { code, revision, definition } = await newestDraft(yard);
    const places = [
      '',
      'q0',
      'q99',
      'q1o99',
      'constructor',
      '__proto__',
      'title',
      'q1c7',
      'who99',
      'l-xx',
      't-en-q77',
    ];
    for (const place of places) {
      await yard.forge(author.id, `draft:at:${code}:${place}`);
      for (const what of [
        'up',
        'kind',
        'max',
        'only',
        'repeat',
        'alone',
        'undo',
        'ends',
        'building',
        'toString',
      ])
        await yard.forge(author.id, `draft:do:${code}:${revision}:${what}:${place}:99`);
      await yard.forge(author.id, `draft:ask:${code}:${revision}:text:${place}:xx`);
    }
    expect((await newestDraft(yard)).definition).toEqual(definition);
    expect(yard.logs.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});

test('a question left for a day closes with a word by day, keeps what was written, and takes no text any more', async () => {
  const author = await newAuthor('en');
  await startEmpty(author);
  await toQuestions(author, 0);
  await author.press('survey-draft-add-question');
  await author.press('survey-draft-kind-open');
  const hour = 3_600_000;
  const asked = yard.clock.now().getTime();
  await yard.moveTo(new Date(asked + 23 * hour));
  await yard.settled();
  expect(author.shown().text).not.toBe(author.word('survey-draft-left-long-ago'));
  await yard.moveTo(new Date(asked + 25 * hour));
  const isTold = () => author.shown().text === author.word('survey-draft-left-long-ago');
  await yard.simulator.waitFor(isTold, { what: 'the word', timeoutMs: 10_000 });
  expect((await newestDraft(yard)).definition.title.en).toBe(`T ${author.id}`);
  expect((await author.write('Why?')).text).toBe(author.word('fallback'));
  expect((await newestDraft(yard)).definition.questions).toEqual([]);
});
