import { saveDraft } from '../../db/meetings.ts';
import { detailsOf, isComplete, missingFields } from '../../domain/meeting.ts';
import { leadTime } from '../../domain/notice.ts';
import { LONGEST_PAUSE_MS } from '../../domain/wizard.ts';
import type { Content } from '../../telegram/effect.ts';
import {
  type Question,
  type WizardTask,
  confirmQuestion,
  endQuestion,
  fieldQuestion,
  reasonQuestion,
} from '../../telegram/views/notice-question.ts';
import { wallToInstant } from '../../text/zones.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';
import { type WizardOrder, type WizardState, hearButton, hearText } from './notice-answer.ts';
import { type StaffMeeting, lockForStaff, showPreview } from './preview.ts';

/** Asks the first question; undefined when there is nothing to ask and the preview is shown. */
export async function beginWizard(ctx: BotContext, order: WizardOrder): Promise<WizardState | undefined> {
  const staff = await lockForStaff(ctx, { id: order.meetingId });
  return staff && (await goOn(ctx, staff, order));
}

const LEAVING =
  /^(\/cancel(@\w+)?|cancel|stop|exit|quit|取消|停止|退出|算了|不写了|cancelar|parar|salir|dejarlo)[.!。！]?$/iu;

/** Takes what came and asks the next thing; undefined when the wizard has ended. */
export async function hearWizard(ctx: BotContext, state: WizardState): Promise<WizardState | undefined> {
  const staff = await lockForStaff(ctx, { id: state.meetingId });
  const draft = staff?.meeting.draft;
  if (!staff || !draft) {
    reply(ctx, { text: ctx.scope.t('compose-gone') });
    return undefined;
  }
  const text = ctx.message?.text?.trim();
  if (text !== undefined && LEAVING.test(text)) return await leave(ctx, staff, state);
  if (ctx.scope.now.getTime() - state.askedAtMs > LONGEST_PAUSE_MS) {
    reply(ctx, { text: ctx.scope.t('compose-left-long-ago') });
    return undefined;
  }
  const heard = ctx.callbackQuery ? hearButton(ctx, staff, state) : hearText(ctx, staff, state, text);
  if (heard.kind === 'ask') {
    reply(ctx, heard.content);
    return {
      ...withoutWords(state),
      askedAtMs: ctx.scope.now.getTime(),
      ...(heard.words && { words: heard.words }),
    };
  }
  if (heard.kind === 'stay') return state;
  const revision = await saveDraft(ctx.scope.tx, staff.meeting.id, heard.draft);
  const meeting = { ...staff.meeting, draft: heard.draft, draft_revision: revision };
  return await goOn(ctx, { ...staff, meeting }, { ...state, questions: heard.questions });
}

async function leave(ctx: BotContext, staff: StaffMeeting, { task }: WizardState): Promise<undefined> {
  const isDraft = task === 'compose';
  if (!isDraft) await saveDraft(ctx.scope.tx, staff.meeting.id, null);
  reply(ctx, { text: ctx.scope.t(isDraft ? 'compose-kept' : 'compose-left-change') });
}

function withoutWords(state: WizardState): WizardState {
  const { words: _, ...rest } = state;
  return rest;
}

/** Asks the next question, or shows the preview when nothing is left to ask. */
async function goOn(
  ctx: BotContext,
  staff: StaffMeeting,
  { meetingId, task, questions }: WizardOrder,
): Promise<WizardState | undefined> {
  const left = questions.length > 0 ? questions : stillNeeded(ctx, staff, task);
  const [question] = left;
  if (!question) {
    await showPreview(ctx, staff, task);
    return undefined;
  }
  reply(ctx, questionContent(ctx, staff, question, task));
  return { meetingId, task, questions: left, askedAtMs: ctx.scope.now.getTime() };
}

/** What a notice cannot go out without: every field, and under 72 hours the reason. */
function stillNeeded(ctx: BotContext, { meeting, community }: StaffMeeting, task: WizardTask): Question[] {
  const draft = meeting.draft ?? {};
  if (task !== 'compose') return [];
  const missing = missingFields(draft);
  if (missing.length > 0 || !draft.start || draft.reason !== undefined) return missing;
  const lead = leadTime(wallToInstant(draft.start, community.time_zone), ctx.scope.now);
  return lead.kind === 'urgent' ? ['reason'] : [];
}

function questionContent(
  ctx: BotContext,
  { meeting }: StaffMeeting,
  question: Question,
  task: WizardTask,
): Content {
  const { locale } = ctx.scope;
  const draft = meeting.draft ?? {};
  if (question === 'reason') return reasonQuestion(task, locale);
  if (question === 'end' && draft.start) return endQuestion(draft.start, locale);
  if (question === 'confirm' && draft.start && draft.end)
    return confirmQuestion(draft.start, draft.end, locale);
  const field = question === 'end' || question === 'confirm' ? 'when' : question;
  return fieldQuestion(field, task === 'compose' && !isComplete(detailsOf(draft)), locale);
}
