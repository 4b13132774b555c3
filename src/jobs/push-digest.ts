import { communityName, findCommunity } from '../db/communities.ts';
import { findDigest } from '../db/digests.ts';
import { digestMessage } from '../telegram/views/digest.ts';
import { instantToWall } from '../text/zones.ts';
import type { LoadPush } from './job.ts';

/** The digest as it was stored; gone when its reader is no longer staff. */
export const loadDigest: LoadPush = async (db, broadcast) => {
  const digest = await findDigest(db, broadcast.object_id);
  const community = digest?.communityId ? await findCommunity(db, { id: digest.communityId }) : undefined;
  if (!digest || !community) return undefined;
  const since = instantToWall(digest.coversFrom, community.time_zone);
  const until = instantToWall(digest.coversTo, community.time_zone);
  return ({ locale }) =>
    digestMessage(
      {
        community: { code: community.code, name: communityName(community, locale) },
        since,
        until,
        content: digest.content,
      },
      locale,
    );
};
