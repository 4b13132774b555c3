/**
 * B1, B2, B4 and B7 at full size: 1,000 updates delivered three times, ten kill -9 between "received" and "applied", 1,000
 * buttons with words at the same moment, a backlog of 100,000. What must not happen is counted; 0 is the target.
 */
import type { Update } from 'grammy/types';
import { toIncoming } from '../src/bot/polling.ts';
import { recordUpdates } from '../src/db/inbox.ts';
import { seededRandom } from '../src/simulator/faults.ts';
import { type RunningBot, deliver, inParallel, openInboxWorld } from '../test/faults/support/inbox-world.ts';
import { type Respondent, seedRespondents, storedOf, tick } from '../test/faults/support/respondents.ts';
import { textFrom } from '../test/support/presses.ts';
import { seedSurvey, tickSurvey } from '../test/support/survey-rows.ts';
import { printFigure, startSoakServices } from './support/soak.ts';

const CODES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
const PEOPLE = 100;
const CONNECTIONS = 40;
const KILLS = CODES.length;
const BACKLOG = 100_000;
const BACKLOG_PEOPLE = 1_000;
const LONGEST_MS = 900_000;

const services = await startSoakServices();
const world = await openInboxWorld('webhook', services.server);
const survey = await seedSurvey(world.db, tickSurvey(CODES));
const bots = [await world.start(), await world.start()];
let nextId = 80_000;
try {
  await repeated();
  await pairs();
  await killed();
  await backlog();
} finally {
  await Promise.all(bots.map((bot) => bot.kill9()));
  await world.close();
  await services.stop();
}

async function people(count: number): Promise<Respondent[]> {
  const first = nextId;
  nextId += count;
  return await seedRespondents(world, survey, first, count);
}

function botOf(index: number): RunningBot {
  return bots[index % bots.length] as RunningBot;
}

async function repeated(): Promise<void> {
  const all = await people(PEOPLE);
  const updates = all.flatMap((person) => CODES.map((code) => tick(person, code)));
  const random = seededRandom(17);
  const shuffled = [...updates, ...updates, ...updates]
    .map((update) => ({ update, place: random() }))
    .toSorted((one, other) => one.place - other.place);
  let refused = 0;
  await inParallel([...shuffled.entries()], CONNECTIONS, async ([index, { update }]) => {
    refused += (await deliver(botOf(index), update)) === 200 ? 0 : 1;
  });
  await world.settled(LONGEST_MS);
  const what = `B1 ${updates.length} updates delivered three times`;
  printFigure(`${what}: refused`, refused, 'deliveries', 0);
  printFigure(`${what}: answers lost`, await lost(all, CODES), 'answers', 0);
  printFigure(`${what}: answered more than once`, answeredTwice(), 'updates', 0);
}

async function pairs(): Promise<void> {
  const all = await people(PEOPLE);
  for (const [round, code] of CODES.entries())
    await inParallel(all, CONNECTIONS / 2, async (person) => {
      const both = [tick(person, code), textFrom(person.id, `words ${code}`)];
      await Promise.all(both.map(async (update, index) => await deliver(botOf(index + round), update)));
    });
  await world.settled(LONGEST_MS);
  const what = `B4 ${PEOPLE * CODES.length} buttons with words at the same moment`;
  printFigure(`${what}: answers lost`, await lost(all, CODES), 'answers', 0);
  printFigure(`${what}: words lost or noted twice`, await wordsLost(all, CODES), 'words', 0);
}

async function killed(): Promise<void> {
  const all = await people(PEOPLE);
  let again = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const code = CODES[kill] ?? '';
    const updates = all.flatMap((person) => [tick(person, code), textFrom(person.id, `words ${code}`)]);
    let delivered = 0;
    await inParallel(updates, CONNECTIONS, async (update) => {
      let status = await deliver(botOf(0), update);
      delivered += 1;
      if (delivered === Math.ceil(updates.length / 5)) await botOf(0).kill9();
      // Telegram delivers again what was not acknowledged.
      while (status !== 200) {
        again += 1;
        status = await deliver(botOf(1), update);
      }
    });
    bots[0] = await world.start();
  }
  await world.expireLeases();
  await world.settled(LONGEST_MS);
  const what = `B2 ${KILLS} kill -9 under ${KILLS * PEOPLE * 2} updates`;
  printFigure(`${what}: answers lost`, await lost(all, CODES), 'answers', 0);
  printFigure(`${what}: words lost or noted twice`, await wordsLost(all, CODES), 'words', 0);
  printFigure(`${what}: delivered again by Telegram`, again, 'deliveries', KILLS * PEOPLE * 2);
}

/** Everything came in an hour ago, while nobody worked; answers to a survey count all the same. */
async function backlog(): Promise<void> {
  const all = await people(BACKLOG_PEOPLE);
  await Promise.all(bots.splice(0).map((bot) => bot.stop()));
  const rounds = BACKLOG / BACKLOG_PEOPLE;
  const updates: Update[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const person of all) updates.push(tick(person, CODES[round % CODES.length] ?? ''));
  await fill(updates, new Date(Date.now() - 3_600_000));
  const startedAt = performance.now();
  bots.push(await world.start(), await world.start());
  await world.settled(LONGEST_MS);
  const what = `B7 a backlog of ${updates.length}`;
  printFigure(`${what}: drained by two processes after`, (performance.now() - startedAt) / 1_000, 's', 900);
  printFigure(`${what}: answers lost`, await lost(all, CODES), 'answers', 0);
}

/** Records updates as if they had come in then, in this order. */
async function fill(updates: Update[], receivedAt: Date): Promise<void> {
  for (let from = 0; from < updates.length; from += 1_000)
    await recordUpdates(world.db, updates.slice(from, from + 1_000).map(toIncoming), receivedAt);
}

async function lost(all: Respondent[], codes: string[]): Promise<number> {
  const stored = await Promise.all(all.map((person) => storedOf(world, person)));
  return stored.reduce((sum, one) => sum + codes.filter((code) => !one.codes.includes(code)).length, 0);
}

async function wordsLost(all: Respondent[], codes: string[]): Promise<number> {
  const stored = await Promise.all(all.map((person) => storedOf(world, person)));
  const expected = codes.map((code) => `words ${code}`);
  const missing = ({ comment }: { comment: string | null }) => {
    const lines = comment?.split('\n') ?? [];
    return expected.filter((words) => lines.filter((line) => line === words).length !== 1).length;
  };
  return stored.reduce((sum, one) => sum + missing(one), 0);
}

/** Presses that were answered more than once. */
function answeredTwice(): number {
  const answers = world.simulator.calls.filter(({ method }) => method === 'answerCallbackQuery');
  const presses = new Set(answers.map(({ params }) => params['callback_query_id']));
  return answers.length - presses.size;
}
