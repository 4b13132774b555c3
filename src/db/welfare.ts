import { type RawBuilder, sql } from 'kysely';
import type { Locale, Localized } from '../domain/locale.ts';
import { POLICY } from '../domain/policy.ts';
import type { ResponseMode } from '../domain/survey.ts';
import { type AlarmKind, type ChaseStep, chaseStep } from '../domain/welfare.ts';
import type { Db } from './client.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Everything a message about an alarm says. */
export interface Alarm {
  id: number;
  communityId: number;
  kind: AlarmKind;
  mode: ResponseMode;
  /** Empty when it was raised long ago. */
  words: string | null;
  /** Null: it was written outside every survey. */
  survey: Localized | null;
  zone: string;
  raisedAt: Date;
  /** The resident who looks after it. */
  takenBy: number | null;
  /** Whoever wrote it, when they may be known. */
  sender: { telegramId: number; building: string | null } | undefined;
}

/** Raises an alarm for an answer, once for each source. Undefined: it was raised before. */
export async function raiseAlarm(
  tx: Db,
  alarm: { responseId: number; step: string; kind: AlarmKind; words: string },
  now: Date,
): Promise<{ id: number; isNamed: boolean } | undefined> {
  const { rows } = await sql<{ id: number; isNamed: boolean }>`
    insert into welfare_alarms (community_id, survey_id, resident_id, mode, kind, words, source, raised_at)
    select s.community_id, s.id, case when s.anonymity = 'named' then r.resident_id end, r.mode,
      ${alarm.kind}, ${alarm.words}, ${sourceOf(alarm.responseId, alarm.step)}, ${now}
    from survey_responses r join surveys s on s.id = r.survey_id where r.id = ${alarm.responseId}
    on conflict (source) do nothing
    returning id, resident_id is not null as "isNamed"
  `.execute(tx);
  return rows[0];
}

/** Raises an alarm for a message outside every survey, where nobody was promised to stay unknown. */
export async function raiseMessageAlarm(
  tx: Db,
  alarm: { updateId: number; communityId: number; residentId: number; kind: AlarmKind; words: string },
  now: Date,
): Promise<{ id: number; isNamed: boolean } | undefined> {
  const row = await tx
    .insertInto('welfare_alarms')
    .values({
      community_id: alarm.communityId,
      resident_id: alarm.residentId,
      mode: 'self',
      kind: alarm.kind,
      words: alarm.words,
      source: `message:${alarm.updateId}:${alarm.communityId}`,
      raised_at: now,
    })
    .onConflict((conflict) => conflict.column('source').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row && { id: row.id, isNamed: true };
}

function sourceOf(responseId: number, step: string): string {
  return `answer:${responseId}:${step}`;
}

/** Loads an alarm and holds it until the transaction ends. */
export async function lockAlarm(tx: Db, id: number): Promise<Alarm | undefined> {
  const { rows } = await sql<Omit<Alarm, 'sender'> & { telegramId: number | null; building: string | null }>`
    select a.id, a.community_id as "communityId", a.kind, a.mode, a.words, s.definition->'title' as survey,
      c.time_zone as zone, a.raised_at as "raisedAt", a.acknowledged_by as "takenBy",
      d.telegram_id as "telegramId", m.building
    from welfare_alarms a left join surveys s on s.id = a.survey_id join communities c on c.id = a.community_id
    left join residents d on d.id = a.resident_id
    left join memberships m on m.resident_id = a.resident_id and m.community_id = a.community_id
    where a.id = ${id} for update of a
  `.execute(tx);
  const [row] = rows;
  if (!row) return undefined;
  const { telegramId, building, ...alarm } = row;
  return { ...alarm, sender: telegramId === null ? undefined : { telegramId, building } };
}

/** Somebody looks after it. The alarm must be held; whoever comes first has it. */
export async function takeAlarm(tx: Db, id: number, residentId: number, now: Date): Promise<void> {
  await tx
    .updateTable('welfare_alarms')
    .set({ acknowledged_by: residentId, acknowledged_at: now })
    .where('id', '=', id)
    .execute();
}

/** Whoever wrote an anonymous alarm lets it be known that it was them; false when it cannot be shown that it was. */
export async function nameSender(tx: Db, id: number, residentId: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update welfare_alarms a set resident_id = ${residentId}
    where a.id = ${id} and a.resident_id is null and exists (
      select from survey_responses r
      where r.resident_id = ${residentId} and starts_with(a.source, 'answer:' || r.id || ':'))
  `.execute(tx);
  return numAffectedRows === 1n;
}

/** Alarms for which a step may be due. */
export async function listAlarmsToChase(db: Db, now: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('welfare_alarms')
    .select('id')
    .where('acknowledged_at', 'is', null)
    .where('staff_told_at', 'is', null)
    .where('raised_at', '<=', new Date(now.getTime() - POLICY.alarmAnswerMinutes * MINUTE_MS))
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Takes the step that is due for an alarm, under its lock and once. */
export async function takeChaseStep(tx: Db, id: number, now: Date): Promise<ChaseStep | undefined> {
  const row = await tx
    .selectFrom('welfare_alarms')
    .select(['raised_at as raisedAt', 'chased_at as chasedAt', 'staff_told_at as staffToldAt'])
    .where('id', '=', id)
    .where('acknowledged_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  const step = row && chaseStep(row, now);
  if (!step) return undefined;
  const change = step === 'again' ? { chased_at: now } : { staff_told_at: now };
  await tx.updateTable('welfare_alarms').set(change).where('id', '=', id).execute();
  return step;
}

/** Takes every step of every alarm raised by now without telling anybody: in a restored record all of it was told. */
export async function passOverChases(tx: Db, now: Date): Promise<void> {
  await tx
    .updateTable('welfare_alarms')
    .set({ chased_at: now, staff_told_at: now })
    .where('acknowledged_at', 'is', null)
    .where('staff_told_at', 'is', null)
    .execute();
}

/**
 * Empties what was written in old alarms, and cuts the way from an alarm to its anonymous answer where that was mixed
 * with others or deleted. Of somebody who let their name be known the words go as well: they stand in a ballot now.
 */
export async function forgetAlarms(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - POLICY.alarmWordsDays * DAY_MS);
  await db
    .updateTable('welfare_alarms')
    .set({ words: null })
    .where('raised_at', '<', before)
    .where('words', 'is not', null)
    .execute();
  await sql`
    update welfare_alarms a
    set source = 'cut:' || a.id, words = case when a.resident_id is null then a.words end
    from surveys s
    where s.id = a.survey_id and s.anonymity = 'anonymous' and starts_with(a.source, 'answer:')
      and not exists (select from sealed_answers where response_id = ${RESPONSE_OF_SOURCE})
  `.execute(db);
}

const RESPONSE_OF_SOURCE: RawBuilder<number> = sql`split_part(a.source, ':', 2)::bigint`;

export interface Told {
  residentId: number;
  chatId: number;
  locale: Locale;
}

/** The one person of a community who is told of alarms, as long as they are staff there and can be reached. */
export async function findWelfareContact(db: Db, communityId: number): Promise<Told | undefined> {
  return await staffToTell(db, communityId)
    .innerJoin('welfare_contacts', (join) =>
      join
        .onRef('welfare_contacts.resident_id', '=', 'residents.id')
        .onRef('welfare_contacts.community_id', '=', 'roles.community_id'),
    )
    .executeTakeFirst();
}

/** All staff of a community who can be reached. */
export async function listStaffToTell(db: Db, communityId: number): Promise<Told[]> {
  return await staffToTell(db, communityId).orderBy('roles.id').execute();
}

function staffToTell(db: Db, communityId: number) {
  return db
    .selectFrom('roles')
    .innerJoin('residents', 'residents.id', 'roles.resident_id')
    .select(['residents.id as residentId', 'residents.telegram_id as chatId', 'residents.locale'])
    .where('roles.role', '=', 'staff')
    .where('roles.community_id', '=', communityId)
    .where('residents.contact_status', '=', 'active');
}

/** Names the one who is told; the one before, if it was somebody else, is returned. */
export async function nameWelfareContact(
  tx: Db,
  communityId: number,
  residentId: number,
  now: Date,
): Promise<Told | undefined> {
  const before = await findWelfareContact(tx, communityId);
  const named = { resident_id: residentId, named_by: residentId, named_at: now };
  await tx
    .insertInto('welfare_contacts')
    .values({ community_id: communityId, ...named })
    .onConflict((conflict) => conflict.column('community_id').doUpdateSet(named))
    .execute();
  return before?.residentId === residentId ? undefined : before;
}

/** Takes somebody off; nothing happens when it is not them who is named. */
export async function dropWelfareContact(tx: Db, communityId: number, residentId: number): Promise<void> {
  await tx
    .deleteFrom('welfare_contacts')
    .where('community_id', '=', communityId)
    .where('resident_id', '=', residentId)
    .execute();
}

/** The chats that have a message about the alarm. */
export async function chatsTold(db: Db, reference: string): Promise<number[]> {
  const rows = await db.selectFrom('posts').select('chat_id').where('reference', '=', reference).execute();
  return rows.map(({ chat_id: chatId }) => chatId);
}
