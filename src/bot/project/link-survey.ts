import type { Composer } from 'grammy';
import { type AuditAction, recordAudit } from '../../db/audit.ts';
import type { Db } from '../../db/client.ts';
import { askedForProject, giveReason, linkSurvey, surveysBeforeProject } from '../../db/project-surveys.ts';
import { findProject } from '../../db/projects.ts';
import { normaliseCode } from '../../domain/code.ts';
import { lengthOf, plainLine } from '../../domain/plain.ts';
import { type AskedFirst, PROJECT_LIMITS, type Project } from '../../domain/project.ts';
import { isStaffOf } from '../../domain/role.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { linkSurveyContent, whyQuestion } from '../../telegram/views/project-survey.ts';
import { isStopWord } from '../../text/stop-words.ts';
import { instantToWall } from '../../text/zones.ts';
import { type Heard, type NextAnswer, awaitAnswer } from '../ask-next.conversation.ts';
import type { BotContext } from '../context.ts';
import { reply, rewritePressed } from '../reply.ts';
import { type ButtonContext, onButtons, toast } from '../route.ts';

/** For committee staff: which survey a project came from, or why there was none. Residents read it on the card. */
export function surveyOfProject(): Composer<BotContext> {
  return onButtons('project-survey', {
    choose: async (ctx, [code]) => await withOwnProject(ctx, code, showChoice),
    link: async (ctx, [code, surveyCode = '']) =>
      await withOwnProject(ctx, code, async (_, project) => await link(ctx, project, surveyCode)),
    why: async (ctx, [code]) =>
      await withOwnProject(ctx, code, async (_, project) => {
        reply(ctx, whyQuestion(ctx.scope.t));
        await awaitAnswer(ctx, WHY, project.code);
      }),
  });
}

const WHY = 'project_why';
const WAIT_MINUTES = 60;

/** The next message of whoever pressed "say why". */
export const projectAnswers: Record<string, NextAnswer> = {
  [WHY]: { waitMinutes: WAIT_MINUTES, hear: async (ctx, [code]) => await hearWhy(ctx, code) },
};

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
  const { tx, t } = ctx.scope;
  if (!(await linkSurvey(tx, project.id, surveyCode))) return toast(ctx, t('old-button'));
  await audit(ctx, project, 'project_survey_linked', `project:${project.id} survey:${surveyCode}`);
  toast(ctx, t('project-survey-linked'));
  await showChoice(ctx, project);
}

async function hearWhy(ctx: BotContext, code: string | undefined): Promise<Heard> {
  const { tx, t, locale, powers } = ctx.scope;
  const text = plainLine(ctx.message?.text ?? '');
  const project = await findProject(tx, { code: code ?? '' });
  if (!project || !isStaffOf(powers, project.communityId)) return 'not_ours';
  if (isStopWord(text)) {
    reply(ctx, sentence(t, 'project-survey-why-left'));
    return 'done';
  }
  const length = lengthOf(text);
  if (length === 0 || length > PROJECT_LIMITS.reason) {
    reply(ctx, whyQuestion(t, length));
    return 'again';
  }
  await giveReason(tx, project.id, locale, text);
  await audit(ctx, project, 'project_survey_excused', `project:${project.id}`);
  reply(ctx, sentence(t, 'project-survey-why-kept'));
  return 'done';
}

async function audit(ctx: BotContext, project: Project, action: AuditAction, object: string): Promise<void> {
  const { tx, now, resident } = ctx.scope;
  const entry = { residentId: resident?.id ?? null, communityId: project.communityId, action, object };
  await recordAudit(tx, entry, now);
}
