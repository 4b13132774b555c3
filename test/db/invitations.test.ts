import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, openDatabase } from '../../src/db/client.ts';
import { importCommunities } from '../../src/db/communities.ts';
import {
  createInvitation,
  findInvitation,
  noteSecondOpener,
  redeemInvitation,
} from '../../src/db/invitations.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';
import { neighbour } from '../support/shop.ts';

const NOW = new Date('2026-03-02T02:00:00Z');
const IN_SEVEN_DAYS = new Date('2026-03-09T02:00:00Z');

let database: TestDatabase;
let db: Db;
let communityId: number;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, 10);
  const names = { name_zh: '兴华', name_en: 'Xinghua', name_es: 'Xinghua', time_zone: 'Asia/Shanghai' };
  const sums = { households: null, residents_registered: null, residents_migrant: null };
  await importCommunities(db, [{ code: 'xinghua', ...names, ...sums }], NOW);
  ({ id: communityId } = await db.selectFrom('communities').select('id').executeTakeFirstOrThrow());
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

async function invite() {
  return await createInvitation(db, { role: 'staff', communityId }, null, NOW);
}

test('twenty people accept one invitation at once: one gets it, nineteen are told it is used', async () => {
  const { token } = await invite();
  const people = await Promise.all(Array.from({ length: 20 }, (_, at) => neighbour(db, 2000 + at, NOW)));
  const opened = await Promise.all(
    people.map((residentId) =>
      db.transaction().execute(async (tx) => await redeemInvitation(tx, token, residentId, NOW)),
    ),
  );
  const states = opened.map((one) => one?.state);
  expect(states.filter((state) => state === 'open')).toHaveLength(1);
  expect(states.filter((state) => state === 'used')).toHaveLength(19);
  const winner = people[states.indexOf('open')];
  const row = await db.selectFrom('invitations').selectAll().orderBy('id', 'desc').executeTakeFirst();
  expect(row?.redeemed_by).toBe(winner);
  expect((await findInvitation(db, token, winner ?? 0, NOW))?.state).toBe('already_yours');
});

test('the token has 128 random bits, fits a link, and is stored as a hash only', async () => {
  const { token } = await invite();
  expect(token).toMatch(/^[0-9a-f]{32}$/);
  const stored = await db.selectFrom('invitations').select('token_hash').execute();
  expect(stored.map((row) => row.token_hash)).not.toContain(token);
  expect(stored.every((row) => /^[0-9a-f]{64}$/.test(row.token_hash))).toBe(true);
});

test('looking at an invitation does not use it; after seven days it cannot be used', async () => {
  const { token } = await invite();
  const residentId = await neighbour(db, 3000, NOW);
  expect((await findInvitation(db, token, residentId, NOW))?.state).toBe('open');
  expect((await findInvitation(db, token, residentId, NOW))?.state).toBe('open');
  expect((await redeemInvitation(db, token, residentId, IN_SEVEN_DAYS))?.state).toBe('expired');
  expect(await redeemInvitation(db, 'f'.repeat(32), residentId, NOW)).toBeUndefined();
  expect(await redeemInvitation(db, "' or true --", residentId, NOW)).toBeUndefined();
});

test('a second opener is reported once, however often they try, and each step is in the audit log', async () => {
  const { token } = await invite();
  const [first, second] = [await neighbour(db, 3001, NOW), await neighbour(db, 3002, NOW)];
  const opened = await redeemInvitation(db, token, first, NOW);
  if (!opened) throw new Error('no invitation');
  expect(await noteSecondOpener(db, opened.invitation, second, NOW)).toBe(true);
  expect(await noteSecondOpener(db, opened.invitation, second, NOW)).toBe(false);
  const entries = await db
    .selectFrom('audit_entries')
    .select(['action', 'resident_id'])
    .where('object', '=', `invitation:${opened.invitation.id} staff`)
    .orderBy('id')
    .execute();
  expect(entries).toEqual([
    { action: 'invitation_created', resident_id: null },
    { action: 'invitation_redeemed', resident_id: first },
    { action: 'invitation_refused', resident_id: second },
  ]);
});
