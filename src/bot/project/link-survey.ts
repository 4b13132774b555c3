import type { Composer } from 'grammy';
import { recordAudit } from '../../db/audit.ts';
import type { Db } from '../../db/client.ts';
import { askedForProject, linkSurvey, surveysBeforeProject } from '../../db/project-surveys.ts';
import { findProject } from '../../db/projects.ts';
import { normaliseCode } from '../../domain/code.ts';
import type { AskedFirst, Project } from '../../domain/project.ts';
import { isStaffOf } from '../../domain/role.ts';
import { linkSurveyContent } from '../../telegram/views/project-survey.ts';
import { instantToWall } from '../../text/zones.ts';
import type { BotContext } from '../context.ts';
import { rewritePressed } from '../reply.ts';
import { type ButtonContext, onButtons, toast } from '../route.ts';
import { SAY_WHY } from './say-why.conversation.ts';

/** For committee staff: which survey a project came from, or why there was none. Residents read it on the card. */
export function surveyOfProject(): Composer<BotContext> {
  return onButtons('project-survey', {
    choose: async (ctx, [code]) => await withOwnProject(ctx, code, showChoice),
    link: async (ctx, [code, surveyCode = '']) =>
      await withOwnProject(ctx, code, async (_, project) => await link(ctx, project, surveyCode)),
    why: async (ctx, [code]) =>
      await withOwnProject(ctx, code, async (_, project) => {
        await ctx.conversation.exitAll();
        await ctx.conversation.enter(SAY_WHY, project.id);
      }),
  });
}

/** What the card says about whether residents were asked before this was proposed. */
export async function askedFirst(db: Db, projectId: number): Promise<AskedFirst> {
  const { survey, reason } = await askedForProject(db, projectId);
  if (!survey) return { kind: 'no_survey', ...(reason && { reason }) };
  const { answers, openedAt, closedAt, timeZone } = survey;
  const from = instantToWall(openedAt, timeZone);
  return { kind: 'survey', answers, from, to: instantToWall(closedAt, timeZone) };
}

async function withOwnProject(
  ctx: ButtonContext,
  code: string | undefined,
  act: (ctx: ButtonContext, project: Project) => Promise<void>,
): Promise<void> {
  const { tx, t, powers } = ctx.scope;
  const project = await findProject(tx, { code: normaliseCode(code ?? '') });
  if (!project || !isStaffOf(powers, project.communityId)) return toast(ctx, t('project-not-yours'));
  await act(ctx, project);
}

async function showChoice(ctx: ButtonContext, project: Project): Promise<void> {
  const { tx, t, locale } = ctx.scope;
  const surveys = await surveysBeforeProject(tx, project.id);
  const shown = { code: project.code, asked: await askedFirst(tx, project.id) };
  const choices = surveys.map(({ code, title, closedAt, timeZone }) => {
    return { code, title, endedOn: instantToWall(closedAt, timeZone) };
  });
  rewritePressed(ctx, linkSurveyContent(t, locale, shown, choices));
}

async function link(ctx: ButtonContext, project: Project, surveyCode: string): Promise<void> {
  const { tx, t, now, resident } = ctx.scope;
  if (!(await linkSurvey(tx, project.id, surveyCode))) return toast(ctx, t('old-button'));
  const action = 'project_survey_linked' as const;
  const entry = { residentId: resident?.id ?? null, communityId: project.communityId, action };
  await recordAudit(tx, { ...entry, object: `project:${project.id} survey:${surveyCode}` }, now);
  toast(ctx, t('project-survey-linked'));
  await showChoice(ctx, project);
}
