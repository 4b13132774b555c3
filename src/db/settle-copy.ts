import { sql } from 'kysely';
import { recordAudit } from './audit.ts';
import type { Db } from './client.ts';
import { passOverLateSteps } from './late-signups.ts';
import { passOverChases } from './welfare.ts';

/*
 * After the moment of a copy its original went on: what the copy still has to do, it may have done. Sending it again
 * would ring twice, so everything begun or due by now is set aside, and people decide. What lies ahead goes on as planned.
 */

/** What {@link settleCopy} set aside. */
export interface SetAside {
  /** Wait for review as `unknown`. */
  deliveries: number;
  broadcasts: number;
  /** Answers and other effects that were on their way. */
  effects: number;
  /** Updates from Telegram that were not applied yet. */
  updates: number;
  reminders: number;
  /** Volunteers that somebody was to be reminded of. */
  signups: number;
  invitations: number;
  /** Surveys that were to open by now are drafts again. */
  openings: number;
}

const WHY = 'restored from a backup';

/** Sets aside everything that a record restored at `now` would send by itself. */
export async function settleCopy(tx: Db, takenAt: string, now: Date): Promise<SetAside> {
  const setAside = {
    deliveries: await settleDeliveries(tx, now),
    broadcasts: await finishBroadcasts(tx, now),
    effects: await settleEffects(tx, now),
    updates: await setUpdatesAside(tx, now),
    reminders: await dropReminders(tx, now),
    signups: await passOverLateSteps(tx, now),
    invitations: await closeInvitations(tx, now),
    openings: await stopDueOpenings(tx, now),
  };
  await passOverDigests(tx, now);
  await passOverChases(tx, now);
  // A link used after the copy must not open a second time.
  await tx.deleteFrom('ops_logins').execute();
  const entry = {
    residentId: null,
    communityId: null,
    action: 'record_restored',
    object: `backup:${takenAt}`,
  } as const;
  await recordAudit(tx, entry, now);
  return setAside;
}

async function settleDeliveries(tx: Db, now: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('deliveries')
    .set({
      status: 'unknown',
      failure: WHY,
      settled_at: now,
      claim_token: null,
      lease_until: null,
      not_before: null,
    })
    .where('status', 'in', ['pending', 'held', 'sending'])
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

async function finishBroadcasts(tx: Db, now: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('broadcasts')
    .set({ status: 'finished', finished_at: now, held_reason: null, held_until: null, worked_by: null })
    .where('status', 'in', ['scheduled', 'running', 'paused', 'held', 'finishing'])
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

async function settleEffects(tx: Db, now: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('outbox')
    .set({ status: 'unknown', effect: null, failure: WHY, settled_at: now, lease_until: null })
    .where('status', 'in', ['pending', 'sending'])
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

async function setUpdatesAside(tx: Db, now: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('inbox')
    .set({ failed_at: now })
    .where('applied_at', 'is', null)
    .where('failed_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** They show in the next digest of the staff as not sent. */
async function dropReminders(tx: Db, now: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('reminders')
    .set({ status: 'dropped' })
    .where('status', '=', 'pending')
    .where('due_at', '<=', now)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** One that was redeemed after the copy must not open a second time. */
async function closeInvitations(tx: Db, now: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('invitations')
    .set({ expires_at: now })
    .where('redeemed_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Their original may have opened them already, and closed them. */
async function stopDueOpenings(tx: Db, now: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('surveys')
    .set({ status: 'draft', opens_at: null })
    .where('status', '=', 'scheduled')
    .where('opens_at', '<=', now)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/**
 * The hour of every digest counts from now on, as if it had just been chosen. One that fell due is passed over; the next
 * one covers what it would have told as well.
 */
async function passOverDigests(tx: Db, now: Date): Promise<void> {
  await tx
    .updateTable('roles')
    .set({ digest_set_at: sql<Date>`greatest(digest_set_at, ${now})` })
    .where('role', '=', 'staff')
    .execute();
}
