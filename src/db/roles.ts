import { sql } from 'kysely';
import type { Locale } from '../domain/locale.ts';
import type { Db } from './client.ts';
import type { Community } from './communities.ts';

export type RoleGrant =
  | { role: 'officer' }
  | { role: 'staff'; communityId: number }
  | { role: 'board_member'; projectId: number }
  | { role: 'building_leader'; communityId: number; building: string };

/** Gives a resident a role; false when they had it already. */
export async function grantRole(tx: Db, residentId: number, grant: RoleGrant, at: Date): Promise<boolean> {
  const inserted = await tx
    .insertInto('roles')
    .values({
      resident_id: residentId,
      role: grant.role,
      community_id: grant.role === 'staff' || grant.role === 'building_leader' ? grant.communityId : null,
      project_id: grant.role === 'board_member' ? grant.projectId : null,
      building: grant.role === 'building_leader' ? grant.building : null,
      granted_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Where the inviter of somebody is written to and, if wanted, the officers of the sub-district with them. */
export async function listWatchers(
  db: Db,
  inviterId: number | null,
  withOfficers: boolean,
): Promise<{ chatId: number; locale: Locale }[]> {
  return await db
    .selectFrom('residents')
    .select(['telegram_id as chatId', 'locale'])
    .where('contact_status', '=', 'active')
    .where(
      sql<boolean>`(id = ${inviterId} or (${withOfficers}::boolean
        and id in (select resident_id from roles where role = 'officer')))`,
    )
    .orderBy('id')
    .execute();
}

/** Where the staff of a community are written to. */
export async function listStaffChats(
  db: Db,
  communityId: number,
): Promise<{ chatId: number; locale: Locale }[]> {
  return await db
    .selectFrom('roles')
    .innerJoin('residents', 'residents.id', 'roles.resident_id')
    .select(['residents.telegram_id as chatId', 'residents.locale'])
    .where('roles.role', '=', 'staff')
    .where('roles.community_id', '=', communityId)
    .where('residents.contact_status', '=', 'active')
    .orderBy('roles.id')
    .execute();
}

export type CommunityCounts = Community & { members: number; staff: number };

/** Communities with sums and no names: all of them, or those named. */
export async function countCommunities(db: Db, ids?: number[]): Promise<CommunityCounts[]> {
  if (ids?.length === 0) return [];
  const query = db
    .selectFrom('communities')
    .selectAll()
    .select([
      sql<number>`(select count(*) from memberships m where m.community_id = communities.id)`.as('members'),
      sql<number>`(select count(*) from roles r where r.role = 'staff' and r.community_id = communities.id)`.as(
        'staff',
      ),
    ])
    .orderBy('code');
  return await (ids ? query.where('id', 'in', ids) : query).execute();
}

/** How many people are on the board of each of these projects. */
export async function countBoardMembers(db: Db, projectIds: number[]): Promise<Map<number, number>> {
  if (projectIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('roles')
    .select((query) => ['project_id', query.fn.countAll<number>().as('members')])
    .where('role', '=', 'board_member')
    .where('project_id', 'in', projectIds)
    .groupBy('project_id')
    .execute();
  return new Map(rows.map((row) => [row.project_id ?? 0, row.members]));
}
