export type RoleName = 'officer' | 'staff' | 'board_member' | 'building_leader';

/** What an invitation link can make of its opener: a person's role, or a group becoming the team's chat. */
export type InvitedRole = 'staff' | 'board_member' | 'board_group';

/** What one resident may act for. Officers act for every community. */
export interface Powers {
  isOfficer: boolean;
  staffCommunityIds: number[];
  boardProjectIds: number[];
}

export const NO_POWERS: Powers = { isOfficer: false, staffCommunityIds: [], boardProjectIds: [] };

/** Whether the holder may act as staff of the community: its own staff only; an officer sees sums, not rooms. */
export function isStaffOf(powers: Powers, communityId: number): boolean {
  return powers.staffCommunityIds.includes(communityId);
}

export function isOnBoardOf(powers: Powers, projectId: number): boolean {
  return powers.boardProjectIds.includes(projectId);
}
