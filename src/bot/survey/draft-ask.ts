import type { SurveyDraft } from '../../db/survey-drafts.ts';
import type { QuestionType } from '../../domain/draft-edit.ts';
import type { Locale } from '../../domain/locale.ts';
import { type TextSlot, textAt } from '../../domain/survey-text.ts';
import { WIZARDS } from '../../domain/wizard.ts';
import type { Content } from '../../telegram/effect.ts';
import type { BotContext } from '../context.ts';

/** What an author is asked to write. Plain data: it is stored between updates. */
export type DraftAsk =
  /** `was` is the text when it was asked for: a colleague may change it meanwhile. */
  | { what: 'text'; slot: TextSlot; locale: Locale; was: string | null; isChain: boolean }
  | { what: 'question'; type: QuestionType }
  | { what: 'options'; question: string }
  | { what: 'opens' | 'closes' | 'results' }
  | { what: 'respell'; slot: TextSlot; locale: Locale; was: string | null };

export interface WriteOrder {
  surveyId: number;
  ask: DraftAsk;
}

export interface WriteState extends WriteOrder {
  askedAtMs: number;
  /** The words of a first try at a moment, to be read together with the next. */
  words?: string;
  /** What was understood and waits for a yes. */
  pending?: string;
}

/** What came: a text, or a pressed button of the question. */
export type Written = { kind: 'text'; text: string } | { kind: 'press'; verb: string; args: string[] };

/** What an answer leads to. */
export type WriteHeard =
  /** Says something and waits on. */
  | { kind: 'ask'; content: Content; words?: string; pending?: string }
  /** Kept; another question follows. */
  | { kind: 'next'; draft: SurveyDraft; ask: DraftAsk }
  /** Kept, or not; this is shown in the end, under a line if there is one. */
  | { kind: 'done'; draft: SurveyDraft; screen: string; lead?: string }
  | { kind: 'end'; content: Content }
  /** A button of a question that is not open any more. */
  | { kind: 'stay' };

/** Ends whatever question is open in this chat and asks this one. */
export async function askAuthor(ctx: BotContext, surveyId: number, ask: DraftAsk): Promise<void> {
  await ctx.conversation.exitAll();
  await ctx.conversation.enter(WIZARDS.writeDraft, { surveyId, ask });
}

/** The ask for a text as it stands now. */
export function askForText(
  { definition }: Pick<SurveyDraft, 'definition'>,
  slot: TextSlot,
  locale: Locale,
  isChain = false,
): DraftAsk {
  return { what: 'text', slot, locale, isChain, was: textAt(definition, slot)?.[locale] ?? null };
}
