import { randomInt } from 'node:crypto';
import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import { recordAudit } from '../../db/audit.ts';
import { createProject as insertProject, findProject } from '../../db/projects.ts';
import { listVolunteerRoles } from '../../db/volunteer-roles.ts';
import { makeCode } from '../../domain/code.ts';
import { inLocale } from '../../domain/locale.ts';
import { lengthOf, plainLine } from '../../domain/plain.ts';
import { PROJECT_LIMITS } from '../../domain/project.ts';
import { isStaffOf } from '../../domain/role.ts';
import { readCount } from '../../text/count.ts';
import { isStopWord } from '../../text/stop-words.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { type ProjectQuestion, projectQuestion, teamProjectCard } from '../../telegram/views/project-team.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';

/** The name under which the wizard is kept; a release that asks differently needs a new number. */
export const NEW_PROJECT = 'create-project@1';

type Wizard = Conversation<BotContext, Context>;
type Complaint = {
  key: 'project-say-in-words' | 'project-too-long' | 'project-how-many-unclear';
  length?: number;
};

/**
 * Four questions, then the project stands. What was typed is kept with the conversation, in the database, until all of
 * it is there; stopping leaves nothing behind. Whatever is not an answer goes on to the rest of the bot.
 */
export async function createProject(wizard: Wizard, _: Context, communityId: number): Promise<void> {
  const title = await askText(wizard, 'title', PROJECT_LIMITS.title);
  if (title === undefined) return;
  const goal = await askText(wizard, 'goal', PROJECT_LIMITS.goal);
  if (goal === undefined) return;
  const role = await askText(wizard, 'role', PROJECT_LIMITS.roleTitle);
  if (role === undefined) return;
  const needed = await askNeeded(wizard);
  if (needed === undefined) return;
  await wizard.external(async (ctx) => await finish(ctx, communityId, { title, goal, role, needed }));
}

/** Undefined: the person stopped. */
async function askText(wizard: Wizard, question: ProjectQuestion, most: number): Promise<string | undefined> {
  await ask(wizard, question);
  for (;;) {
    const answer = await nextAnswer(wizard);
    if (answer.isStop) return undefined;
    const text = plainLine(answer.text ?? '');
    const length = lengthOf(text);
    if (text !== '' && length <= most) return text;
    const complaint: Complaint =
      text === '' ? { key: 'project-say-in-words' } : { key: 'project-too-long', length };
    await ask(wizard, question, complaint, most);
  }
}

async function askNeeded(wizard: Wizard): Promise<number | undefined> {
  await ask(wizard, 'needed');
  for (;;) {
    const answer = await nextAnswer(wizard);
    if (answer.isStop) return undefined;
    const count = readCount(answer.text ?? '');
    if (count !== undefined && count >= 1 && count <= PROJECT_LIMITS.mostNeeded) return count;
    await ask(wizard, 'needed', { key: 'project-how-many-unclear' });
  }
}

async function ask(
  wizard: Wizard,
  question: ProjectQuestion,
  complaint?: Complaint,
  most = 0,
): Promise<void> {
  await wizard.external((ctx) => {
    const { t } = ctx.scope;
    const said = complaint && t(complaint.key, { length: complaint.length ?? 0, most });
    reply(ctx, projectQuestion(t, question, said));
  });
}

const STOP_BUTTON = 'wizard:stopproject';
async function nextAnswer(wizard: Wizard): Promise<{ isStop: boolean; text: string | undefined }> {
  const ctx = await wizard.waitUntil(isAnswer, { next: true });
  const isStop = ctx.callbackQuery?.data === STOP_BUTTON || isStopWord(ctx.message?.text ?? '');
  if (isStop) await wizard.external((outer) => reply(outer, sentence(outer.scope.t, 'project-stopped')));
  return { isStop, text: ctx.message?.text };
}

/** Other buttons and commands are not for the wizard, and it stays where it is. */
function isAnswer(ctx: Context): boolean {
  if (ctx.callbackQuery) return ctx.callbackQuery.data === STOP_BUTTON;
  if (!ctx.message) return false;
  return !ctx.message.text?.startsWith('/') || isStopWord(ctx.message.text);
}

interface Answers {
  title: string;
  goal: string;
  role: string;
  needed: number;
}

async function finish(ctx: BotContext, communityId: number, answers: Answers): Promise<void> {
  const { tx, t, now, locale, powers, resident } = ctx.scope;
  // The role may have been taken away while the wizard was open.
  if (!isStaffOf(powers, communityId)) return reply(ctx, sentence(t, 'staff-only'));
  const id = await insertProject(
    tx,
    {
      code: makeCode(random),
      communityId,
      title: { [locale]: answers.title },
      goal: { [locale]: answers.goal },
      boardLocale: locale,
      roles: [{ code: makeCode(random), title: { [locale]: answers.role }, needed: answers.needed }],
    },
    now,
  );
  const residentId = resident?.id ?? null;
  await recordAudit(tx, { residentId, communityId, action: 'project_created', object: `project:${id}` }, now);
  const project = await findProject(tx, { id });
  if (!project) return;
  reply(ctx, sentence(t, 'project-created', { project: inLocale(project.title, locale) }));
  const roles = await listVolunteerRoles(tx, id);
  reply(ctx, teamProjectCard(t, locale, project, roles, { isStaff: true, mayAnswer: true }));
}

const RANDOM_STEPS = 2 ** 32;

function random(): number {
  return randomInt(RANDOM_STEPS) / RANDOM_STEPS;
}
