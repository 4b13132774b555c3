import { surveysToMix } from '../db/ballots.ts';
import { broadcastsToWork, nextBroadcastStarts } from '../db/broadcasts.ts';
import { forgetConversations } from '../db/conversations.ts';
import { forgetUpdates } from '../db/inbox.ts';
import { forgetEffects } from '../db/outbox.ts';
import { readOffset } from '../db/practice-clock.ts';
import { dueReminders, reminderMoments } from '../db/reminders.ts';
import { closeEndedSurveys } from '../db/surveys.ts';
import { POLICY } from '../domain/policy.ts';
import { compileDigests } from './compile-digests.ts';
import { escalateSignups } from './escalate-signups.ts';
import type { JobDeps } from './job.ts';
import { remindSurveys } from './remind-surveys.ts';
import { HINTS_AHEAD_MS } from './queues.ts';

const HOUR_MS = 3_600_000;

/**
 * Finds everything that is due according to PostgreSQL and hints at it again. Repairs lost hints, emptied queues, dead
 * workers' leases and a moved practice clock. Doing it twice does nothing twice: the jobs themselves claim their rows.
 */
export async function reconcile(deps: JobDeps): Promise<void> {
  const { db, clock } = deps;
  const offsetMs = await readOffset(db);
  if (offsetMs !== undefined) clock.setOffset(offsetMs);
  const now = clock.now();
  await hintAtReminders(deps, now);
  await hintAtBroadcasts(deps, now);
  await compileDigests(deps);
  await escalateSignups(deps);
  await closeEndedSurveys(db, now);
  for (const surveyId of await surveysToMix(db, now)) await deps.queues.shuffleBallots(surveyId);
  await remindSurveys(deps);
  const keepFrom = new Date(now.getTime() - POLICY.rawUpdateHours * HOUR_MS);
  await forgetUpdates(db, keepFrom);
  await forgetEffects(db, keepFrom);
  await forgetConversations(db, keepFrom);
}

async function hintAtReminders({ db, queues }: JobDeps, now: Date): Promise<void> {
  const [isAnyDue] = await dueReminders(db, now);
  if (isAnyDue) await queues.remindAt(now);
  const moments = await reminderMoments(db, now, new Date(now.getTime() + HINTS_AHEAD_MS));
  for (const moment of moments) await queues.remindAt(moment);
}

async function hintAtBroadcasts({ db, clock, queues }: JobDeps, now: Date): Promise<void> {
  for (const id of await broadcastsToWork(db, now, clock.machineNow())) await queues.sendBroadcast(id);
  const ahead = await nextBroadcastStarts(db, now, new Date(now.getTime() + HINTS_AHEAD_MS));
  for (const { id, at } of ahead) await queues.sendBroadcast(id, at);
}
