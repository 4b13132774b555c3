import { sql } from 'kysely';
import type { Audience } from '../../../src/db/audiences.ts';
import { type NewBroadcast, startBroadcast } from '../../../src/db/broadcasts.ts';
import type { Db } from '../../../src/db/client.ts';
import type { CompleteMeetingDetails } from '../../../src/domain/meeting.ts';
import type { Simulator } from '../../../src/simulator/simulator.ts';

/** The words by which the oracle knows the notice and the invitation. */
export const TITLE = 'The lift in block 3';
export const STAFF_ID = 21;
export const FIRST_ID = 1_000_000;

/** One community, whose members all know the bot. */
export interface Community {
  communityId: number;
  staffResidentId: number;
  /** Telegram ids of the members without the staff member, in the order in which they are told. */
  members: number[];
}

/** Members by the thousand in three statements, and the same people in the simulated Telegram. */
export async function seedCommunity(
  db: Db,
  simulator: Simulator,
  size: number,
  zone?: string,
): Promise<Community> {
  const now = new Date();
  const { id: communityId } = await db
    .insertInto('communities')
    .values({
      code: 'xinghua',
      name_zh: '兴华社区',
      name_en: 'Xinghua',
      name_es: 'Xinghua',
      time_zone: zone ?? zoneWhereItIsNoon(now),
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const staffResidentId = await addStaff(db, simulator, communityId, now);
  await sql`
    insert into residents (telegram_id, locale, locale_chosen_at, created_at)
    select ${FIRST_ID}::bigint + n, 'en', ${now}, ${now} from generate_series(0, ${size - 1}::int) n order by n
  `.execute(db);
  await sql`
    insert into memberships (resident_id, community_id, joined_at)
    select id, ${communityId}, ${now} from residents where telegram_id >= ${FIRST_ID}
  `.execute(db);
  const members = Array.from({ length: size }, (_, index) => FIRST_ID + index);
  for (const id of members) {
    simulator.addAcquaintance({ id, firstName: `P${id}`, languageCode: 'en' });
  }
  return { communityId, staffResidentId, members };
}

async function addStaff(db: Db, simulator: Simulator, communityId: number, now: Date): Promise<number> {
  simulator.addAcquaintance({ id: STAFF_ID, firstName: 'Zhang', languageCode: 'en' });
  const { id } = await db
    .insertInto('residents')
    .values({ telegram_id: STAFF_ID, locale: 'en', locale_chosen_at: now, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  const role = { resident_id: id, role: 'staff' as const, community_id: communityId, granted_at: now };
  await db
    .insertInto('roles')
    .values({ ...role, digest_is_on: false })
    .execute();
  return id;
}

/** A zone in which it is noon: nothing here may fall into anybody's quiet hours. */
function zoneWhereItIsNoon(now: Date): string {
  const hoursToNoon = 12 - now.getUTCHours();
  return `Etc/GMT${hoursToNoon > 0 ? '-' : '+'}${Math.abs(hoursToNoon)}`;
}

const DAY_MS = 86_400_000;

/** A complete notice on the day of that instant. */
export function noticeDetails(title: string, startsAt: Date): CompleteMeetingDetails {
  const date = { year: startsAt.getUTCFullYear(), month: startsAt.getUTCMonth() + 1 };
  const start = { ...date, day: startsAt.getUTCDate(), hour: 14, minute: 30 };
  return {
    title,
    start,
    end: { ...start, hour: 16, minute: 0 },
    place: 'Block 3, ground floor, no steps',
    toDecide: ['Which lift to mend first', 'Who keeps the key'],
    contact: 'Ms Zhang 6924 0000',
  };
}

async function addMeeting(db: Db, communityId: number): Promise<number> {
  const now = new Date();
  const startsAt = new Date(now.getTime() + 3 * DAY_MS);
  const details = JSON.stringify(noticeDetails(TITLE, startsAt));
  const { id } = await db
    .insertInto('meetings')
    .values({
      code: 'lift22',
      community_id: communityId,
      status: 'published',
      version: 1,
      details,
      starts_at: startsAt,
      created_at: now,
      published_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const version = { meeting_id: id, version: 1, change: 'published' as const, details, published_at: now };
  await db.insertInto('meeting_versions').values(version).execute();
  return id;
}

async function addSurvey(db: Db, { communityId, staffResidentId }: Community): Promise<number> {
  const now = new Date();
  const title = { zh: TITLE, en: TITLE, es: TITLE };
  const question = { id: 'q1', type: 'open', text: title, required: true };
  const definition = { id: 'lift', version: 1, est_minutes: 1, title, intro: title, outro: title };
  const { id } = await db
    .insertInto('surveys')
    .values({
      code: 'lift22',
      community_id: communityId,
      status: 'open',
      definition: JSON.stringify({ ...definition, questions: [question] }),
      opened_by: staffResidentId,
      opened_at: now,
      closes_at: new Date(now.getTime() + 14 * DAY_MS),
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Starts the notice of a meeting (tried once more when in doubt) or the invitation to a survey (at most once). */
export async function startBroadcastOf(
  db: Db,
  community: Community,
  kind: 'meeting_notice' | 'survey_invitation',
): Promise<{ id: number; again: () => Promise<unknown> }> {
  const { communityId, staffResidentId: createdBy } = community;
  const objectId =
    kind === 'meeting_notice' ? await addMeeting(db, communityId) : await addSurvey(db, community);
  const broadcast: NewBroadcast = { kind, objectId, generation: 1, communityId, createdBy };
  const audience: Audience = { kind: 'members', communityId };
  const start = () => db.transaction().execute((tx) => startBroadcast(tx, broadcast, audience, new Date()));
  const started = await start();
  if (!started) throw new Error('the broadcast did not start');
  return { id: started.id, again: start };
}
