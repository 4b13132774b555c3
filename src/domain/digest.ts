import type { Localized } from './locale.ts';
import { quietUntil } from './quiet.ts';
import type { HeardTheme } from './theme.ts';
import { type WallDate, type WallTime, addDays, readDay } from './time.ts';

/** One line of a digest: what it is about and the numbers in it; words are chosen when it is shown. */
export type DigestItem =
  | { kind: 'signups_waiting'; projectCode: string; project: Localized; waiting: number; since: WallDate }
  | { kind: 'meeting_unconfirmed'; meetingCode: string; title: string; toConfirm: number }
  | { kind: 'reminders_dropped'; meetingCode: string; title: string; dropped: number; isOver: boolean }
  | {
      kind: 'broadcast_stopped';
      broadcastId: number;
      title: string | Localized;
      waiting: number;
      isFaulty: boolean;
    }
  /** Nobody knows whether these people got it; staff decide about a second copy. */
  | { kind: 'broadcast_doubtful'; broadcastId: number; title: string | Localized; doubtful: number }
  /** A survey has ended, its results were promised for a day that is over, and nobody was told. */
  | { kind: 'results_overdue'; surveyCode: string; title: Localized; by: WallDate }
  | { kind: 'survey_answers'; surveyCode: string; title: Localized; finished: number; newlyFinished: number }
  /** What people wrote of in answers to a survey, most first; apart from the counts of what they chose. */
  | { kind: 'also_heard'; surveyCode: string; title: Localized; themes: HeardTheme[] }
  | { kind: 'new_members'; joined: number }
  | { kind: 'volunteers_accepted'; projectCode: string; project: Localized; accepted: number }
  | {
      kind: 'rsvps_changed';
      meetingCode: string;
      title: string;
      changed: number;
      going: number;
      maybe: number;
    }
  | {
      kind: 'meeting_ahead';
      meetingCode: string;
      title: string;
      start: WallTime;
      going: number;
      maybe: number;
    };

export const DIGEST_GROUPS = ['needsAction', 'fresh', 'forInformation'] as const;
export type DigestGroup = (typeof DIGEST_GROUPS)[number];
export type DigestContent = Record<DigestGroup, DigestItem[]>;

type Facts<Kind extends DigestItem['kind']> = Omit<Extract<DigestItem, { kind: Kind }>, 'kind'>;

/**
 * What happened in a community during a stretch of time, and how things stand. A sign-up's `since` is an instant.
 */
export interface DigestFacts {
  signupsWaiting: (Omit<Facts<'signups_waiting'>, 'since'> & { since: Date })[];
  unconfirmed: Facts<'meeting_unconfirmed'>[];
  remindersDropped: Facts<'reminders_dropped'>[];
  broadcastsStopped: Facts<'broadcast_stopped'>[];
  broadcastsDoubtful: Facts<'broadcast_doubtful'>[];
  /** `by` is yyyy-mm-dd. */
  resultsOverdue: (Omit<Facts<'results_overdue'>, 'by'> & { by: string })[];
  surveyAnswers: Facts<'survey_answers'>[];
  alsoHeard: Facts<'also_heard'>[];
  joined: number;
  volunteersAccepted: Facts<'volunteers_accepted'>[];
  rsvpsChanged: Facts<'rsvps_changed'>[];
  meetingsAhead: Facts<'meeting_ahead'>[];
}

/** A line of a digest names this many themes; the rest is behind its button. */
const MOST_THEMES = 3;

/** Sorts facts into the three groups. `toWall` gives the community's wall clock. */
export function digestContent(facts: DigestFacts, toWall: (instant: Date) => WallTime): DigestContent {
  const { joined } = facts;
  return {
    needsAction: [
      ...facts.signupsWaiting.map((item) => ({
        ...item,
        kind: 'signups_waiting' as const,
        since: dateOf(toWall(item.since)),
      })),
      ...facts.unconfirmed.map((item) => ({ ...item, kind: 'meeting_unconfirmed' as const })),
      ...facts.remindersDropped.map((item) => ({ ...item, kind: 'reminders_dropped' as const })),
      ...facts.broadcastsStopped.map((item) => ({ ...item, kind: 'broadcast_stopped' as const })),
      ...facts.broadcastsDoubtful.map((item) => ({ ...item, kind: 'broadcast_doubtful' as const })),
      ...facts.resultsOverdue.flatMap(({ by, ...item }) => {
        const day = readDay(by);
        return day ? [{ ...item, kind: 'results_overdue' as const, by: day }] : [];
      }),
    ],
    fresh: [
      ...facts.surveyAnswers.map((item) => ({ ...item, kind: 'survey_answers' as const })),
      ...facts.alsoHeard
        .filter(({ themes }) => themes.length > 0)
        .map((item) => ({ ...item, kind: 'also_heard' as const, themes: item.themes.slice(0, MOST_THEMES) })),
      ...facts.rsvpsChanged.map((item) => ({ ...item, kind: 'rsvps_changed' as const })),
      ...facts.volunteersAccepted.map((item) => ({ ...item, kind: 'volunteers_accepted' as const })),
      ...(joined > 0 ? [{ kind: 'new_members' as const, joined }] : []),
    ],
    forInformation: facts.meetingsAhead.map((item) => ({ ...item, kind: 'meeting_ahead' as const })),
  };
}

/** Meetings ahead are repeated daily for information; they alone are no reason to write to anybody. */
export function isWorthSending(content: DigestContent): boolean {
  return content.needsAction.length > 0 || content.fresh.length > 0;
}

/** The hours offered in chat; any other `HH:MM` works as well. */
export const DIGEST_TIMES = ['08:00', '12:00', '18:30'] as const;

export interface DigestSchedule {
  /** `HH:MM` on the wall clock of the community. */
  time: string;
  isOn: boolean;
  /** Up to here everything is told: the end of the last digest, or the day the role was given. */
  coveredTo: Date;
  /** When the hour was last chosen; it holds for what falls due afterwards. */
  setAt: Date | null;
}

/** The clocks of one place. */
export interface PlaceClock {
  toWall(instant: Date): WallTime;
  toInstant(wall: WallTime): Date;
}

/**
 * The stretch of time the digest that is due now must cover, both ends being instants, the first one excluded; undefined
 * when none is due. After days of silence it is one stretch up to the latest due time. The day is found on the wall
 * clock, so an hour that a clock change skips or repeats falls due once.
 */
export function dueDigest(
  schedule: DigestSchedule,
  now: Date,
  clock: PlaceClock,
): { from: Date; to: Date } | undefined {
  if (!schedule.isOn) return undefined;
  const to = lastDue(schedule.time, now, clock);
  const isTold = to <= schedule.coveredTo || (schedule.setAt !== null && to <= schedule.setAt);
  return isTold ? undefined : { from: schedule.coveredTo, to };
}

/**
 * A digest made late (after a breakdown) in quiet hours waits for the morning; an hour that staff chose themselves is
 * no disturbance, however early.
 */
export function digestHeldUntil(time: string, now: Date, clock: PlaceClock): Date | undefined {
  const wall = clock.toWall(now);
  if (quietUntil({ ...wall, ...readTime(time) })) return undefined;
  const morning = quietUntil(wall);
  return morning && clock.toInstant(morning);
}

/** Hour and minute of `HH:MM`. */
export function readTime(time: string): { hour: number; minute: number } {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return { hour, minute };
}

/** The latest due time that is over: what happens in the same millisecond still belongs to its digest. */
function lastDue(time: string, now: Date, clock: PlaceClock): Date {
  const today = clock.toWall(now);
  const due = clock.toInstant({ ...today, ...readTime(time) });
  return due < now ? due : clock.toInstant({ ...addDays(today, -1), ...readTime(time) });
}

function dateOf({ year, month, day }: WallTime): WallDate {
  return { year, month, day };
}
