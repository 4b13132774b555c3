import type { Composer } from 'grammy';
import { saveDraft } from '../../db/meetings.ts';
import { type ChangeDecision, decideCancel, decideMove } from '../../domain/notice.ts';
import { isComplete } from '../../domain/meeting.ts';
import { momentText } from '../../telegram/views/moment.ts';
import { moveChoice } from '../../telegram/views/meeting.ts';
import type { Question } from '../../telegram/views/notice-question.ts';
import { wallToInstant } from '../../text/zones.ts';
import type { BotContext } from '../context.ts';
import { reply, rewritePressed } from '../reply.ts';
import { type ButtonContext, dropPressedKeyboard, onButtons, toast } from '../route.ts';
import { announceMeeting } from './announce-meeting.ts';
import { enterWizard } from './notice.ts';
import { type StaffMeeting, lockForStaff } from './preview.ts';

/** Moving and cancelling a published meeting: asked, previewed, then told to everyone who was told of it. */
export function meetingChanges(): Composer<BotContext> {
  return onButtons('meeting', {
    move: async (ctx, [code = '']) =>
      await onPublished(ctx, code, async () => reply(ctx, moveChoice(code, ctx.scope.t))),
    what: async (ctx, [code = '', what]) =>
      await onPublished(ctx, code, (staff) => startMove(ctx, staff, what)),
    cancel: async (ctx, [code = '']) => await onPublished(ctx, code, (staff) => startCancel(ctx, staff)),
    publish: async (ctx, [code = '', revision]) => await publishChange(ctx, 'move', code, Number(revision)),
    off: async (ctx, [code = '', revision]) => await publishChange(ctx, 'cancel', code, Number(revision)),
    back: async (ctx, [code = '']) => await onPublished(ctx, code, (staff) => goBack(ctx, staff)),
  });
}

/** Does something with a published meeting of one's community, or says why that is no longer possible. */
async function onPublished(
  ctx: ButtonContext,
  code: string,
  act: (staff: StaffMeeting) => Promise<void>,
): Promise<void> {
  const { t } = ctx.scope;
  const staff = await lockForStaff(ctx, { code });
  if (!staff || staff.meeting.status === 'draft') return toast(ctx, t('old-button'));
  if (staff.meeting.status === 'cancelled') return refuse(ctx, t('change-is-cancelled'));
  if (hasEnded(ctx, staff)) return refuse(ctx, t('change-is-over'));
  await act(staff);
}

function refuse(ctx: ButtonContext, text: string): void {
  toast(ctx, text);
  dropPressedKeyboard(ctx);
}

function hasEnded(ctx: BotContext, { meeting, community }: StaffMeeting): boolean {
  const { end } = meeting.details;
  return end !== undefined && wallToInstant(end, community.time_zone) <= ctx.scope.now;
}

const MOVES: Record<string, Question[]> = {
  when: ['when', 'reason'],
  place: ['place', 'reason'],
  both: ['when', 'place', 'reason'],
};

async function startMove(ctx: ButtonContext, { meeting }: StaffMeeting, what = ''): Promise<void> {
  const questions = Object.hasOwn(MOVES, what) ? MOVES[what] : undefined;
  if (!questions) return toast(ctx, ctx.scope.t('old-button'));
  dropPressedKeyboard(ctx);
  await saveDraft(ctx.scope.tx, meeting.id, meeting.details);
  await enterWizard(ctx, { meetingId: meeting.id, task: 'move', questions });
}

async function startCancel(ctx: ButtonContext, { meeting }: StaffMeeting): Promise<void> {
  await saveDraft(ctx.scope.tx, meeting.id, meeting.details);
  await enterWizard(ctx, { meetingId: meeting.id, task: 'cancel', questions: ['reason'] });
}

async function goBack(ctx: ButtonContext, { meeting }: StaffMeeting): Promise<void> {
  await saveDraft(ctx.scope.tx, meeting.id, null);
  rewritePressed(ctx, { text: ctx.scope.t('compose-left-change') });
}

type Change = 'move' | 'cancel';

async function publishChange(
  ctx: ButtonContext,
  task: Change,
  code: string,
  revision: number,
): Promise<void> {
  const { t } = ctx.scope;
  const staff = await lockForStaff(ctx, { code });
  if (!staff) return toast(ctx, t('old-button'));
  const decision = decide(ctx, staff, task, revision);
  switch (decision.kind) {
    case 'cancelled':
      return refuse(ctx, t('change-is-cancelled'));
    case 'over':
      return refuse(ctx, t('change-is-over'));
    case 'outdated':
    case 'incomplete':
      return refuse(ctx, t('old-button'));
    case 'past':
      return toast(ctx, t('publish-past'), true);
    case 'nothing_changed':
      await saveDraft(ctx.scope.tx, staff.meeting.id, null);
      return rewritePressed(ctx, { text: t('move-nothing') });
    case 'change':
      return await announceChange(ctx, staff, task, decision);
  }
}

function decide(ctx: BotContext, staff: StaffMeeting, task: Change, revision: number): ChangeDecision {
  const { meeting, community } = staff;
  const state = { ...meeting, draftRevision: meeting.draft_revision, hasEnded: hasEnded(ctx, staff) };
  if (task === 'cancel') return decideCancel(state, revision);
  const start = meeting.draft?.start;
  return decideMove(state, revision, start && wallToInstant(start, community.time_zone), ctx.scope.now);
}

async function announceChange(
  ctx: ButtonContext,
  { meeting, community }: StaffMeeting,
  task: Change,
  { details, reason }: Extract<ChangeDecision, { kind: 'change' }>,
): Promise<void> {
  const { t, locale } = ctx.scope;
  const isMove = task === 'move';
  // A cancellation speaks of the meeting as it was announced, whatever else is in the draft.
  const announced = !isMove && isComplete(meeting.details) ? meeting.details : details;
  const { sendsAt, remindersRemoved: count } = await announceMeeting(ctx, meeting, community, {
    change: isMove ? 'moved' : 'cancelled',
    details: announced,
    reason,
  });
  const moment = sendsAt && momentText(sendsAt, locale);
  if (isMove)
    return rewritePressed(ctx, { text: moment ? t('move-done-quiet', { moment }) : t('move-done') });
  rewritePressed(ctx, {
    text: moment ? t('cancel-done-quiet', { moment, count }) : t('cancel-done', { count }),
  });
}
