import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, inLocale } from '../../src/domain/locale.ts';
import { findTemplate } from '../../src/domain/survey-templates.ts';
import type { Message } from '../../src/simulator/types.ts';
import { t } from '../../src/telegram/i18n.ts';
import { answersIn, makeLeader, spokenFor } from '../support/leaders.ts';
import { dataOf, labels, last, launchSurvey } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let code: string;
let nextId = 8000;
beforeAll(async () => {
  yard = await startYardbell();
  code = await launchSurvey(yard, await yard.staff(nextId++, 'en'), 'What our community needs');
});
afterAll(async () => await yard.stop());

const textsOf = (messages: Message[]) => messages.map((message) => message.text ?? '');
const questions = findTemplate('general_needs')?.questions ?? [];

describe.each(LOCALES)('in %s', (locale) => {
  const say = (key: string, variables?: Record<string, string | number>) => t(locale, key, variables);
  const option = (question: number, index: number) => {
    const found = questions[question]?.options?.[index];
    return found ? inLocale(found.label, locale) : '';
  };

  /** From the list of surveys to the first question about a neighbour of the leader's own building. */
  async function beginInterview(leader: number, building = '3') {
    await yard.say(leader, '/surveys');
    await yard.tap(leader, say('interview-ask'));
    await yard.tap(leader, say('interview-agrees'));
    return await yard.tap(leader, say('interview-building', { building }));
  }

  /** Answers all seven questions: this age, one concern, and nothing that is asked after it. */
  async function answerAll(leader: number, age: number) {
    await yard.tap(leader, `${age + 1} ${option(0, age)}`);
    await yard.tap(leader, `1 ${option(1, 0)}`);
    await yard.tap(leader, `☐ 2 ${option(2, 1)}`);
    await yard.tap(leader, say('survey-done', { count: 1 }));
    for (let rest = 0; rest < 4; rest += 1) await yard.tap(leader, say('survey-skip'));
  }

  test('a leader reads the consent aloud, asks two neighbours one after the other, and each is closed for good', async () => {
    const leader = await makeLeader(yard, nextId++, locale, '3');
    await yard.say(leader, '/surveys');
    const consent = last((await yard.tap(leader, say('interview-ask'))).messages);
    expect(consent.text).toContain(say('interview-read-aloud'));
    expect(consent.text?.length).toBeLessThanOrEqual(600);
    expect(await spokenFor(yard, leader)).toEqual([]);
    await yard.tap(leader, say('interview-agrees'));
    const first = last((await yard.tap(leader, say('interview-building', { building: '3' }))).messages);
    expect(first.text).toContain(say('interview-who', { person: 1 }));
    expect(first.text).toContain(inLocale(questions[0]?.text ?? { zh: '', en: '', es: '' }, locale));
    await answerAll(leader, 4);
    const review = yard.simulator.lastMessage(leader);
    expect(review?.text).toContain(say('interview-review'));
    const sent = await yard.tap(leader, say('survey-send'));
    expect(last(sent.messages).text).toBe(
      `${say('interview-finished')}\n${say('interview-asked', { asked: 1 })}`,
    );
    expect(labels(last(sent.messages))).toEqual([say('interview-next'), say('interview-enough')]);
    await yard.tap(leader, say('interview-next'));
    await yard.tap(leader, say('interview-agrees'));
    const second = last((await yard.tap(leader, say('interview-no-building'))).messages);
    expect(second.text).toContain(say('interview-who', { person: 2 }));
    await answerAll(leader, 5);
    await yard.tap(leader, say('survey-send'));
    const thanks = last((await yard.tap(leader, say('interview-enough'))).messages);
    expect(thanks.text).toContain(say('interview-asked', { asked: 2 }));

    const [one, two, ...none] = await spokenFor(yard, leader);
    expect(none).toEqual([]);
    expect([one?.mode, one?.status, one?.building]).toEqual(['leader', 'completed', '3']);
    expect([two?.mode, two?.status, two?.building]).toEqual(['leader', 'completed', null]);
    expect((await answersIn(yard, one?.id ?? 0))['age']).toEqual(['70_79']);
    expect((await answersIn(yard, two?.id ?? 0))['age']).toEqual(['80p']);

    for (const verb of [
      `change:${one?.id}:age`,
      `tap:${one?.id}:age:u30`,
      `go:${one?.id}`,
      `wipe:${one?.id}`,
    ]) {
      const { toast } = await yard.forge(leader, `survey:${verb}`);
      expect(toast).toBe(say('interview-closed'));
    }
    expect((await answersIn(yard, one?.id ?? 0))['age']).toEqual(['70_79']);
    // What the leader thinks themselves is another response.
    await yard.open(leader, `s-${code}`);
    await yard.tap(leader, say('survey-start'));
    await yard.tap(leader, `2 ${option(0, 1)}`);
    expect((await spokenFor(yard, leader)).map(({ mode }) => mode)).toEqual(['leader', 'leader', 'self']);
  });

  test('a typed building is taken, a flat never is', async () => {
    const leader = await makeLeader(yard, nextId++, locale, '3');
    await yard.say(leader, '/surveys');
    await yard.tap(leader, say('interview-ask'));
    await yard.tap(leader, say('interview-agrees'));
    const refused = await yard.say(leader, '3-2-501');
    expect(textsOf(refused)).toEqual([`${say('building-no-flat')}\n${say('interview-where')}`]);
    expect(await spokenFor(yard, leader)).toEqual([]);
    await yard.say(leader, '７号楼');
    expect((await spokenFor(yard, leader)).map(({ building }) => building)).toEqual(['7']);
    const { toast } = await yard.forge(leader, `interview:in:${code}:3-2-501`);
    expect(toast).toBe(say('old-button'));
    expect(await spokenFor(yard, leader)).toHaveLength(1);
  });

  test('two unfinished interviews never mix, and one can be thrown away', async () => {
    const leader = await makeLeader(yard, nextId++, locale, '3');
    await beginInterview(leader);
    await yard.tap(leader, `1 ${option(0, 0)}`);
    const oldQuestion = yard.simulator.lastMessage(leader);
    yard.clock.setOffset(yard.clock.offsetMs() + 60_000);
    await beginInterview(leader);
    await yard.tap(leader, `2 ${option(0, 1)}`);
    const data = dataOf(oldQuestion, option(1, 2));
    expect(data).not.toBe('');
    const { messages } = await yard.forge(leader, data);
    expect(last(messages).text).toContain(say('interview-who', { person: 1 }));
    const [one, two] = await spokenFor(yard, leader);
    expect(await answersIn(yard, one?.id ?? 0)).toEqual({ age: ['u30'], status: ['outside'] });
    expect(await answersIn(yard, two?.id ?? 0)).toEqual({ age: ['30_44'] });
    // What is typed belongs to the one touched last.
    await yard.say(leader, '2');
    expect((await answersIn(yard, one?.id ?? 0))['concerns']).toEqual(['eldercare']);
    await yard.say(leader, '/surveys');
    const hub = last((await yard.tap(leader, say('interview-ask'))).messages);
    const goOn = labels(hub).filter((label) =>
      label.startsWith(say('interview-go-on', { person: '', position: '' }).slice(0, 4)),
    );
    expect(goOn).toHaveLength(2);
    await yard.tap(leader, goOn[1] ?? '');
    await yard.forge(leader, `survey:delete:${two?.id}`);
    const gone = last((await yard.tap(leader, say('survey-delete-yes'))).messages);
    expect(gone.text).toBe(say('interview-deleted'));
    expect((await spokenFor(yard, leader)).map(({ id }) => id)).toEqual([one?.id]);
  });

  test('with the phone handed over nothing answered is seen, and the neighbour is spoken to', async () => {
    const leader = await makeLeader(yard, nextId++, locale, '3');
    await beginInterview(leader);
    await yard.tap(leader, `4 ${option(0, 3)}`);
    await yard.tap(leader, say('survey-change'));
    await yard.tap(leader, `5 ${option(0, 4)}`);
    await yard.tap(leader, `1 ${option(1, 0)}`);
    const handed = await yard.tap(leader, say('interview-hand-over'));
    const question = last(handed.messages);
    expect(question.text).toContain(say('interview-handed'));
    expect(question.text).not.toContain(say('interview-who', { person: 1 }));
    expect(labels(question)).not.toContain(say('survey-back'));
    const seen = () =>
      JSON.stringify(yard.simulator.messages(leader).filter((message) => message.from?.is_bot));
    expect(seen()).not.toContain(`✔ ${option(0, 3)}`);
    expect(seen()).not.toContain(`✔ ${option(0, 4)}`);
    expect(seen()).not.toContain(`✔ ${option(1, 0)}`);
    const [response] = await spokenFor(yard, leader);
    for (const look of [`back:${response?.id}:concerns`, `change:${response?.id}:age`]) {
      const { toast } = await yard.forge(leader, `survey:${look}`);
      expect(toast).toBe(say('interview-covered'));
    }
    await yard.tap(leader, `☐ 2 ${option(2, 1)}`);
    await yard.tap(leader, say('survey-done', { count: 1 }));
    for (let rest = 0; rest < 4; rest += 1) await yard.tap(leader, say('survey-skip'));
    const review = yard.simulator.lastMessage(leader);
    expect(review?.text).toBe(say('interview-handed-review'));
    await yard.tap(leader, say('survey-send'));
    expect(seen()).not.toContain(`✔ ${option(2, 1)}`);
    expect(seen()).not.toContain(`✔\n1. ${option(0, 4)}`);
    expect(await answersIn(yard, response?.id ?? 0)).toMatchObject({
      age: ['70_79'],
      concerns: ['eldercare'],
    });
  });

  test('the goal set once is counted against', async () => {
    const leader = await makeLeader(yard, nextId++, locale, '3');
    await yard.say(leader, '/surveys');
    await yard.tap(leader, say('interview-ask'));
    await yard.tap(leader, say('interview-goal'));
    const set = await yard.tap(leader, say('interview-neighbours', { goal: 12 }));
    expect(textsOf(set.messages)).toEqual([`✔ ${say('interview-asked-of', { asked: 0, goal: 12 })}`]);
    await beginInterview(leader);
    await answerAll(leader, 2);
    const { messages } = await yard.tap(leader, say('survey-send'));
    expect(last(messages).text).toContain(say('interview-asked-of', { asked: 1, goal: 12 }));
    const { toast } = await yard.forge(leader, `interview:aim:${code}:999`);
    expect(toast).toBe(say('old-button'));
  });
});

test('only those with the role in this community ask, and whoever lost it writes nothing more', async () => {
  const say = (key: string) => t('en', key);
  const elsewhere = await makeLeader(yard, nextId++, 'en', '3', 'qingyuan');
  const resident = await yard.resident(nextId++, 'en');
  for (const person of [elsewhere, resident])
    for (const verb of ['ask', 'agree', 'refuse', 'in', 'goal', 'aim', 'enough']) {
      const { toast } = await yard.forge(person, `interview:${verb}:${code}`);
      expect(toast).toBe(say('old-button'));
    }
  expect(labels(last(await yard.say(elsewhere, '/surveys')))).not.toContain(say('interview-ask'));
  expect(await spokenFor(yard, elsewhere)).toEqual([]);

  const leader = await makeLeader(yard, nextId++, 'en', '3');
  await yard.say(leader, '/surveys');
  for (const label of ['interview-ask', 'interview-agrees']) await yard.tap(leader, say(label));
  await yard.tap(leader, t('en', 'interview-building', { building: '3' }));
  const question = yard.simulator.lastMessage(leader);
  const { id } = (await spokenFor(yard, leader))[0] ?? { id: 0 };
  // Somebody else's interview is nobody's business, whatever they send.
  const other = await makeLeader(yard, nextId++, 'en', '4');
  for (const verb of [`tap:${id}:age:u30`, `go:${id}`, `wipe:${id}`, `send:${id}`])
    expect((await yard.forge(other, `survey:${verb}`)).toast).toBe(say('old-button'));
  expect((await yard.forge(other, `interview:hand:${id}`)).toast).toBe(say('old-button'));

  await yard.db.deleteFrom('roles').where('role', '=', 'building_leader').execute();
  const tapped = await yard.forge(leader, dataOf(question, 'Under 30'));
  expect(tapped.toast).toBe(say('interview-no-leader'));
  expect((await yard.forge(leader, `interview:hand:${id}`)).toast).toBe(say('old-button'));
  expect(textsOf(await yard.say(leader, '45 to 59'))).toEqual([say('fallback')]);
  expect(await answersIn(yard, id)).toEqual({});
});

test('a leader who deletes everything takes nothing from the neighbours but what was not finished', async () => {
  const say = (key: string, variables?: Record<string, string | number>) => t('en', key, variables);
  const leader = await makeLeader(yard, nextId++, 'en', '3');
  await yard.forge(leader, `sheet:in:${code}:3`);
  await yard.say(leader, '1;1;2;;;;');
  await yard.tap(leader, say('sheet-done'));
  await yard.forge(leader, `interview:in:${code}:3`);
  const [sheet, interview] = await spokenFor(yard, leader);
  expect([sheet?.status, interview?.status]).toEqual(['completed', 'in_progress']);
  await yard.say(leader, '/forget');
  await yard.tap(leader, say('forget-yes'));
  await yard.tap(leader, say('forget-really'));
  const left = await yard.db
    .selectFrom('survey_responses')
    .select(['id', 'resident_id', 'building'])
    .where('id', 'in', [sheet?.id ?? 0, interview?.id ?? 0])
    .execute();
  expect(left).toEqual([{ id: sheet?.id, resident_id: null, building: '3' }]);
  expect((await answersIn(yard, sheet?.id ?? 0))['concerns']).toEqual(['eldercare']);
});
