import { describe, test } from 'vitest';
import { fates } from './support/fates.ts';
import { reached, sendsOf } from './support/ledger.ts';
import { attempts, order } from './support/poison.ts';
import { forgetBlocks, forgetStops } from './support/protection.ts';
import { openTestWorld } from './support/test-world.ts';
import { type World, until } from './support/world.ts';

const HANG_GUARD_MS = 120_000;

/** Telegram's own words about one chat, and what becomes of a delivery to it. */
const REFUSALS: [status: 400 | 403, words: string, fate: 'blocked' | 'failed'][] = [
  [403, 'Forbidden: bot was blocked by the user', 'blocked'],
  [403, 'Forbidden: user is deactivated', 'blocked'],
  [403, "Forbidden: bot can't initiate conversation with a user", 'blocked'],
  [403, "Forbidden: the bot can't send messages to the bot", 'blocked'],
  [403, 'Forbidden: bot was kicked from the group chat', 'blocked'],
  [403, 'Forbidden: bot was kicked from the supergroup chat', 'blocked'],
  [403, 'Forbidden: bot was kicked from the channel chat', 'blocked'],
  [403, 'Forbidden: bot is not a member of the group chat', 'blocked'],
  [403, 'Forbidden: bot is not a member of the supergroup chat', 'blocked'],
  [403, 'Forbidden: bot is not a member of the channel chat', 'blocked'],
  [403, 'Forbidden: the group chat was deleted', 'blocked'],
  [400, 'Bad Request: chat not found', 'blocked'],
  [400, 'Bad Request: private chat not found', 'blocked'],
  [400, 'Bad Request: chat_id is empty', 'blocked'],
  [400, 'Bad Request: user not found', 'blocked'],
  [400, 'Bad Request: have no write access to the chat', 'blocked'],
  [400, 'Bad Request: message thread not found', 'failed'],
  [400, 'Bad Request: not enough rights to send text messages to the chat', 'failed'],
  [400, 'Bad Request: TOPIC_CLOSED', 'failed'],
];

describe.concurrent('A9 what Telegram refuses', () => {
  test(
    'is recorded as what it means for this one person, and the neighbours are told',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 20 * REFUSALS.length });
      // Every twentieth person, one for each of Telegram's words.
      const refused = REFUSALS.map((_, index) => world.members[20 * index + 7] ?? 0);
      for (const [index, [status, description]] of REFUSALS.entries()) {
        order(world, refused[index], { kind: 'status', status, description });
      }
      const { id } = await world.broadcast('meeting_notice');
      await world.start();
      await world.finished(id);
      expect(await fates(world, refused)).toEqual(REFUSALS.map(([, , fate]) => `${fate}, attempt 1`));
      const others = world.members.filter((person) => !refused.includes(person));
      expect(reached(world.simulator, others)).toMatchObject({ missed: [], doubled: [] });
      for (const person of refused) expect(attempts(world, person)).toBe(1);
    },
    HANG_GUARD_MS,
  );

  test(
    'with "blocked" stops everything to this person until they come back',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 20 });
      const [away = 0, ...others] = world.members;
      world.simulator.block(away, true);
      await world.start();
      const blocked = async () => (await contactStatus(world, away)) === 'blocked';
      await until(blocked, 'the block to be noticed');
      const first = await world.broadcast('meeting_notice');
      await world.finished(first.id);
      expect(attempts(world, away)).toBe(0);
      expect(reached(world.simulator, others).missed).toEqual([]);
      world.simulator.block(away, false);
      await until(async () => !(await blocked()), 'the return to be noticed');
      const second = await world.broadcast('survey_invitation');
      await world.finished(second.id);
      expect(reached(world.simulator, [away])).toMatchObject({ missed: [], doubled: [] });
    },
    HANG_GUARD_MS,
  );

  test(
    'as wrong content holds the whole broadcast after the third time',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 200, sendRate: 100 });
      refuseContent(world);
      const { id } = await world.broadcast('meeting_notice');
      await world.start();
      await until(async () => (await statusOf(world, id)) === 'held', 'the broadcast to be held');
      expect(await world.counts(id)).toEqual({ failed: 3, pending: 197 });
      expect(sendsOf(world.simulator)).toHaveLength(3);
    },
    HANG_GUARD_MS,
  );

  test(
    'because a chat has moved is sent once more, to the new chat',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 10 });
      const [moved = 0] = world.members;
      const newChat = 555_000_001;
      world.simulator.addAcquaintance({ id: newChat, firstName: 'Moved', languageCode: 'en' });
      const body = JSON.stringify({
        ok: false,
        error_code: 400,
        description: 'Bad Request: group chat was upgraded to a supergroup chat',
        parameters: { migrate_to_chat_id: newChat },
      });
      order(world, moved, { kind: 'status', status: 400, body });
      const { id } = await world.broadcast('meeting_notice');
      await world.start();
      await world.finished(id);
      expect(await world.counts(id)).toEqual({ sent: 10 });
      expect(reached(world.simulator, [newChat])).toMatchObject({ missed: [], doubled: [] });
    },
    HANG_GUARD_MS,
  );
});

describe.concurrent('A9 what Telegram refuses (controls)', () => {
  test(
    'as wrong content is tried with everybody when the hold is not kept',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 12, sendRate: 100 });
      await forgetStops(world);
      refuseContent(world);
      const { id } = await world.broadcast('meeting_notice');
      await world.start();
      await world.finished(id);
      expect(sendsOf(world.simulator)).toHaveLength(12);
    },
    HANG_GUARD_MS,
  );

  test(
    'because somebody has blocked the bot is tried anew with every broadcast when nobody remembers it',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 5 });
      const [away = 0] = world.members;
      await forgetBlocks(world);
      world.simulator.block(away, true);
      await world.start();
      for (const kind of ['meeting_notice', 'survey_invitation'] as const) {
        const { id } = await world.broadcast(kind);
        await world.hint((queues) => queues.sendBroadcast(id));
        await world.finished(id);
      }
      expect(attempts(world, away)).toBe(2);
    },
    HANG_GUARD_MS,
  );
});

/** Telegram refuses the message as such, to whomever it goes. */
function refuseContent({ simulator }: World): void {
  const description = "Bad Request: can't parse entities: Unclosed start tag at byte offset 7";
  const times = Number.POSITIVE_INFINITY;
  simulator.orderFault({ method: 'sendMessage', kind: 'status', status: 400, description, times });
}

async function contactStatus({ db }: World, person: number): Promise<string | undefined> {
  const query = db.selectFrom('residents').select('contact_status').where('telegram_id', '=', person);
  return (await query.executeTakeFirst())?.contact_status;
}

async function statusOf({ db }: World, id: number): Promise<string | undefined> {
  const query = db.selectFrom('broadcasts').select('status').where('id', '=', id);
  return (await query.executeTakeFirst())?.status;
}
