import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/domain/locale.ts';
import type { Message } from '../../src/simulator/types.ts';
import { t } from '../../src/telegram/i18n.ts';
import { SHOP, openShop } from '../support/shop.ts';
import { MONDAY_AT_TEN, type TestYardbell, startYardbell } from '../support/yardbell.ts';

const OFFICER = 1;
const PLACE = { zh: '兴华社区', en: 'Xinghua', es: 'Xinghua' };
let yard: TestYardbell;
let nextId = 7000;
beforeAll(async () => {
  yard = await startYardbell();
  yard.stranger(OFFICER, 'en', 'Officer');
  await yard.open(OFFICER);
  await yard.tap(OFFICER, 'English');
});
afterAll(async () => await yard.stop());

const textsOf = (messages: Message[]) => messages.map((message) => message.text ?? '');

/** The payload of the invitation link in the newest of these messages. */
function payloadIn(messages: Message[]): string {
  return /start=(i-[0-9a-f]{32})/.exec(textsOf(messages).join('\n'))?.[1] ?? '';
}

async function inviteStaff(): Promise<string> {
  await yard.say(OFFICER, '/admin');
  return payloadIn((await yard.tap(OFFICER, 'Invite staff: Xinghua')).messages);
}

describe.each(LOCALES)('in %s', (locale) => {
  const role = t(locale, 'invitation-role-staff', { place: PLACE[locale] });

  test('an invitation is shown, asked about, and only then makes a colleague who can act at once', async () => {
    const payload = await inviteStaff();
    const colleague = yard.stranger(nextId++, locale);
    await yard.open(colleague, payload);
    const shown = await yard.tap(colleague, t(locale, 'language-name'));
    const question = textsOf(shown.messages).at(-1);
    expect(question).toContain(t(locale, 'invitation-question', { role }));
    expect(question).toContain(t(locale, 'invitation-what-is-kept'));
    expect(question?.length).toBeLessThanOrEqual(600);
    expect(textsOf(await yard.say(colleague, '/team'))).toEqual([t(locale, 'staff-only')]);
    const { messages } = await yard.tap(colleague, t(locale, 'invitation-accept'));
    expect(textsOf(messages)[0]).toBe(t(locale, 'invitation-accepted', { role }));
    expect(textsOf(messages)[1]).toContain('/notice');
    const commands = yard.simulator.commandsFor(colleague, colleague);
    expect(commands).toContainEqual({ command: 'notice', description: t(locale, 'command-notice') });
    expect(commands.map(({ command }) => command)).not.toContain('admin');
    const [team] = await yard.say(colleague, '/team');
    expect(team?.text).toContain(PLACE[locale]);
    expect(yard.simulator.lastMessage(OFFICER)?.text).toContain('was accepted');
    expect(textsOf(await yard.open(colleague, payload))).toEqual([t(locale, 'invitation-already')]);
  });

  test('a no keeps the link good; the second opener is refused kindly and the inviter hears of it once', async () => {
    const payload = await inviteStaff();
    const [first, second] = [await yard.resident(nextId++, locale), await yard.resident(nextId++, locale)];
    await yard.open(first, payload);
    const no = await yard.tap(first, t(locale, 'invitation-refuse'));
    expect(textsOf(no.messages)).toEqual([t(locale, 'invitation-refused')]);
    await yard.open(second, payload);
    await yard.open(first, payload);
    await yard.tap(first, t(locale, 'invitation-accept'));
    const late = await yard.tap(second, t(locale, 'invitation-accept'));
    expect(textsOf(late.messages)).toEqual([t(locale, 'invitation-used')]);
    expect(textsOf(await yard.open(second, payload))).toEqual([t(locale, 'invitation-used')]);
    const warnings = textsOf(yard.simulator.messages(OFFICER)).filter((text) =>
      text.startsWith('A second person'),
    );
    expect(warnings).toHaveLength(LOCALES.indexOf(locale) + 1);
    expect(textsOf(await yard.say(second, '/team'))).toEqual([t(locale, 'staff-only')]);
  });

  test('an unknown, a mangled and a run-out invitation say so', async () => {
    const person = await yard.resident(nextId++, locale);
    const unusable = [t(locale, 'invitation-unusable')];
    expect(textsOf(await yard.open(person, `i-${'0'.repeat(32)}`))).toEqual(unusable);
    expect(textsOf(await yard.open(person, 'i-x'))).toEqual(unusable);
    await yard.say(person, '/help');
    const forged = await yard.forge(person, `invitation:yes:${'0'.repeat(32)}`);
    expect(textsOf(forged.messages)).toEqual(unusable);
    const payload = await inviteStaff();
    await yard.open(person, payload);
    await yard.moveTo(new Date(MONDAY_AT_TEN.getTime() + 8 * 86_400_000));
    try {
      expect(textsOf((await yard.tap(person, t(locale, 'invitation-accept'))).messages)).toEqual(unusable);
      expect(textsOf(await yard.open(person, payload))).toEqual(unusable);
    } finally {
      await yard.moveTo(MONDAY_AT_TEN);
    }
  });

  test('staff invite colleagues and a board; the text to forward says what and until when', async () => {
    const staff = await yard.staff(nextId++, locale);
    await yard.say(staff, '/team');
    const { messages } = await yard.tap(staff, t(locale, 'team-invite-colleague'));
    expect(textsOf(messages)[1]).toContain(role);
    const weekday = t(locale, 'moment-weekday-1');
    expect(textsOf(messages)[1]).toContain(weekday);
    const shop = await openShop(yard.db, yard.clock.now());
    await yard.forge(staff, `team-project:open:${shop.projectCode}`);
    const payload = payloadIn((await yard.tap(staff, t(locale, 'project-invite-board'))).messages);
    const member = await yard.resident(nextId++, locale);
    await yard.open(member, payload);
    await yard.tap(member, t(locale, 'invitation-accept'));
    const commands = yard.simulator.commandsFor(member, member).map(({ command }) => command);
    expect(commands).toContain('volunteers');
    expect(commands).not.toContain('notice');
    const [team] = await yard.say(member, '/team');
    expect(team?.text).toContain(t(locale, 'team-board', { project: SHOP[locale], members: 1 }));
  });
});

test('/admin is for officers: sums without names; to others it is a command for staff', async () => {
  const [admin] = await yard.say(OFFICER, '/admin');
  expect(admin?.text).toContain('Xinghua: 2,400 households');
  const staff = await yard.staff(nextId++, 'en');
  expect(textsOf(await yard.say(staff, '/admin'))).toEqual([t('en', 'staff-only')]);
  for (const data of ['team:staff:1', 'team:list:0']) {
    expect((await yard.forge(staff, data)).toast).toBe(t('en', 'staff-only'));
  }
});

test('staff invite into their own community only, and forged places do not exist', async () => {
  const staff = await yard.staff(nextId++, 'en', 'qingyuan');
  const { id } = await yard.db
    .selectFrom('communities')
    .select('id')
    .where('code', '=', 'xinghua')
    .executeTakeFirstOrThrow();
  for (const place of [String(id), '999', 'x', '-1', '']) {
    const { toast, messages } = await yard.forge(staff, `team:colleague:${place}`);
    expect([toast, messages]).toEqual([t('en', 'team-no-such-community'), []]);
  }
  expect((await yard.forge(OFFICER, 'team:staff:999')).toast).toBe(t('en', 'team-no-such-community'));
});

test('what was invited, accepted and refused stands in the audit log, and no token in any log line', async () => {
  const payload = await inviteStaff();
  const person = await yard.resident(nextId++, 'en');
  await yard.open(person, payload);
  await yard.tap(person, t('en', 'invitation-accept'));
  const { rows } = {
    rows: await yard.db.selectFrom('audit_entries').select('action').orderBy('id', 'desc').execute(),
  };
  expect(rows.slice(0, 3).map((row) => row.action)).toEqual([
    'role_granted',
    'invitation_redeemed',
    'invitation_created',
  ]);
  expect(yard.logs.join()).not.toContain(payload.slice(2));
});
