import { Composer } from 'grammy';
import { communitiesByIds, communityName } from '../../db/communities.ts';
import { createDraft, deleteDraft, findOwnDraft } from '../../db/meetings.ts';
import { makeCode } from '../../domain/code.ts';
import { isLocale } from '../../domain/locale.ts';
import { MEETING_FIELDS, missingFields } from '../../domain/meeting.ts';
import { decidePublish } from '../../domain/notice.ts';
import { isStaffOf } from '../../domain/role.ts';
import { WIZARDS } from '../../domain/wizard.ts';
import { momentText } from '../../telegram/views/moment.ts';
import { communityQuestion, draftFound, previewContent } from '../../telegram/views/meeting.ts';
import type { WizardTask } from '../../telegram/views/notice-question.ts';
import { wallToInstant } from '../../text/zones.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { reply, rewritePressed } from '../reply.ts';
import { type ButtonContext, dropPressedKeyboard, onButtons, toast } from '../route.ts';
import { announceMeeting } from './announce-meeting.ts';
import type { WizardOrder } from './notice-answer.ts';
import { type StaffMeeting, draftNotice, lockForStaff, showPreview } from './preview.ts';

/** /notice: staff write a notice step by step, see it as everyone will, and publish it. */
export function notices(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('notice', async (ctx) => await openNotice(ctx, deps));
  composer.use(
    onButtons('notice', {
      in: async (ctx, [communityId]) => await startNotice(ctx, deps, Number(communityId)),
      resume: async (ctx, [code = '']) => await onDraft(ctx, code, (staff) => resume(ctx, staff)),
      anew: async (ctx, [code = '']) => await onDraft(ctx, code, (staff) => startAnew(ctx, deps, staff)),
      discard: async (ctx, [code = '']) => await onDraft(ctx, code, (staff) => discard(ctx, staff)),
      change: async (ctx, [code = '', field]) =>
        await onDraft(ctx, code, (staff) => change(ctx, staff, field)),
      later: async (ctx, [code = '']) => await onDraft(ctx, code, () => keepForLater(ctx)),
      view: async (ctx, args) => await switchPreview(ctx, args),
      publish: async (ctx, [code = '', revision]) => await publish(ctx, code, Number(revision)),
    }),
  );
  return composer;
}

/** Ends whatever wizard is open in this chat and starts this one. */
export async function enterWizard(ctx: BotContext, order: WizardOrder): Promise<void> {
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(WIZARDS.composeNotice, order);
}

async function openNotice(ctx: BotContext, deps: BotDeps): Promise<void> {
  const { tx, t, powers, resident, locale } = ctx.scope;
  const ids = powers.staffCommunityIds;
  const [only] = ids;
  if (!resident || only === undefined) return reply(ctx, { text: t('staff-only') });
  const draft = await findOwnDraft(tx, resident.id);
  if (draft && isStaffOf(powers, draft.community_id)) {
    return reply(ctx, draftFound(draft.code, draft.draft?.title, t));
  }
  if (ids.length === 1) return await startNotice(ctx, deps, only);
  const communities = await communitiesByIds(tx, ids);
  const named = communities.map((community) => ({
    id: community.id,
    name: communityName(community, locale),
  }));
  reply(ctx, communityQuestion(named, t));
}

async function startNotice(ctx: BotContext, deps: BotDeps, communityId: number): Promise<void> {
  const { tx, now, powers, resident } = ctx.scope;
  if (!resident || !isStaffOf(powers, communityId)) return toast(ctx, ctx.scope.t('old-button'));
  const own = await findOwnDraft(tx, resident.id);
  if (own?.community_id === communityId)
    return reply(ctx, draftFound(own.code, own.draft?.title, ctx.scope.t));
  const meeting = await createWithFreeCode(deps, (code) =>
    createDraft(tx, { code, communityId, createdBy: resident.id }, now),
  );
  await enterWizard(ctx, { meetingId: meeting.id, task: 'compose', questions: [...MEETING_FIELDS] });
}

async function createWithFreeCode<T>(
  deps: BotDeps,
  create: (code: string) => Promise<T | undefined>,
): Promise<T> {
  for (;;) {
    const created = await create(makeCode(deps.random));
    if (created) return created;
  }
}

/** Does something with a draft of one's community; what is published or gone is no draft any more. */
async function onDraft(
  ctx: ButtonContext,
  code: string,
  act: (staff: StaffMeeting) => Promise<void>,
): Promise<void> {
  const staff = await lockForStaff(ctx, { code });
  if (!staff) return toast(ctx, ctx.scope.t('old-button'));
  if (staff.meeting.status !== 'draft') return sayAlready(ctx);
  dropPressedKeyboard(ctx);
  await act(staff);
}

async function resume(ctx: BotContext, { meeting }: StaffMeeting): Promise<void> {
  const missing = missingFields(meeting.draft ?? {});
  await enterWizard(ctx, { meetingId: meeting.id, task: 'compose', questions: missing });
}

async function startAnew(ctx: BotContext, deps: BotDeps, { meeting }: StaffMeeting): Promise<void> {
  await deleteDraft(ctx.scope.tx, meeting.id);
  await openNotice(ctx, deps);
}

async function discard(ctx: BotContext, { meeting }: StaffMeeting): Promise<void> {
  await ctx.conversation.exitAll();
  await deleteDraft(ctx.scope.tx, meeting.id);
  reply(ctx, { text: ctx.scope.t('draft-discarded') });
}

async function change(ctx: BotContext, { meeting }: StaffMeeting, field: string | undefined): Promise<void> {
  const known = MEETING_FIELDS.find((one) => one === field);
  if (!known) return toast(ctx, ctx.scope.t('old-button'));
  await enterWizard(ctx, { meetingId: meeting.id, task: 'compose', questions: [known] });
}

async function keepForLater(ctx: BotContext): Promise<void> {
  reply(ctx, { text: ctx.scope.t('compose-kept') });
}

const TASKS: WizardTask[] = ['compose', 'move', 'cancel'];

async function switchPreview(
  ctx: ButtonContext,
  [code = '', revision, task, locale]: string[],
): Promise<void> {
  const known = TASKS.find((one) => one === task);
  const staff = await lockForStaff(ctx, { code });
  if (!staff || !known || !isLocale(locale)) return toast(ctx, ctx.scope.t('old-button'));
  const isShown = staff.meeting.draft_revision === Number(revision);
  const notice = isShown ? await draftNotice(ctx, staff, known) : undefined;
  if (!notice) return toast(ctx, ctx.scope.t('old-button'));
  rewritePressed(ctx, previewContent(notice, known, staff.meeting.draft_revision, locale));
}

async function publish(ctx: ButtonContext, code: string, revision: number): Promise<void> {
  const { t, now, locale } = ctx.scope;
  const staff = await lockForStaff(ctx, { code });
  if (!staff) return toast(ctx, t('old-button'));
  const { meeting, community } = staff;
  const start = meeting.draft?.start;
  const startsAt = start && wallToInstant(start, community.time_zone);
  const state = { ...meeting, draftRevision: meeting.draft_revision };
  const decision = decidePublish(state, revision, startsAt, now);
  switch (decision.kind) {
    case 'already':
      return sayAlready(ctx);
    case 'outdated':
      dropPressedKeyboard(ctx);
      toast(ctx, t('preview-outdated'));
      return await showPreview(ctx, staff, 'compose');
    case 'past':
      return toast(ctx, t('publish-past'), true);
    case 'incomplete':
      return await resume(ctx, staff);
    case 'needs_reason':
      return await enterWizard(ctx, { meetingId: meeting.id, task: 'compose', questions: ['reason'] });
    case 'publish': {
      const { sendsAt } = await announceMeeting(ctx, meeting, community, {
        ...decision,
        change: 'published',
      });
      const text = sendsAt
        ? t('publish-done-quiet', { moment: momentText(sendsAt, locale) })
        : t('publish-done');
      return rewritePressed(ctx, { text });
    }
  }
}

function sayAlready(ctx: ButtonContext): void {
  toast(ctx, ctx.scope.t('publish-already'));
  dropPressedKeyboard(ctx);
}
