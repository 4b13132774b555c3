import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import { recordAudit } from '../../db/audit.ts';
import { giveReason } from '../../db/project-surveys.ts';
import { findProject } from '../../db/projects.ts';
import { lengthOf, plainLine } from '../../domain/plain.ts';
import { PROJECT_LIMITS } from '../../domain/project.ts';
import { isStaffOf } from '../../domain/role.ts';
import { isStopWord } from '../../text/stop-words.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { whyQuestion } from '../../telegram/views/project-survey.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';

/** The name under which the question is kept; a release that asks differently needs a new number. */
export const SAY_WHY = 'say-why@1';

/** The next text is why nobody was asked before a project was proposed. */
export async function sayWhy(
  wizard: Conversation<BotContext, Context>,
  _: Context,
  projectId: number,
): Promise<void> {
  await wizard.external((ctx) => reply(ctx, whyQuestion(ctx.scope.t)));
  for (let isOver = false; !isOver;) {
    await wizard.waitUntil(isAnswer, { next: true });
    isOver = await wizard.external(async (ctx) => await hear(ctx, projectId));
  }
}

function isAnswer(ctx: Context): boolean {
  const text = ctx.message?.text;
  return text !== undefined && (!text.startsWith('/') || isStopWord(text));
}

/** False: asked again. */
async function hear(ctx: BotContext, projectId: number): Promise<boolean> {
  const { tx, t, now, locale, powers, resident } = ctx.scope;
  const text = plainLine(ctx.message?.text ?? '');
  const project = await findProject(tx, { id: projectId });
  if (!project || !isStaffOf(powers, project.communityId)) {
    reply(ctx, sentence(t, 'staff-only'));
    return true;
  }
  if (isStopWord(text)) {
    reply(ctx, sentence(t, 'project-survey-why-left'));
    return true;
  }
  const length = lengthOf(text);
  if (length === 0 || length > PROJECT_LIMITS.reason) {
    reply(ctx, whyQuestion(t, length));
    return false;
  }
  await giveReason(tx, project.id, locale, text);
  const action = 'project_survey_excused' as const;
  const entry = { residentId: resident?.id ?? null, communityId: project.communityId, action };
  await recordAudit(tx, { ...entry, object: `project:${project.id}` }, now);
  reply(ctx, sentence(t, 'project-survey-why-kept'));
  return true;
}
