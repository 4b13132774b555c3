import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startBroadcast } from '../../src/db/broadcasts.ts';
import { releaseHeld } from '../../src/db/deliveries.ts';
import { type Db, openDatabase } from '../../src/db/client.ts';
import { countAudience, holdInvitations } from '../../src/db/survey-audience.ts';
import { recipientsOf } from '../../src/domain/audience.ts';
import type { SurveyAudience } from '../../src/domain/survey.ts';
import { createTestDatabase } from '../support/database.ts';
import { seedSurvey } from '../support/survey-rows.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = new Date();
const ago = (ms: number) => new Date(NOW.getTime() - ms);

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Db;
let communityId: number;
let otherSurvey: number;
let nextTelegramId = 700;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
  otherSurvey = (await seedSurvey(db)).surveyId;
  communityId = (await db.selectFrom('surveys').select('community_id').executeTakeFirstOrThrow())
    .community_id;
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});
beforeEach(async () => {
  await sql`delete from residents`.execute(db);
  await sql`delete from broadcasts`.execute(db);
});

interface Person {
  building?: string;
  isPaused?: boolean;
  isBlocked?: boolean;
  locale?: 'zh' | 'en' | 'es';
}

async function person({ building, isPaused, isBlocked, locale = 'zh' }: Person = {}): Promise<number> {
  const row = await db
    .insertInto('residents')
    .values({
      telegram_id: nextTelegramId++,
      locale,
      locale_chosen_at: NOW,
      created_at: NOW,
      paused_at: isPaused ? NOW : null,
      contact_status: isBlocked ? 'blocked' : 'active',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('memberships')
    .values({ resident_id: row.id, community_id: communityId, building: building ?? null, joined_at: NOW })
    .execute();
  return row.id;
}

async function response(
  residentId: number,
  status: 'in_progress' | 'completed',
  at: Date,
  more: { mode?: 'self' | 'leader'; is_trial?: boolean; paused_at?: Date } = {},
): Promise<void> {
  await db
    .insertInto('survey_responses')
    .values({
      survey_id: otherSurvey,
      resident_id: residentId,
      status,
      step: status === 'completed' ? 'sent' : 'age',
      started_at: at,
      updated_at: at,
      completed_at: status === 'completed' ? at : null,
      ...more,
    })
    .execute();
}

let nextObject = 1;

/** An unasked message that the person got at this moment. */
async function unasked(residentId: number, at: Date): Promise<void> {
  const { id } = await db
    .insertInto('broadcasts')
    .values({
      kind: 'meeting_notice',
      object_id: nextObject++,
      generation: 1,
      lane: 'bulk',
      community_id: communityId,
      status: 'finished',
      created_at: at,
      finished_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('deliveries')
    .values({ broadcast_id: id, resident_id: residentId, status: 'sent', settled_at: at })
    .execute();
}

const asking = (audience: SurveyAudience = { kind: 'everyone' }, now = NOW) => ({
  communityId,
  audience,
  now,
});

/** Invites as the opening of a survey does; what became of each person's invitation. */
async function invite(): Promise<{
  id: number;
  rows: Map<number, { status: string; notBefore: Date | null }>;
}> {
  const broadcast = await startBroadcast(
    db,
    { kind: 'survey_invitation', objectId: nextObject++, generation: 1, communityId, createdBy: null },
    { kind: 'asked', asking: asking() },
    NOW,
  );
  const id = broadcast?.id ?? 0;
  await holdInvitations(db, id, asking());
  const rows = await db
    .selectFrom('deliveries')
    .select(['resident_id', 'status', 'not_before'])
    .where('broadcast_id', '=', id)
    .execute();
  return {
    id,
    rows: new Map(rows.map((row) => [row.resident_id, { status: row.status, notBefore: row.not_before }])),
  };
}

test('every member is counted once, by what will become of them, and by their language', async () => {
  await person({ locale: 'en' });
  await person({ locale: 'es' });
  await response(await person(), 'completed', ago(6 * DAY_MS));
  await response(await person(), 'in_progress', ago(2 * HOUR_MS));
  const full = await person();
  for (const days of [1, 3]) await unasked(full, ago(days * DAY_MS));
  await person({ isPaused: true });
  const blocked = await person({ isBlocked: true });
  await response(blocked, 'completed', ago(DAY_MS));
  const counts = await countAudience(db, asking());
  expect(counts).toEqual({
    matched: 7,
    leftOut: 1,
    inTheMiddle: 1,
    overLimit: 1,
    unreachable: 2,
    recipientsByLocale: { zh: 2, en: 1, es: 1 },
  });
  const { rows } = await invite();
  expect(rows.size).toBe(recipientsOf(counts));
});

test('whoever answered another survey within seven days is not invited; after that they are', async () => {
  const [fresh, rested] = [await person(), await person()];
  await response(fresh, 'completed', ago(7 * DAY_MS - HOUR_MS));
  await response(rested, 'completed', ago(7 * DAY_MS + HOUR_MS));
  const { rows } = await invite();
  expect([...rows.keys()]).toEqual([rested]);
});

test('a leader who asked a neighbour, and staff who tried a draft, answered nothing themselves', async () => {
  const [leader, author] = [await person(), await person()];
  await response(leader, 'completed', ago(HOUR_MS), { mode: 'leader' });
  await response(author, 'completed', ago(HOUR_MS), { is_trial: true });
  expect((await countAudience(db, asking())).leftOut).toBe(0);
  expect((await invite()).rows.get(leader)?.status).toBe('pending');
});

test('whoever is in the middle of another survey gets the invitation a day after their last answer', async () => {
  const [busy, stopped, idle] = [await person(), await person(), await person()];
  await response(busy, 'in_progress', ago(2 * HOUR_MS));
  await response(stopped, 'in_progress', ago(2 * HOUR_MS), { paused_at: ago(HOUR_MS) });
  await response(idle, 'in_progress', ago(25 * HOUR_MS));
  const { id, rows } = await invite();
  expect(rows.get(busy)).toEqual({ status: 'held', notBefore: new Date(NOW.getTime() + 22 * HOUR_MS) });
  expect(rows.get(stopped)?.status).toBe('pending');
  expect(rows.get(idle)?.status).toBe('pending');
  await releaseHeld(db, id, new Date(NOW.getTime() + 23 * HOUR_MS));
  const row = await db
    .selectFrom('deliveries')
    .select('status')
    .where('broadcast_id', '=', id)
    .where('resident_id', '=', busy)
    .executeTakeFirst();
  expect(row?.status).toBe('pending');
});

describe('at most two unasked messages a week', () => {
  test('a third waits until a week after the last but one', async () => {
    const full = await person();
    for (const days of [6, 3, 1]) await unasked(full, ago(days * DAY_MS));
    const { rows } = await invite();
    expect(rows.get(full)).toEqual({ status: 'held', notBefore: new Date(NOW.getTime() + 4 * DAY_MS) });
  });

  test('one message, or two of which one is older than a week, leave room for another', async () => {
    const [one, old] = [await person(), await person()];
    await unasked(one, ago(DAY_MS));
    for (const days of [8, 1]) await unasked(old, ago(days * DAY_MS));
    expect((await countAudience(db, asking())).overLimit).toBe(0);
    const { rows } = await invite();
    expect([rows.get(one)?.status, rows.get(old)?.status]).toEqual(['pending', 'pending']);
  });
});

test('some buildings are those who told them, and nobody else', async () => {
  await person({ building: '3' });
  await person({ building: '12甲' });
  await person({ building: '4' });
  await person();
  const some: SurveyAudience = { kind: 'buildings', buildings: ['3', '12甲'] };
  expect((await countAudience(db, asking(some))).matched).toBe(2);
});
