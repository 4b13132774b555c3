import { broadcastsToWork } from '../db/broadcasts.ts';
import { forgetUpdates } from '../db/inbox.ts';
import { forgetEffects } from '../db/outbox.ts';
import { readOffset } from '../db/practice-clock.ts';
import { dueReminders } from '../db/reminders.ts';
import { closeEndedSurveys } from '../db/surveys.ts';
import { POLICY } from '../domain/policy.ts';
import { compileDigests } from './compile-digests.ts';
import { escalateSignups } from './escalate-signups.ts';
import type { JobDeps } from './job.ts';

const HOUR_MS = 3_600_000;

/**
 * Finds everything that is due according to PostgreSQL and hints at it again. Repairs lost hints, emptied queues, dead
 * workers' leases and a moved practice clock. Doing it twice does nothing twice: the jobs themselves claim their rows.
 */
export async function reconcile(deps: JobDeps): Promise<void> {
  const { db, clock, queues } = deps;
  const offsetMs = await readOffset(db);
  if (offsetMs !== undefined) clock.setOffset(offsetMs);
  const now = clock.now();
  for (const reminder of await dueReminders(db, now)) await queues.remindAt(reminder.id, now);
  for (const broadcastId of await broadcastsToWork(db, now, clock.machineNow()))
    await queues.sendBroadcast(broadcastId);
  await compileDigests(deps);
  await escalateSignups(deps);
  await closeEndedSurveys(db, now);
  const keepFrom = new Date(now.getTime() - POLICY.rawUpdateHours * HOUR_MS);
  await forgetUpdates(db, keepFrom);
  await forgetEffects(db, keepFrom);
}
