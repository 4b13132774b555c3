import { sql } from 'kysely';
import type { Locale, Localized } from '../domain/locale.ts';
import type { Project, ProjectStage } from '../domain/project.ts';
import type { Db } from './client.ts';

export interface NewProject {
  code: string;
  communityId: number;
  title: Localized;
  goal: Localized;
  stage?: ProjectStage;
  /** The language the team's group is spoken to until it is bound. */
  boardLocale: Locale;
  roles: { code: string; title: Localized; needed: number }[];
}

/** Stores a project with its (still empty) board and the help it looks for. Returns its id. */
export async function createProject(tx: Db, project: NewProject, at: Date): Promise<number> {
  const { id } = await tx
    .insertInto('projects')
    .values({
      code: project.code,
      community_id: project.communityId,
      title: JSON.stringify(project.title),
      goal: JSON.stringify(project.goal),
      ...(project.stage && { stage: project.stage }),
      created_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.insertInto('boards').values({ project_id: id, locale: project.boardLocale }).execute();
  const roles = project.roles.map((role) => ({
    code: role.code,
    project_id: id,
    title: JSON.stringify(role.title),
    needed: role.needed,
    created_at: at,
  }));
  if (roles.length > 0) await tx.insertInto('volunteer_roles').values(roles).execute();
  return id;
}

export async function findProject(
  db: Db,
  by: { id: number } | { code: string },
): Promise<Project | undefined> {
  const query = selectProjects(db);
  const narrowed = 'id' in by ? query.where('id', '=', by.id) : query.where('code', '=', by.code);
  return await narrowed.executeTakeFirst();
}

/** The projects of some communities, those that can be joined before those that are over, newest first. */
export async function listProjects(db: Db, communityIds: number[]): Promise<Project[]> {
  if (communityIds.length === 0) return [];
  return await selectProjects(db)
    .where('community_id', 'in', communityIds)
    .orderBy(sql`stage = 'judged'`)
    .orderBy('id', 'desc')
    .execute();
}

/** What a person works on: every project of the communities they are staff of, and those whose board they are on. */
export async function listTeamProjects(
  db: Db,
  powers: { staffCommunityIds: number[]; boardProjectIds: number[] },
): Promise<Project[]> {
  return await selectProjects(db)
    .where(
      sql<boolean>`(community_id = any(${powers.staffCommunityIds}::bigint[]) or id = any(${powers.boardProjectIds}::bigint[]))`,
    )
    .orderBy(sql`stage = 'judged'`)
    .orderBy('id', 'desc')
    .execute();
}

/** Moves a project on; false when it does not stand at `from` (any more). */
export async function advanceProject(
  db: Db,
  projectId: number,
  from: ProjectStage,
  to: ProjectStage,
): Promise<boolean> {
  const updated = await db
    .updateTable('projects')
    .set({ stage: to })
    .where('id', '=', projectId)
    .where('stage', '=', from)
    .returning('id')
    .executeTakeFirst();
  return updated !== undefined;
}

function selectProjects(db: Db) {
  return db
    .selectFrom('projects')
    .select(['id', 'code', 'community_id as communityId', 'title', 'goal', 'stage']);
}
