import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadArchive } from '../../src/commands/load-archive.ts';
import { startBroadcast } from '../../src/db/broadcasts.ts';
import { type Db, inOneTransaction } from '../../src/db/client.ts';
import { type WallTime, addDays } from '../../src/domain/time.ts';
import { t } from '../../src/telegram/i18n.ts';
import { instantToWall, wallToInstant } from '../../src/text/zones.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';
import { sent } from '../support/notices.ts';
import { ask, runCommand } from '../support/record.ts';
import { joinBoard, openShop } from '../support/shop.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

/*
 * A life and its copy. At ten in the morning a broadcast is on its way and the backup is taken. The original goes on
 * until half past seven in the evening: it finishes the broadcast, asks the team about a volunteer, reminds of
 * tomorrow's meeting, sends the digest. Then it is gone, and the copy is restored and started. The restoring process
 * goes by the machine's clock, so this day is today, in a zone where it is evening now.
 */

const STAFF = 10;
const MEMBER = 11;
const HELPER = 12;
const FIRST = 100;
const PEOPLE = Array.from({ length: 40 }, (_, turn) => FIRST + turn);
const EVERYBODY = [STAFF, MEMBER, HELPER, ...PEOPLE];

let folder: string;
let target: TestDatabase;
let yard: TestYardbell;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'yardbell-silence-'));
  target = await createTestDatabase();
});
afterEach(async () => {
  await yard.stop();
  await target.drop();
  await rm(folder, { recursive: true, force: true });
});

/** A zone in which it is after seven in the evening now. */
function eveningZone(): string {
  const hoursAhead = 19 - new Date().getUTCHours();
  const offset = hoursAhead > 14 ? hoursAhead - 24 : hoursAhead;
  if (offset === 0) return 'Etc/GMT';
  return `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}

interface Day {
  zone: string;
  /** The instant of a time of the day, so many days from today. */
  at(hour: number, minute: number, days?: number): Date;
  wall(hour: number, minute: number, days: number): WallTime;
}

function today(): Day {
  const zone = eveningZone();
  const date = instantToWall(new Date(), zone);
  const wall = (hour: number, minute: number, days: number) => ({ ...addDays(date, days), hour, minute });
  return { zone, wall, at: (hour, minute, days = 0) => wallToInstant(wall(hour, minute, days), zone) };
}

async function addMeeting(db: Db, day: Day, title: string, inDays: number): Promise<number> {
  const now = yard.clock.now();
  const { id: communityId } = await db
    .selectFrom('communities')
    .select('id')
    .where('code', '=', 'xinghua')
    .executeTakeFirstOrThrow();
  const details = JSON.stringify({
    title,
    start: day.wall(14, 30, inDays),
    end: day.wall(16, 0, inDays),
    place: 'Block 3',
    toDecide: ['Which lift'],
    contact: 'Ms Zhang 6924 0000',
  });
  const { id } = await db
    .insertInto('meetings')
    .values({
      code: `in${inDays}days`,
      community_id: communityId,
      status: 'published',
      version: 1,
      details,
      starts_at: day.at(14, 30, inDays),
      created_at: now,
      published_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const version = { meeting_id: id, version: 1, change: 'published' as const, details, published_at: now };
  await db.insertInto('meeting_versions').values(version).execute();
  const dueAt = day.at(18, 30, inDays - 1);
  await db
    .insertInto('reminders')
    .values({ meeting_id: id, generation: 1, slot: 'day_before', due_at: dueAt })
    .execute();
  await db
    .insertInto('rsvps')
    .columns(['meeting_id', 'resident_id', 'status', 'version', 'answered_at'])
    .expression((query) =>
      query
        .selectFrom('residents')
        .select((of) => [
          of.val(id).as('m'),
          'id',
          of.val('going').as('s'),
          of.lit(1).as('v'),
          of.val(now).as('a'),
        ])
        .where('telegram_id', '=', FIRST),
    )
    .execute();
  return id;
}

/** Everybody, two meetings, and a volunteer who has waited for almost three days. */
async function morning(day: Day): Promise<{ meetingId: number; communityId: number }> {
  yard = await startYardbell({ at: day.at(10, 0), env: { SEND_RATE: '8' } });
  const { db, clock } = yard;
  await db.updateTable('communities').set({ time_zone: day.zone }).execute();
  await yard.staff(STAFF, 'en');
  for (const id of [MEMBER, HELPER, ...PEOPLE]) await yard.resident(id, 'en');
  const shop = await openShop(db, clock.now());
  await joinBoard(db, MEMBER, shop, clock.now());
  await addMeeting(db, day, 'The gate', 1);
  const meetingId = await addMeeting(db, day, 'The lift', 2);
  await ask(
    yard.databaseUrl,
    `insert into volunteer_signups (volunteer_role_id, resident_id, status, submitted_at)
     select $1, id, 'submitted', $2 from residents where telegram_id = $3`,
    [shop.roleId, day.at(12, 0, -3), HELPER],
  );
  const { id: communityId } = await db
    .selectFrom('communities')
    .select('id')
    .where('code', '=', 'xinghua')
    .executeTakeFirstOrThrow();
  return { meetingId, communityId };
}

/** Lives the day and takes the backup in the middle of the broadcast; the file comes back. */
async function liveUntilEvening(): Promise<string> {
  const day = today();
  const { meetingId, communityId } = await morning(day);
  const { db, clock } = yard;
  const broadcast = {
    kind: 'meeting_notice' as const,
    objectId: meetingId,
    generation: 1,
    communityId,
    createdBy: null,
  };
  await startBroadcast(db, broadcast, { kind: 'members', communityId }, clock.now());
  await yard.lookForDue();
  await expect.poll(() => heardBy(PEOPLE, 'The lift'), { timeout: 20_000 }).toBeGreaterThan(3);
  const file = path.join(folder, 'record.gz');
  expect((await runCommand('backup', [file], { DATABASE_URL: yard.databaseUrl })).exitCode).toBe(0);
  await sent(yard);
  for (const moment of [day.at(12, 30), day.at(18, 31), new Date()]) {
    clock.setOffset(moment.getTime() - Date.now());
    await yard.lookForDue();
    await sent(yard);
    await expect.poll(async () => await waiting(moment), { timeout: 20_000 }).toEqual([{ count: 0 }]);
    await sent(yard);
  }
  expect(said()).toEqual(ONCE);
  return file;
}

/** Due reminders that no worker has taken yet. */
const waiting = async (at: Date) =>
  await ask(
    yard.databaseUrl,
    `select count(*)::int from reminders where status = 'pending' and due_at <= $1`,
    [at],
  );

function heardBy(people: number[], words: string): number {
  return people
    .flatMap((id) => yard.simulator.messages(id))
    .filter((message) => message.from?.is_bot && message.text?.includes(words)).length;
}

/** How often each thing was said, by the words only it has. */
function said() {
  const reminded = yard.simulator
    .messages(FIRST)
    .filter(({ text }) =>
      text?.startsWith(t('en', 'reminder-tomorrow', { title: '', moment: '' }).slice(0, 8)),
    );
  return {
    notices: heardBy(PEOPLE, 'The lift'),
    reminders: reminded.length,
    digests: heardBy([STAFF], t('en', 'digest-since', { moment: '' }).slice(0, 19)),
    askedTeam: heardBy([MEMBER], t('en', 'signup-late')),
  };
}
const ONCE = { notices: PEOPLE.length, reminders: 1, digests: 1, askedTeam: 1 };

/** Starts a real Yardbell on the restored record and lets it look for everything due, twice. */
async function startCopy(): Promise<void> {
  yard.simulator.clearCalls();
  await yard.restart(target.url);
  for (let look = 0; look < 2; look += 1) {
    await yard.lookForDue();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await yard.settled();
  }
}

/** Staff decide that the doubtful notices go out once more; returns to how many of the people that is. */
async function resendUnknown(): Promise<number> {
  const doubtful = await ask(
    target.url,
    `select r.telegram_id, d.broadcast_id from deliveries d join residents r on r.id = d.resident_id
     where d.status = 'unknown' and r.telegram_id >= $1`,
    [FIRST],
  );
  await yard.forge(STAFF, `broadcast:resend:${String(doubtful[0]?.['broadcast_id'])}`);
  return doubtful.length;
}

const callsThatSpeak = () =>
  yard.simulator.calls
    .map(({ method }) => method)
    .filter((method) => /^(send|edit|delete(?!Webhook)|answer)/.test(method));

test('a restored Yardbell says nothing by itself, sends what is in doubt once staff say so, and keeps what lies ahead', async () => {
  const file = await liveUntilEvening();
  const end = await runCommand('restore', [file], { DATABASE_URL: target.url });
  expect(end).toMatchObject({ exitCode: 0, complaint: '' });
  const inDoubt = Number(/may have arrived.*: (\d+)/.exec(end.out)?.[1]);
  expect(inDoubt).toBeGreaterThan(0);
  expect(inDoubt).toBeLessThan(EVERYBODY.length);
  await startCopy();
  expect(callsThatSpeak()).toEqual([]);
  expect(said()).toEqual(ONCE);
  expect(await ask(target.url, `select count(*)::int as n from deliveries where status = 'unknown'`)).toEqual(
    [{ n: inDoubt }],
  );
  const again = await resendUnknown();
  await expect.poll(said, { timeout: 20_000 }).toEqual({ ...ONCE, notices: ONCE.notices + again });
  await sent(yard);
  const tomorrow = today().at(18, 31, 1);
  yard.clock.setOffset(tomorrow.getTime() - Date.now());
  await yard.lookForDue();
  await expect
    .poll(said, { timeout: 20_000 })
    .toEqual({ ...ONCE, notices: ONCE.notices + again + 1, reminders: 2, digests: 2 });
}, 120_000);

test('control: a copy that is not settled says everything a second time', async () => {
  const file = await liveUntilEvening();
  await inOneTransaction(target.url, { applicationName: 'test' }, async (tx, client) => {
    await loadArchive(tx, client, file, false);
  });
  await startCopy();
  await expect.poll(() => said().notices, { timeout: 20_000 }).toBeGreaterThan(ONCE.notices);
  await expect.poll(said, { timeout: 20_000 }).toMatchObject({ reminders: 2, digests: 2, askedTeam: 2 });
}, 120_000);
