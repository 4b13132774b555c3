import { POLICY } from './policy.ts';
import { type WallTime, addDays } from './time.ts';

export const REMINDER_SLOTS = ['day_before', 'two_hours'] as const;
export type ReminderSlot = (typeof REMINDER_SLOTS)[number];
export type ReminderStatus = 'pending' | 'sent' | 'dropped' | 'cancelled';

export interface PlannedReminder {
  slot: ReminderSlot;
  dueAt: Date;
}

const HOUR_MS = 3_600_000;

/**
 * When to remind of a meeting: the day before at 18:30, and two hours before, though not before 8:00. A reminder whose
 * time has passed already is not planned. `toInstant` turns the place's wall clock into an instant.
 */
export function planReminders(
  start: WallTime,
  now: Date,
  toInstant: (wall: WallTime) => Date,
): PlannedReminder[] {
  const startsAt = toInstant(start);
  const dayBefore = toInstant({ ...addDays(start, -1), hour: 18, minute: 30 });
  const morning = toInstant({ ...start, hour: POLICY.quietUntilHour, minute: 0 });
  const twoHours = new Date(Math.max(startsAt.getTime() - 2 * HOUR_MS, morning.getTime()));
  const planned: PlannedReminder[] = [
    { slot: 'day_before', dueAt: dayBefore },
    { slot: 'two_hours', dueAt: twoHours },
  ];
  return planned.filter(({ dueAt }) => dueAt > now && dueAt < startsAt);
}

/** Whether a reminder that fell due at `dueAt` is still worth sending: at most 2 hours late and before the start. */
export function isStillUseful(dueAt: Date, startsAt: Date, now: Date): boolean {
  return now.getTime() - dueAt.getTime() <= POLICY.reminderLateHours * HOUR_MS && now < startsAt;
}

/** The moment from which a reminder is of no use any more. */
export function reminderExpiresAt(dueAt: Date, startsAt: Date): Date {
  return new Date(Math.min(startsAt.getTime(), dueAt.getTime() + POLICY.reminderLateHours * HOUR_MS));
}

export type ReminderDecision = 'sent' | 'dropped' | 'cancelled' | 'wait' | 'nothing';

/** What becomes of a reminder at `now`; 'wait' when it is not due yet, 'nothing' when it is settled already. */
export function decideReminder(
  reminder: { status: ReminderStatus; generation: number; dueAt: Date },
  meeting: { status: string; version: number; startsAt: Date },
  now: Date,
): ReminderDecision {
  if (reminder.status !== 'pending') return 'nothing';
  if (meeting.status !== 'published' || meeting.version !== reminder.generation) return 'cancelled';
  if (now < reminder.dueAt) return 'wait';
  return isStillUseful(reminder.dueAt, meeting.startsAt, now) ? 'sent' : 'dropped';
}

/** Who hears a reminder: the day before also those in doubt, two hours before only those who come. */
export function statusesReminded(slot: ReminderSlot): ('going' | 'maybe' | 'to_confirm')[] {
  return slot === 'day_before' ? ['going', 'maybe', 'to_confirm'] : ['going', 'to_confirm'];
}
