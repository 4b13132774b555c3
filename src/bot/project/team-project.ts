import { Composer } from 'grammy';
import { type AuditAction, recordAudit } from '../../db/audit.ts';
import { findTeam } from '../../db/boards.ts';
import { communitiesByIds, communityName, findCommunity } from '../../db/communities.ts';
import { createInvitation } from '../../db/invitations.ts';
import { advanceProject, findProject, listTeamProjects } from '../../db/projects.ts';
import { findVolunteerRole, listVolunteerRoles, setRoleClosed } from '../../db/volunteer-roles.ts';
import { listWaitingSignups } from '../../db/volunteers.ts';
import { normaliseCode } from '../../domain/code.ts';
import { inLocale } from '../../domain/locale.ts';
import { pageOf } from '../../domain/page.ts';
import { type Project, nextStage } from '../../domain/project.ts';
import { isOnBoardOf, isStaffOf } from '../../domain/role.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import {
  connectGroup,
  newProjectButton,
  noTeamProjects,
  projectLinks,
  teamProjectCard,
} from '../../telegram/views/project-team.ts';
import { projectList, stageText } from '../../telegram/views/project.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { forwardInvitation, linkTo } from '../invite.ts';
import { reply } from '../reply.ts';
import { type ButtonContext, onButtons, toast } from '../route.ts';
import { sayCard } from '../signup-card.ts';
import { NEW_PROJECT } from './create-project.conversation.ts';

const PROJECTS_A_PAGE = 6;
const MOST_CARDS_AT_ONCE = 5;

/** /volunteers: for board members and committee staff; who waits, links, invitations, stages. */
export function teamProjects(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('volunteers', async (ctx) => await showTeamProjects(ctx, 0));
  composer.use(
    onButtons('team-project', {
      list: async (ctx, [page]) => await showTeamProjects(ctx, Number(page)),
      open: async (ctx, [code]) => await withProject(ctx, code, 'team', showTeamProject),
      waiting: async (ctx, [code]) => await withProject(ctx, code, 'team', showWaiting),
      links: async (ctx, [code]) =>
        await withProject(ctx, code, 'team', async (_, project) => await showLinks(ctx, deps, project)),
      invite: async (ctx, [code]) =>
        await withProject(ctx, code, 'staff', async (_, project) => await inviteBoard(ctx, deps, project)),
      group: async (ctx, [code]) =>
        await withProject(ctx, code, 'staff', async (_, project) => await offerGroup(ctx, deps, project)),
      close: async (ctx, [code]) => await setClosed(ctx, code, true),
      reopen: async (ctx, [code]) => await setClosed(ctx, code, false),
      stage: async (ctx, [code, stage]) =>
        await withProject(ctx, code, 'staff', async (_, project) => await advance(ctx, project, stage)),
      new: async (ctx, [communityId]) => await startNewProject(ctx, communityId),
    }),
  );
  return composer;
}

async function showTeamProjects(ctx: BotContext, pageNumber: number): Promise<void> {
  const { tx, t, locale, powers } = ctx.scope;
  const communities = await communitiesByIds(tx, powers.staffCommunityIds);
  if (communities.length === 0 && powers.boardProjectIds.length === 0) {
    return reply(ctx, sentence(t, 'staff-only'));
  }
  const all = await listTeamProjects(tx, powers);
  const page = pageOf(all, pageNumber, PROJECTS_A_PAGE);
  const content = all.length > 0 ? projectList(t, locale, page, 'team-project') : noTeamProjects(t);
  const newButtons = communities.map((community) =>
    newProjectButton(t, community.id, communities.length > 1 ? communityName(community, locale) : undefined),
  );
  reply(ctx, { ...content, keyboard: [...(content.keyboard ?? []), ...newButtons] });
}

/** Runs `act` when the presser is on the project's team; to all others the project does not exist. */
async function withProject(
  ctx: ButtonContext,
  code: string | undefined,
  needs: 'team' | 'staff',
  act: (ctx: ButtonContext, project: Project) => Promise<void>,
): Promise<void> {
  const { tx, t, powers } = ctx.scope;
  const project = await findProject(tx, { code: normaliseCode(code ?? '') });
  const isStaff = project !== undefined && isStaffOf(powers, project.communityId);
  const isAllowed = isStaff || (needs === 'team' && project !== undefined && isOnBoardOf(powers, project.id));
  if (!project || !isAllowed) return toast(ctx, t('project-not-yours'));
  await act(ctx, project);
}

async function showTeamProject(ctx: ButtonContext, project: Project): Promise<void> {
  const { tx, t, locale, powers } = ctx.scope;
  const roles = await listVolunteerRoles(tx, project.id);
  const rights = {
    isStaff: isStaffOf(powers, project.communityId),
    mayAnswer: await mayAnswer(ctx, project),
  };
  reply(ctx, teamProjectCard(t, locale, project, roles, rights));
}

/** The committee answers only as long as there is no team. */
async function mayAnswer(ctx: ButtonContext, project: Project): Promise<boolean> {
  if (isOnBoardOf(ctx.scope.powers, project.id)) return true;
  return (await findTeam(ctx.scope.tx, project.id)).kind === 'staff';
}

/** The cards of those who wait, once more at the bottom of this chat. */
async function showWaiting(ctx: ButtonContext, project: Project): Promise<void> {
  const { tx, t, locale, effects } = ctx.scope;
  if (!(await mayAnswer(ctx, project))) return toast(ctx, t('signup-not-your-team'));
  const signups = await listWaitingSignups(tx, project.id, MOST_CARDS_AT_ONCE);
  if (signups.length === 0) toast(ctx, t('signup-over'));
  for (const signup of signups) effects.push(sayCard(signup, { chatId: ctx.from.id, locale }));
}

async function showLinks(ctx: ButtonContext, deps: BotDeps, project: Project): Promise<void> {
  const { tx, t, locale } = ctx.scope;
  const roles = await listVolunteerRoles(tx, project.id);
  reply(
    ctx,
    projectLinks(t, locale, project, roles, (payload) => linkTo(deps, payload)),
  );
}

async function inviteBoard(ctx: ButtonContext, deps: BotDeps, project: Project): Promise<void> {
  const community = await findCommunity(ctx.scope.tx, { id: project.communityId });
  if (!community) return;
  const to = { role: 'board_member' as const, projectId: project.id, communityId: project.communityId };
  const place = { role: to.role, place: inLocale(project.title, ctx.scope.locale) };
  await forwardInvitation(ctx, deps, to, place, community.time_zone);
}

async function offerGroup(ctx: ButtonContext, deps: BotDeps, project: Project): Promise<void> {
  const { tx, t, locale, now, resident } = ctx.scope;
  const to = { role: 'board_group' as const, projectId: project.id, communityId: project.communityId };
  const { token } = await createInvitation(tx, to, resident?.id ?? null, now);
  reply(ctx, connectGroup(t, inLocale(project.title, locale), deps.botUsername, token));
}

async function setClosed(ctx: ButtonContext, code: string | undefined, isClosed: boolean): Promise<void> {
  const { tx, now } = ctx.scope;
  const role = await findVolunteerRole(tx, normaliseCode(code ?? ''));
  const project = role && (await findProject(tx, { id: role.projectId }));
  await withProject(ctx, project?.code, 'staff', async () => {
    if (!role || !project) return;
    await setRoleClosed(tx, role.id, isClosed ? now : null);
    const action = isClosed ? 'volunteer_role_closed' : 'volunteer_role_reopened';
    await audit(ctx, project, action, `volunteer_role:${role.id}`);
    await showTeamProject(ctx, project);
  });
}

/** Moves the project one stage on; the button carries the stage it promised, so an old one moves nothing. */
async function advance(ctx: ButtonContext, project: Project, promised: string | undefined): Promise<void> {
  const { tx, t } = ctx.scope;
  const next = nextStage(project.stage);
  const isCurrent = next !== undefined && next === promised;
  if (!isCurrent || !(await advanceProject(tx, project.id, project.stage, next))) {
    return toast(ctx, t('project-stage-is', { stage: stageText(t, project.stage) }));
  }
  await audit(ctx, project, 'project_stage_changed', `project:${project.id} ${next}`);
  toast(ctx, t('project-stage-is', { stage: stageText(t, next) }));
  await showTeamProject(ctx, { ...project, stage: next });
}

async function startNewProject(ctx: ButtonContext, argument: string | undefined): Promise<void> {
  const communityId = Number(argument);
  if (!isStaffOf(ctx.scope.powers, communityId)) return toast(ctx, ctx.scope.t('staff-only'));
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(NEW_PROJECT, communityId);
}

async function audit(
  ctx: ButtonContext,
  project: Project,
  action: AuditAction,
  object: string,
): Promise<void> {
  const { tx, now, resident } = ctx.scope;
  const entry = { residentId: resident?.id ?? null, communityId: project.communityId, action, object };
  await recordAudit(tx, entry, now);
}
