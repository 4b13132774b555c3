import { startSurveyReminder, surveysToRemind } from '../db/survey-reminders.ts';
import { POLICY } from '../domain/policy.ts';
import { isReminderHour, reminderRound } from '../domain/survey-reminder.ts';
import { instantToWall } from '../text/zones.ts';
import type { JobDeps } from './job.ts';

const HOUR_MS = 3_600_000;

/**
 * Reminds everybody who stopped in the middle of a survey a day ago, once, at an hour that disturbs nobody. Looking again
 * reminds nobody twice: who was reminded stands in the ledger.
 */
export async function remindSurveys({ db, clock, queues }: Pick<JobDeps, 'db' | 'clock' | 'queues'>) {
  const now = clock.now();
  const idleSince = new Date(now.getTime() - POLICY.surveyReminderAfterHours * HOUR_MS);
  for (const survey of await surveysToRemind(db, idleSince, now)) {
    const wall = instantToWall(now, survey.timeZone);
    if (!isReminderHour(wall)) continue;
    const round = {
      slot: reminderRound(wall),
      audience: { kind: 'survey_unfinished' as const, surveyId: survey.id, idleSince },
      createdBy: null,
    };
    const started = await db
      .transaction()
      .execute(async (tx) => await startSurveyReminder(tx, survey, round, now));
    if (started) await queues.sendBroadcast(started.id);
  }
}
