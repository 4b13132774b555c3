import { sql } from 'kysely';
import {
  type DIGEST_TIMES,
  type DigestContent,
  type DigestSchedule,
  isWorthSending,
} from '../domain/digest.ts';
import type { Db } from './client.ts';

/*
 * The digests of one role tile the time since the role was given: each covers (covers_from, covers_to], the next one
 * begins where the last one ended. Whatever happened lies in exactly one of them by its timestamp. A stretch in which
 * nothing happened is kept as one quiet row that grows from day to day; without it every round would look again, and
 * what happens later in the evening would go out at once instead of at the next hour.
 */

/** A staff role with its hour, and where its community is. */
export interface DigestRole {
  roleId: number;
  residentId: number;
  communityId: number;
  zone: string;
  schedule: DigestSchedule;
}

const ROLE_COLUMNS = sql`
  select r.id as role_id, r.resident_id, r.community_id, c.time_zone, r.digest_time, r.digest_is_on,
    r.digest_set_at, coalesce((select max(d.covers_to) from digests d where d.role_id = r.id), r.granted_at) as covered_to
  from roles r join communities c on c.id = r.community_id`;

interface RoleRow {
  role_id: number;
  resident_id: number;
  community_id: number;
  time_zone: string;
  digest_time: string;
  digest_is_on: boolean;
  digest_set_at: Date | null;
  covered_to: Date;
}

/**
 * Whoever is paused, has blocked the bot or has a digest still on its way is not written to now: they get one digest of
 * everything afterwards.
 */
const CAN_BE_WRITTEN_TO = sql`r.role = 'staff' and r.digest_is_on
  and exists (select from residents p
    where p.id = r.resident_id and p.paused_at is null and p.contact_status = 'active')
  and not exists (
    select from digests d
    join broadcasts b on b.kind = 'digest' and b.object_id = d.id
    join deliveries v on v.broadcast_id = b.id
    where d.role_id = r.id and v.status in ('pending', 'held', 'sending'))`;

/** Every role that can be written to now, whether its hour has come or not. */
export async function rolesWithDigest(db: Db): Promise<DigestRole[]> {
  const { rows } = await sql<RoleRow>`${ROLE_COLUMNS} where ${CAN_BE_WRITTEN_TO} order by r.id`.execute(db);
  return rows.map(readRole);
}

/** Takes a role for one digest: whoever else makes digests waits, and then finds this one made. */
export async function lockRoleForDigest(tx: Db, roleId: number): Promise<DigestRole | undefined> {
  await sql`select from roles where id = ${roleId} for update`.execute(tx);
  const { rows } =
    await sql<RoleRow>`${ROLE_COLUMNS} where r.id = ${roleId} and ${CAN_BE_WRITTEN_TO}`.execute(tx);
  return rows[0] && readRole(rows[0]);
}

/** A resident's staff roles, in the order of their communities' codes. */
export async function staffRolesOf(db: Db, residentId: number): Promise<DigestRole[]> {
  const { rows } = await sql<RoleRow>`${ROLE_COLUMNS}
    where r.role = 'staff' and r.resident_id = ${residentId} order by c.code`.execute(db);
  return rows.map(readRole);
}

function readRole(row: RoleRow): DigestRole {
  return {
    roleId: row.role_id,
    residentId: row.resident_id,
    communityId: row.community_id,
    zone: row.time_zone,
    schedule: {
      time: row.digest_time,
      isOn: row.digest_is_on,
      coveredTo: row.covered_to,
      setAt: row.digest_set_at,
    },
  };
}

export type DigestChoice = (typeof DIGEST_TIMES)[number] | 'off';

/** Keeps the hour. Choosing again what holds already changes nothing: it must not put off what is due just now. */
export async function chooseDigestTime(
  tx: Db,
  roleId: number,
  choice: DigestChoice,
  now: Date,
): Promise<void> {
  const chosen =
    choice === 'off'
      ? { digest_is_on: false }
      : { digest_is_on: true, digest_time: choice, digest_set_at: now };
  await tx
    .updateTable('roles')
    .set(chosen)
    .where('id', '=', roleId)
    .$if(choice !== 'off', (query) =>
      query.where((where) =>
        where.or([where('digest_time', '!=', choice), where('digest_is_on', '=', false)]),
      ),
    )
    .execute();
}

/** Keeps a digest; undefined when there was nothing to tell and only the time is marked as looked through. */
export async function recordDigest(
  tx: Db,
  roleId: number,
  span: { from: Date; to: Date },
  content: DigestContent,
): Promise<number | undefined> {
  const isQuiet = !isWorthSending(content);
  if (isQuiet && (await growQuietRow(tx, roleId, span))) return undefined;
  const row = await tx
    .insertInto('digests')
    .values({
      role_id: roleId,
      covers_from: span.from,
      covers_to: span.to,
      content: JSON.stringify(isQuiet ? QUIET : content),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return isQuiet ? undefined : row.id;
}

const QUIET: DigestContent = { needsAction: [], fresh: [], forInformation: [] };

async function growQuietRow(tx: Db, roleId: number, span: { from: Date; to: Date }): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('digests')
    .set({ covers_to: span.to })
    .where('role_id', '=', roleId)
    .where('covers_to', '=', span.from)
    .where('content', '=', sql<DigestContent>`${JSON.stringify(QUIET)}::jsonb`)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface StoredDigest {
  communityId: number | null;
  coversFrom: Date;
  coversTo: Date;
  content: DigestContent;
}

export async function findDigest(db: Db, id: number): Promise<StoredDigest | undefined> {
  return await db
    .selectFrom('digests')
    .innerJoin('roles', 'roles.id', 'digests.role_id')
    .select(['community_id as communityId', 'covers_from as coversFrom', 'covers_to as coversTo', 'content'])
    .where('digests.id', '=', id)
    .executeTakeFirst();
}
