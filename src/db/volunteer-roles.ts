import { sql } from 'kysely';
import { OPEN_SIGNUP_STATUSES, type VolunteerRole } from '../domain/volunteer.ts';
import type { Db } from './client.ts';

/** The roles of a project in the order they were asked for, with what `residentId` has to do with each. */
export async function listVolunteerRoles(
  db: Db,
  projectId: number,
  residentId?: number,
): Promise<VolunteerRole[]> {
  const rows = await selectRoles(db, residentId)
    .where('volunteer_roles.project_id', '=', projectId)
    .execute();
  return rows.map(toRole);
}

export async function findVolunteerRole(
  db: Db,
  code: string,
  residentId?: number,
): Promise<VolunteerRole | undefined> {
  const row = await selectRoles(db, residentId).where('volunteer_roles.code', '=', code).executeTakeFirst();
  return row && toRole(row);
}

export async function setRoleClosed(db: Db, roleId: number, closedAt: Date | null): Promise<void> {
  await db.updateTable('volunteer_roles').set({ closed_at: closedAt }).where('id', '=', roleId).execute();
}

/** Locks the role for this transaction and counts whom it has; every decision about its places starts here. */
export async function lockRole(
  tx: Db,
  roleId: number,
): Promise<{ needed: number; accepted: number; isClosed: boolean }> {
  const role = await tx
    .selectFrom('volunteer_roles')
    .select(['needed', 'closed_at'])
    .where('id', '=', roleId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  // A query of its own: the one above may have waited for the lock and would still count what it saw before.
  const { accepted } = await tx
    .selectFrom('volunteer_signups')
    .select((query) => query.fn.countAll<number>().as('accepted'))
    .where('volunteer_role_id', '=', roleId)
    .where('status', '=', 'accepted')
    .executeTakeFirstOrThrow();
  return { needed: role.needed, accepted, isClosed: role.closed_at !== null };
}

/** How many were taken on for the role of the surrounding query. */
export const ACCEPTED = sql<number>`(select count(*) from volunteer_signups a
  where a.volunteer_role_id = volunteer_roles.id and a.status = 'accepted')`;

const WAITING = sql<number>`(select count(*) from volunteer_signups w
  where w.volunteer_role_id = volunteer_roles.id and w.status in ('submitted', 'claimed'))`;

function selectRoles(db: Db, residentId = 0) {
  return db
    .selectFrom('volunteer_roles')
    .leftJoin('volunteer_signups as own', (join) =>
      join
        .onRef('own.volunteer_role_id', '=', 'volunteer_roles.id')
        .on('own.resident_id', '=', residentId)
        .on('own.status', 'in', OPEN_SIGNUP_STATUSES),
    )
    .select([
      'volunteer_roles.id',
      'volunteer_roles.code',
      'volunteer_roles.project_id',
      'volunteer_roles.title',
      'volunteer_roles.needed',
      'volunteer_roles.closed_at',
      'own.id as own_id',
      'own.status as own_status',
      ACCEPTED.as('accepted'),
      WAITING.as('waiting'),
    ])
    .orderBy('volunteer_roles.id');
}

type RoleRow = Awaited<ReturnType<ReturnType<typeof selectRoles>['execute']>>[number];

function toRole(row: RoleRow): VolunteerRole {
  return {
    id: row.id,
    code: row.code,
    projectId: row.project_id,
    title: row.title,
    needed: row.needed,
    accepted: row.accepted,
    waiting: row.waiting,
    isClosed: row.closed_at !== null,
    ...(row.own_id !== null && row.own_status && { own: { id: row.own_id, status: row.own_status } }),
  };
}
