import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, openDatabase } from '../../src/db/client.ts';
import { importCommunities } from '../../src/db/communities.ts';
import { setRoleClosed } from '../../src/db/volunteer-roles.ts';
import { answerSignup, claimSignup, signUp, withdrawSignup } from '../../src/db/volunteers.ts';
import { decideClaim } from '../../src/domain/volunteer.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';
import { type Shop, neighbour, openShop } from '../support/shop.ts';

const NOW = new Date('2026-03-02T02:00:00Z');
const ROUNDS = 50;
const WANG_MEI = { telegramId: 501, name: 'Wang Mei' };
const LI_NA = { telegramId: 502, name: 'Li Na' };

let database: TestDatabase;
let db: Db;
let nextTelegramId = 1000;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, 10);
  const names = { name_zh: '兴华', name_en: 'Xinghua', name_es: 'Xinghua', time_zone: 'Asia/Shanghai' };
  const sums = { households: null, residents_registered: null, residents_migrant: null };
  await importCommunities(db, [{ code: 'xinghua', ...names, ...sums }], NOW);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

async function offer(shop: Shop): Promise<{ signupId: number; residentId: number }> {
  const residentId = await neighbour(db, nextTelegramId++, NOW);
  const outcome = await db
    .transaction()
    .execute(async (tx) => await signUp(tx, shop.roleId, residentId, NOW));
  if (outcome.kind !== 'submitted') throw new Error(outcome.kind);
  return { signupId: outcome.signupId, residentId };
}

function claimInOwnTransaction(signupId: number, by: typeof WANG_MEI) {
  return db.transaction().execute(async (tx) => await claimSignup(tx, signupId, by));
}

test('two members tap at once, fifty times: always exactly one has it and the other hears who', async () => {
  const shop = await openShop(db, NOW, 500);
  for (let round = 0; round < ROUNDS; round++) {
    const { signupId } = await offer(shop);
    const decisions = await Promise.all([
      claimInOwnTransaction(signupId, WANG_MEI),
      claimInOwnTransaction(signupId, LI_NA),
    ]);
    const winner = decisions[0]?.kind === 'claimed' ? WANG_MEI : LI_NA;
    expect(decisions).toContainEqual({ kind: 'claimed' });
    expect(decisions).toContainEqual({ kind: 'taken', byName: winner.name });
    const row = await db
      .selectFrom('volunteer_signups')
      .selectAll()
      .where('id', '=', signupId)
      .executeTakeFirst();
    expect(row).toMatchObject({ status: 'claimed', claimed_by_telegram_id: winner.telegramId });
  }
});

test('the same two taps without the row lock give the sign-up to both: the test above can fail', async () => {
  const shop = await openShop(db, NOW);
  const { signupId } = await offer(shop);
  let seen = 0;
  let bothHaveLooked = () => {};
  const everybodyLooked = new Promise<void>((resolve) => (bothHaveLooked = resolve));
  const claimUnlocked = async (by: typeof WANG_MEI) =>
    await db.transaction().execute(async (tx) => {
      const row = await tx
        .selectFrom('volunteer_signups')
        .select([
          'status',
          'claimed_by_telegram_id as claimedByTelegramId',
          'claimed_by_name as claimedByName',
        ])
        .where('id', '=', signupId)
        .executeTakeFirstOrThrow();
      if (++seen === 2) bothHaveLooked();
      await everybodyLooked;
      const decision = decideClaim(row, by.telegramId);
      await tx
        .updateTable('volunteer_signups')
        .set({ status: 'claimed', claimed_by_telegram_id: by.telegramId, claimed_by_name: by.name })
        .where('id', '=', signupId)
        .execute();
      return decision.kind;
    });
  expect(await Promise.all([claimUnlocked(WANG_MEI), claimUnlocked(LI_NA)])).toEqual(['claimed', 'claimed']);
});

test('two volunteers are taken on at once for the last place: one is, the other is told it is full', async () => {
  for (let round = 0; round < 20; round++) {
    const shop = await openShop(db, NOW, 1);
    const [first, second] = [await offer(shop), await offer(shop)];
    await claimInOwnTransaction(first.signupId, WANG_MEI);
    await claimInOwnTransaction(second.signupId, LI_NA);
    const accept = (signupId: number, by: typeof WANG_MEI) =>
      db
        .transaction()
        .execute(async (tx) => await answerSignup(tx, signupId, by.telegramId, 'accepted', NOW));
    const decisions = await Promise.all([accept(first.signupId, WANG_MEI), accept(second.signupId, LI_NA)]);
    expect(decisions.map((decision) => decision?.kind).toSorted()).toEqual(['answered', 'full']);
  }
});

test('a sign-up that meets the filling of the last place is either in before it or told it is full', async () => {
  for (let round = 0; round < 20; round++) {
    const shop = await openShop(db, NOW, 1);
    const { signupId } = await offer(shop);
    await claimInOwnTransaction(signupId, WANG_MEI);
    const late = await neighbour(db, nextTelegramId++, NOW);
    const [answer, outcome] = await Promise.all([
      db
        .transaction()
        .execute(async (tx) => await answerSignup(tx, signupId, WANG_MEI.telegramId, 'accepted', NOW)),
      db.transaction().execute(async (tx) => await signUp(tx, shop.roleId, late, NOW)),
    ]);
    expect(answer?.kind).toBe('answered');
    expect(['submitted', 'full']).toContain(outcome.kind);
    const after = await neighbour(db, nextTelegramId++, NOW);
    const tooLate = await db.transaction().execute(async (tx) => await signUp(tx, shop.roleId, after, NOW));
    expect(tooLate.kind).toBe('full');
  }
});

test('ten taps on [I can help] at once are one sign-up', async () => {
  const shop = await openShop(db, NOW);
  const residentId = await neighbour(db, nextTelegramId++, NOW);
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () =>
      db.transaction().execute(async (tx) => await signUp(tx, shop.roleId, residentId, NOW)),
    ),
  );
  expect(outcomes.filter((outcome) => outcome.kind === 'submitted')).toHaveLength(1);
  expect(new Set(outcomes.map((outcome) => 'signupId' in outcome && outcome.signupId)).size).toBe(1);
});

test('taking back frees the place, happens once, and is nobody else’s to do', async () => {
  const shop = await openShop(db, NOW, 1);
  const { signupId, residentId } = await offer(shop);
  await claimInOwnTransaction(signupId, WANG_MEI);
  await answerSignup(db, signupId, WANG_MEI.telegramId, 'accepted', NOW);
  expect(await withdrawSignup(db, signupId, residentId + 1, NOW)).toBeUndefined();
  expect(await withdrawSignup(db, signupId, residentId, NOW)).toBe('accepted');
  expect(await withdrawSignup(db, signupId, residentId, NOW)).toBeUndefined();
  expect((await signUp(db, shop.roleId, residentId, NOW)).kind).toBe('submitted');
});

test('a closed role takes nobody until it is opened again', async () => {
  const shop = await openShop(db, NOW);
  const residentId = await neighbour(db, nextTelegramId++, NOW);
  await setRoleClosed(db, shop.roleId, NOW);
  expect(await signUp(db, shop.roleId, residentId, NOW)).toEqual({ kind: 'closed' });
  await setRoleClosed(db, shop.roleId, null);
  expect((await signUp(db, shop.roleId, residentId, NOW)).kind).toBe('submitted');
});
