import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { dateText, momentText } from '../../src/telegram/views/moment.ts';
import {
  type Author,
  authorOf,
  dataOnScreen,
  draftFrom,
  newestDraft,
  oneQuestion,
} from '../support/authors.ts';
import { beginSurvey, labels, last } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let nextId = 33_000;
beforeAll(async () => {
  yard = await startYardbell();
});
afterAll(async () => await yard.stop());

const newAuthor = async (locale: Locale, place = 'xinghua') =>
  authorOf(yard, await yard.staff(nextId++, locale, place), locale);

const NEEDS: Record<Locale, string> = {
  zh: '社区需求小调查',
  en: 'What our community needs',
  es: 'Qué necesita nuestra comunidad',
};

const openLabel = (author: Author) => author.word('survey-draft-open', { count: '|' }).split('|')[0] ?? '';

/** Presses [Open and invite], and yes to the question. */
async function openNow(author: Author): Promise<void> {
  await author.tap(openLabel(author));
  await author.press('survey-draft-open-yes');
}

/** What is typed for the opening, a last day, an impossible and a past one. It is Monday 2 March 2026, 10:00. */
const TYPED: Record<Locale, Record<'opens' | 'ends' | 'early' | 'never' | 'past' | 'unclear', string>> = {
  en: {
    opens: '9 March 10 am',
    ends: 'Friday 20 March',
    early: '5 March',
    never: '31 April',
    past: '1 March 2026',
    unclear: 'soon',
  },
  zh: {
    opens: '3月9日上午10点',
    ends: '3月20日星期五',
    early: '3月5日',
    never: '4月31日',
    past: '2026年3月1日',
    unclear: '过几天',
  },
  es: {
    opens: '9 de marzo a las 10',
    ends: 'viernes 20 de marzo',
    early: '5 de marzo',
    never: '31 de abril',
    past: 'el 1 de marzo de 2026',
    unclear: 'pronto',
  },
};
const NINTH = { year: 2026, month: 3, day: 9, hour: 10, minute: 0 };
const TWENTIETH = { year: 2026, month: 3, day: 20 };

describe.each(LOCALES)('when it opens and ends, typed in %s,', (locale) => {
  let author: Author;
  beforeAll(async () => {
    author = await newAuthor(locale);
    await draftFrom(author, NEEDS[locale]);
    await author.press('survey-draft-when');
  });

  test('is said back with its weekday and kept after a yes', async () => {
    await author.press('survey-draft-when-set-later');
    const moment = momentText(NINTH, locale);
    expect((await author.write(TYPED[locale].opens)).text).toBe(
      author.word('survey-draft-when-confirm', { moment }),
    );
    expect((await author.press('wizard-yes')).text).toContain(moment);
    await author.press('survey-draft-when-set-end');
    const day = dateText(TWENTIETH, locale);
    expect((await author.write(TYPED[locale].ends)).text).toBe(
      author.word('survey-draft-when-confirm', { moment: day }),
    );
    await author.press('wizard-no');
    await author.write(TYPED[locale].ends);
    expect((await author.press('wizard-yes')).text).toContain(day);
  });

  test('an end before the start, a day that is over, one that no calendar has, and no day at all are refused', async () => {
    await author.press('survey-draft-when-set-end');
    const { early, never, past, unclear } = TYPED[locale];
    expect((await author.write(early)).text).toBe(author.word('survey-draft-fault-ends-before-opening'));
    expect((await author.write(never)).text).toBe(author.word('when-day-nonexistent'));
    expect((await author.write(unclear)).text).toBe(author.word('when-day-unclear'));
    const date = dateText({ year: 2026, month: 3, day: 1 }, locale);
    expect((await author.write(past)).text).toBe(author.word('when-day-past', { date }));
    await author.press('survey-draft-leave');
    await author.write('/survey');
    await yard.forge(author.id, `draft:at:${(await newestDraft(yard)).code}:when`);
    await author.press('survey-draft-when-set-results');
    expect((await author.write(early)).text).toBe(author.word('survey-draft-fault-results-before-end'));
    await author.press('survey-draft-leave');
  });

  test('is one, two or three weeks from the opening with one tap, and results follow', async () => {
    await author.write('/survey');
    await yard.forge(author.id, `draft:at:${(await newestDraft(yard)).code}:when`);
    const date = dateText({ year: 2026, month: 3, day: 16 }, locale);
    const shown = await author.press('survey-draft-when-weeks', { weeks: 1, date });
    expect(shown.text).toContain(date);
    expect(shown.text).toContain(dateText({ year: 2026, month: 3, day: 24 }, locale));
  });
});

describe('a survey set to open later', () => {
  let author: Author;
  let reader: number;
  beforeAll(async () => {
    author = await newAuthor('en', 'qingyuan');
    reader = await yard.resident(nextId++, 'en', 'qingyuan');
  });
  const invited = () =>
    yard.simulator.messages(reader).filter((message) => labels(message).includes('Start'));

  test('waits, can be called back, and nobody hears of it', async () => {
    await draftFrom(author, NEEDS.en);
    await author.press('survey-draft-when');
    await author.press('survey-draft-when-set-later');
    await author.write('3 March 10 am');
    await author.press('wizard-yes');
    await author.press('survey-draft-back');
    const moment = 'Tuesday 3 March, 10:00 am';
    await author.press('survey-draft-plan', { moment });
    expect((await newestDraft(yard)).status).toBe('scheduled');
    await author.write('/survey');
    await author.tap(author.word('survey-draft-list-scheduled', { title: NEEDS.en }));
    expect(author.shown().text).toContain(moment);
    expect((await author.press('survey-draft-unplan')).text).toContain(author.word('survey-draft-unplanned'));
    expect((await newestDraft(yard)).status).toBe('draft');
    expect(invited()).toEqual([]);
  });

  test('opens by itself at its hour, once, invites, and tells its author', async () => {
    await author.press('survey-draft-when');
    await author.press('survey-draft-when-set-later');
    await author.write('3 March 10 am');
    await author.press('wizard-yes');
    await author.press('survey-draft-back');
    await author.press('survey-draft-plan', { moment: 'Tuesday 3 March, 10:00 am' });
    await yard.restart();
    await yard.moveTo(new Date('2026-03-03T01:59:00Z'));
    expect((await newestDraft(yard)).status).toBe('scheduled');
    await yard.moveTo(new Date('2026-03-03T02:00:30Z'));
    await Promise.all([yard.lookForDue(), yard.lookForDue()]);
    expect((await newestDraft(yard)).status).toBe('open');
    await yard.simulator.waitFor(() => invited().length > 0, { what: 'the invitation', timeoutMs: 25_000 });
    const told = t('en', 'survey-staff-opened', { title: NEEDS.en, recipients: 2 });
    await yard.simulator.waitFor(() => yard.simulator.messages(author.id).some(({ text }) => text === told), {
      what: 'the word to its author',
      timeoutMs: 10_000,
    });
    expect(invited()).toHaveLength(1);
  });

  test('does not open while the same one is running: it is a draft again, and staff are told why', async () => {
    await draftFrom(author, NEEDS.en);
    await author.press('survey-draft-when');
    await author.press('survey-draft-when-set-later');
    await author.write('4 March 10 am');
    await author.press('wizard-yes');
    await author.press('survey-draft-back');
    await author.press('survey-draft-plan', { moment: 'Wednesday 4 March, 10:00 am' });
    await yard.moveTo(new Date('2026-03-04T02:00:30Z'));
    expect((await newestDraft(yard)).status).toBe('draft');
    const why = t('en', 'survey-draft-why-already-open');
    const told = t('en', 'survey-draft-not-opened', { title: NEEDS.en, why });
    await yard.simulator.waitFor(() => yard.simulator.messages(author.id).some(({ text }) => text === told), {
      what: 'the word to staff',
      timeoutMs: 10_000,
    });
  });
});

test('a missing translation is a choice, with the exact number of people it concerns', async () => {
  const author = await newAuthor('en');
  for (const locale of ['es', 'es', 'zh'] as const) await yard.resident(nextId++, locale);
  await oneQuestion(author);
  const counts = await Promise.all(
    (['zh', 'es'] as const).map(
      async (locale) =>
        (
          await yard.db
            .selectFrom('residents')
            .innerJoin('memberships', 'memberships.resident_id', 'residents.id')
            .innerJoin('communities', 'communities.id', 'memberships.community_id')
            .select('residents.id')
            .where('communities.code', '=', 'xinghua')
            .where('residents.locale', '=', locale)
            .execute()
        ).length,
    ),
  );
  await openNow(author);
  const line = (locale: Locale, count: number) =>
    author.word('survey-draft-fallback', {
      missing: author.word('survey-draft-missing-in', { language: t(locale, 'language-name'), count: 2 }),
      count,
      instead: 'English',
    });
  expect(author.shown().text).toBe(`${line('zh', counts[0] ?? 0)}\n${line('es', counts[1] ?? 0)}`);
  expect((await newestDraft(yard)).status).toBe('draft');
  await author.press('survey-draft-fallback-open');
  expect((await newestDraft(yard)).status).toBe('open');
});

test('a survey for people who could be harmed is anonymous, and no button makes it otherwise', async () => {
  const author = await newAuthor('zh');
  await draftFrom(author, '家政');
  const { code, revision, anonymity } = await newestDraft(yard);
  expect(anonymity).toBe('anonymous');
  expect(author.shown().text).toContain(author.word('survey-draft-sheet-anonymous'));
  const screen = await author.press('survey-draft-secrecy');
  expect(screen.text).toContain(author.word('survey-draft-secrecy-only'));
  expect(labels(screen)).toEqual([author.word('survey-draft-back')]);
  await yard.forge(author.id, `draft:do:${code}:${revision}:named:sec`);
  expect((await newestDraft(yard)).anonymity).toBe('anonymous');
});

test('secrecy is chosen while it is a draft, said in the first line, and fixed from then on', async () => {
  const author = await newAuthor('es');
  await oneQuestion(author);
  await author.press('survey-draft-secrecy');
  await author.press('survey-draft-secrecy-anonymous');
  const { code, revision } = await newestDraft(yard);
  await author.press('survey-draft-back');
  await openNow(author);
  await author.press('survey-draft-fallback-open');
  const late = await yard.forge(author.id, `draft:do:${code}:${revision}:named:sec`);
  expect(late.toast).toBe(t('es', 'survey-draft-not-draft'));
  expect((await newestDraft(yard)).anonymity).toBe('anonymous');
  const reader = await yard.resident(nextId++, 'zh');
  expect(last(await yard.open(reader, `s-${code}`)).text?.split('\n')[1]).toBe(
    t('zh', 'survey-intro-anonymous'),
  );
});

describe('an open survey', () => {
  let author: Author;
  let code: string;
  beforeAll(async () => {
    author = await newAuthor('en');
    await draftFrom(author, 'Older residents');
    await openNow(author);
    code = (await newestDraft(yard)).code;
  });

  async function toSpelling(): Promise<void> {
    await author.write('/survey');
    await author.tap('Older residents');
    await author.press('survey-draft-spelling');
  }

  test('lets its spelling be changed, both versions shown before, and everybody sees it from the next tap on', async () => {
    const reader = await beginSurvey(yard, nextId++, 'en', code);
    await toSpelling();
    await author.tap('Older residents');
    const before = (await newestDraft(yard)).definition.title.en ?? '';
    const shown = await author.write(`${before}!`);
    expect(shown.text).toBe(author.word('survey-draft-spelling-confirm', { before, after: `${before}!` }));
    expect((await author.press('wizard-yes')).text).toBe(author.word('survey-draft-spelling-done'));
    await toSpelling();
    await author.tap('How old is');
    await author.write('How old is the persson?');
    await author.press('wizard-yes');
    expect(last((await yard.tap(reader, '1 I am')).messages).text).toContain('How old is the persson?');
    const audit = await yard.db
      .selectFrom('audit_entries')
      .select('object')
      .where('action', '=', 'survey_spelling_changed')
      .execute();
    expect(audit.map(({ object }) => object.split(':').slice(2).join(':'))).toEqual(['title:en', 'q2:en']);
  });

  test('refuses more than spelling, and offers a copy; a copy carries the questions and none of the days', async () => {
    await toSpelling();
    await author.tap('I am');
    const refused = await author.write('My landlord is');
    expect(refused.text).toContain(author.word('survey-draft-spelling-more', { before: '|' }).split('|')[0]);
    const before = await newestDraft(yard);
    await author.press('survey-draft-copy');
    const copy = await newestDraft(yard);
    expect(copy.status).toBe('draft');
    expect(copy.definition.questions).toEqual(before.definition.questions);
    await openNow(author);
    expect(author.shown().text).toBe(author.word('survey-staff-already-open'));
    expect((await newestDraft(yard)).status).toBe('draft');
  });

  test('takes no button of the draft it was', async () => {
    const old = await yard.forge(author.id, `draft:do:${code}:0:remove:q1`);
    expect(old.toast).toBe(t('en', 'survey-draft-not-draft'));
    await yard.forge(author.id, `draft:ask:${code}:0:text:q1:en`);
    expect(last(await yard.say(author.id, 'Hello there')).text).toBe(author.word('fallback'));
  });
});

test('two colleagues who open the same draft at once open it once and invite once', async () => {
  const [one, other] = [await newAuthor('en'), await newAuthor('en')];
  await draftFrom(one, 'I have an idea');
  await one.tap(openLabel(one));
  const data = dataOnScreen(one.shown(), one.word('survey-draft-open-yes'));
  await other.write('/survey');
  const { id } = await newestDraft(yard);
  const pressBy = (author: Author) =>
    yard.simulator.tap(author.id, author.id, yard.simulator.lastMessage(author.id)?.message_id ?? 0, {
      data,
    });
  await Promise.all([pressBy(one), pressBy(other), pressBy(one)]);
  await yard.settled();
  const broadcasts = await yard.db
    .selectFrom('broadcasts')
    .select('id')
    .where('kind', '=', 'survey_invitation')
    .where('object_id', '=', id)
    .execute();
  expect(broadcasts).toHaveLength(1);
});
