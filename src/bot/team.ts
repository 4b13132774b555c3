import { Composer } from 'grammy';
import { listCallRequests } from '../db/call-requests.ts';
import { communityName, findCommunity } from '../db/communities.ts';
import { listTeamProjects } from '../db/projects.ts';
import { countBoardMembers, countCommunities } from '../db/roles.ts';
import { type Locale, inLocale } from '../domain/locale.ts';
import { pageOf } from '../domain/page.ts';
import { isOnBoardOf, isStaffOf } from '../domain/role.ts';
import { sentence } from '../telegram/views/onboarding.ts';
import { type CommunityLine, adminContent, teamContent } from '../telegram/views/team.ts';
import { readId } from './arguments.ts';
import type { BotContext, BotDeps } from './context.ts';
import { invitations } from './invitation.ts';
import { forwardInvitation } from './invite.ts';
import { reply, rewritePressed } from './reply.ts';
import { type ButtonContext, onButtons, toast } from './route.ts';

export { openInvitation } from './invitation.ts';

const COMMUNITIES_A_PAGE = 8;

/** /team for staff and boards, /admin for officers: who is there in numbers, and invitations for more. */
export function team(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('team', async (ctx) => await showTeam(ctx));
  composer.command('admin', async (ctx) => {
    const content = await adminPage(ctx, 0);
    reply(ctx, content ?? sentence(ctx.scope.t, 'staff-only'));
  });
  composer.use(
    onButtons('team', {
      colleague: async (ctx, [id]) => await inviteColleague(ctx, deps, id),
      staff: async (ctx, [id]) => {
        if (!ctx.scope.powers.isOfficer) return toast(ctx, ctx.scope.t('staff-only'));
        await inviteStaff(ctx, deps, readId(id));
      },
      list: async (ctx, [page]) => {
        const content = await adminPage(ctx, Number(page));
        if (!content) return toast(ctx, ctx.scope.t('staff-only'));
        rewritePressed(ctx, content);
      },
    }),
  );
  composer.use(invitations());
  return composer;
}

async function showTeam(ctx: BotContext): Promise<void> {
  const { tx, t, locale, powers } = ctx.scope;
  if (powers.staffCommunityIds.length === 0 && powers.boardProjectIds.length === 0) {
    return reply(ctx, sentence(t, 'staff-only'));
  }
  const communities = await countCommunities(tx, powers.staffCommunityIds);
  const projects = await listTeamProjects(tx, powers);
  const shown = projects.filter((project) => project.stage !== 'judged' || isOnBoardOf(powers, project.id));
  const members = await countBoardMembers(
    tx,
    shown.map((project) => project.id),
  );
  const boards = shown.map((project) => ({
    project: inLocale(project.title, locale),
    members: members.get(project.id) ?? 0,
  }));
  const calls = await listCallRequests(tx, powers.staffCommunityIds);
  reply(ctx, teamContent(t, linesOf(communities, locale), boards.slice(0, MOST_BOARDS), calls.length));
}

/** More would not fit a message that people read. */
const MOST_BOARDS = 10;

/** Undefined for everybody who is no officer. */
async function adminPage(ctx: BotContext, pageNumber: number) {
  const { tx, t, locale, powers } = ctx.scope;
  if (!powers.isOfficer) return undefined;
  const communities = await countCommunities(tx);
  return adminContent(t, pageOf(linesOf(communities, locale), pageNumber, COMMUNITIES_A_PAGE));
}

function linesOf(communities: Awaited<ReturnType<typeof countCommunities>>, locale: Locale): CommunityLine[] {
  return communities.map((community) => ({
    id: community.id,
    name: communityName(community, locale),
    households: community.households,
    members: community.members,
    staff: community.staff,
  }));
}

async function inviteColleague(ctx: ButtonContext, deps: BotDeps, id: string | undefined): Promise<void> {
  const communityId = readId(id);
  if (communityId === undefined || !isStaffOf(ctx.scope.powers, communityId)) {
    return toast(ctx, ctx.scope.t('team-no-such-community'));
  }
  await inviteStaff(ctx, deps, communityId);
}

async function inviteStaff(
  ctx: ButtonContext,
  deps: BotDeps,
  communityId: number | undefined,
): Promise<void> {
  const { tx, t, locale } = ctx.scope;
  const community = communityId === undefined ? undefined : await findCommunity(tx, { id: communityId });
  if (!community) return toast(ctx, t('team-no-such-community'));
  const to = { role: 'staff' as const, communityId: community.id };
  const place = { role: to.role, place: communityName(community, locale) };
  await forwardInvitation(ctx, deps, to, place, community.time_zone);
}
