import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/domain/locale.ts';
import type { Message } from '../../src/simulator/types.ts';
import { t } from '../../src/telegram/i18n.ts';
import { makeLeader } from '../support/leaders.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

const PLACE = { zh: '兴华社区', en: 'Xinghua', es: 'Xinghua' };
let yard: TestYardbell;
let nextId = 7400;
beforeAll(async () => {
  yard = await startYardbell();
});
afterAll(async () => await yard.stop());

const textsOf = (messages: Message[]) => messages.map((message) => message.text ?? '');
const payloadIn = (messages: Message[]) =>
  /start=(i-[0-9a-f]{32})/.exec(textsOf(messages).join('\n'))?.[1] ?? '';

describe.each(LOCALES)('in %s', (locale) => {
  const say = (key: string, variables?: Record<string, string>) => t(locale, key, variables);

  test('staff invite a building leader by a link that makes one person a leader of that building, once', async () => {
    const staff = await yard.staff(nextId++, locale);
    await yard.say(staff, '/team');
    const asked = await yard.tap(staff, say('leader-invite'));
    expect(textsOf(asked.messages)).toEqual([say('leader-which-building')]);
    expect(textsOf(await yard.say(staff, '3-2-501'))).toEqual([
      `${say('building-no-flat')}\n${say('leader-which-building')}`,
    ]);
    const payload = payloadIn(await yard.say(staff, '３号楼'));
    const [leader, late] = [yard.stranger(nextId++, locale), await yard.resident(nextId++, locale)];
    await yard.open(leader, payload);
    const role = say('leader-role', { place: PLACE[locale], building: '3' });
    const shown = textsOf((await yard.tap(leader, say('language-name'))).messages).at(-1);
    expect(shown).toContain(say('invitation-question', { role }));
    expect(shown).toContain(say('leader-gives'));
    expect(shown?.length).toBeLessThanOrEqual(600);
    const { messages } = await yard.tap(leader, say('invitation-accept'));
    expect(textsOf(messages)[0]).toContain(say('leader-now'));
    expect(textsOf(messages)[1]).toContain(say('leader-help'));
    expect(textsOf(messages)[1]).not.toContain('/notice');
    expect(textsOf(await yard.open(late, payload))).toEqual([say('invitation-used')]);
    const roles = await yard.db
      .selectFrom('roles')
      .innerJoin('residents', 'residents.id', 'roles.resident_id')
      .select(['role', 'building', 'telegram_id'])
      .where('telegram_id', 'in', [leader, late])
      .execute();
    expect(roles).toEqual([{ role: 'building_leader', building: '3', telegram_id: leader }]);
    expect(yard.logs.join('\n')).not.toContain('501');
  });

  test('a leader has no power of staff, and staff invite no leader elsewhere', async () => {
    const leader = await makeLeader(yard, nextId++, locale, '3');
    for (const command of ['/team', '/survey', '/notice', '/volunteers'])
      expect(textsOf(await yard.say(leader, command)).join()).toContain(say('staff-only').slice(0, 10));
    const other = await yard.staff(nextId++, locale, 'qingyuan');
    await yard.say(other, '/team');
    for (const id of [await communityId('xinghua'), 987_654, 'x', '']) {
      const { toast, messages } = await yard.forge(other, `leader:invite:${id}`);
      expect([toast, messages]).toEqual([say('team-no-such-community'), []]);
    }
  });

  test('stopping invites nobody', async () => {
    const staff = await yard.staff(nextId++, locale);
    await yard.say(staff, '/team');
    await yard.tap(staff, say('leader-invite'));
    const stop = { zh: '算了', en: 'Stop', es: '/cancel' }[locale];
    expect(textsOf(await yard.say(staff, stop))).toEqual([say('leader-left')]);
    expect(textsOf(await yard.say(staff, '5'))).toEqual([say('fallback')]);
  });
});

async function communityId(code: string): Promise<number> {
  const query = yard.db.selectFrom('communities').select('id').where('code', '=', code);
  return (await query.executeTakeFirstOrThrow()).id;
}
