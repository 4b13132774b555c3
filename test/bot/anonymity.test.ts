import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { POLICY } from '../../src/domain/policy.ts';
import { t } from '../../src/telegram/i18n.ts';
import {
  type OpenSurvey,
  type Wish,
  answerShortSurvey,
  ballotsOf,
  later,
  openShortSurvey,
  untilMixed,
} from '../support/anonymity.ts';
import { labels, last } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

const HALF_AN_HOUR = POLICY.ballotChangeMinutes + 1;
const SECRET = 'the boiler of the third stairwell';
const LITTLE: Wish = { mood: 'so_so', worries: ['heat'] };

let yard: TestYardbell;
let staff: number;
let nextId = 70_000;
let nextSurvey = 0;

beforeAll(async () => {
  yard = await startYardbell();
  staff = await yard.staff(nextId++, 'en');
});
afterAll(async () => await yard.stop());

const survey = async (anonymity?: 'named') =>
  await openShortSurvey(yard, `anon${String.fromCodePoint(97 + (nextSurvey += 1))}`, anonymity);

async function answer(own: OpenSurvey, wish: Wish, locale: Locale = 'en'): Promise<[number, number]> {
  const person = await yard.resident(nextId++, locale);
  const responseId = await answerShortSurvey(yard, person, own, wish);
  await yard.settled();
  return [person, responseId];
}

async function answerMany(own: OpenSurvey, count: number, wish: Wish = LITTLE): Promise<void> {
  for (let index = 0; index < count; index += 1) await answer(own, wish);
}

const close = async (own: OpenSurvey) => {
  await yard.moveTo(new Date(own.closesAt.getTime() + 1_000));
  await untilMixed(yard, own.id);
};

async function everythingStored(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'bullmq') and tablename not in ('surveys')`.execute(yard.db);
  const dumps = tables.map(async ({ name }) => {
    const { rows } = await sql`select to_jsonb(x) as row from ${sql.raw(name)} x`.execute(yard.db);
    return JSON.stringify(rows);
  });
  return [...(await Promise.all(dumps)), ...yard.logs].join('\n');
}

describe('the answers to an anonymous survey', () => {
  test('stand nowhere in the open while somebody answers, nor which question they are at', async () => {
    const own = await survey();
    const wish: Wish = { mood: 'bad', worries: ['noise', 'other'], words: SECRET, stopsAfter: 'words' };
    const [, id] = await answer(own, wish);
    const everything = await everythingStored();
    for (const trace of [SECRET, '"noise"', 'worry~other', 'Option bad'])
      expect(everything).not.toContain(trace);
    const row = await yard.db
      .selectFrom('survey_responses')
      .select(['step', 'status'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ step: 'sealed', status: 'in_progress' });
  });

  test('of a named survey do stand there: what the test above looks for would be found', async () => {
    const own = await survey('named');
    await answer(own, { mood: 'bad', worries: ['noise'], words: SECRET, stopsAfter: 'words' });
    const everything = await everythingStored();
    for (const trace of [SECRET, '"noise"']) expect(everything).toContain(trace);
  });

  test('are kept as they were given: back, changed, continued after a restart of the program', async () => {
    const own = await survey();
    const [person] = await answer(own, { ...LITTLE, words: 'first', stopsAfter: 'words' });
    await yard.restart();
    await yard.say(person, 'and second');
    await yard.tap(person, '⬅ Back');
    await yard.tap(person, 'Done');
    await yard.tap(person, 'Next');
    const { messages } = await yard.tap(person, t('en', 'survey-change-something'));
    expect(labels(last(messages))).toEqual([
      '1 · Option so_so',
      '2 · Option heat',
      '3 · “first and second”',
      t('en', 'survey-change-back'),
    ]);
  });
});

describe('mixing', () => {
  test('waits for ten, and for half an hour; then nothing leads from a person to a ballot', async () => {
    const own = await survey();
    await answerMany(own, 8);
    const [person, id] = await answer(own, { mood: 'bad', worries: ['lift', 'trees'], words: SECRET });
    await later(yard, HALF_AN_HOUR);
    expect(await ballotsOf(yard, own.id)).toEqual([]);
    await answer(own, LITTLE);
    await yard.lookForDue();
    expect(await ballotsOf(yard, own.id)).toEqual([]);
    await later(yard, HALF_AN_HOUR);
    await untilMixed(yard, own.id);
    const ballots = await ballotsOf(yard, own.id);
    expect(ballots).toHaveLength(10);
    expect(ballots).toContainEqual({ mood: ['bad'], worry: ['lift', 'trees'], words: SECRET });
    const posts = await sql<{ reference: string }>`
      select reference from posts where chat_id = ${person}`.execute(yard.db);
    expect(posts.rows).toEqual([]);
    const response = await yard.db
      .selectFrom('survey_responses')
      .select(['step', 'status', 'started_at', 'updated_at', 'completed_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const day = new Date('2026-03-02T00:00:00Z');
    expect(response).toEqual({
      step: 'sent',
      status: 'completed',
      started_at: day,
      updated_at: day,
      completed_at: day,
    });
  });

  test('at the end takes the rest, the unfinished too; of what was begun and left empty nothing is made', async () => {
    const own = await survey();
    await answerMany(own, 10);
    await answer(own, { mood: 'good', worries: ['other'], words: 'so far', stopsAfter: 'words' });
    const idle = await yard.resident(nextId++, 'en');
    await yard.open(idle, `s-${own.code}`);
    await yard.tap(idle, t('en', 'survey-start'));
    await close(own);
    const ballots = await ballotsOf(yard, own.id);
    expect(ballots).toHaveLength(11);
    expect(ballots).toContainEqual({ mood: ['good'], worry: ['other'], 'worry~other': [], words: 'so far' });
  });

  test('of fewer than ten at the end nothing is kept, and staff are told why there is nothing to see', async () => {
    const own = await survey();
    await answerMany(own, 9);
    await close(own);
    expect(await ballotsOf(yard, own.id)).toEqual([]);
    expect((await yard.forge(staff, `survey-staff:counts:${own.code}:1`)).toast).toBe(
      t('en', 'anonymity-few', { least: 10 }),
    );
  });
});

describe('until they are mixed', () => {
  test('answers can be changed and deleted', async () => {
    const own = await survey();
    await answerMany(own, 9);
    const [changer, id] = await answer(own, LITTLE);
    const [deleter, otherId] = await answer(own, { mood: 'bad', worries: ['noise'] });
    await yard.forge(changer, `survey:change:${id}:mood`);
    await yard.forge(changer, `survey:tap:${id}:mood:good`);
    await yard.forge(changer, `survey:send:${id}`);
    await yard.forge(deleter, `survey:wipe:${otherId}`);
    await later(yard, HALF_AN_HOUR);
    await untilMixed(yard, own.id);
    const moods = (await ballotsOf(yard, own.id)).map(({ mood }) => mood).flat();
    expect(moods.toSorted()).toEqual(['good', ...Array.from({ length: 9 }, () => 'so_so')]);
  });

  test('answers that somebody is just changing stay theirs until the end', async () => {
    const own = await survey();
    await answerMany(own, 10);
    const [person, id] = await answer(own, LITTLE);
    await yard.forge(person, `survey:change:${id}:mood`);
    await later(yard, HALF_AN_HOUR);
    await untilMixed(yard, own.id, 1);
    await yard.forge(person, `survey:tap:${id}:mood:bad`);
    await close(own);
    const moods = (await ballotsOf(yard, own.id)).map(({ mood }) => mood).flat();
    expect(moods.filter((mood) => mood === 'bad')).toEqual(['bad']);
    expect(moods).toHaveLength(11);
  });
});

test.each(LOCALES)(
  'once mixed every way to change or delete says that it is too late, in %s',
  async (locale) => {
    const own = await survey();
    await answerMany(own, 9);
    const [person, id] = await answer(own, { ...LITTLE, words: 'x' }, locale);
    await later(yard, HALF_AN_HOUR);
    await untilMixed(yard, own.id);
    const before = await ballotsOf(yard, own.id);
    for (const data of [
      `survey:change:${id}:mood`,
      `survey:tap:${id}:mood:bad`,
      `survey:wipe:${id}`,
      `survey:delete:${id}`,
      `survey:pick:${id}`,
      `survey:go:${id}`,
      `survey:start:${own.code}`,
      `survey:open:${own.code}`,
    ]) {
      const { messages } = await yard.forge(person, data);
      expect(messages.map(({ text }) => text)).toContain(t(locale, 'anonymity-mixed'));
    }
    expect(await ballotsOf(yard, own.id)).toEqual(before);
  },
);

test.each(LOCALES)(
  'the kind of survey, who sees it and until when it can be changed are said in %s',
  async (locale) => {
    const own = await survey();
    const person = await yard.resident(nextId++, locale);
    const intro = last(await yard.open(person, `s-${own.code}`));
    expect(intro.text?.split('\n')[1]).toBe(t(locale, 'survey-intro-anonymous'));
    const who = last((await yard.tap(person, t(locale, 'survey-who'))).messages);
    expect(who.text).toBe(t(locale, 'anonymity-who-sees', { others: 9, minutes: 30 }));
    expect(who.text?.length).toBeLessThan(600);
    await answerShortSurvey(yard, person, own, LITTLE);
    await yard.settled();
    expect(yard.simulator.lastMessage(person)?.text).toBe(
      `Thank you.\n${t(locale, 'anonymity-sent', { minutes: 30 })}`,
    );
    expect(last(await yard.open(person, `s-${own.code}`)).text).toBe(t(locale, 'anonymity-sent-before'));
  },
);

describe('staff', () => {
  test('see who began and finished in tens only, and no answer before the end', async () => {
    const own = await survey();
    await answerMany(own, 11);
    await answer(own, { ...LITTLE, stopsAfter: 'words' });
    const seen = await yard.forge(staff, `survey-staff:see:${own.code}`);
    expect(last(seen.messages).text).toContain('started 10 · finished 10');
    await later(yard, HALF_AN_HOUR);
    await untilMixed(yard, own.id, 1);
    const counts = await yard.forge(staff, `survey-staff:counts:${own.code}:1`);
    expect(counts.toast).toBe(t('en', 'anonymity-results-later', { least: 10 }));
    expect(counts.messages).toEqual([]);
    await close(own);
    const results = await yard.forge(staff, `survey-staff:counts:${own.code}:1`);
    expect(last(results.messages).text).toContain(t('en', 'survey-staff-answered', { count: 12 }));
  });
});

test('a second delivery of the same press is still known, and nothing tells whose it was', async () => {
  const own = await survey();
  const [person] = await answer(own, LITTLE);
  const rows = await yard.db
    .selectFrom('inbox')
    .select(['person_key', 'received_at', 'payload'])
    .where('person_key', 'in', [person, 0])
    .orderBy('update_id', 'desc')
    .limit(5)
    .execute();
  const day = new Date(Math.floor(yard.clock.now().getTime() / 86_400_000) * 86_400_000);
  expect(rows).toEqual(rows.map(() => ({ person_key: 0, received_at: day, payload: null })));
});
