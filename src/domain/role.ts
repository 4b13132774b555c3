export type RoleName = 'officer' | 'staff' | 'board_member' | 'building_leader';

/** What an invitation link can make of its opener: a person's role, or a group becoming the team's chat. */
export type InvitedRole = 'staff' | 'board_member' | 'board_group' | 'building_leader';

/** What one resident may act for. Officers act for every community. */
export interface Powers {
  isOfficer: boolean;
  staffCommunityIds: number[];
  boardProjectIds: number[];
  ledBuildings: LedBuilding[];
}

/** A building with a leader (楼长), who asks the neighbours that have no phone. */
export interface LedBuilding {
  communityId: number;
  building: string;
}

export const NO_POWERS: Powers = {
  isOfficer: false,
  staffCommunityIds: [],
  boardProjectIds: [],
  ledBuildings: [],
};

/** Whether the holder may act as staff of the community: its own staff only; an officer sees sums, not rooms. */
export function isStaffOf(powers: Powers, communityId: number): boolean {
  return powers.staffCommunityIds.includes(communityId);
}

export function isOnBoardOf(powers: Powers, projectId: number): boolean {
  return powers.boardProjectIds.includes(projectId);
}

/** Whether the holder may ask neighbours on behalf of the community: its building leaders and its staff. */
export function isInterviewerIn(powers: Powers, communityId: number): boolean {
  return isStaffOf(powers, communityId) || buildingsLedIn(powers, communityId).length > 0;
}

export function buildingsLedIn(powers: Powers, communityId: number): string[] {
  return powers.ledBuildings.filter((led) => led.communityId === communityId).map(({ building }) => building);
}
