import { createHash, randomBytes } from 'node:crypto';
import { type InvitationState, invitationState } from '../domain/invitation.ts';
import { POLICY } from '../domain/policy.ts';
import type { Db } from './client.ts';
import { recordAudit } from './audit.ts';

const TOKEN_BYTES = 16;
const DAY_MS = 86_400_000;

export type InvitedTo =
  | { role: 'staff'; communityId: number }
  | { role: 'board_member' | 'board_group'; projectId: number; communityId: number }
  | { role: 'building_leader'; communityId: number; building: string };

export interface Invitation {
  id: number;
  to: InvitedTo;
  invitedBy: number | null;
  expiresAt: Date;
}

/**
 * Makes an invitation that works once. The token, 32 hexadecimal digits (128 random bits), is known only to whoever
 * gets it: we keep its hash. Hexadecimal, because chat apps turn a typed `__` into formatting.
 */
export async function createInvitation(
  tx: Db,
  to: InvitedTo,
  invitedBy: number | null,
  at: Date,
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(TOKEN_BYTES).toString('hex');
  const expiresAt = new Date(at.getTime() + POLICY.invitationDays * DAY_MS);
  const { id } = await tx
    .insertInto('invitations')
    .values({
      token_hash: hashOf(token),
      role: to.role,
      community_id: to.communityId,
      project_id: 'projectId' in to ? to.projectId : null,
      building: 'building' in to ? to.building : null,
      invited_by: invitedBy,
      created_at: at,
      expires_at: expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await recordAudit(
    tx,
    {
      residentId: invitedBy,
      communityId: to.communityId,
      action: 'invitation_created',
      object: objectOf(id, to),
    },
    at,
  );
  return { token, expiresAt };
}

export interface OpenedInvitation {
  state: InvitationState;
  invitation: Invitation;
}

/** Looks at an invitation without using it. Undefined: no such token. */
export async function findInvitation(
  db: Db,
  token: string,
  residentId: number,
  now: Date,
): Promise<OpenedInvitation | undefined> {
  const row = await selectInvitation(db, token).executeTakeFirst();
  return row && read(row, residentId, now);
}

/**
 * Uses an invitation up: the row lock makes one of many openers the one. `state` tells what it was before; only `open`
 * means that it is now this resident's. `residentId` is null for somebody in a group who is no resident.
 */
export async function redeemInvitation(
  tx: Db,
  token: string,
  residentId: number | null,
  now: Date,
): Promise<OpenedInvitation | undefined> {
  const row = await selectInvitation(tx, token).forUpdate().executeTakeFirst();
  if (!row) return undefined;
  const opened = read(row, residentId ?? 0, now);
  if (opened.state !== 'open') return opened;
  await tx
    .updateTable('invitations')
    .set({ redeemed_by: residentId, redeemed_at: now })
    .where('id', '=', row.id)
    .execute();
  const { to } = opened.invitation;
  await recordAudit(
    tx,
    { residentId, communityId: to.communityId, action: 'invitation_redeemed', object: objectOf(row.id, to) },
    now,
  );
  return opened;
}

/** True for the first second opener: those who watch over the invitation hear of it once, however often it is tried. */
export async function noteSecondOpener(
  tx: Db,
  { id, to }: Invitation,
  residentId: number,
  at: Date,
): Promise<boolean> {
  const updated = await tx
    .updateTable('invitations')
    .set({ warned_at: at })
    .where('id', '=', id)
    .where('warned_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!updated) return false;
  await recordAudit(
    tx,
    { residentId, communityId: to.communityId, action: 'invitation_refused', object: objectOf(id, to) },
    at,
  );
  return true;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function objectOf(id: number, to: InvitedTo): string {
  return `invitation:${id} ${to.role}`;
}

function selectInvitation(db: Db, token: string) {
  return db
    .selectFrom('invitations')
    .select([
      'id',
      'role',
      'community_id',
      'project_id',
      'building',
      'invited_by',
      'expires_at',
      'redeemed_by',
      'redeemed_at',
    ])
    .where('token_hash', '=', hashOf(token));
}

type InvitationRow = NonNullable<
  Awaited<ReturnType<ReturnType<typeof selectInvitation>['executeTakeFirst']>>
>;

function read(row: InvitationRow, residentId: number, now: Date): OpenedInvitation {
  const state = invitationState(
    { expiresAt: row.expires_at, redeemedAt: row.redeemed_at, redeemedBy: row.redeemed_by },
    residentId,
    now,
  );
  const to = readTarget(row);
  return { state, invitation: { id: row.id, to, invitedBy: row.invited_by, expiresAt: row.expires_at } };
}

function readTarget({ role, community_id, project_id, building }: InvitationRow): InvitedTo {
  const communityId = community_id ?? 0;
  if (role === 'staff') return { role, communityId };
  if (role === 'building_leader') return { role, communityId, building: building ?? '' };
  return { role, projectId: project_id ?? 0, communityId };
}
