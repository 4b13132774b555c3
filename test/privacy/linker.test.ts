import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { POLICY } from '../../src/domain/policy.ts';
import {
  MOODS,
  type OpenSurvey,
  WORRIES,
  answerShortSurvey,
  later,
  openShortSurvey,
  untilMixed,
} from '../support/anonymity.ts';
import { testRedisUrl } from '../support/redis.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';
import { type Dump, type StolenRow, dumpRest, dumpTables } from './dump.ts';
import { type Attempt, type Ballot, type Participant, bestOf, binomialTail, link } from './linker.ts';

const HANG_GUARD_MS = 300_000;
const PEOPLE = 500;
const WAVES = 5;
const AT_ONCE = 16;
const FIRST_ID = 3_000_000_000;
/** The acceptance of the attack: what it finds must be this likely by chance alone. */
const ENOUGH_CHANCE = 0.01;

let yard: TestYardbell;
let survey: OpenSurvey;
let people: Participant[];
let dump: Dump;
const redisUrl = testRedisUrl();

beforeAll(async () => {
  yard = await startYardbell(redisUrl ? { env: { REDIS_URL: redisUrl } } : {});
  survey = await openShortSurvey(yard, 'delicate');
  await settleIn();
  people = [];
  for (let wave = 0; wave < WAVES; wave += 1) {
    const ids = Array.from({ length: PEOPLE / WAVES }, (_, index) => FIRST_ID + wave * 100 + index);
    people.push(...(await answerAll(ids)));
    await yard.settled();
    await later(yard, POLICY.ballotChangeMinutes + 1);
    await untilMixed(yard, survey.id, PEOPLE / 10 + (wave + 1) * 10);
  }
  await yard.moveTo(new Date(survey.closesAt.getTime() + 1_000));
  await untilMixed(yard, survey.id);
  dump = new Map([
    ...(await dumpTables(yard.db, ['public', 'bullmq'])),
    ...(await dumpRest(redisUrl, yard.logs)),
  ]);
}, HANG_GUARD_MS);
afterAll(async () => await yard.stop());

/** Everybody has met the bot and joined, in an order of its own. */
async function settleIn(): Promise<void> {
  const ids = Array.from({ length: PEOPLE }, (_, index) => FIRST_ID + index);
  const now = yard.clock.now();
  await sql`
    insert into residents (telegram_id, locale, locale_chosen_at, created_at)
    select id, 'en', ${now}, ${now} from unnest(${ids}::bigint[]) as i (id)
  `.execute(yard.db);
  await sql`
    insert into memberships (resident_id, community_id, joined_at)
    select r.id, c.id, ${now} from residents r, communities c
    where c.code = 'xinghua' and r.telegram_id >= ${FIRST_ID}
  `.execute(yard.db);
  for (const id of ids) {
    yard.simulator.addPerson({ id, firstName: `Person${id}`, languageCode: 'en' });
    yard.simulator.open(id);
  }
  await yard.settled();
}

/** Sixteen people at a time answer, each as fast as the bot lets them; a few stop before the end. */
async function answerAll(ids: number[]): Promise<Participant[]> {
  const waiting = shuffled(ids).values();
  const found: Participant[] = [];
  const answerers = Array.from({ length: AT_ONCE }, async () => {
    for (const telegramId of waiting) found.push(await answerOne(telegramId));
  });
  await Promise.all(answerers);
  return found;
}

async function answerOne(telegramId: number): Promise<Participant> {
  const truth = `${wordOf(12)} ${wordOf(5 + Math.floor(Math.random() * 60))}`;
  const wish = {
    mood: MOODS[Math.floor(Math.random() * MOODS.length)] ?? '',
    worries: shuffled(WORRIES).slice(0, 1 + Math.floor(Math.random() * WORRIES.length)),
    remark: truth,
    ...(Math.random() < 0.04 && { stopsAfter: 'mood' as const }),
  };
  const responseId = await answerShortSurvey(yard, telegramId, survey, wish);
  const { id: residentId } = await yard.db
    .selectFrom('residents')
    .select('id')
    .where('telegram_id', '=', telegramId)
    .executeTakeFirstOrThrow();
  return { telegramId, residentId, responseId, truth };
}

function wordOf(length: number): string {
  return Array.from({ length }, () => String.fromCodePoint(97 + Math.floor(Math.random() * 26))).join('');
}

function shuffled<T>(items: T[]): T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

/** The ballots of a dump, each with what was written in it. */
function ballotsIn(stolen: Dump, ballots: string, answers: string): Ballot[] {
  const byBallot = Map.groupBy(stolen.get(answers) ?? [], ({ cells }) => String(cells['ballot_id']));
  return (stolen.get(ballots) ?? []).map((row) => {
    const own = byBallot.get(String(row.cells['id'])) ?? [];
    return { row, answers: own, truth: String(own.find(({ cells }) => cells['comment'])?.cells['comment']) };
  });
}

function withoutBallots(stolen: Dump): Dump {
  return new Map([...stolen].filter(([table]) => !/ballot/.test(table)));
}

describe('a thief of the database, the queues and the logs', () => {
  test('finds the ballots of five hundred people and cannot tell better than by chance whose they are', () => {
    const ballots = ballotsIn(dump, 'public.ballots', 'public.ballot_answers');
    expect(ballots.map(({ truth }) => truth).toSorted()).toEqual(people.map(({ truth }) => truth).toSorted());
    const attempts = link(withoutBallots(dump), people, ballots);
    expect(attempts.length).toBeGreaterThan(500);
    const best = bestOf(attempts);
    expect(best.chance, `${best.how}: ${best.hits} hits`).toBeGreaterThan(ENOUGH_CHANCE);
  });

  test('finds what was written nowhere but in the ballots', () => {
    const elsewhere = [...withoutBallots(dump)].flatMap(([table, rows]) =>
      rows.filter(({ cells }) => hasAnswer(cells)).map(() => table),
    );
    expect(elsewhere).toEqual([]);
    expect(dump.get('public.sealed_answers')).toEqual([]);
    expect(dump.get('public.answers')).toEqual([]);
    expect(
      dump.get('public.posts')?.filter(({ cells }) => /^survey:/.test(String(cells['reference']))),
    ).toEqual([]);
  });

  function hasAnswer(cells: StolenRow['cells']): boolean {
    const text = JSON.stringify(cells);
    return (
      people.some(({ truth }) => text.includes(truth.slice(0, 12))) ||
      /worry~other|worry:(heat|lift)/.test(text)
    );
  }
});

describe('the same thief, as a test of the test,', () => {
  test(
    'links nearly everybody where the ballot is written with the participation',
    async () => {
      const attempts = await linkControl(async (person, ballotId) => {
        await yard.db.transaction().execute(async (tx) => {
          await sql`insert into control.taken_part (resident_id, taken_at) values (${person.residentId}, now())`.execute(
            tx,
          );
          await writeControl(tx, ballotId, person.truth);
        });
      });
      expect(Math.max(...attempts.map(({ hits }) => hits))).toBeGreaterThanOrEqual(PEOPLE * 0.99);
    },
    HANG_GUARD_MS,
  );

  test(
    'links everybody whose ballot has a hash of their number',
    async () => {
      const attempts = await linkControl(async (person) => {
        const { rows } = await sql<{ id: string }>`
        select (md5(${person.telegramId}::bigint::text))::uuid as id`.execute(yard.db);
        await writeControl(yard.db, rows[0]?.id ?? '', person.truth);
      });
      expect(attempts.find(({ how }) => how.startsWith('ids'))?.hits).toBe(PEOPLE);
    },
    HANG_GUARD_MS,
  );

  test(
    'notices the batches where each is mixed in itself only',
    async () => {
      const waves = Map.groupBy(people.entries(), ([index]) => Math.floor(index / (PEOPLE / WAVES))).values();
      const inBatches = [...waves].flatMap((wave) => shuffled(wave).map(([, person]) => person));
      const attempts = await linkControl(
        async (person, ballotId) => await writeControl(yard.db, ballotId, person.truth),
        inBatches,
      );
      expect(bestOf(attempts).chance).toBeLessThan(ENOUGH_CHANCE);
    },
    HANG_GUARD_MS,
  );

  test('notices that who pressed more buttons has the longer ballot', () => {
    const ballots = ballotsIn(dump, 'public.ballots', 'public.ballot_answers');
    const lengths = new Map(ballots.map((ballot) => [ballot.truth, ballot.answers.length]));
    const presses = people.flatMap((person) =>
      Array.from({ length: 4 + (lengths.get(person.truth) ?? 0) }, (_, place) => {
        return { place, xmin: 0, xmax: 0, bytes: 1, cells: { person_key: person.telegramId } };
      }),
    );
    const attempts = link(new Map([['inbox', presses]]), people, ballots);
    expect(bestOf(attempts).chance).toBeLessThan(ENOUGH_CHANCE);
  });

  test('calls a hit or two chance, and ten no chance', () => {
    expect(binomialTail(2, PEOPLE, 1 / PEOPLE)).toBeGreaterThan(ENOUGH_CHANCE);
    expect(binomialTail(10, PEOPLE, 1 / PEOPLE)).toBeLessThan(1e-6);
  });
});

/** Links against ballots that were stored in another way, for each person in turn. */
async function linkControl(
  store: (person: Participant, ballotId: string) => Promise<void>,
  inOrder: Participant[] = people,
): Promise<Attempt[]> {
  await sql`
    create schema control;
    create table control.taken_part (resident_id bigint, taken_at timestamptz);
    create table control.papers (id uuid);
    create table control.paper_answers (ballot_id uuid, comment text);
  `.execute(yard.db);
  try {
    for (const person of inOrder) await store(person, crypto.randomUUID());
    const control = await dumpTables(yard.db, ['control']);
    const ballots = ballotsIn(control, 'control.papers', 'control.paper_answers');
    const participation: [string, StolenRow[]] = [
      'control.taken_part',
      control.get('control.taken_part') ?? [],
    ];
    return link(new Map([...withoutBallots(dump), participation]), people, ballots);
  } finally {
    await sql`drop schema control cascade`.execute(yard.db);
  }
}

async function writeControl(db: TestYardbell['db'], ballotId: string, comment: string): Promise<void> {
  await sql`insert into control.papers values (${ballotId})`.execute(db);
  await sql`insert into control.paper_answers values (${ballotId}, ${comment})`.execute(db);
}
