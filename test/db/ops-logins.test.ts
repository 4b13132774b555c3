import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, openDatabase } from '../../src/db/client.ts';
import { createOpsLogin, findOpsLogin, isOpsSession, useOpsLogin } from '../../src/db/ops-logins.ts';
import { grantRole } from '../../src/db/roles.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';
import { neighbour } from '../support/shop.ts';

const NOW = new Date('2026-03-02T02:00:00Z');
const hoursLater = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

let database: TestDatabase;
let db: Db;
let officer: number;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, 20);
  officer = await neighbour(db, 1, NOW);
  await grantRole(db, officer, { role: 'officer' }, NOW);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const AT_ONCE = Array.from({ length: 20 });

test('twenty use one link at once: one gets a session', async () => {
  const token = await createOpsLogin(db, officer, NOW);
  const entries = await Promise.all(AT_ONCE.map(() => useOpsLogin(db, token, NOW)));
  const sessions = entries.flatMap((entry) => (entry?.state === 'open' ? [entry.session] : []));
  expect(sessions).toHaveLength(1);
  expect(entries.filter((entry) => entry?.state === 'used')).toHaveLength(19);
  expect(await isOpsSession(db, sessions[0] ?? '', NOW)).toBe(true);
});

test('control: without the row lock more than one of twenty would get a session', async () => {
  const token = await createOpsLogin(db, officer, NOW);
  const entered = await Promise.all(AT_ONCE.map(() => useWithoutLock(token)));
  expect(entered.filter(Boolean).length).toBeGreaterThan(1);
});

async function useWithoutLock(token: string): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    if ((await findOpsLogin(tx, token, NOW)) !== 'open') return false;
    const hash = createHash('sha256').update(token).digest('hex');
    await tx.updateTable('ops_logins').set({ used_at: NOW }).where('token_hash', '=', hash).execute();
    return true;
  });
}

test('a link and its session are forgotten with their owner, and old links with the next one made', async () => {
  const leaver = await neighbour(db, 2, NOW);
  await grantRole(db, leaver, { role: 'officer' }, NOW);
  const entry = await useOpsLogin(db, await createOpsLogin(db, leaver, NOW), NOW);
  const session = entry?.state === 'open' ? entry.session : '';
  expect(await isOpsSession(db, session, NOW)).toBe(true);
  await db.deleteFrom('residents').where('id', '=', leaver).execute();
  expect(await isOpsSession(db, session, NOW)).toBe(false);
  await createOpsLogin(db, officer, hoursLater(13));
  const left = await db.selectFrom('ops_logins').select('created_at').execute();
  expect(left.map((row) => row.created_at)).toEqual([hoursLater(13)]);
});

test('a session is not cut short by the next link made within its twelve hours', async () => {
  const entry = await useOpsLogin(db, await createOpsLogin(db, officer, NOW), NOW);
  const session = entry?.state === 'open' ? entry.session : '';
  await createOpsLogin(db, officer, hoursLater(11.9));
  expect(await isOpsSession(db, session, hoursLater(11.9))).toBe(true);
  expect(await isOpsSession(db, session, hoursLater(12))).toBe(false);
});
