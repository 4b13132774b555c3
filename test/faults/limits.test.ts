import { describe, test } from 'vitest';
import { say } from '../../src/telegram/effect.ts';
import { mostInFlight, sleep } from './support/kill.ts';
import { executedSends, mostInWindow, reached, sendsOf, sentDuringHold } from './support/ledger.ts';
import { openTestWorld } from './support/test-world.ts';
import { type World, until } from './support/world.ts';

const HANG_GUARD_MS = 120_000;
const GROUP_ID = -5_000;
const TELEGRAM_RATE = 30;

describe.concurrent('A6 a Telegram that enforces its limits', () => {
  test(
    'sees 30 messages at most in any second, replies included, and hardly ever has to say 429',
    async ({ expect, onTestFinished }) => {
      const options = { members: 200, sendRate: 25, limits: { enforce: true } };
      const world = await openTestWorld({ onTestFinished }, options);
      const { id } = await world.broadcast('meeting_notice');
      await world.start();
      const talkers = world.members.slice(0, 12);
      let isOver = false;
      const talking = talk(world, talkers, () => isOver);
      await world.finished(id);
      isOver = true;
      await talking;
      const sends = sendsOf(world.simulator, '');
      const executed = executedSends(world.simulator, '');
      expect(mostInWindow(executed)).toBeLessThanOrEqual(TELEGRAM_RATE);
      // Fewer than one in a hundred; more only on a machine too busy to keep time.
      const refused = sends.filter((call) => call.status === 429);
      expect(refused.length).toBeLessThanOrEqual(sends.length / 20);
      expect(reached(world.simulator, world.members)).toMatchObject({ missed: [], doubled: [] });
    },
    HANG_GUARD_MS,
  );

  test(
    'is overrun by a loop that does not heed them (control)',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 150, limits: { enforce: true } });
      await Promise.all(
        world.members.map((chatId) =>
          fetch(`${world.apiRoot}/bot${world.token}/sendMessage?chat_id=${chatId}&text=hello`),
        ),
      );
      const refused = sendsOf(world.simulator, 'hello').filter((call) => call.status === 429);
      expect(refused.length).toBeGreaterThan(20);
    },
    HANG_GUARD_MS,
  );

  test(
    'is left alone by every lane after a 429 until its time is over',
    async ({ expect, onTestFinished }) => {
      const world = await openTestWorld({ onTestFinished }, { members: 150, sendRate: 50 });
      const { id } = await world.broadcast('meeting_notice');
      // Two processes: one of them is told 429, both keep still.
      await Promise.all([world.start({ PROCESS_ROLE: 'bot' }), world.start({ PROCESS_ROLE: 'worker' })]);
      await until(() => sendsOf(world.simulator).length > 30, 'the sending to be under way');
      world.simulator.orderFault({ method: 'sendMessage', kind: 'too_many_requests', retryAfter: 3 });
      const refusal = () => sendsOf(world.simulator).find((call) => call.status === 429);
      await until(() => refusal() !== undefined, 'the 429');
      await sleep(200);
      const [talker = 0] = world.members;
      world.simulator.sendText(talker, talker, '/help');
      await world.finished(id);
      const at = refusal()?.at ?? 0;
      const within = sentDuringHold(sendsOf(world.simulator, ''));
      // What was on its way when Telegram said so still arrives; then there is silence.
      expect(within.filter((call) => call.at > at + 500)).toEqual([]);
      expect(within.length).toBeLessThanOrEqual(mostInFlight(50));
      const answered = () =>
        executedSends(world.simulator, '').filter((call) => Number(call.params['chat_id']) === talker).length;
      await until(() => answered() >= 2, 'the reply');
      expect(reached(world.simulator, world.members)).toMatchObject({ missed: [], doubled: [] });
    },
    HANG_GUARD_MS,
  );
});

/** Some people write to the bot without end, each one a little slower than Telegram allows in one chat. */
async function talk({ simulator }: World, talkers: number[], isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    for (const talker of talkers) {
      simulator.sendText(talker, talker, '/help');
      await sleep(250);
    }
  }
}

test.concurrent(
  'A6 a group gets 20 messages at most in any minute',
  async ({ expect, onTestFinished }) => {
    const world = await openTestWorld({ onTestFinished }, { members: 3, limits: { enforce: true } });
    world.simulator.addGroup({
      id: GROUP_ID,
      title: 'Shop',
      type: 'supergroup',
      memberIds: world.members,
    });
    const posts = Array.from({ length: 12 }, (_, n) => ({
      chat_id: GROUP_ID,
      effect: JSON.stringify(say(GROUP_ID, { text: `post ${n}` })),
      status: 'pending' as const,
      created_at: new Date(),
    }));
    await world.db.insertInto('outbox').values(posts).execute();
    await world.start();
    const posted = () => executedSends(world.simulator, 'post ');
    await until(() => posted().length === 12, 'the posts', 90_000);
    expect(sendsOf(world.simulator, 'post ').filter((call) => call.status === 429)).toEqual([]);
    expect(mostInWindow(posted(), 60_000)).toBeLessThanOrEqual(20);
    // In order, and no more than a short burst at once.
    expect(posted().map((call) => call.params['text'])).toEqual(posts.map((_post, n) => `post ${n}`));
    expect(mostInWindow(posted(), 4_000)).toBeLessThanOrEqual(8);
  },
  HANG_GUARD_MS,
);
