import type { Db } from './client.ts';
import {
  type AnswerDecision,
  type ClaimDecision,
  OPEN_SIGNUP_STATUSES,
  type Signup,
  type SignupAnswer,
  type SignupStatus,
  canRelease,
  decideAnswer,
  decideClaim,
  decideSignUp,
} from '../domain/volunteer.ts';
import { ACCEPTED, lockRole } from './volunteer-roles.ts';

/*
 * submitted -> claimed -> accepted | declined; claimed -> submitted when the claimer leaves it to others;
 * any open one -> withdrawn. Whoever needs both locks takes the role's first, then the sign-up's.
 */

export type SignUpOutcome = { kind: 'submitted' | 'already'; signupId: number } | { kind: 'full' | 'closed' };

/** Signs a resident up. The role row is locked, so that the last place, a closing and a double tap are seen in order. */
export async function signUp(tx: Db, roleId: number, residentId: number, at: Date): Promise<SignUpOutcome> {
  const role = await lockRole(tx, roleId);
  const open = await tx
    .selectFrom('volunteer_signups')
    .select('id')
    .where('volunteer_role_id', '=', roleId)
    .where('resident_id', '=', residentId)
    .where('status', 'in', OPEN_SIGNUP_STATUSES)
    .executeTakeFirst();
  const { kind } = decideSignUp({ ...role, hasOpenSignup: open !== undefined });
  if (kind === 'already' && open) return { kind, signupId: open.id };
  if (kind === 'full' || kind === 'closed') return { kind };
  const { id } = await tx
    .insertInto('volunteer_signups')
    .values({ volunteer_role_id: roleId, resident_id: residentId, status: 'submitted', submitted_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { kind: 'submitted', signupId: id };
}

export async function findSignup(db: Db, id: number): Promise<Signup | undefined> {
  const [signup] = await selectSignups(db).where('volunteer_signups.id', '=', id).execute();
  return signup && toSignup(signup);
}

/** The sign-ups of a project that nobody has taken on yet, longest waiting first. */
export async function listWaitingSignups(db: Db, projectId: number, limit: number): Promise<Signup[]> {
  const rows = await selectSignups(db)
    .where('volunteer_roles.project_id', '=', projectId)
    .where('volunteer_signups.status', 'in', ['submitted', 'claimed'])
    .orderBy('volunteer_signups.id')
    .limit(limit)
    .execute();
  return rows.map(toSignup);
}

/** [I'll answer]: the row lock makes the first tap win. Undefined: there is no such sign-up (any more). */
export async function claimSignup(
  tx: Db,
  id: number,
  by: { telegramId: number; name: string },
): Promise<ClaimDecision | undefined> {
  const signup = await lockSignup(tx, id);
  if (!signup) return undefined;
  const decision = decideClaim(signup, by.telegramId);
  if (decision.kind === 'claimed') {
    await tx
      .updateTable('volunteer_signups')
      .set({ status: 'claimed', claimed_by_telegram_id: by.telegramId, claimed_by_name: by.name })
      .where('id', '=', id)
      .execute();
  }
  return decision;
}

/** The claimer's yes or no. */
export async function answerSignup(
  tx: Db,
  id: number,
  telegramId: number,
  answer: SignupAnswer,
  at: Date,
): Promise<AnswerDecision | undefined> {
  const roleId = await roleOf(tx, id);
  if (roleId === undefined) return undefined;
  const role = await lockRole(tx, roleId);
  const signup = await lockSignup(tx, id);
  if (!signup) return undefined;
  const decision = decideAnswer(signup, telegramId, answer, role);
  if (decision.kind === 'answered') {
    await tx
      .updateTable('volunteer_signups')
      .set({ status: answer, decided_at: at })
      .where('id', '=', id)
      .execute();
  }
  return decision;
}

/** Leaves a claimed sign-up to the rest of the team; false when it is not this person's to leave. */
export async function releaseSignup(tx: Db, id: number, telegramId: number): Promise<boolean> {
  const signup = await lockSignup(tx, id);
  if (!signup || !canRelease(signup, telegramId)) return false;
  await tx
    .updateTable('volunteer_signups')
    .set({ status: 'submitted', claimed_by_telegram_id: null, claimed_by_name: null })
    .where('id', '=', id)
    .execute();
  return true;
}

/** The resident takes their own sign-up back. Returns how it stood before; undefined when it was not open (any more). */
export async function withdrawSignup(
  tx: Db,
  id: number,
  residentId: number,
  at: Date,
): Promise<SignupStatus | undefined> {
  const roleId = await roleOf(tx, id);
  if (roleId === undefined) return undefined;
  await lockRole(tx, roleId);
  const before = await lockSignup(tx, id);
  const withdrawn = await tx
    .updateTable('volunteer_signups')
    .set({ status: 'withdrawn', decided_at: at, note_expected_until: null })
    .where('id', '=', id)
    .where('resident_id', '=', residentId)
    .where('status', 'in', OPEN_SIGNUP_STATUSES)
    .returning('id')
    .executeTakeFirst();
  return withdrawn && before?.status;
}

/** From now on until `until` the next text of this resident is a note to the team. False: not an open one of theirs. */
export async function expectNote(tx: Db, id: number, residentId: number, until: Date): Promise<boolean> {
  await stopExpectingNote(tx, residentId);
  const updated = await tx
    .updateTable('volunteer_signups')
    .set({ note_expected_until: until })
    .where('id', '=', id)
    .where('resident_id', '=', residentId)
    .where('status', 'in', OPEN_SIGNUP_STATUSES)
    .returning('id')
    .executeTakeFirst();
  return updated !== undefined;
}

/** The sign-up whose note the resident is about to write. */
export async function expectedNote(db: Db, residentId: number, now: Date): Promise<number | undefined> {
  const row = await db
    .selectFrom('volunteer_signups')
    .select('id')
    .where('resident_id', '=', residentId)
    .where('note_expected_until', '>', now)
    .where('status', 'in', OPEN_SIGNUP_STATUSES)
    .executeTakeFirst();
  return row?.id;
}

export async function stopExpectingNote(db: Db, residentId: number): Promise<void> {
  await db
    .updateTable('volunteer_signups')
    .set({ note_expected_until: null })
    .where('resident_id', '=', residentId)
    .where('note_expected_until', 'is not', null)
    .execute();
}

export async function writeNote(db: Db, id: number, note: string): Promise<void> {
  await db
    .updateTable('volunteer_signups')
    .set({ note, note_expected_until: null })
    .where('id', '=', id)
    .execute();
}

async function lockSignup(tx: Db, id: number) {
  return await tx
    .selectFrom('volunteer_signups')
    .select(['status', 'claimed_by_telegram_id as claimedByTelegramId', 'claimed_by_name as claimedByName'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

async function roleOf(db: Db, signupId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('volunteer_signups')
    .select('volunteer_role_id')
    .where('id', '=', signupId)
    .executeTakeFirst();
  return row?.volunteer_role_id;
}

function selectSignups(db: Db) {
  return db
    .selectFrom('volunteer_signups')
    .innerJoin('volunteer_roles', 'volunteer_roles.id', 'volunteer_signups.volunteer_role_id')
    .innerJoin('projects', 'projects.id', 'volunteer_roles.project_id')
    .innerJoin('residents', 'residents.id', 'volunteer_signups.resident_id')
    .select([
      'volunteer_signups.id',
      'volunteer_signups.status',
      'volunteer_signups.note',
      'volunteer_signups.resident_id as residentId',
      'volunteer_signups.claimed_by_telegram_id as claimedByTelegramId',
      'volunteer_signups.claimed_by_name as claimedByName',
      'residents.telegram_id as chatId',
      'residents.locale',
      'volunteer_roles.title as roleTitle',
      'volunteer_roles.needed',
      'volunteer_roles.project_id as projectId',
      'projects.code as projectCode',
      'projects.title as projectTitle',
      'projects.community_id as communityId',
      ACCEPTED.as('accepted'),
    ]);
}

type SignupRow = Awaited<ReturnType<ReturnType<typeof selectSignups>['execute']>>[number];

function toSignup({ chatId, locale, ...signup }: SignupRow): Signup {
  return { ...signup, volunteer: { chatId, locale } };
}
