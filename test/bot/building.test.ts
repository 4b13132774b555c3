import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUILDING } from '../../src/domain/building.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import type { Message } from '../../src/simulator/types.ts';
import { t } from '../../src/telegram/i18n.ts';
import { labelsOf, publishNotice } from '../support/notices.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let nextId = 9_100;
beforeAll(async () => {
  yard = await startYardbell();
});
afterAll(async () => await yard.stop());

const textsOf = (messages: Message[]) => messages.map((message) => message.text ?? '');

async function communityId(code: string): Promise<number> {
  const found = yard.db.selectFrom('communities').select('id').where('code', '=', code);
  return (await found.executeTakeFirstOrThrow()).id;
}

/** What is stored of a person, by community. */
async function stored(personId: number): Promise<Record<string, string | null>> {
  const rows = await yard.db
    .selectFrom('memberships')
    .innerJoin('residents', 'residents.id', 'memberships.resident_id')
    .innerJoin('communities', 'communities.id', 'memberships.community_id')
    .select(['communities.code', 'building'])
    .where('telegram_id', '=', personId)
    .execute();
  return Object.fromEntries(rows.map(({ code, building }) => [code, building]));
}

/** What is kept of the question while it waits for its answer. */
async function waiting(personId: number): Promise<string> {
  const key = String(personId);
  const rows = await yard.db
    .selectFrom('conversation_states')
    .select('state')
    .where('key', '=', key)
    .execute();
  return JSON.stringify(rows);
}

async function alsoIn(personId: number, code: string): Promise<void> {
  const { id } = await yard.db
    .selectFrom('residents')
    .select('id')
    .where('telegram_id', '=', personId)
    .executeTakeFirstOrThrow();
  const joined = { resident_id: id, community_id: await communityId(code), joined_at: yard.clock.now() };
  await yard.db.insertInto('memberships').values(joined).execute();
}

describe.each(LOCALES)('in %s', (locale) => {
  const say = (key: string, variables?: Record<string, string>) => t(locale, key, variables);
  const question = `${say('building-ask')}\n${say('building-what-for')}`;

  async function asked(community?: string): Promise<number> {
    const person = await yard.resident(nextId++, locale, community);
    await yard.say(person, '/settings');
    const { messages } = await yard.tap(person, say('building-button'));
    expect(textsOf(messages)).toEqual([question]);
    return person;
  }

  test('a resident tells their building, changes it, and takes it back', async () => {
    const person = await asked();
    const typed = { zh: '３号楼', en: 'Building 3', es: 'edificio 3' }[locale];
    const noted = await yard.say(person, typed);
    expect(textsOf(noted)).toEqual([say('building-noted', { building: '3' })]);
    expect(await stored(person)).toEqual({ xinghua: '3' });
    const [settings] = await yard.say(person, '/settings');
    expect(labelsOf(settings)).toContain(say('building-button-is', { building: '3' }));
    expect(textsOf((await yard.tap(person, say('building-change'))).messages)).toEqual([question]);
    await yard.say(person, '12 甲');
    expect(await stored(person)).toEqual({ xinghua: '12甲' });
    await yard.tap(person, say('building-change'));
    const cleared = await yard.tap(person, say('building-unsaid'));
    expect(textsOf(cleared.messages)).toEqual([say('building-cleared')]);
    expect(labelsOf(cleared.messages[0])).toEqual([say('building-change')]);
    expect(await stored(person)).toEqual({ xinghua: null });
    expect(textsOf(await yard.say(person, '3'))).toEqual([say('fallback')]);
    expect(await stored(person)).toEqual({ xinghua: null });
  });

  test('a flat and other words are refused with a reason, asked again, and stored nowhere', async () => {
    const person = await asked();
    for (const flat of ['3-2-501', '3号楼501', 'building 3 flat 5', 'edificio 3, piso 2'])
      expect(textsOf(await yard.say(person, flat))).toEqual([
        `${say('building-no-flat')}\n${say('building-ask')}`,
      ]);
    for (const words of ['hello', '不想说', 'the lift is broken'])
      expect(textsOf(await yard.say(person, words))).toEqual([
        `${say('building-unclear')}\n${say('building-ask')}`,
      ]);
    expect(await stored(person)).toEqual({ xinghua: null });
    expect(await waiting(person)).toMatch(/tell-building@1/);
    expect(await waiting(person)).not.toMatch(/501|lift/);
    await yard.say(person, 'B2');
    expect(await waiting(person)).not.toMatch(/tell-building/);
    expect(await stored(person)).toEqual({ xinghua: 'B2' });
    expect(yard.logs.join('\n')).not.toContain('501');
  });

  test('another command, a sticker and a restart in the middle lose nothing', async () => {
    const person = await asked();
    expect((await yard.say(person, '/help'))[0]?.text).toContain('/surveys');
    yard.simulator.sendMedia(person, person, { kind: 'sticker' });
    await yard.settled();
    expect(yard.simulator.lastMessage(person)?.text).toBe(say('fallback'));
    await yard.restart();
    expect(textsOf(await yard.say(person, '3栋'))).toEqual([say('building-noted', { building: '3' })]);
    expect(await stored(person)).toEqual({ xinghua: '3' });
  });

  test('whoever stops keeps what they told before', async () => {
    const person = await asked();
    await yard.say(person, '3');
    await yard.tap(person, say('building-change'));
    const stop = { zh: '算了', en: 'Stop', es: '/cancel' }[locale];
    expect(textsOf(await yard.say(person, stop))).toEqual([say('building-left')]);
    expect(textsOf(await yard.say(person, '5'))).toEqual([say('fallback')]);
    expect(await stored(person)).toEqual({ xinghua: '3' });
  });

  test('an old button asks anew, as often as it is pressed', async () => {
    const person = await asked();
    await yard.say(person, '3');
    for (const building of ['4', '5']) {
      expect(textsOf((await yard.tap(person, say('building-button'))).messages)).toEqual([question]);
      await yard.tap(person, say('building-button'));
      await yard.say(person, building);
      expect(await stored(person)).toEqual({ xinghua: building });
    }
  });

  test('a forged community changes nothing and asks nothing', async () => {
    const person = await yard.resident(nextId++, locale);
    const other = await yard.resident(nextId++, locale, 'qingyuan');
    await yard.say(person, '/settings');
    const notTheirs = await communityId('qingyuan');
    for (const id of [notTheirs, 987_654, '-1', '1e3', '', 'constructor'])
      for (const verb of ['ask', 'unsaid']) {
        const { toast, messages } = await yard.forge(person, `building:${verb}:${id}`);
        expect([toast, textsOf(messages)]).toEqual([say('old-button'), []]);
      }
    expect(textsOf(await yard.say(person, '3'))).toEqual([say('fallback')]);
    expect([await stored(person), await stored(other)]).toEqual([{ xinghua: null }, { qingyuan: null }]);
  });

  test('who lives in two communities has one button for each', async () => {
    const person = await yard.resident(nextId++, locale);
    await alsoIn(person, 'qingyuan');
    const community = { zh: '清源社区', en: 'Qingyuan', es: 'Qingyuan' }[locale];
    const [settings] = await yard.say(person, '/settings');
    const own = labelsOf(settings).filter((label) => label.includes(say('building-button').slice(1)));
    expect(own).toHaveLength(2);
    const { messages } = await yard.tap(person, say('building-button-in', { community }));
    expect(messages[0]?.text).toContain(say('building-ask-in', { community }));
    const noted = await yard.say(person, '7');
    expect(textsOf(noted)).toEqual([say('building-noted-in', { community, building: '7' })]);
    expect(await stored(person)).toEqual({ xinghua: null, qingyuan: '7' });
    const [after] = await yard.say(person, '/settings');
    expect(labelsOf(after)).toContain(say('building-button-in-is', { community, building: '7' }));
  });
});

test('somebody who is in no community has no such button', async () => {
  const id = yard.stranger(nextId++, 'en');
  await yard.open(id);
  await yard.tap(id, 'English');
  const [settings] = await yard.say(id, '/settings');
  expect(labelsOf(settings)).toHaveLength(4);
});

test('a text long after the question is no answer to it', async () => {
  const person = await yard.resident(nextId++, 'en');
  await yard.say(person, '/settings');
  await yard.tap(person, t('en', 'building-button'));
  await yard.moveTo(new Date(yard.clock.now().getTime() + (BUILDING.waitMinutes + 1) * 60_000));
  expect(textsOf(await yard.say(person, '3'))).toEqual([t('en', 'fallback')]);
  expect(textsOf(await yard.say(person, '3'))).toEqual([t('en', 'fallback')]);
  expect(await stored(person)).toEqual({ xinghua: null });
});

test('staff see the building that was told among those that were not reached', async () => {
  const staff = await yard.staff(nextId++, 'en', 'qingyuan');
  const person = await yard.resident(nextId++, 'es', 'qingyuan');
  await yard.say(person, '/settings');
  await yard.tap(person, t('es', 'building-button'));
  await yard.say(person, 'edificio c-3');
  const description = 'Forbidden: bot was blocked by the user';
  yard.simulator.orderFault({ kind: 'status', status: 403, description, chatId: person });
  await publishNotice(yard, staff, 'en');
  const button = t('en', 'broadcast-not-reached', { count: 1 });
  await expect
    .poll(() => yard.simulator.messages(staff).flatMap(labelsOf), { timeout: 10_000 })
    .toContain(button);
  const { messages } = await yard.tap(staff, button);
  expect(messages.at(-1)?.text).toContain(t('en', 'broadcast-building', { building: 'C3' }));
  expect(messages.at(-1)?.text).not.toContain(t('en', 'broadcast-building-unknown'));
});
