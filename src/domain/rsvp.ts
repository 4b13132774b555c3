/** `to_confirm`: said yes before the meeting moved, and has not answered for the new time. */
export type RsvpStatus = 'going' | 'maybe' | 'declined' | 'to_confirm';

export const RSVP_CHOICES = ['going', 'maybe', 'declined'] as const;
export type RsvpChoice = (typeof RSVP_CHOICES)[number];

export interface RsvpCounts {
  going: number;
  maybe: number;
  declined: number;
  toConfirm: number;
}

export type RsvpDecision =
  | { kind: 'recorded'; choice: RsvpChoice; isChanged: boolean }
  | { kind: 'moved' | 'cancelled' | 'over' };

/** What a tap on a notice means now: an answer counts only for the version of the meeting it was printed on. */
export function decideRsvp(
  meeting: { status: string; version: number; hasEnded: boolean },
  tap: { version: number; choice: RsvpChoice; previous: RsvpStatus | undefined },
): RsvpDecision {
  if (meeting.status === 'cancelled') return { kind: 'cancelled' };
  if (meeting.status !== 'published' || meeting.hasEnded) return { kind: 'over' };
  if (tap.version !== meeting.version) return { kind: 'moved' };
  return { kind: 'recorded', choice: tap.choice, isChanged: tap.previous !== tap.choice };
}
