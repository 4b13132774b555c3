import { sql } from 'kysely';
import { test } from 'vitest';
import { planReminders } from '../../src/domain/reminder.ts';
import type { WallTime } from '../../src/domain/time.ts';
import { instantToWall } from '../../src/text/zones.ts';
import { sleep } from './support/kill.ts';
import { sendsOf } from './support/ledger.ts';
import { STAFF_ID, TITLE } from './support/seed.ts';
import { openTestWorld } from './support/test-world.ts';
import { type World, until } from './support/world.ts';

const HANG_GUARD_MS = 120_000;
const MINUTE_MS = 60_000;

/** On the day after the first reminder the clocks of that place change; in Shanghai they never do. */
const PLACES = [
  {
    zone: 'Europe/Berlin',
    machine: 'America/New_York',
    now: '2027-03-23T09:00:00Z',
    when: '28 March 2:30-4 pm',
    due: ['2027-03-27T17:30:00.000Z', '2027-03-28T10:30:00.000Z'],
  },
  {
    zone: 'America/New_York',
    machine: 'Asia/Shanghai',
    now: '2027-11-02T15:00:00Z',
    when: '7 November 2:30-4 pm',
    due: ['2027-11-06T22:30:00.000Z', '2027-11-07T17:30:00.000Z'],
  },
  {
    zone: 'Asia/Shanghai',
    machine: 'UTC',
    now: '2027-03-23T02:00:00Z',
    when: '28 March 2:30-4 pm',
    due: ['2027-03-27T10:30:00.000Z', '2027-03-28T04:30:00.000Z'],
  },
];

test.concurrent.for(PLACES)(
  'C4 a reminder in $zone fires once, at the time on the wall there, on a machine in $machine whose clock is set',
  { timeout: HANG_GUARD_MS },
  async ({ zone, machine, now, when, due }, { expect, onTestFinished }) => {
    const world = await openTestWorld({ onTestFinished }, { members: 1, zone });
    const clockTo = async (at: string | number) => await world.moveClock(new Date(at).getTime() - Date.now());
    await clockTo(now);
    await world.start({ TZ: machine });
    await showsTime(world, now);
    await publishNotice(world, when);
    expect(await dueTimes(world)).toEqual(due);
    await sql`
      insert into rsvps (meeting_id, resident_id, status, version, answered_at)
      select m.id, r.id, 'going', 1, m.created_at from meetings m, residents r
      where r.telegram_id = ${world.members[0] ?? 0}
    `.execute(world.db);
    for (const [index, at] of due.entries()) {
      const dueAt = Date.parse(at);
      await clockTo(dueAt - MINUTE_MS);
      await sleep(1_000);
      expect(reminders(world)).toHaveLength(index);
      await clockTo(dueAt + MINUTE_MS);
      await until(() => reminders(world).length > index, 'the reminder');
      // The clock is set back and forth by ten minutes: what was sent is not sent again.
      for (const stepMs of [-10 * MINUTE_MS, 11 * MINUTE_MS]) await clockTo(dueAt + stepMs);
      await sleep(1_000);
      expect(reminders(world)).toHaveLength(index + 1);
    }
    for (const call of reminders(world)) expect(call.params['text']).toContain('2:30 pm');
  },
);

test.for(PLACES)(
  'C4 a plan that knows only the present distance to $zone is wrong where clocks change (control)',
  ({ zone, now, due }, { expect }) => {
    const start = { year: 2027, month: Number(due[1]?.slice(5, 7)), day: Number(due[1]?.slice(8, 10)) };
    const meeting = { ...start, hour: 14, minute: 30 };
    const distanceMs = Date.parse(now) - asIfUtc(instantToWall(new Date(now), zone));
    const naive = planReminders(meeting, new Date(now), (wall) => new Date(asIfUtc(wall) + distanceMs));
    const isRight = naive.map(({ dueAt }) => dueAt.toISOString()).join() === due.join();
    expect(isRight).toBe(zone === 'Asia/Shanghai');
  },
);

function asIfUtc({ year, month, day, hour, minute }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute);
}

const reminders = ({ simulator, members }: World) =>
  sendsOf(simulator, TITLE).filter(
    ({ params }) =>
      Number(params['chat_id']) === members[0] && /^(Today|Tomorrow)/.test(String(params['text'])),
  );

async function dueTimes({ db }: World): Promise<string[]> {
  const rows = await db.selectFrom('reminders').select('due_at').orderBy('due_at').execute();
  return rows.map((row) => row.due_at.toISOString());
}

/** The process has looked at the clock that was set before it started. */
async function showsTime(world: World, now: string): Promise<void> {
  const hasLooked = async () => {
    await answered(world, () => world.simulator.sendText(STAFF_ID, STAFF_ID, '/help'));
    const query = world.db.selectFrom('inbox').select('update_id').where('received_at', '>=', new Date(now));
    return (await query.executeTakeFirst()) !== undefined;
  };
  await until(hasLooked, 'the process to look at its clock');
}

/** Staff compose and publish a notice in the chat, so that the spawned process reckons with its own zone. */
async function publishNotice(world: World, when: string): Promise<void> {
  const { simulator } = world;
  const say = (text: string) => answered(world, () => simulator.sendText(STAFF_ID, STAFF_ID, text));
  const tap = async (label: string) => {
    const carries = () =>
      simulator
        .messages(STAFF_ID)
        .findLast((message) =>
          message.reply_markup?.inline_keyboard.flat().some((button) => button.text.startsWith(label)),
        );
    const message = await simulator.waitFor(carries, { timeoutMs: 20_000, what: `the button ${label}` });
    await answered(world, () => simulator.tap(STAFF_ID, STAFF_ID, message.message_id, label));
  };
  for (const text of ['/notice', TITLE, when]) await say(text);
  await tap('Yes');
  for (const text of ['Block 3, ground floor', 'Which lift first\nWho keeps the key', 'Ms Zhang, 6924 0000'])
    await say(text);
  await tap('Publish to');
}

/** Waits for the bot's next message in the staff member's chat, and a little longer. */
async function answered({ simulator }: World, act: () => unknown): Promise<void> {
  const fromBot = () => simulator.messages(STAFF_ID).filter((message) => message.from?.is_bot).length;
  const before = fromBot();
  await act();
  await until(() => fromBot() > before, 'an answer in the chat', 20_000);
  await sleep(200);
}
