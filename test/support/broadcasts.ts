import { type NewBroadcast, startBroadcast } from '../../src/db/broadcasts.ts';
import type { Locale } from '../../src/domain/locale.ts';
import { type TestYardbell, startYardbell, type YardbellOptions } from './yardbell.ts';

const FIRST_ID = 6_000;
const LONGEST_WAIT_MS = 15_000;

export interface Prepared {
  yard: TestYardbell;
  /** The members' Telegram ids, in the order in which they are sent to. */
  ids: number[];
  communityId: number;
  broadcast: NewBroadcast;
  broadcastId: number;
}

export interface Wanted extends YardbellOptions {
  /** How many members there are; what the broadcast says to all of them contains "The lift". */
  count: number;
  kind?: 'meeting_notice' | 'survey_invitation';
  localeOf?: (index: number) => Locale;
  /** Introductions of the survey whose text cannot be put together. */
  broken?: Locale[];
  broadcast?: Partial<Pick<NewBroadcast, 'expiresAt' | 'startsAt' | 'heedsQuietHours'>>;
}

/** A broadcast to `count` members, not hinted at yet: nothing is sent before somebody looks for what is due. */
export async function prepareBroadcast(wanted: Wanted): Promise<Prepared> {
  const yard = await startYardbell(wanted);
  const { db, clock } = yard;
  const { id: communityId } = await db.selectFrom('communities').select('id').executeTakeFirstOrThrow();
  const ids = Array.from({ length: wanted.count }, (_, index) => FIRST_ID + index);
  await addMembers(yard, communityId, ids, wanted.localeOf ?? (() => 'en'));
  const kind = wanted.kind ?? 'meeting_notice';
  const objectId =
    kind === 'meeting_notice'
      ? await addMeeting(yard, communityId)
      : await addSurvey(yard, communityId, wanted.broken ?? []);
  const broadcast = { kind, objectId, generation: 1, communityId, createdBy: null, ...wanted.broadcast };
  const started = await startBroadcast(db, broadcast, { kind: 'members', communityId }, clock.now());
  if (!started) throw new Error('the broadcast did not start');
  yard.simulator.clearCalls();
  return { yard, ids, broadcast, communityId, broadcastId: started.id };
}

/** Members with these Telegram ids, in bulk. */
export async function addMembers(
  { db, clock, simulator, settled }: TestYardbell,
  communityId: number,
  ids: number[],
  localeOf: (index: number) => Locale,
  buildingOf: (index: number) => string | null = () => null,
): Promise<void> {
  const now = clock.now();
  for (const id of ids) {
    simulator.addPerson({ id, firstName: `P${id}`, languageCode: 'en' });
    simulator.open(id);
  }
  await settled();
  const residents = await db
    .insertInto('residents')
    .values(
      ids.map((id, index) => ({
        telegram_id: id,
        locale: localeOf(index),
        locale_chosen_at: now,
        created_at: now,
      })),
    )
    .returning('id')
    .execute();
  const members = residents.map(({ id }, index) => ({
    resident_id: id,
    community_id: communityId,
    joined_at: now,
    building: buildingOf(index),
  }));
  await db.insertInto('memberships').values(members).execute();
}

async function addMeeting({ db, clock }: TestYardbell, communityId: number): Promise<number> {
  const now = clock.now();
  const start = { year: 2026, month: 3, day: 14, hour: 14, minute: 30 };
  const details = JSON.stringify({
    title: 'The lift',
    start,
    end: { ...start, hour: 16, minute: 0 },
    place: 'Block 3, ground floor, no steps',
    toDecide: ['Which lift to mend first', 'Who keeps the key'],
    contact: 'Ms Zhang 6924 0000',
  });
  const { id } = await db
    .insertInto('meetings')
    .values({
      code: 'lift22',
      community_id: communityId,
      status: 'published',
      version: 1,
      details,
      starts_at: new Date('2026-03-14T06:30:00Z'),
      created_at: now,
      published_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('meeting_versions')
    .values({ meeting_id: id, version: 1, change: 'published', details, published_at: now })
    .execute();
  return id;
}

/** No text can be made of it: what a damaged translation does to the sentence it stands in. */
const NO_TEXT = { toString: null, valueOf: null };

async function addSurvey(
  { db, clock }: TestYardbell,
  communityId: number,
  broken: Locale[],
): Promise<number> {
  const now = clock.now();
  const text = { zh: 'The lift', en: 'The lift', es: 'The lift' };
  const intro = { ...text, ...Object.fromEntries(broken.map((locale) => [locale, NO_TEXT])) };
  const definition = {
    id: 'lift',
    version: 1,
    est_minutes: 3,
    title: text,
    intro,
    outro: text,
    questions: [],
  };
  const { id } = await db
    .insertInto('surveys')
    .values({
      code: 'lift23',
      community_id: communityId,
      status: 'open',
      definition: JSON.stringify(definition),
      opened_at: now,
      closes_at: new Date(now.getTime() + 14 * 86_400_000),
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Looks for what is due again and again until the broadcast is in this status. */
export async function untilStatus({ yard, broadcastId }: Prepared, status: string): Promise<void> {
  for (const deadline = Date.now() + LONGEST_WAIT_MS; ;) {
    await yard.lookForDue();
    const row = await yard.db
      .selectFrom('broadcasts')
      .select('status')
      .where('id', '=', broadcastId)
      .executeTakeFirstOrThrow();
    if (row.status === status) return;
    if (Date.now() > deadline) throw new Error(`the broadcast is ${row.status}, not ${status}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** How many copies of the broadcast lie in each chat. */
export function copies({ yard }: Prepared, ids: number[]): number[] {
  return ids.map(
    (id) => yard.simulator.messages(id).filter((message) => message.text?.includes('The lift')).length,
  );
}

/** The calls that tried to send something. */
export function sends({ yard }: Prepared) {
  return yard.simulator.calls.filter((call) => call.method === 'sendMessage');
}
