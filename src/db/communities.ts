import type { Selectable } from 'kysely';
import type { Locale } from '../domain/locale.ts';
import type { Db } from './client.ts';
import type { CommunitiesTable } from './schema.ts';

export type Community = Selectable<CommunitiesTable>;

export function communityName(
  community: Pick<Community, 'name_zh' | 'name_en' | 'name_es'>,
  locale: Locale,
): string {
  return community[`name_${locale}`];
}

export async function listCommunities(db: Db): Promise<Community[]> {
  return await db.selectFrom('communities').selectAll().orderBy('code').execute();
}

export async function findCommunity(
  db: Db,
  by: { id: number } | { code: string },
): Promise<Community | undefined> {
  const query = db.selectFrom('communities').selectAll();
  const narrowed = 'id' in by ? query.where('id', '=', by.id) : query.where('code', '=', by.code);
  return await narrowed.executeTakeFirst();
}

export async function communitiesByIds(db: Db, ids: number[]): Promise<Community[]> {
  if (ids.length === 0) return [];
  return await db.selectFrom('communities').selectAll().where('id', 'in', ids).orderBy('code').execute();
}

/** How many members a push to the community would go to. */
export async function countReachable(db: Db, communityId: number): Promise<number> {
  const row = await db
    .selectFrom('memberships')
    .innerJoin('residents', 'residents.id', 'memberships.resident_id')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('memberships.community_id', '=', communityId)
    .where('residents.contact_status', '=', 'active')
    .where('residents.paused_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** The code of a community this person could join; undefined when they are a member already. */
export async function findJoinCode(
  db: Db,
  communityId: number,
  telegramId: number,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('communities')
    .select('code')
    .where('id', '=', communityId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('memberships')
            .innerJoin('residents', 'residents.id', 'memberships.resident_id')
            .select('residents.id')
            .where('residents.telegram_id', '=', telegramId)
            .whereRef('memberships.community_id', '=', 'communities.id'),
        ),
      ),
    )
    .executeTakeFirst();
  return row?.code;
}

export type CommunityRecord = Omit<Community, 'id' | 'created_at'>;

/** Adds communities, or updates those whose code exists; all or none. */
export async function importCommunities(db: Db, records: CommunityRecord[], at: Date): Promise<void> {
  if (records.length === 0) return;
  await db
    .insertInto('communities')
    .values(records.map((record) => ({ ...record, created_at: at })))
    .onConflict((conflict) =>
      conflict.column('code').doUpdateSet((row) => ({
        name_zh: row.ref('excluded.name_zh'),
        name_en: row.ref('excluded.name_en'),
        name_es: row.ref('excluded.name_es'),
        time_zone: row.ref('excluded.time_zone'),
        households: row.ref('excluded.households'),
        residents_registered: row.ref('excluded.residents_registered'),
        residents_migrant: row.ref('excluded.residents_migrant'),
      })),
    )
    .execute();
}
