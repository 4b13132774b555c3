/**
 * C1, C2, C3 and C6 at full size: 130,000 reminders armed again after the queue was emptied, three hours out of service
 * over 2,000 reminders, 1,000 meetings moved or cancelled while their reminders fire, 1,000 reminders due at one instant.
 */
import { seededRandom } from '../src/simulator/faults.ts';
import { mostInFlight, sleep } from '../test/faults/support/kill.ts';
import { executedSends, reached } from '../test/faults/support/ledger.ts';
import { countJobs, emptyQueues } from '../test/faults/support/queue-store.ts';
import { addReminders, changeMeeting, titleOf } from '../test/faults/support/reminders.ts';
import { printFigure, startSoakServices, withWorld } from './support/soak.ts';
import { percentile } from '../test/faults/support/talk.ts';
import { type World, type WorldOptions, until } from '../test/faults/support/world.ts';

const HOUR_MS = 3_600_000;
const LONGEST_MS = 900_000;
const inFuture = (durationMs: number) => new Date(Date.now() + durationMs);

const services = await startSoakServices();
try {
  await emptied('PostgreSQL', {});
  if (services.redisUrl) await emptied('Redis', { redisUrl: services.redisUrl });
  await outOfService();
  await moved();
  await dueTogether();
} finally {
  await services.stop();
}

async function allSettled(world: World): Promise<void> {
  const isSettled = async () => {
    const waiting = world.db.selectFrom('reminders').select('id').where('status', '=', 'pending');
    const running = world.db.selectFrom('broadcasts').select('id').where('finished_at', 'is', null);
    return !(await waiting.executeTakeFirst()) && !(await running.executeTakeFirst());
  };
  await until(isSettled, 'every reminder to be settled', LONGEST_MS);
}

/** 129,000 reminders of next week, and 1,000 that fall due within minutes. */
async function emptied(where: string, options: Pick<WorldOptions, 'redisUrl'>): Promise<void> {
  await withWorld(services, { members: 1_000, ...options }, async (world) => {
    const later = { count: 129_000, series: 'later', startsAt: inFuture(200 * HOUR_MS) };
    await addReminders(world.db, world.communityId, { ...later, dueAt: inFuture(100 * HOUR_MS), gapMs: 100 });
    const soon = { count: 1_000, gapMs: 20, startsAt: inFuture(2 * HOUR_MS) };
    await addReminders(world.db, world.communityId, { ...soon, dueAt: inFuture(60_000) });
    await world.start();
    await until(async () => (await countJobs(world)) >= 1_000, 'every moment to be hinted at');
    await emptyQueues(world);
    const emptiedAt = performance.now();
    await until(async () => (await countJobs(world)) >= 1_000, 'every moment to be hinted at again');
    const rearmedS = (performance.now() - emptiedAt) / 1_000;
    await until(
      () => reached(world.simulator, world.members).missed.length === 0,
      'all reminders',
      LONGEST_MS,
    );
    await sleep(2_000);
    const what = `C1 queue in ${where} emptied, 130,000 reminders`;
    printFigure(`${what}: armed again after (the reconciler looks every 15 s)`, rearmedS, 's', 25);
    printFigure(`${what}: second copies`, reached(world.simulator, world.members).surplus, 'copies', 0);
  });
}

/** Half of the reminders that fell due meanwhile are too late to be useful. */
async function outOfService(): Promise<void> {
  const [count, downMs] = [1_000, 3 * HOUR_MS];
  await withWorld(services, { members: 2 * count, sendRate: 100 }, async (world) => {
    const { db, communityId, simulator, members } = world;
    const startsAt = inFuture(6 * HOUR_MS);
    const tooLate = { count, series: 'late', dueAt: inFuture(HOUR_MS / 6), gapMs: 100, startsAt };
    const useful = { count, series: 'ok', dueAt: inFuture(1.5 * HOUR_MS), gapMs: 100, startsAt };
    await addReminders(db, communityId, tooLate);
    await addReminders(db, communityId, { ...useful, firstMember: count });
    await (await world.start()).stop();
    await world.moveClock(downMs);
    await world.start();
    await allSettled(world);
    const { missed, surplus } = reached(simulator, members.slice(count));
    const query = db.selectFrom('reminders').select('id').where('status', '=', 'dropped');
    const what = 'C2 three hours out of service over 2,000 reminders';
    printFigure(`${what}: useful ones missed`, missed.length, 'people', 0);
    printFigure(`${what}: second copies`, surplus, 'copies', 0);
    printFigure(`${what}: late ones sent`, executedSends(simulator, 'part late').length, 'messages', 0);
    printFigure(`${what}: late ones not shown`, count - (await query.execute()).length, 'reminders', 0);
  });
}

async function moved(): Promise<void> {
  const [count, comers] = [1_000, 4];
  await withWorld(services, { members: count * comers, sendRate: 200 }, async (world) => {
    const random = seededRandom(14);
    const dueAt = inFuture(20_000);
    const gapMs = 20;
    const plan = { count, comers, dueAt, gapMs, startsAt: inFuture(2 * HOUR_MS) };
    await addReminders(world.db, world.communityId, plan);
    await world.start();
    const remindAt = inFuture(90_000);
    const changes = Array.from({ length: count }, async (_, n) => {
      const change = n % 3 === 2 ? ('cancelled' as const) : ('moved' as const);
      await sleep(Math.max(0, dueAt.getTime() + n * gapMs - 200 + random() * 800 - Date.now()));
      const next = { title: titleOf(n, 'new'), remindAt };
      return { n, change, at: await changeMeeting(world.db, `r${n}`, change, next) };
    });
    const changed = await Promise.all(changes);
    await allSettled(world);
    let late = 0;
    let doubled = 0;
    let wrong = 0;
    for (const { n, change, at } of changed) {
      const people = world.members.slice(n * comers, (n + 1) * comers);
      const old = executedSends(world.simulator, titleOf(n));
      late += old.filter((call) => call.at > at.getTime()).length;
      const renewed = reached(world.simulator, people, titleOf(n, 'new'));
      doubled += reached(world.simulator, people, titleOf(n)).surplus + renewed.surplus;
      wrong += change === 'moved' ? renewed.missed.length : people.length - renewed.missed.length;
    }
    const what = `C3 ${count} meetings moved or cancelled while reminders fire`;
    printFigure(`${what}: old words in flight after the change, all together`, late, 'messages', count);
    printFigure(`${what}: second copies`, doubled, 'copies', 0);
    printFigure(`${what}: told of what is not so, or not told`, wrong, 'people', 0);
  });
}

async function dueTogether(): Promise<void> {
  await withWorld(services, { members: 1_000, sendRate: 25 }, async (world) => {
    const dueAt = inFuture(10_000);
    const plan = { count: 1_000, dueAt, startsAt: inFuture(2 * HOUR_MS) };
    await addReminders(world.db, world.communityId, plan);
    await world.start();
    await until(() => executedSends(world.simulator).length === 1_000, 'all reminders', LONGEST_MS);
    const delays = executedSends(world.simulator).map((call) => (call.at - dueAt.getTime()) / 1_000);
    const leaps = executedSends(world.simulator).map((call, place) =>
      Math.abs(Number(call.params['chat_id']) - (world.members[0] ?? 0) - place),
    );
    printFigure(
      'C6 1,000 reminders due at one instant, 25 a second: 95 % after',
      percentile(delays, 0.95),
      's',
      60,
    );
    printFigure('C6 the furthest out of order', Math.max(...leaps), 'places', 8 + mostInFlight(25));
  });
}
