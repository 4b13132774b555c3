import { type Profile, type ProfileDimension, type ProfileShare, STATISTICS } from '../domain/sample.ts';
import { recordAudit } from './audit.ts';
import type { Db } from './client.ts';

/**
 * What is known of a community in each dimension: what staff entered; else, for registration, the numbers of the list of
 * communities; else larger statistics.
 */
export async function readProfiles(db: Db, communityId: number): Promise<Profile[]> {
  const rows = await db
    .selectFrom('population_shares')
    .select(['dimension', 'value', 'people'])
    .where('community_id', '=', communityId)
    .orderBy('value')
    .execute();
  const entered = new Map<ProfileDimension, ProfileShare[]>();
  for (const { dimension, ...share } of rows)
    entered.set(dimension, [...(entered.get(dimension) ?? []), share]);
  const profiles = [...entered].map(([dimension, shares]): Profile => ({
    dimension,
    source: 'entered',
    shares,
  }));
  const known = new Set(entered.keys());
  const listed = known.has('registration') ? undefined : await listedRegistration(db, communityId);
  const own = [...profiles, ...(listed ? [listed] : [])];
  return [...own, ...STATISTICS.filter(({ dimension }) => own.every((one) => one.dimension !== dimension))];
}

async function listedRegistration(db: Db, communityId: number): Promise<Profile | undefined> {
  const row = await db
    .selectFrom('communities')
    .select(['residents_registered', 'residents_migrant'])
    .where('id', '=', communityId)
    .executeTakeFirst();
  if (!row?.residents_registered || row.residents_migrant === null) return undefined;
  const shares = [
    { value: 'local', people: row.residents_registered },
    { value: 'elsewhere', people: row.residents_migrant },
  ];
  return { dimension: 'registration', source: 'community', shares };
}

/** What staff enter takes the place of what they entered before. */
export async function setProfile(
  tx: Db,
  profile: {
    communityId: number;
    dimension: ProfileDimension;
    shares: ProfileShare[];
    enteredBy: number;
  },
  now: Date,
): Promise<void> {
  const { communityId, dimension, shares, enteredBy } = profile;
  await tx
    .deleteFrom('population_shares')
    .where('community_id', '=', communityId)
    .where('dimension', '=', dimension)
    .execute();
  await tx
    .insertInto('population_shares')
    .values(shares.map((share) => ({ community_id: communityId, dimension, ...share })))
    .execute();
  const entry = { action: 'population_entered', object: `community:${communityId}`, communityId } as const;
  await recordAudit(tx, { ...entry, residentId: enteredBy }, now);
}
