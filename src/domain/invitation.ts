/** Why an invitation can or cannot be accepted by this resident. */
export type InvitationState = 'open' | 'already_yours' | 'used' | 'expired';

/**
 * An invitation is good once and until it expires. Whoever accepted it may look at it again; anybody else who opens it
 * later is a second opener, whom the inviter should hear of.
 */
export function invitationState(
  invitation: { expiresAt: Date; redeemedAt: Date | null; redeemedBy: number | null },
  residentId: number,
  now: Date,
): InvitationState {
  if (invitation.redeemedAt) return invitation.redeemedBy === residentId ? 'already_yours' : 'used';
  return invitation.expiresAt.getTime() <= now.getTime() ? 'expired' : 'open';
}
