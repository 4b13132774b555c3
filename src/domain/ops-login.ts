/** Why a link to the queue view can or cannot be used. */
export type OpsLoginState = 'open' | 'used' | 'expired' | 'not_officer';

/** A link is good once, for a few minutes, and only while the person it was made for is an officer. */
export function opsLoginState(
  login: { expiresAt: Date; usedAt: Date | null; isOfficer: boolean },
  now: Date,
): OpsLoginState {
  if (login.usedAt) return 'used';
  if (login.expiresAt <= now) return 'expired';
  return login.isOfficer ? 'open' : 'not_officer';
}
