import { Composer } from 'grammy';
import { recordAudit } from '../db/audit.ts';
import { bindGroup, findBoardProject, moveGroup, unbindGroup } from '../db/boards.ts';
import { findInvitation, redeemInvitation } from '../db/invitations.ts';
import { findProject } from '../db/projects.ts';
import { listStaffChats } from '../db/roles.ts';
import { inLocale } from '../domain/locale.ts';
import { say } from '../telegram/effect.ts';
import { translator } from '../telegram/i18n.ts';
import { sentence } from '../telegram/views/onboarding.ts';
import { answerButtons } from './answer-signup.ts';
import type { BotContext, BotDeps } from './context.ts';
import { reply } from './reply.ts';

/** The team's group: the cards of volunteers and /board. To everything else said there the bot is silent. */
export function boardGroup(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('board', async (ctx) => await connect(ctx, deps, ctx.match.trim()));
  composer.use(answerButtons());
  composer.on('message:migrate_to_chat_id', async (ctx) => {
    await moveGroup(ctx.scope.tx, ctx.chat.id, ctx.message.migrate_to_chat_id);
  });
  composer.on('my_chat_member', async (ctx) => {
    const { status } = ctx.myChatMember.new_chat_member;
    if (status === 'left' || status === 'kicked') await disconnect(ctx, ctx.chat.id);
  });
  return composer;
}

/** Makes this group the team of the project that the one-time token was made for. */
async function connect(ctx: BotContext, deps: BotDeps, token: string): Promise<void> {
  const { tx, t, now, locale, resident } = ctx.scope;
  if (ctx.chatId === undefined) return;
  if (!token) return reply(ctx, sentence(t, 'board-how', { bot: `@${deps.botUsername}` }));
  const opened = await findInvitation(tx, token, resident?.id ?? 0, now);
  const to = opened?.invitation.to;
  if (to?.role !== 'board_group') return reply(ctx, sentence(t, 'invitation-unusable'));
  const bound = await findBoardProject(tx, ctx.chatId);
  const isOther = bound !== undefined && bound !== to.projectId;
  const project = await findProject(tx, { id: isOther ? bound : to.projectId });
  if (!project) return reply(ctx, sentence(t, 'invitation-unusable'));
  const name = inLocale(project.title, locale);
  if (isOther) return reply(ctx, sentence(t, 'board-other-project', { project: name }));
  if (bound === undefined) {
    const redeemed = await redeemInvitation(tx, token, resident?.id ?? null, now);
    if (redeemed?.state !== 'open') return reply(ctx, sentence(t, 'invitation-unusable'));
    await bindGroup(tx, project.id, ctx.chatId, locale);
    const residentId = resident?.id ?? null;
    const { communityId } = project;
    const object = `project:${project.id}`;
    await recordAudit(tx, { residentId, communityId, action: 'board_group_bound', object }, now);
  }
  reply(ctx, sentence(t, 'board-connected', { project: name }));
}

/** The group is gone: the committee hears of it, because volunteers are now shown elsewhere. */
async function disconnect(ctx: BotContext, chatId: number): Promise<void> {
  const { tx, now, effects, resident } = ctx.scope;
  const projectId = await unbindGroup(tx, chatId);
  const project = projectId === undefined ? undefined : await findProject(tx, { id: projectId });
  if (!project) return;
  const { communityId } = project;
  const residentId = resident?.id ?? null;
  const object = `project:${project.id}`;
  await recordAudit(tx, { residentId, communityId, action: 'board_group_left', object }, now);
  for (const staff of await listStaffChats(tx, communityId)) {
    const name = inLocale(project.title, staff.locale);
    const text = sentence(translator(staff.locale), 'board-group-left', { project: name });
    effects.push(say(staff.chatId, text));
  }
}
