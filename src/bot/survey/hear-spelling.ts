import type { SurveyDraft } from '../../db/survey-drafts.ts';
import { respellSurvey } from '../../db/survey-openings.ts';
import { nameOf } from '../../domain/draft-place.ts';
import { isSpellingChange } from '../../domain/spelling.ts';
import { editDraft } from '../../domain/survey-draft.ts';
import { textAt, withBlank } from '../../domain/survey-text.ts';
import { refusalText } from '../../telegram/views/draft-fault.ts';
import { confirmContent, moreThanSpellingContent } from '../../telegram/views/draft-write.ts';
import { sentence } from '../../telegram/views/onboarding.ts';
import { short } from '../../telegram/views/survey.ts';
import type { BotContext } from '../context.ts';
import { hearYesNo } from './hear-draft-time.ts';
import { readerOf } from './show-answer.ts';
import type { DraftAsk, WriteHeard, WriteState, Written } from './draft-ask.ts';

const LONGEST_ECHO = 200;

/** Takes a new spelling of a text of an open survey: both versions are shown, and it is kept after a yes. */
export async function hearSpelling(
  ctx: BotContext,
  survey: SurveyDraft,
  ask: Extract<DraftAsk, { what: 'respell' }>,
  { pending }: WriteState,
  written: Written,
): Promise<WriteHeard> {
  const { t } = ctx.scope;
  const answer = pending === undefined ? undefined : hearYesNo(written);
  if (answer === false) return { kind: 'end', content: sentence(t, 'survey-draft-left') };
  const text = answer ? pending : written.kind === 'text' ? written.text : undefined;
  if (text === undefined) return { kind: 'stay' };
  const { slot, locale } = ask;
  const before = textAt(survey.definition, slot)?.[locale] ?? '';
  const outcome = editDraft(survey.definition, { kind: 'write', slot, locale, text });
  if (outcome.kind === 'refused') return { kind: 'ask', content: { text: refusalText(outcome, t) } };
  const after = textAt(outcome.definition, slot)?.[locale] ?? '';
  // A language that was missing may be added: nobody has read anything else in it.
  if (before !== '' && !isSpellingChange(before, after))
    return { kind: 'ask', content: moreThanSpellingContent(survey.code, before, readerOf(ctx)) };
  if (!answer) {
    const shown = t('survey-draft-spelling-confirm', {
      before: short(withBlank(before), LONGEST_ECHO),
      after: short(withBlank(after), LONGEST_ECHO),
    });
    return { kind: 'ask', content: confirmContent(shown, readerOf(ctx)), pending: text };
  }
  const { tx, now, resident } = ctx.scope;
  const where = `${nameOf(survey.definition, slot)}:${locale}`;
  if (resident) await respellSurvey(tx, survey, outcome.definition, where, resident.id, now);
  return { kind: 'end', content: sentence(t, 'survey-draft-spelling-done') };
}
