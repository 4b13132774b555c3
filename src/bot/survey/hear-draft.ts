import type { SurveyDraft } from '../../db/survey-drafts.ts';
import { MOST_OPTIONS, type QuestionType } from '../../domain/draft-edit.ts';
import { nameOf } from '../../domain/draft-place.ts';
import { repeatedLabels } from '../../domain/draft-question.ts';
import type { Locale } from '../../domain/locale.ts';
import { controlWordOf } from '../../domain/survey-words.ts';
import {
  type TextSlot,
  choicesOf,
  isSameSlot,
  missingSlots,
  questionOf,
  textAt,
  withBlank,
} from '../../domain/survey-text.ts';
import { refusalText } from '../../telegram/views/draft-fault.ts';
import { optionsLeftOutText, optionsSoFarContent } from '../../telegram/views/draft-write.ts';
import { short } from '../../telegram/views/survey.ts';
import type { BotContext } from '../context.ts';
import { applyEdit } from './draft-desk.ts';
import { readerOf } from './show-answer.ts';
import { type DraftAsk, type WriteHeard, type Written, askForText } from './draft-ask.ts';

const LONGEST_ECHO = 200;

type TextAsk = Extract<DraftAsk, { what: 'text' }>;

/** Takes a text for its place; never over what a colleague wrote meanwhile. */
export async function hearText(
  ctx: BotContext,
  draft: SurveyDraft,
  ask: TextAsk,
  written: Written,
): Promise<WriteHeard> {
  const { t } = ctx.scope;
  const { slot, locale, isChain } = ask;
  const isSkip = written.kind === 'press' ? written.verb === 'skip' : controlWordOf(written.text) === 'skip';
  if (isChain && isSkip) return nextInChain(draft, slot, locale);
  if (written.kind === 'press') return { kind: 'stay' };
  const now = textAt(draft.definition, slot)?.[locale] ?? null;
  if (now !== ask.was && now !== null) {
    const echo = { now: short(withBlank(now), LONGEST_ECHO), text: short(written.text, LONGEST_ECHO) };
    const lead = t('survey-draft-refused-meanwhile', echo);
    return { kind: 'done', draft, screen: screenOf(ctx, draft, slot, locale), lead };
  }
  const edited = await applyEdit(ctx, draft, { kind: 'write', slot, locale, text: written.text });
  if (edited.kind === 'refused') return { kind: 'ask', content: { text: refusalText(edited.refusal, t) } };
  if (isChain) return nextInChain(edited.draft, slot, locale);
  return { kind: 'done', draft: edited.draft, screen: screenOf(ctx, edited.draft, slot, locale) };
}

/** The next text the language lacks after this one; when there is none the language's page. */
function nextInChain(draft: SurveyDraft, after: TextSlot, locale: Locale): WriteHeard {
  const missing = missingSlots(draft.definition, locale);
  const at = missing.findIndex((slot) => isSameSlot(slot, after));
  const next = missing[at + 1];
  return next
    ? { kind: 'next', draft, ask: askForText(draft, next, locale, true) }
    : { kind: 'done', draft, screen: `l-${locale}` };
}

/** Where the author was: at the question or answer in their own language, else at the translations side by side. */
function screenOf(ctx: BotContext, draft: SurveyDraft, slot: TextSlot, locale: Locale): string {
  const name = nameOf(draft.definition, slot);
  if (locale !== ctx.scope.locale) return `t-${locale}-${name}`;
  if (slot.kind === 'title' && draft.definition.questions.length === 0) return 's';
  return slot.kind === 'question' || slot.kind === 'option' ? name : 'w';
}

/** Adds a question; one with answers to choose from is asked for them next. */
export async function hearQuestion(
  ctx: BotContext,
  draft: SurveyDraft,
  type: QuestionType,
  written: Written,
): Promise<WriteHeard> {
  if (written.kind === 'press') return { kind: 'stay' };
  const { locale, t } = ctx.scope;
  const edited = await applyEdit(ctx, draft, {
    kind: 'add_question',
    type,
    locale,
    text: written.text,
    serial: draft.revision,
  });
  if (edited.kind === 'refused') return { kind: 'ask', content: { text: refusalText(edited.refusal, t) } };
  const { questions } = edited.draft.definition;
  const added = questions.at(-1);
  if (added && type !== 'open')
    return { kind: 'next', draft: edited.draft, ask: { what: 'options', question: added.id } };
  return { kind: 'done', draft: edited.draft, screen: `q${questions.length}` };
}

/** Adds the lines as answers and waits for more, until the author says that these are all. */
export async function hearOptions(
  ctx: BotContext,
  draft: SurveyDraft,
  id: string,
  written: Written,
): Promise<WriteHeard> {
  const { locale, t } = ctx.scope;
  const isAll =
    written.kind === 'press'
      ? written.verb === 'done'
      : ['done', 'next'].includes(controlWordOf(written.text) ?? '');
  const screen = nameOf(draft.definition, { kind: 'question', question: id });
  if (isAll) return { kind: 'done', draft, screen };
  if (written.kind === 'press') return { kind: 'stay' };
  const labels = written.text.split('\n').filter((line) => line.trim() !== '');
  const edited = await applyEdit(ctx, draft, {
    kind: 'add_options',
    question: id,
    locale,
    labels,
    serial: draft.revision,
  });
  if (edited.kind === 'refused') {
    const { refusal } = edited;
    if (refusal.why === 'gone') return { kind: 'done', draft, screen: 'qs', lead: refusalText(refusal, t) };
    return { kind: 'ask', content: { text: refusalText(refusal, t) } };
  }
  const before = questionOf(draft.definition, id);
  const repeated = before ? repeatedLabels(before, { locale, labels }) : [];
  const question = questionOf(edited.draft.definition, id);
  const count = question ? choicesOf(question).length : 0;
  const content = optionsSoFarContent(count, repeated, readerOf(ctx));
  if (count < MOST_OPTIONS) return { kind: 'ask', content };
  const lead = repeated.length > 0 ? { lead: optionsLeftOutText(repeated, t) } : {};
  return { kind: 'done', draft: edited.draft, screen, ...lead };
}
