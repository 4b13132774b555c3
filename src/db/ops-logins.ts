import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type OpsLoginState, opsLoginState } from '../domain/ops-login.ts';
import { POLICY } from '../domain/policy.ts';
import { type AuditAction, recordAudit } from './audit.ts';
import type { Db } from './client.ts';

const TOKEN_BYTES = 16;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Makes a link's token, 32 hexadecimal digits (128 random bits); only its hash is kept. What is over is removed. */
export async function createOpsLogin(tx: Db, residentId: number, at: Date): Promise<string> {
  await tx
    .deleteFrom('ops_logins')
    .where('expires_at', '<', new Date(at.getTime() - POLICY.opsSessionHours * HOUR_MS))
    .execute();
  const token = newToken();
  const expiresAt = new Date(at.getTime() + POLICY.opsLoginMinutes * MINUTE_MS);
  const { id } = await tx
    .insertInto('ops_logins')
    .values({ token_hash: hashOf(token), resident_id: residentId, created_at: at, expires_at: expiresAt })
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit(tx, 'ops_login_created', id, residentId, at);
  return token;
}

/** Looks at a link without using it. Undefined: no such token. */
export async function findOpsLogin(db: Db, token: string, now: Date): Promise<OpsLoginState | undefined> {
  const row = await selectLogin(db, token).executeTakeFirst();
  return row && stateOf(row, now);
}

export type OpsEntry = { state: 'open'; session: string } | { state: Exclude<OpsLoginState, 'open'> };

/** Uses a link up and opens a session: the row lock makes one of many openers the one. Undefined: no such token. */
export async function useOpsLogin(db: Db, token: string, now: Date): Promise<OpsEntry | undefined> {
  return await db.transaction().execute(async (tx) => {
    const row = await selectLogin(tx, token).forUpdate().executeTakeFirst();
    if (!row) return undefined;
    const state = stateOf(row, now);
    if (state !== 'open') return { state };
    const session = newToken();
    await tx
      .updateTable('ops_logins')
      .set({
        used_at: now,
        session_hash: hashOf(session),
        session_expires_at: new Date(now.getTime() + POLICY.opsSessionHours * HOUR_MS),
      })
      .where('id', '=', row.id)
      .execute();
    await audit(tx, 'ops_login_used', row.id, row.resident_id, now);
    return { state, session };
  });
}

/** Whether the session is running and its holder still an officer. */
export async function isOpsSession(db: Db, session: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('ops_logins')
    .select('id')
    .where('session_hash', '=', hashOf(session))
    .where('session_expires_at', '>', now)
    .where(holderIsOfficer)
    .executeTakeFirst();
  return row !== undefined;
}

const holderIsOfficer = sql<boolean>`exists (
  select from roles where roles.resident_id = ops_logins.resident_id and roles.role = 'officer')`;

function selectLogin(db: Db, token: string) {
  return db
    .selectFrom('ops_logins')
    .select(['id', 'resident_id', 'expires_at', 'used_at', holderIsOfficer.as('is_officer')])
    .where('token_hash', '=', hashOf(token));
}

function stateOf(row: { expires_at: Date; used_at: Date | null; is_officer: boolean }, now: Date) {
  return opsLoginState({ expiresAt: row.expires_at, usedAt: row.used_at, isOfficer: row.is_officer }, now);
}

async function audit(tx: Db, action: AuditAction, id: number, residentId: number, at: Date): Promise<void> {
  await recordAudit(tx, { residentId, communityId: null, action, object: `ops_login:${id}` }, at);
}

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('hex');
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
