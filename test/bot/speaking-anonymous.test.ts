import { afterAll, beforeAll, expect, test } from 'vitest';
import { t } from '../../src/telegram/i18n.ts';
import { makeLeader, spokenFor } from '../support/leaders.ts';
import { launchSurvey } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let code: string;
let nextId = 9300;
beforeAll(async () => {
  yard = await startYardbell();
  code = await launchSurvey(yard, await yard.staff(nextId++, 'en'), 'What our community needs');
  await yard.db.updateTable('surveys').set({ anonymity: 'anonymous' }).where('code', '=', code).execute();
});
afterAll(async () => await yard.stop());

const say = (key: string, variables?: Record<string, string | number>) => t('en', key, variables);

/** Everything the database holds of a response in plain, apart from what is sealed. */
async function plainOf(id: number): Promise<string> {
  const answers = await yard.db.selectFrom('answers').selectAll().where('response_id', '=', id).execute();
  const rows = await yard.db
    .selectFrom('survey_responses')
    .select(['step', 'easy_option', 'place'])
    .where('id', '=', id)
    .execute();
  return JSON.stringify([answers, rows]);
}

test('in an anonymous survey not even the option asked about in big steps is told', async () => {
  const person = await yard.resident(nextId++, 'en');
  await yard.open(person, `s-${code}`);
  await yard.tap(person, say('easy-start'));
  await yard.tap(person, say('easy-no'));
  await yard.say(person, 'no');
  expect(yard.simulator.lastMessage(person)?.text).toContain('45 to 59');
  await yard.restart();
  await yard.say(person, '/surveys');
  await yard.tap(person, say('survey-go-on'));
  expect(yard.simulator.lastMessage(person)?.text).toContain('45 to 59');
  await yard.say(person, 'yes');
  await yard.tap(person, say('easy-yes'));
  await yard.tap(person, say('easy-no'));
  const [response] = await spokenFor(yard, person);
  expect(await plainOf(response?.id ?? 0)).toBe('[[],[{"step":"sealed","easy_option":null,"place":null}]]');
});

test('interviews, relatives and sheets of an anonymous survey are sealed like everybody’s', async () => {
  const leader = await makeLeader(yard, nextId++, 'en', '3');
  await yard.forge(leader, `interview:in:${code}:3`);
  await yard.tap(leader, '5 70 to 79');
  await yard.tap(leader, say('interview-hand-over'));
  await yard.tap(leader, '1 In this');
  await yard.tap(leader, '☐ 2 Meals');
  await yard.tap(leader, say('survey-done', { count: 1 }));
  for (let rest = 0; rest < 4; rest += 1) await yard.tap(leader, say('survey-skip'));
  const sent = await yard.tap(leader, say('survey-send'));
  expect(sent.messages.at(-1)?.text).toContain(say('interview-asked', { asked: 1 }));
  await yard.forge(leader, `sheet:in:${code}:3`);
  await yard.say(leader, '4;1;2;3;;;');
  await yard.tap(leader, say('sheet-done'));
  await yard.forge(leader, `relative:start:${code}`);
  await yard.tap(leader, '6 80 or older');
  const responses = await spokenFor(yard, leader);
  expect(responses.map(({ mode, status }) => [mode, status])).toEqual([
    ['leader', 'completed'],
    ['paper', 'completed'],
    ['relative', 'in_progress'],
  ]);
  for (const { id } of responses) expect(await plainOf(id)).not.toMatch(/70_79|60_69|80p|eldercare/);
  const sealed = await yard.db.selectFrom('sealed_answers').select('response_id').execute();
  const ids = sealed.map((row) => row.response_id);
  for (const { id } of responses) expect(ids).toContain(id);
});
