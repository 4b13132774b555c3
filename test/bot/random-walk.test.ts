import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import type { Message } from '../../src/simulator/types.ts';
import { TYPED, publishNotice } from '../support/notices.ts';
import { openShop } from '../support/shop.ts';
import { type TestYardbell, queueKinds, startYardbell } from '../support/yardbell.ts';

const STEPS = Number(process.env['WALK_STEPS'] ?? 400);
const SEED = Number(process.env['WALK_SEED'] ?? 20_261_123);
const GROUP = -70_001;

/** What no person may ever see: keys, placeholders, stack traces, our own words for things. */
const NEVER_SEEN =
  /\{ ?\$|\{[a-z-]+\}|undefined|\[object |NaN|TypeError|Error:|^[a-z]+(-[a-z]+)+$|at .+\.ts:\d+/m;

const TEXTS = [
  '1',
  '三',
  'stop',
  '停止',
  'atrás',
  'the lift is broken!!',
  '电梯坏了九天了，也没人管！',
  '<b>x</b> & _y_ *z* [a](http://x.example)',
  '/notice',
  '/survey',
  '/surveys',
  '/meetings',
  '/projects',
  '/volunteers',
  '/digest',
  '/team',
  '/admin',
  '/settings',
  '/help',
  '/cancel',
  '/start',
  '/start c-xinghua',
  '/start s-nope',
  '/start i-00000000000000000000000000000000',
  '/nonsense',
  '5月20日晚上7点到8点',
  'next Saturday 2:30 pm',
  'mañana a las 7 de la tarde',
  '31/02',
  '5',
  'a\nb\nc',
  'Ms Zhang 6924 0000',
  '\u202Eabc\u200B\u200D',
  '👩‍👩‍👧‍👦',
  '\uFF15',
  'x'.repeat(4096),
  '; drop table residents; --',
  '${process.env.BOT_TOKEN}',
];
/** What a staff wizard asks for, so that the walk gets through it now and then. */
const WIZARD_TEXTS = LOCALES.flatMap((locale) => Object.values(TYPED[locale]));
const MEDIA = ['sticker', 'photo', 'voice', 'location', 'contact', 'document', 'video', 'poll'] as const;

describe.each(queueKinds())('with queues in %s', (queues) => {
  let yard: TestYardbell;
  const people: number[] = [];
  beforeAll(async () => {
    yard = await startYardbell({ queues, adminIds: [8_100] });
    for (const [index, locale] of LOCALES.entries()) await settle(locale, index);
    people.push(yard.stranger(8_100, 'zh-hans'), yard.stranger(8_101, 'es'), yard.stranger(8_102, 'fr'));
    const memberIds = people.slice(0, 6);
    yard.simulator.addGroup({ id: GROUP, title: 'Team', type: 'group', memberIds }, memberIds[0]);
    const { projectId } = await openShop(yard.db, yard.clock.now());
    await yard.db.updateTable('boards').set({ chat_id: GROUP }).where('project_id', '=', projectId).execute();
    await publishNotice(yard, 8_010, 'zh');
    await yard.say(8_011, '/survey');
    for (const label of ['New survey', 'What our community needs', 'Open and invite', 'Yes, open'])
      await yard.tap(8_011, label);
  });
  afterAll(async () => await yard.stop());

  async function settle(locale: Locale, index: number): Promise<void> {
    people.push(await yard.resident(8_000 + index, locale), await yard.staff(8_010 + index, locale));
  }

  test(`nothing tapped, written or sent in ${STEPS} random steps stays without an answer`, async () => {
    const random = seeded(SEED);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const trail: string[] = [];
    const verbs = new Set<string>();
    try {
      for (let step = 0; step < STEPS; step += 1) verbs.add(await takeStep(pick, random, trail));
    } catch (error) {
      throw new Error(`seed ${SEED}, the last steps:\n${trail.slice(-12).join('\n')}`, { cause: error });
    }
    // The walk must have gone into the features, not stood before a door.
    expect(verbs.size).toBeGreaterThan(Math.min(STEPS / 16, 40));
  }, 300_000);

  let person = 8_010;

  async function takeStep(pick: <T>(list: readonly T[]) => T, random: () => number, trail: string[]) {
    // Somebody stays at it for a while: a walk that changes hands at every step gets nowhere.
    if (random() < 0.12) person = pick(people);
    const buttons = pressable(person);
    const newest = buttons.filter(({ message }) => message === buttons.at(-1)?.message);
    const before = new Map(yard.simulator.messages(person).map((message) => [message.message_id, message]));
    yard.simulator.clearCalls();
    if (newest.length > 0 && random() < 0.7) {
      // Mostly what was just offered, sometimes something from long ago, sometimes what never was.
      const { message, data, text } = pick(random() < 0.75 ? newest : buttons);
      const sent = random() < 0.95 ? data : flipped(data, random);
      trail.push(`${person} presses [${text}] ${sent}`);
      const answer = await yard.simulator.tap(person, message.chat.id, message.message_id, { data: sent });
      expect(answer, 'a press is answered').not.toBeNull();
      await yard.settled();
    } else if (random() < 0.85) {
      const text = pick(random() < 0.4 ? WIZARD_TEXTS : TEXTS);
      trail.push(`${person} writes ${text.slice(0, 60)}`);
      yard.simulator.sendText(person, person, text);
      await yard.settled();
      expect(changed(person, before).length, 'a message is answered').toBeGreaterThan(0);
    } else {
      const kind = pick(MEDIA);
      trail.push(`${person} sends a ${kind}`);
      yard.simulator.sendMedia(person, person, { kind });
      await yard.settled();
      expect(changed(person, before).length, `a ${kind} is answered`).toBeGreaterThan(0);
    }
    check(person, before);
    return trail.at(-1)?.match(/\] (\w[\w-]*:\w+)/)?.[1] ?? 'other';
  }

  function check(person: number, before: Map<number, Message>): void {
    for (const message of changed(person, before)) {
      const shown = [message.text ?? message.caption ?? '', ...labelsOf(message)].join('\n');
      expect(shown).not.toMatch(NEVER_SEEN);
    }
    const refused = yard.simulator.calls.filter(
      (call) =>
        call.status >= 400 &&
        !/not modified|message to edit not found|query is too old/.test(
          String(JSON.stringify(call.response)),
        ),
    );
    expect(refused.map((call) => [call.method, call.response])).toEqual([]);
    expect(yard.logs.filter((line) => line.includes('"level":50'))).toEqual([]);
    expect(yard.simulator.unansweredTaps()).toEqual([]);
  }

  function changed(person: number, before: Map<number, Message>): Message[] {
    return yard.simulator
      .messages(person)
      .filter((message) => message.from?.is_bot && before.get(message.message_id) !== message);
  }

  function pressable(person: number) {
    const team = people.indexOf(person) < 6 ? yard.simulator.messages(GROUP) : [];
    const own = yard.simulator.messages(person);
    return (team.length > 0 && own.length % 5 === 0 ? [...own, ...team] : [...team, ...own]).flatMap(
      (message) =>
        (message.reply_markup?.inline_keyboard ?? [])
          .flat()
          .flatMap((button) =>
            button.callback_data ? [{ message, data: button.callback_data, text: button.text }] : [],
          ),
    );
  }
});

function labelsOf(message: Message): string[] {
  return (message.reply_markup?.inline_keyboard ?? []).flat().map((button) => button.text);
}

/** The data with one character changed, cut off, or of somebody else's object. */
function flipped(data: string, random: () => number): string {
  const at = Math.floor(random() * data.length);
  const ways = [
    `${data.slice(0, at)}${String.fromCharCode(33 + Math.floor(random() * 90))}${data.slice(at + 1)}`,
    data.slice(0, at) || 'x',
    data.replaceAll(/\d+/g, (digits) => String((Number(digits) + 1) % 1_000_000)),
    `${data.split(':')[0]}:constructor`,
  ];
  return (ways[Math.floor(random() * ways.length)] ?? data).slice(0, 64);
}

/** mulberry32: the same walk for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
