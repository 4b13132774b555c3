import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Locale } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import {
  beginSurvey,
  dataOf,
  labels,
  last,
  launchSurvey,
  responseOf,
  storedAnswers,
} from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let staff: number;
let code: string;
let nextId = 9200;

beforeAll(async () => {
  yard = await startYardbell();
  staff = await yard.staff(nextId++, 'en');
  code = await launchSurvey(yard, staff, 'What our community needs');
});
afterAll(async () => await yard.stop());

const begin = async (locale: Locale) => await beginSurvey(yard, nextId++, locale, code);
const stored = async (person: number) => await storedAnswers(yard, person);
const newest = (person: number) => yard.simulator.lastMessage(person);

/** To the question about concerns. */
async function atConcerns(locale: Locale): Promise<number> {
  const person = await begin(locale);
  await yard.say(person, '4');
  await yard.say(person, '1');
  return person;
}

/** To the open question. */
async function atOpen(locale: Locale): Promise<number> {
  const person = await atConcerns(locale);
  for (const text of ['6', t(locale, 'survey-done', { count: 1 }).slice(0, 4)]) {
    if (text === '6') await yard.say(person, text);
    else await yard.tap(person, text);
  }
  await yard.say(person, '2');
  await yard.say(person, '3');
  return person;
}

async function send(person: number, media: Parameters<typeof yard.simulator.sendMedia>[2]) {
  yard.simulator.sendMedia(person, person, media);
  await yard.settled();
}

async function edit(person: number, messageId: number, text: string) {
  yard.simulator.editText(person, person, messageId, text);
  await yard.settled();
}

const ownLast = (person: number) =>
  yard.simulator.messages(person).findLast((message) => !message.from?.is_bot)?.message_id ?? 0;

describe.each<[Locale, string, string, string]>([
  ['zh', '垃圾臭得不行，车也没地方停车', '点错了 六十三', '都不是'],
  ['en', 'rubbish everywhere, and no parking', 'wrong, I am 63', 'None of these'],
  ['es', 'mucha basura y dónde aparcar', 'me equivoqué, tengo 63 años', 'Ninguna de estas'],
])('typed words, in %s', (locale, twoThings, slip, none) => {
  test('that speak of two concerns are kept, and both are offered', async () => {
    const person = await atConcerns(locale);
    const offer = last(await yard.say(person, twoThings));
    expect(offer.text).toContain(t(locale, 'survey-offer-which'));
    expect(labels(offer)).toHaveLength(3);
    expect(labels(offer).at(-1)).toBe(none);
    await yard.tap(person, labels(offer)[1] ?? '');
    expect((await stored(person))['concerns']).toEqual({ codes: ['waste'], comment: twoThings });
    expect(labels(last(await yard.say(person, twoThings)))).toHaveLength(2);
    await yard.tap(person, t(locale, 'survey-offer-no'));
    expect(newest(person)?.text).toContain(t(locale, 'survey-hint-multi'));
  });

  test('that correct an age change it only after a yes', async () => {
    const person = await begin(locale);
    await yard.say(person, '3');
    const offer = last(await yard.say(person, slip));
    expect(labels(offer)).toEqual([t(locale, 'survey-correct-yes'), t(locale, 'survey-correct-no')]);
    expect((await stored(person))['age']?.codes).toEqual(['45_59']);
    await yard.tap(person, t(locale, 'survey-correct-no'));
    expect((await stored(person))['age']?.codes).toEqual(['45_59']);
    await yard.say(person, slip);
    await yard.tap(person, t(locale, 'survey-correct-yes'));
    expect(await stored(person)).toEqual({ age: { codes: ['60_69'], comment: null } });
    expect(newest(person)?.text).toContain(t(locale, 'survey-header', { number: 2, total: 7 }));
  });

  test('at the open question say what was got, and can be written again', async () => {
    const person = await atOpen(locale);
    const got = last(await yard.say(person, 'abc'));
    expect(got.text).toBe(t(locale, 'survey-got-words', { words: 'abc' }));
    await yard.tap(person, t(locale, 'survey-again-words'));
    expect((await stored(person))['open']?.comment).toBeNull();
  });

  test('an edit of a message changes the words kept of it, also after sending, and nothing else', async () => {
    const person = await atOpen(locale);
    await yard.say(person, 'first');
    const first = ownLast(person);
    await yard.say(person, 'second');
    await edit(person, first, 'changed');
    expect((await stored(person))['open']?.comment).toBe('changed\nsecond');
    expect(newest(person)?.text).toBe(t(locale, 'survey-edited', { words: 'changed second' }));
    await yard.tap(person, t(locale, 'survey-next'));
    await yard.say(person, '1');
    await yard.tap(person, t(locale, 'survey-done', { count: 1 }).slice(0, 4));
    await yard.tap(person, t(locale, 'survey-send'));
    await edit(person, first, 'after all');
    expect((await stored(person))['open']?.comment).toBe('after all\nsecond');
    expect((await responseOf(yard, person)).status).toBe('completed');
  });
});

test('an edit of what was taken as an answer is answered with the question at hand', async () => {
  const person = await begin('en');
  await yard.say(person, '3');
  await edit(person, ownLast(person), '4');
  expect((await stored(person))['age']?.codes).toEqual(['45_59']);
  expect(newest(person)?.text).toContain('I saw that you changed a message');
  expect(newest(person)?.text).toContain('2/7');
});

test('voice and photo under a question with options stay with it; an album is answered once', async () => {
  const person = await begin('en');
  const before = yard.simulator.messages(person).length;
  for (let count = 0; count < 3; count += 1)
    yard.simulator.sendMedia(person, person, { kind: 'photo', mediaGroupId: 'album' });
  await yard.settled();
  const answers = yard.simulator
    .messages(person)
    .slice(before)
    .filter(({ from }) => from?.is_bot);
  expect(answers).toHaveLength(1);
  expect(answers[0]?.text).toContain("I've noted that");
  await send(person, { kind: 'voice', durationS: 4 });
  const { attachments } = await yard.db
    .selectFrom('answers')
    .select('attachments')
    .where('response_id', '=', (await responseOf(yard, person)).id)
    .executeTakeFirstOrThrow();
  expect(attachments.map(({ kind }) => kind)).toEqual(['photo', 'photo', 'photo', 'voice']);
});

test.each([['sticker'], ['contact'], ['poll']] as const)(
  'a %s is answered kindly and repeats the question; nothing is kept of it',
  async (kind) => {
    const person = await begin('en');
    await send(person, { kind });
    expect(newest(person)?.text).toContain(t('en', 'survey-lead-unreadable'));
    expect(newest(person)?.text).toContain('1/7');
    expect(await stored(person)).toEqual({});
  },
);

test('a thumb repeats the question, and a smile under the question of smiles is an answer', async () => {
  const person = await begin('en');
  expect(last(await yard.say(person, '👍')).text).toContain('1/7');
  expect(await stored(person)).toEqual({});
  const other = await atConcerns('en');
  await yard.say(other, 'nothing');
  await yard.say(other, 'done');
  await yard.say(other, '🙂');
  expect((await stored(other))['overall']?.codes).toEqual(['4']);
});

describe('in the middle of a survey', () => {
  test.each([
    ['/meetings', 'No meeting'],
    ['/projects', 'project'],
    ['/help', 'I can do this'],
    ['/settings', 'Your language'],
  ])('%s is answered, and the way back is offered', async (command, answer) => {
    const person = await begin('en');
    await yard.say(person, '3');
    const messages = await yard.say(person, command);
    expect(messages[0]?.text).toContain(answer);
    expect(last(messages).text).toBe('We were at 2/7.');
    expect(labels(last(messages))).toEqual(['Go on with the survey']);
    expect(last((await yard.tap(person, 'Go on with')).messages).text).toContain('2/7');
  });

  test('the language changes in the middle, the answers stay, and the question comes in the new one', async () => {
    const person = await begin('en');
    await yard.say(person, '3');
    await yard.say(person, '/settings');
    const changed = await yard.tap(person, '中文');
    expect(last(changed.messages).text).toBe('咱们答到：第2题，共7题');
    expect(last((await yard.tap(person, '接着答')).messages).text).toContain('您的户口在哪儿？');
    await yard.say(person, '返回');
    expect(labels(newest(person) ?? {})).toContain('✔ 3 45到59岁');
  });

  test('the link of another survey asks which one, and either keeps what was answered', async () => {
    const second = await secondSurvey();
    const person = await begin('en');
    await yard.say(person, '3');
    const asked = last(await yard.open(person, `s-${second}-b3`));
    expect(asked.text).toBe('You are at 2/7 of “What our community needs”. Which one first?');
    expect(labels(asked)).toEqual(['Go on', 'Do the new one, keep my answers']);
    const intro = last((await yard.tap(person, 'Do the new one')).messages);
    expect(labels(intro).slice(0, 2)).toEqual(['Start', 'Who sees my answers?']);
    await yard.tap(person, 'Start');
    await yard.say(person, '1');
    const back = last(await yard.open(person, `s-${code}`));
    await yard.tap(person, labels(back)[1] ?? '');
    expect(last((await yard.tap(person, 'Go on')).messages).text).toContain('2/7');
    expect(labels(last(await yard.say(person, 'back')))).toContain('✔ 3 45 to 59');
  });

  test('"forget me" in plain words asks whether everything is to be deleted', async () => {
    for (const [locale, words] of [
      ['en', 'Forget me!'],
      ['zh', '删掉我的'],
      ['es', 'bórreme'],
    ] as const) {
      const person = await begin(locale);
      expect(last(await yard.say(person, words)).text).toBe(t(locale, 'forget-ask'));
    }
  });
});

async function secondSurvey(): Promise<string> {
  const survey = await yard.db
    .selectFrom('surveys')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  await yard.db
    .insertInto('surveys')
    .values({
      code: 'second2',
      community_id: survey.community_id,
      status: 'open',
      definition: JSON.stringify({ ...survey.definition, id: 'own' }),
      opened_at: survey.opened_at,
      closes_at: survey.closes_at,
      created_at: survey.created_at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return 'second2';
}

test('a change that hides a later question keeps its answer until sending, and drops it then', async () => {
  const person = await atOpen('en');
  await yard.tap(person, 'Skip');
  await yard.tap(person, 'Skip');
  await yard.tap(person, 'Change something');
  await yard.tap(person, '3 · ');
  await yard.tap(person, '☐ Nothing really');
  await yard.tap(person, 'Done');
  expect((await stored(person))['severity:repairs']?.codes).toEqual(['2']);
  expect(newest(person)?.text).not.toContain('4. ');
  await yard.tap(person, 'Send');
  expect(Object.keys(await stored(person))).not.toContain('severity:repairs');
});

describe('after sending', () => {
  test('what one wants to hear of is stored, each with a word, and can be taken back', async () => {
    const person = await atOpen('en');
    for (const label of ['Skip', 'Skip', 'Send', 'Tell me when']) await yard.tap(person, label);
    const wishes = async () =>
      await yard.db
        .selectFrom('survey_responses')
        .innerJoin('residents', 'residents.id', 'survey_responses.resident_id')
        .select(['wants_results', 'residents.paused_at'])
        .where('telegram_id', '=', person)
        .executeTakeFirstOrThrow();
    expect(await wishes()).toEqual({ wants_results: true, paused_at: null });
    await yard.tap(person, 'No messages');
    expect(await wishes()).toMatchObject({ wants_results: false, paused_at: expect.any(Date) });
    await yard.tap(person, 'Tell me about meetings');
    expect((await wishes()).paused_at).toBeNull();
  });

  test('an answer is changed from its own message until the survey ends, and sent once more', async () => {
    const person = await begin('en');
    const age = newest(person)?.message_id ?? 0;
    for (const text of ['3', '1', 'nothing', 'done', '3', 'skip', 'skip', 'send'])
      await yard.say(person, text);
    const change = yard.simulator.messages(person).find(({ message_id: id }) => id === age);
    await yard.simulator.tap(person, person, age, { data: dataOf(change, 'Change') });
    await yard.settled();
    await yard.tap(person, '4 60 to 69');
    expect(last((await yard.tap(person, 'Send')).messages).text).toBe(t('en', 'survey-sent-again'));
    expect((await stored(person))['age']?.codes).toEqual(['60_69']);
  });
});

test('a survey that closes at 4/7 keeps what is there and says so, to a tap and to words', async () => {
  const people = [await atConcerns('en'), await atConcerns('en')] as const;
  for (const person of people) {
    await yard.say(person, '6');
    await yard.tap(person, 'Done');
  }
  await yard.tap(staff, 'See the answers');
  await yard.tap(staff, 'Close now');
  await yard.tap(staff, 'Yes, close it');
  const tapped = await yard.tap(people[0], '2 A lot');
  expect(tapped.toast).toBe('This survey has ended.');
  expect(last(tapped.messages).text).toContain('What you had answered is kept and counts.');
  const typed = await yard.say(people[1], '2');
  expect(last(typed).text).toContain('What you had answered is kept and counts.');
  expect(last(await yard.say(people[1], '2')).text).toBe(t('en', 'fallback'));
  for (const person of people) {
    expect((await stored(person))['concerns']?.codes).toEqual(['repairs']);
    expect((await responseOf(yard, person)).status).toBe('abandoned');
  }
  const late = await yard.resident(nextId++, 'en');
  expect((await yard.open(late, `s-${code}`))[0]?.text).toContain('has ended (Monday 2 March).');
});
