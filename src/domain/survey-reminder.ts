import { POLICY } from './policy.ts';
import type { WallTime } from './time.ts';

/** Whether the clocks of a place show an hour at which people may be reminded of a survey they stopped. */
export function isReminderHour({ hour }: WallTime): boolean {
  return hour >= POLICY.surveyReminderFromHour && hour < POLICY.surveyReminderUntilHour;
}

/** The round of reminders a moment belongs to: one begins every half hour, however often somebody looks. */
export function reminderRound({ year, month, day, hour, minute }: WallTime): string {
  return [year, month, day, hour, minute < 30 ? 0 : 30].join('-');
}
