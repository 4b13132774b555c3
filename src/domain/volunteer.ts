import type { Locale, Localized } from './locale.ts';
import { POLICY } from './policy.ts';

export type SignupStatus = 'submitted' | 'claimed' | 'accepted' | 'declined' | 'withdrawn';

/** A sign-up that is still going on: the resident can take it back and cannot make a second one. */
export const OPEN_SIGNUP_STATUSES = ['submitted', 'claimed', 'accepted'] as const satisfies SignupStatus[];

export interface VolunteerRole {
  id: number;
  code: string;
  projectId: number;
  title: Localized;
  needed: number;
  accepted: number;
  /** Sign-ups that nobody has answered yet. */
  waiting: number;
  isClosed: boolean;
  /** The reader's own open sign-up. */
  own?: { id: number; status: SignupStatus };
}

/** A sign-up with all that its cards say. */
export interface Signup {
  id: number;
  status: SignupStatus;
  note: string | null;
  residentId: number;
  volunteer: { chatId: number; locale: Locale };
  claimedByTelegramId: number | null;
  claimedByName: string | null;
  roleTitle: Localized;
  needed: number;
  accepted: number;
  projectId: number;
  projectCode: string;
  projectTitle: Localized;
  communityId: number;
}

/** A note to the team is the next text within this time after [Add a note]; longer ones do not fit the team's card. */
export const VOLUNTEER_NOTE = { waitMinutes: 60, mostCharacters: 300 } as const;

export type ClaimDecision =
  | { kind: 'claimed' }
  | { kind: 'already_yours' }
  | { kind: 'taken'; byName: string }
  | { kind: 'over' };

interface SignupState {
  status: SignupStatus;
  claimedByTelegramId: number | null;
  claimedByName: string | null;
}

/** The first board member to tap [I'll answer] has the sign-up; the second is told who was first. */
export function decideClaim(signup: SignupState, telegramId: number): ClaimDecision {
  if (signup.status === 'submitted') return { kind: 'claimed' };
  if (signup.status === 'withdrawn') return { kind: 'over' };
  if (signup.claimedByTelegramId === telegramId) return { kind: 'already_yours' };
  return { kind: 'taken', byName: signup.claimedByName ?? '' };
}

export type SignupAnswer = 'accepted' | 'declined';
export type AnswerDecision =
  | { kind: 'answered' }
  | { kind: 'not_yours'; byName: string }
  | { kind: 'full' }
  | { kind: 'over' };

/** Only the member who claimed a sign-up answers it, once; nobody is taken on beyond the places there are. */
export function decideAnswer(
  signup: SignupState,
  telegramId: number,
  answer: SignupAnswer,
  role: { needed: number; accepted: number },
): AnswerDecision {
  if (signup.status !== 'claimed') return { kind: 'over' };
  if (signup.claimedByTelegramId !== telegramId) {
    return { kind: 'not_yours', byName: signup.claimedByName ?? '' };
  }
  if (answer === 'accepted' && role.accepted >= role.needed) return { kind: 'full' };
  return { kind: 'answered' };
}

/** Whoever claimed a sign-up can leave it to somebody else. */
export function canRelease(signup: SignupState, telegramId: number): boolean {
  return signup.status === 'claimed' && signup.claimedByTelegramId === telegramId;
}

export type SignUpDecision = { kind: 'submitted' } | { kind: 'already' | 'full' | 'closed' };

export function decideSignUp(role: {
  needed: number;
  accepted: number;
  isClosed: boolean;
  hasOpenSignup: boolean;
}): SignUpDecision {
  if (role.hasOpenSignup) return { kind: 'already' };
  if (role.isClosed) return { kind: 'closed' };
  if (role.accepted >= role.needed) return { kind: 'full' };
  return { kind: 'submitted' };
}

const DAY_MS = 86_400_000;
/** After this time the committee is asked; the team is after `POLICY.volunteerAnswerDays`. */
const COMMITTEE_AFTER_DAYS = 5;

/**
 * Who is to be asked about a volunteer who still waits: first the team again, then the committee, each once and at
 * least a day apart. Undefined: nobody now.
 */
export function lateStep(
  signup: {
    status: SignupStatus;
    submittedAt: Date;
    teamAskedAt: Date | null;
    committeeAskedAt: Date | null;
  },
  now: Date,
): 'team' | 'committee' | undefined {
  if (signup.status !== 'submitted' && signup.status !== 'claimed') return undefined;
  const waitedDays = (now.getTime() - signup.submittedAt.getTime()) / DAY_MS;
  if (!signup.teamAskedAt) return waitedDays >= POLICY.volunteerAnswerDays ? 'team' : undefined;
  const isDayApart = now.getTime() - signup.teamAskedAt.getTime() >= DAY_MS;
  return waitedDays >= COMMITTEE_AFTER_DAYS && isDayApart && !signup.committeeAskedAt
    ? 'committee'
    : undefined;
}
