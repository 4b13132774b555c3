import { sql } from 'kysely';
import type { Locale } from '../domain/locale.ts';
import type { LedBuilding, Powers } from '../domain/role.ts';
import type { Db } from './client.ts';
import { cancelDeliveriesTo } from './deliveries.ts';

export interface Resident {
  id: number;
  telegramId: number;
  locale: Locale;
  hasChosenLocale: boolean;
  isPaused: boolean;
  hasConsented: boolean;
  communityIds: number[];
  powers: Powers;
}

/** The resident with this Telegram id, with what they are a member of and may do. */
export async function findResident(db: Db, telegramId: number): Promise<Resident | undefined> {
  const row = await db
    .selectFrom('residents')
    .select([
      'id',
      'locale',
      'locale_chosen_at',
      'paused_at',
      sql<
        number[]
      >`array(select community_id::int from memberships m where m.resident_id = residents.id order by joined_at)`.as(
        'community_ids',
      ),
      sql<boolean>`exists (select from roles r where r.resident_id = residents.id and r.role = 'officer')`.as(
        'is_officer',
      ),
      sql<boolean>`exists (select from consents c where c.resident_id = residents.id and c.subject = 'community')`.as(
        'has_consented',
      ),
      sql<
        number[]
      >`array(select community_id::int from roles r where r.resident_id = residents.id and role = 'staff' order by r.id)`.as(
        'staff_ids',
      ),
      sql<
        number[]
      >`array(select project_id::int from roles r where r.resident_id = residents.id and role = 'board_member' order by r.id)`.as(
        'board_ids',
      ),
      sql<
        LedBuilding[]
      >`(select coalesce(json_agg(json_build_object('communityId', r.community_id, 'building', r.building) order by r.id), '[]')
        from roles r where r.resident_id = residents.id and role = 'building_leader')`.as('led_buildings'),
    ])
    .where('telegram_id', '=', telegramId)
    .where('contact_status', '!=', 'deleted')
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    telegramId,
    locale: row.locale,
    hasChosenLocale: row.locale_chosen_at !== null,
    isPaused: row.paused_at !== null,
    hasConsented: row.has_consented,
    communityIds: row.community_ids,
    powers: {
      isOfficer: row.is_officer,
      staffCommunityIds: row.staff_ids,
      boardProjectIds: row.board_ids,
      ledBuildings: row.led_buildings,
    },
  };
}

/** Stores the language a person chose; the first thing, and until they consent the only thing, kept of them. */
export async function chooseLocale(db: Db, telegramId: number, locale: Locale, at: Date): Promise<void> {
  await db
    .insertInto('residents')
    .values({ telegram_id: telegramId, locale, locale_chosen_at: at, created_at: at })
    .onConflict((conflict) =>
      conflict.column('telegram_id').doUpdateSet({ locale, locale_chosen_at: at, contact_status: 'active' }),
    )
    .execute();
}

/** A person who has not chosen a language yet, known because configuration or an invitation names them. */
export async function ensureResident(db: Db, telegramId: number, locale: Locale, at: Date): Promise<number> {
  const row = await db
    .insertInto('residents')
    .values({ telegram_id: telegramId, locale, created_at: at })
    .onConflict((conflict) => conflict.column('telegram_id').doUpdateSet({ telegram_id: telegramId }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function setContactStatus(
  db: Db,
  telegramId: number,
  status: 'active' | 'blocked',
): Promise<void> {
  await db
    .updateTable('residents')
    .set({ contact_status: status })
    .where('telegram_id', '=', telegramId)
    .where('contact_status', '!=', 'deleted')
    .execute();
}

export async function setPaused(db: Db, residentId: number, pausedAt: Date | null): Promise<void> {
  await db.updateTable('residents').set({ paused_at: pausedAt }).where('id', '=', residentId).execute();
}

/** Deletes a person with everything that hangs on them, and what is kept of the chat. */
export async function forgetResident(
  tx: Db,
  { id, telegramId }: { id: number; telegramId: number },
  now: Date,
): Promise<void> {
  await cancelDeliveriesTo(tx, id, now);
  await leaveInterviews(tx, id);
  await tx.deleteFrom('residents').where('id', '=', id).execute();
  await tx.deleteFrom('posts').where('chat_id', '=', telegramId).execute();
  await tx.deleteFrom('conversation_states').where('key', '=', String(telegramId)).execute();
}

/** What neighbours answered is theirs: it stays, without whoever wrote it down. What was not finished goes. */
async function leaveInterviews(tx: Db, residentId: number): Promise<void> {
  await tx
    .updateTable('survey_responses')
    .set({ resident_id: null })
    .where('resident_id', '=', residentId)
    .where('mode', 'in', ['leader', 'paper'])
    .where('status', '=', 'completed')
    .execute();
}

export async function recordConsent(
  db: Db,
  residentId: number,
  subject: string,
  wordingVersion: number,
  at: Date,
): Promise<void> {
  await db
    .insertInto('consents')
    .values({ resident_id: residentId, subject, wording_version: wordingVersion, agreed_at: at })
    .execute();
}

/** Joins a community; false when the resident was in it already. */
export async function joinCommunity(
  db: Db,
  residentId: number,
  communityId: number,
  at: Date,
): Promise<boolean> {
  const inserted = await db
    .insertInto('memberships')
    .values({ resident_id: residentId, community_id: communityId, joined_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('resident_id')
    .executeTakeFirst();
  return inserted !== undefined;
}
