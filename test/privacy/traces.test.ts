import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { POLICY } from '../../src/domain/policy.ts';
import { collectDigestFacts } from '../../src/db/digest-facts.ts';
import { createSeal } from '../../src/db/sealing.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import {
  type OpenSurvey,
  answerShortSurvey,
  later,
  openShortSurvey,
  untilMixed,
} from '../support/anonymity.ts';
import { labels, last } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';
import { dumpTables } from './dump.ts';

const HALF_AN_HOUR = POLICY.ballotChangeMinutes + 1;
const DAY_MINUTES = 24 * 60;
const SECRET = 'what I would tell nobody';

let yard: TestYardbell;
let staff: number;
let nextId = 80_000;

beforeAll(async () => {
  yard = await startYardbell();
  staff = await yard.staff(nextId++, 'en');
});
afterAll(async () => await yard.stop());

async function answer(own: OpenSurvey, words?: string): Promise<[number, number]> {
  const person = await yard.resident(nextId++, 'en');
  const wish = { mood: 'good', worries: ['heat'], ...(words && { words }) };
  const responseId = await answerShortSurvey(yard, person, own, wish);
  await yard.settled();
  return [person, responseId];
}

test('nothing staff are shown or sent changes when one neighbour answers, only when ten more have', async () => {
  const own = await openShortSurvey(yard, 'watched');
  const seenAfter: string[] = [];
  for (let count = 0; count < 12; count += 1) {
    await answer(own);
    seenAfter.push(await everythingStaffSee(own));
  }
  expect(new Set(seenAfter.slice(0, 9)).size).toBe(1);
  expect(seenAfter[9]).not.toBe(seenAfter[8]);
  expect(new Set(seenAfter.slice(9)).size).toBe(1);
});

/** Every screen about the survey, and the digest of the day after if nobody answered any more. */
async function everythingStaffSee(own: OpenSurvey): Promise<string> {
  const screens = [];
  for (const data of [
    `survey-staff:list`,
    `survey-staff:see:${own.code}`,
    `survey-staff:counts:${own.code}:1`,
  ]) {
    const { toast, messages } = await yard.forge(staff, data);
    screens.push(toast, ...messages.map(({ text, reply_markup: keyboard }) => [text, keyboard]));
  }
  const { communityId } = await yard.db
    .selectFrom('surveys')
    .select('community_id as communityId')
    .where('id', '=', own.id)
    .executeTakeFirstOrThrow();
  const now = yard.clock.now();
  const tomorrow = new Date(now.getTime() + DAY_MINUTES * 60_000);
  const digest = await collectDigestFacts(yard.db, communityId, { from: now, to: tomorrow }, tomorrow);
  return JSON.stringify([screens, digest.surveyAnswers]);
}

test('the digest of the day itself tells nothing of it: whoever reads at noon does not learn who answered at eleven', async () => {
  const own = await openShortSurvey(yard, 'noon');
  const from = new Date(yard.clock.now().getTime() - 60_000);
  for (let count = 0; count < 10; count += 1) await answer(own);
  const { rows } = await sql<{ id: number }>`select community_id as id from surveys limit 1`.execute(yard.db);
  const to = new Date(yard.clock.now().getTime() + 60_000);
  const today = await collectDigestFacts(yard.db, rows[0]?.id ?? 0, { from, to }, to);
  expect(today.surveyAnswers.filter(({ surveyCode }) => surveyCode === 'noon')).toEqual([]);
  const next = new Date(to.getTime() + DAY_MINUTES * 60_000);
  const tomorrow = await collectDigestFacts(yard.db, rows[0]?.id ?? 0, { from: to, to: next }, next);
  const told = tomorrow.surveyAnswers.filter(({ surveyCode }) => surveyCode === 'noon');
  expect(told).toMatchObject([{ finished: 10, newlyFinished: 10 }]);
});

test('two days after a survey nothing is left of how it was answered, and no words but in the ballots', async () => {
  const own = await openShortSurvey(yard, 'forgotten');
  for (let count = 0; count < 10; count += 1) await answer(own, SECRET);
  await yard.say(staff, '/notice');
  await yard.moveTo(new Date(own.closesAt.getTime() + 1_000));
  await untilMixed(yard, own.id);
  await later(yard, 2 * DAY_MINUTES + 1);
  await yard.settled();
  const dump = await dumpTables(yard.db, ['public', 'bullmq']);
  const holding = [...dump].filter(([, rows]) =>
    JSON.stringify(rows.map(({ cells }) => cells)).includes(SECRET),
  );
  expect(holding.map(([table]) => table)).toEqual(['public.ballot_answers']);
  for (const table of ['sealed_answers', 'answers', 'inbox', 'outbox', 'conversation_states'])
    expect([table, dump.get(`public.${table}`)?.length]).toEqual([table, 0]);
  expect(yard.logs.join('\n')).not.toContain(SECRET);
});

test.each(LOCALES)(
  'answers sealed under another token begin anew, and the resident is told in %s',
  async (locale) => {
    const own = await openShortSurvey(yard, `token${locale}`);
    const person = await yard.resident(nextId++, locale);
    const wish = { mood: 'good', worries: ['heat'], stopsAfter: 'mood' as const };
    const id = await answerShortSurvey(yard, person, own, wish);
    await yard.settled();
    await sealUnderAnotherToken(id);
    const { messages } = await yard.forge(person, `survey:on:${id}:worry:heat`);
    expect(messages.map(({ text }) => text)).toContain(t(locale, 'anonymity-restarted'));
    expect(last(messages).text).toContain('How is it?');
    expect(yard.logs.join('\n')).toContain(`"responseId":${id}`);
  },
);

test('whoever had sent answers that can no longer be opened is written to, and can begin anew', async () => {
  const own = await openShortSurvey(yard, 'lost');
  const [person, id] = await answer(own);
  for (let count = 0; count < 10; count += 1) await answer(own);
  await sealUnderAnotherToken(id);
  await later(yard, HALF_AN_HOUR);
  await untilMixed(yard, own.id);
  await yard.simulator.waitFor(
    () => yard.simulator.lastMessage(person)?.text === t('en', 'anonymity-restarted'),
    { what: 'word of the loss', timeoutMs: 20_000 },
  );
  expect(labels(yard.simulator.lastMessage(person) ?? {})).toEqual([t('en', 'survey-go-on')]);
  const { messages } = await yard.tap(person, t('en', 'survey-go-on'));
  expect(last(messages).text).toContain('How is it?');
});

async function sealUnderAnotherToken(id: number): Promise<void> {
  const sealed = createSeal('the token before', () => undefined).close(id, {
    position: 'mood',
    answers: new Map(),
  });
  await yard.db.updateTable('sealed_answers').set({ sealed }).where('response_id', '=', id).execute();
}
