import { communityName } from '../db/communities.ts';
import { listMemberships } from '../db/memberships.ts';
import type { OwnBuilding } from '../telegram/views/building.ts';
import type { BotContext } from './context.ts';

/** Where the person lives, for each community they are in; the communities are named when there are several. */
export async function ownBuildings({ scope }: BotContext): Promise<OwnBuilding[]> {
  const { tx, locale, resident } = scope;
  const memberships = resident ? await listMemberships(tx, resident.id) : [];
  return memberships.map((membership) => ({
    communityId: membership.communityId,
    community: memberships.length > 1 ? communityName(membership, locale) : undefined,
    building: membership.building,
  }));
}

/** Undefined: they are no member of that community. */
export async function findOwnBuilding(
  ctx: BotContext,
  communityId: number,
): Promise<OwnBuilding | undefined> {
  return (await ownBuildings(ctx)).find((own) => own.communityId === communityId);
}
