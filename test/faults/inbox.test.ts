import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyEvents, startFlow } from '../../src/domain/question-flow.ts';
import { t } from '../../src/telegram/i18n.ts';
import { putIntoInbox, textFrom } from '../support/presses.ts';
import { type SeededSurvey, seedSurvey, tickSurvey } from '../support/survey-rows.ts';
import { type InboxWorld, type RunningBot, deliver, inParallel, until } from './support/inbox-world.ts';
import { type Respondent, seedRespondents, storedOf, tick, untick } from './support/respondents.ts';
import { openTestInbox } from './support/test-world.ts';

const CODES = ['a', 'b', 'c', 'd', 'e', 'f'];
const CONNECTIONS = 40;
const HANG_GUARD_MS = 90_000;

let world: InboxWorld;
let survey: SeededSurvey;
let bots: RunningBot[];
let nextId = 80_000;

beforeAll(async () => {
  world = await openTestInbox('webhook');
  survey = await seedSurvey(world.db, tickSurvey(CODES));
  bots = [await world.start(), await world.start()];
}, HANG_GUARD_MS);
afterAll(async () => {
  await Promise.all(bots.map((bot) => bot.kill9()));
  await world.close();
});

async function respondents(count: number): Promise<Respondent[]> {
  nextId += count;
  return await seedRespondents(world, survey, nextId - count, count);
}

const helpsTo = (id: number) =>
  world.simulator.messages(id).filter(({ text }) => text === t('en', 'help')).length;
const botOf = (index: number) => bots[index % bots.length] as RunningBot;

function shuffled<T>(items: T[], seed: number): T[] {
  let state = seed;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  return items
    .map((item) => [random(), item] as const)
    .toSorted(([one], [other]) => one - other)
    .map(([, item]) => item);
}

describe('updates delivered three times, shuffled, on forty connections to two processes', () => {
  test(
    'have every effect once',
    async () => {
      const people = await respondents(40);
      const updates = people.flatMap((person) => [
        textFrom(person.id, '/help'),
        ...CODES.map((code) => tick(person, code)),
      ]);
      const deliveries = shuffled([...updates, ...updates, ...updates], 7).map((update, index) => ({
        update,
        index,
      }));
      const statuses: number[] = [];
      await inParallel(deliveries, CONNECTIONS, async ({ update, index }) => {
        statuses.push(await deliver(botOf(index), update));
      });
      expect(new Set(statuses)).toEqual(new Set([200]));
      await world.settled();
      for (const person of people) {
        expect((await storedOf(world, person)).codes).toEqual(CODES);
        expect(helpsTo(person.id)).toBe(1);
      }
    },
    HANG_GUARD_MS,
  );

  test(
    'would show every effect three times if they were not recognised',
    async () => {
      const [person] = await respondents(1);
      if (!person) return;
      for (let copy = 0; copy < 3; copy += 1) await deliver(botOf(copy), textFrom(person.id, '/help'));
      await world.settled();
      expect(helpsTo(person.id)).toBe(3);
    },
    HANG_GUARD_MS,
  );
});

test(
  'a button and words of one person at the same moment on two processes are both applied',
  async () => {
    const pairs = (await respondents(25)).flatMap((person) => CODES.map((code) => ({ person, code })));
    // One pair of a person at a time: both of it at once.
    const byRound = CODES.map((code) => pairs.filter((pair) => pair.code === code));
    for (const [round, pairsOfRound] of byRound.entries())
      await inParallel(pairsOfRound, CONNECTIONS / 2, async ({ person, code }) => {
        const both = [tick(person, code), textFrom(person.id, `words ${code}`)];
        await Promise.all(both.map(async (update, index) => await deliver(botOf(index + round), update)));
      });
    await world.settled();
    for (const person of new Set(pairs.map((pair) => pair.person))) {
      const { codes, comment } = await storedOf(world, person);
      expect(codes).toEqual(CODES);
      expect(comment?.split('\n').toSorted()).toEqual(CODES.map((code) => `words ${code}`));
    }
  },
  HANG_GUARD_MS,
);

test('a button and words that know nothing of each other lose one of the two (control)', () => {
  const before = startFlow(survey.definition);
  const step = before.position;
  const pressed = applyEvents(survey.definition, before, [{ kind: 'tick', step, code: 'a', isOn: true }]);
  const written = applyEvents(survey.definition, before, [{ kind: 'words', text: 'words' }]);
  // Each stores the whole answer; the second one stays.
  expect(pressed.flow.answers.get(step)?.codes).toEqual(['a']);
  expect(pressed.flow.answers.get(step)?.comment).toBeUndefined();
  expect(written.flow.answers.get(step)).toMatchObject({ codes: [], comment: 'words' });
});

test(
  'a backlog of some thousand updates drains, each person’s in order, by two processes together',
  async () => {
    const people = await respondents(150);
    const from = Date.now() - 3_600_000;
    const waiting = CODES.flatMap((code, round) =>
      people.map((person, index) => ({ update: tick(person, code), at: from + round * 1_000 + index })),
    );
    const unticked = people.map((person, index) => ({
      update: untick(person, CODES.at(-1) ?? ''),
      at: from + 60_000 + index,
    }));
    const words = CODES.flatMap((code, round) =>
      people.map((person) => ({ update: textFrom(person.id, `words ${code}`), at: from + 120_000 + round })),
    );
    const all = [...waiting, ...unticked, ...words];
    await inParallel(all, 4, async ({ update, at }) => {
      await putIntoInbox(world.db, update, { receivedAt: new Date(at) });
    });
    await world.settled();
    for (const person of people) {
      const { codes, comment } = await storedOf(world, person);
      expect(codes).toEqual(CODES.slice(0, -1));
      expect(comment?.split('\n')).toEqual(CODES.map((code) => `words ${code}`));
    }
  },
  HANG_GUARD_MS,
);

describe('a process killed with kill -9', () => {
  test(
    'between its 200 and the processing loses nothing and does nothing twice',
    async () => {
      let leftOpen = 0;
      const people = await respondents(30);
      for (let kill = 0; kill < 3; kill += 1) {
        const code = CODES[kill] ?? '';
        const updates = people.flatMap((person) => [
          tick(person, code),
          textFrom(person.id, `words ${code}`),
        ]);
        const [victim] = bots;
        const statuses: number[] = [];
        await inParallel(updates, CONNECTIONS, async (update) => {
          let status = await deliver(bots[0] as RunningBot, update);
          statuses.push(status);
          if (statuses.length === 20) await victim?.kill9();
          // Telegram delivers again what was not acknowledged.
          if (status !== 200) while (status !== 200) status = await deliver(bots[1] as RunningBot, update);
        });
        leftOpen += statuses.filter((status) => status !== 200).length;
        bots = [await world.start(), bots[1] as RunningBot];
      }
      await world.expireLeases();
      await world.settled();
      expect(leftOpen).toBeGreaterThan(0);
      for (const person of people) {
        const { codes, comment } = await storedOf(world, person);
        expect(codes).toEqual(CODES.slice(0, 3));
        expect(comment?.split('\n').toSorted()).toEqual(CODES.slice(0, 3).map((code) => `words ${code}`));
      }
    },
    HANG_GUARD_MS,
  );

  test(
    'after Telegram executed an answer and before it said so repeats that answer once and applies nothing again',
    async () => {
      const [person] = await respondents(1);
      if (!person) return;
      world.simulator.orderFault({ kind: 'hang_after', method: 'sendMessage', chatId: person.id, times: 2 });
      await deliver(botOf(0), textFrom(person.id, '/help'));
      await until(() => helpsTo(person.id) === 1, 'the answer to be executed');
      await Promise.all(bots.map((bot) => bot.kill9()));
      world.simulator.clearFaults();
      await world.expireLeases();
      bots = [await world.start(), await world.start()];
      await world.settled();
      expect(helpsTo(person.id)).toBe(2);
      const rows = await world.db
        .selectFrom('inbox')
        .select('attempts')
        .where('person_key', '=', person.id)
        .execute();
      expect(rows).toEqual([{ attempts: 0 }]);
    },
    HANG_GUARD_MS,
  );
});
