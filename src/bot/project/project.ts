import { Composer } from 'grammy';
import { findProject, listProjects } from '../../db/projects.ts';
import { findVolunteerRole, listVolunteerRoles } from '../../db/volunteer-roles.ts';
import { type DeepLink, normaliseCode } from '../../domain/code.ts';
import { pageOf } from '../../domain/page.ts';
import type { Project } from '../../domain/project.ts';
import { isOnBoardOf, isStaffOf } from '../../domain/role.ts';
import type { VolunteerRole } from '../../domain/volunteer.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { noCommunityYet, projectCard, projectList } from '../../telegram/views/project.ts';
import type { BotContext, BotDeps } from '../context.ts';
import type { OpenLink } from '../onboarding.ts';
import { reply } from '../reply.ts';
import { onButtons, toast } from '../route.ts';
import { askedFirst, surveyOfProject } from './link-survey.ts';
import { teamProjects } from './team-project.ts';

const PROJECTS_A_PAGE = 8;

/** /projects: what goes on in the own communities, with a card and [I can help] for each; and the team's side of it. */
export function projects(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('projects', async (ctx) => await showProjects(ctx, 0));
  composer.use(onButtons('menu', { projects: async (ctx) => await showProjects(ctx, 0) }));
  composer.use(
    onButtons('project', {
      list: async (ctx, [page]) => await showProjects(ctx, Number(page)),
      open: async (ctx, [code = '']) => {
        if (!(await showProject(ctx, code))) toast(ctx, ctx.scope.t('project-not-yours'));
      },
    }),
  );
  composer.use(teamProjects(deps), surveyOfProject());
  return composer;
}

/** `p-<code>`: the project's card, for everyone who has the link. */
export const openProject: OpenLink = async (ctx, link) => await showProject(ctx, codeOf(link));

/** `v-<code>`: the project's card with this one task. */
export const openVolunteerRole: OpenLink = async (ctx, link) => {
  const { tx, resident } = ctx.scope;
  const role = await findVolunteerRole(tx, codeOf(link), resident?.id);
  const project = role && (await findProject(tx, { id: role.projectId }));
  if (!role || !project) return false;
  await showCard(ctx, project, [role]);
  return true;
};

async function showProjects(ctx: BotContext, pageNumber: number): Promise<void> {
  const { tx, t, locale, resident } = ctx.scope;
  const communityIds = resident?.communityIds ?? [];
  if (communityIds.length === 0) return reply(ctx, noCommunityYet(t));
  const all = await listProjects(tx, communityIds);
  const [only] = all;
  if (!only) return reply(ctx, sentence(t, 'project-none'));
  if (all.length === 1) return await showCard(ctx, only, await listVolunteerRoles(tx, only.id, resident?.id));
  reply(ctx, projectList(t, locale, pageOf(all, pageNumber, PROJECTS_A_PAGE), 'project'));
}

async function showProject(ctx: BotContext, code: string): Promise<boolean> {
  const { tx, resident } = ctx.scope;
  const project = await findProject(tx, { code: normaliseCode(code) });
  if (!project) return false;
  await showCard(ctx, project, await listVolunteerRoles(tx, project.id, resident?.id));
  return true;
}

async function showCard(ctx: BotContext, project: Project, roles: VolunteerRole[]): Promise<void> {
  const { tx, t, locale, powers } = ctx.scope;
  const isTeam = isStaffOf(powers, project.communityId) || isOnBoardOf(powers, project.id);
  const asked = await askedFirst(tx, project.id);
  reply(ctx, projectCard(t, locale, { ...project, asked }, roles, isTeam));
}

function codeOf(link: DeepLink): string {
  return 'code' in link ? normaliseCode(link.code) : '';
}
