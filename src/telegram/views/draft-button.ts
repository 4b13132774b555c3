import type { InlineKeyboardButton } from 'grammy/types';
import type { Removed } from '../../domain/draft-edit.ts';
import type { Anonymity, SurveyAudience, SurveyDefinition } from '../../domain/survey.ts';
import { buttonLabel } from '../../domain/plain.ts';
import { button } from '../callback-data.ts';
import type { Reader } from './survey.ts';

/** A draft as far as its screens show it. */
export interface ShownDraft {
  code: string;
  revision: number;
  definition: SurveyDefinition;
  anonymity: Anonymity;
  audience: SurveyAudience;
  lastRemoved: Removed | null;
}

/** Leads to a screen of the draft: `draft:at:<code>:<screen>`. Looking changes nothing, so it needs no revision. */
export function screenButton(label: string, { code }: ShownDraft, screen: string): InlineKeyboardButton[] {
  return [button(buttonLabel(label), 'draft', 'at', code, screen)];
}

/** Changes something: `draft:do:<code>:<revision>:<what>:<place>[:<value>]`. */
export function changeButton(
  label: string,
  { code, revision }: ShownDraft,
  what: string,
  place: string,
  ...value: (string | number)[]
): InlineKeyboardButton[] {
  return [button(buttonLabel(label), 'draft', 'do', code, revision, what, place, ...value)];
}

/** Asks for something to be written: `draft:ask:<code>:<revision>:<what>:<place>[:<language>]`. */
export function askButton(
  label: string,
  { code, revision }: ShownDraft,
  what: string,
  place: string,
  ...value: string[]
): InlineKeyboardButton[] {
  return [button(buttonLabel(label), 'draft', 'ask', code, revision, what, place, ...value)];
}

/** Back is always the last row. */
export function backTo(draft: ShownDraft, screen: string, { t }: Reader): InlineKeyboardButton[] {
  return screenButton(t('survey-draft-back'), draft, screen);
}
