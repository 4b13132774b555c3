import { POLICY } from '../domain/policy.ts';
import { lateStep } from '../domain/volunteer.ts';
import type { Db } from './client.ts';

const DAY_MS = 86_400_000;

/** Sign-ups that have waited so long that somebody may have to be asked, with the zone of their community. */
export async function listLateSignups(
  db: Db,
  now: Date,
): Promise<{ id: number; zone: string; submittedAt: Date }[]> {
  const before = new Date(now.getTime() - POLICY.volunteerAnswerDays * DAY_MS);
  return await db
    .selectFrom('volunteer_signups')
    .innerJoin('volunteer_roles', 'volunteer_roles.id', 'volunteer_signups.volunteer_role_id')
    .innerJoin('projects', 'projects.id', 'volunteer_roles.project_id')
    .innerJoin('communities', 'communities.id', 'projects.community_id')
    .select([
      'volunteer_signups.id',
      'communities.time_zone as zone',
      'volunteer_signups.submitted_at as submittedAt',
    ])
    .where('volunteer_signups.status', 'in', ['submitted', 'claimed'])
    .where('volunteer_signups.submitted_at', '<=', before)
    .where('volunteer_signups.staff_told_at', 'is', null)
    .orderBy('volunteer_signups.id')
    .execute();
}

/**
 * Takes the next step for a late sign-up, under its row lock and once. A claim that led to no answer is given back to
 * the whole team. Undefined: nothing is due (any more).
 */
export async function takeLateStep(tx: Db, id: number, now: Date): Promise<'team' | 'committee' | undefined> {
  const signup = await tx
    .selectFrom('volunteer_signups')
    .select([
      'status',
      'submitted_at as submittedAt',
      'late_told_at as teamAskedAt',
      'staff_told_at as committeeAskedAt',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  const step = signup && lateStep(signup, now);
  if (!step) return undefined;
  await tx
    .updateTable('volunteer_signups')
    .set({
      status: 'submitted',
      claimed_by_telegram_id: null,
      claimed_by_name: null,
      ...(step === 'team' ? { late_told_at: now } : { staff_told_at: now }),
    })
    .where('id', '=', id)
    .execute();
  return step;
}

/**
 * Takes every step that has fallen due without asking anybody, each at the moment it fell due: whoever was to be asked
 * may have been asked already. Returns how many sign-ups that concerns.
 */
export async function passOverLateSteps(tx: Db, now: Date): Promise<number> {
  let passed = 0;
  for (const { id, submittedAt } of await listLateSignups(tx, now)) {
    const teamDueAt = new Date(submittedAt.getTime() + POLICY.volunteerAnswerDays * DAY_MS);
    const steps = [await takeLateStep(tx, id, teamDueAt), await takeLateStep(tx, id, now)];
    if (steps.some((step) => step !== undefined)) passed += 1;
  }
  return passed;
}
