import type { Db } from './client.ts';

export interface Membership {
  communityId: number;
  name_zh: string;
  name_en: string;
  name_es: string;
  /** Null: not told. */
  building: string | null;
}

/** The communities a resident belongs to, with the building they told in each; the one joined first comes first. */
export async function listMemberships(db: Db, residentId: number): Promise<Membership[]> {
  return await db
    .selectFrom('memberships')
    .innerJoin('communities', 'communities.id', 'memberships.community_id')
    .select(['communities.id as communityId', 'name_zh', 'name_en', 'name_es', 'building'])
    .where('resident_id', '=', residentId)
    .orderBy('joined_at')
    .orderBy('communities.id')
    .execute();
}

/** Stores or, with null, forgets where a resident lives; false when they are no member of the community. */
export async function setBuilding(
  db: Db,
  residentId: number,
  communityId: number,
  building: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('memberships')
    .set({ building })
    .where('resident_id', '=', residentId)
    .where('community_id', '=', communityId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
