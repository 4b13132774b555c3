import { type DraftChange, type SurveyDraft, lockDraft, saveDraft } from '../../db/survey-drafts.ts';
import type { DraftEdit, EditRefusal } from '../../domain/draft-edit.ts';
import { isStaffOf } from '../../domain/role.ts';
import { editDraft } from '../../domain/survey-draft.ts';
import { WIZARDS } from '../../domain/wizard.ts';
import type { Content } from '../../telegram/effect.ts';
import { alreadyOpenContent } from '../../telegram/views/draft-opening.ts';
import type { BotContext } from '../context.ts';
import { reply } from '../reply.ts';
import { type ButtonContext, dropPressedKeyboard, toast } from '../route.ts';
import { readerOf } from './show-answer.ts';

/** The survey, locked, for staff of its community; for anybody else there is none. */
export async function lockOwnDraft(
  ctx: BotContext,
  by: { id: number } | { code: string },
): Promise<SurveyDraft | undefined> {
  const draft = await lockDraft(ctx.scope.tx, by);
  return draft && isStaffOf(ctx.scope.powers, draft.communityId) ? draft : undefined;
}

type Handle = (ctx: ButtonContext, draft: SurveyDraft, args: string[]) => Promise<void>;

/** A button of a draft, or of a survey that waits for its hour, whatever has changed since. */
export function onSurveyToBe(handle: Handle) {
  return async (ctx: ButtonContext, [code = '', ...args]: string[]) => {
    // Whoever goes elsewhere is not answering a question any more.
    await ctx.conversation.exit(WIZARDS.writeDraft);
    const draft = await lockOwnDraft(ctx, { code });
    if (!draft) return refuse(ctx, 'old-button');
    if (draft.status === 'draft' || draft.status === 'scheduled') return await handle(ctx, draft, args);
    refuse(ctx, 'survey-draft-not-draft');
    reply(ctx, alreadyOpenContent(code, readerOf(ctx)));
  };
}

/** A button of a draft; a survey that waits for its hour is no draft. */
function onDraft(handle: Handle) {
  return onSurveyToBe(async (ctx, draft, args) => {
    if (draft.status === 'draft') return await handle(ctx, draft, args);
    refuse(ctx, 'survey-draft-not-draft');
  });
}

/**
 * A button that changes a draft: it must have been made for the draft as it is now. An older one changes nothing, says so
 * and shows what `showNow` gives.
 */
export function onRevision(
  handle: Handle,
  showNow: (ctx: ButtonContext, draft: SurveyDraft, args: string[]) => Promise<void>,
) {
  return onDraft(async (ctx, draft, [revision, ...args]) => {
    if (revision === String(draft.revision)) return await handle(ctx, draft, args);
    toast(ctx, ctx.scope.t('survey-draft-stale'));
    await showNow(ctx, draft, args);
  });
}

export type Edited = { kind: 'edited'; draft: SurveyDraft } | { kind: 'refused'; refusal: EditRefusal };

/** Applies an edit to a locked draft and stores it. */
export async function applyEdit(ctx: BotContext, draft: SurveyDraft, edit: DraftEdit): Promise<Edited> {
  const outcome = editDraft(draft.definition, edit);
  if (outcome.kind === 'refused') return { kind: 'refused', refusal: outcome };
  const { definition, removed } = outcome;
  const lastRemoved = removed ?? (edit.kind === 'restore' ? null : draft.lastRemoved);
  return { kind: 'edited', draft: await saveDraft(ctx.scope.tx, draft, { definition, lastRemoved }) };
}

/** Stores a change of what stands beside the questions. */
export async function applySetting(
  ctx: BotContext,
  draft: SurveyDraft,
  change: DraftChange,
): Promise<SurveyDraft> {
  return await saveDraft(ctx.scope.tx, draft, change);
}

function refuse(ctx: ButtonContext, key: 'old-button' | 'survey-draft-not-draft'): void {
  dropPressedKeyboard(ctx);
  toast(ctx, ctx.scope.t(key));
}

/** Says something first, in the same message. */
export function withLead(content: Content, lead: string): Content {
  return { ...content, text: `${lead}\n\n${content.text}` };
}
