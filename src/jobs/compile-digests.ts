import { startBroadcast } from '../db/broadcasts.ts';
import type { Db } from '../db/client.ts';
import { collectDigestFacts } from '../db/digest-facts.ts';
import { type DigestRole, lockRoleForDigest, recordDigest, rolesWithDigest } from '../db/digests.ts';
import { openTransactionsEnded } from '../db/open-transactions.ts';
import { type PlaceClock, digestContent, digestHeldUntil, dueDigest } from '../domain/digest.ts';
import { heardThemes } from '../text/themes.ts';
import { instantToWall, wallToInstant } from '../text/zones.ts';
import type { JobDeps } from './job.ts';

const LATECOMERS_MS = 5_000;

/**
 * Makes and sends every digest that is due. Safe to run as often and in as many processes as one likes: a role's row
 * is locked, and who comes second finds the digest made.
 */
export async function compileDigests(deps: JobDeps): Promise<void> {
  const { db, clock, queues } = deps;
  const now = clock.now();
  const due = (await rolesWithDigest(db)).filter((role) => dueOf(role, now));
  if (due.length === 0) return;
  // An answer given just before the hour may still be on its way into the database, under a timestamp this digest
  // covers and no later one will. When somebody takes that long, the next round makes the digest.
  if (!(await openTransactionsEnded(db, LATECOMERS_MS))) return;
  for (const { roleId } of due) {
    const broadcastId = await db.transaction().execute((tx) => compileDigest(tx, roleId, now));
    if (broadcastId !== undefined) await queues.sendBroadcast(broadcastId);
  }
}

async function compileDigest(tx: Db, roleId: number, now: Date): Promise<number | undefined> {
  const role = await lockRoleForDigest(tx, roleId);
  const span = role && dueOf(role, now);
  if (!span) return undefined;
  const clock = clockOf(role);
  const content = digestContent(
    await collectDigestFacts(tx, role.communityId, span, now, heardThemes),
    clock.toWall,
  );
  const digestId = await recordDigest(tx, roleId, span, content);
  if (digestId === undefined) return undefined;
  const notBefore = digestHeldUntil(role.schedule.time, now, clock);
  const broadcast = await startBroadcast(
    tx,
    {
      kind: 'digest',
      objectId: digestId,
      generation: 1,
      communityId: role.communityId,
      createdBy: null,
      ...(notBefore && { startsAt: notBefore }),
    },
    { kind: 'resident', residentId: role.residentId },
    now,
  );
  return broadcast?.id;
}

function dueOf(role: DigestRole, now: Date): { from: Date; to: Date } | undefined {
  return dueDigest(role.schedule, now, clockOf(role));
}

function clockOf({ zone }: DigestRole): PlaceClock {
  return {
    toWall: (instant) => instantToWall(instant, zone),
    toInstant: (wall) => wallToInstant(wall, zone),
  };
}
