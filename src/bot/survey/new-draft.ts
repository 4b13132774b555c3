import type { Community } from '../../db/communities.ts';
import { type SurveyDraft, createDraft, findDraft } from '../../db/survey-drafts.ts';
import type { Survey } from '../../db/surveys.ts';
import { makeCode } from '../../domain/code.ts';
import { LOCALES, type Localized } from '../../domain/locale.ts';
import { emptyDraft } from '../../domain/survey-draft.ts';
import type { Anonymity, SurveyDefinition } from '../../domain/survey.ts';
import { t as say } from '../../telegram/i18n.ts';
import type { BotContext, BotDeps } from '../context.ts';
import type { ButtonContext } from '../route.ts';
import { askAuthor, askForText } from './draft-ask.ts';
import { showScreen } from './draft-screens.ts';

/** A draft from a ready survey; it is kept from this moment on. */
export async function makeDraft(
  ctx: ButtonContext,
  deps: BotDeps,
  community: Community,
  template: SurveyDefinition,
): Promise<void> {
  const draft = await create(ctx, deps, community.id, template, secrecyOf(template));
  if (draft) await showScreen(ctx, draft, 's');
}

/** A draft with the questions of an old survey, and none of its days. */
export async function copySurvey(ctx: ButtonContext, deps: BotDeps, survey: Survey): Promise<void> {
  const draft = await create(ctx, deps, survey.communityId, survey.definition, survey.anonymity);
  if (draft) await showScreen(ctx, draft, 's');
}

/** A draft with nothing but a greeting and thanks; its title is asked for at once. */
export async function startEmptyDraft(
  ctx: ButtonContext,
  deps: BotDeps,
  community: Community,
): Promise<void> {
  const empty = emptyDraft(inAll('survey-draft-default-intro'), inAll('survey-draft-default-outro'));
  const draft = await create(ctx, deps, community.id, empty, 'named');
  if (!draft) return;
  await showScreen(ctx, draft, 's');
  await askAuthor(ctx, draft.id, askForText(draft, { kind: 'title' }, ctx.scope.locale));
}

function inAll(key: 'survey-draft-default-intro' | 'survey-draft-default-outro'): Localized {
  return Object.fromEntries(LOCALES.map((locale) => [locale, say(locale, key)]));
}

function secrecyOf({ privacy }: SurveyDefinition): Anonymity {
  return privacy === 'anonymous_only' ? 'anonymous' : 'named';
}

const MOST_TRIES = 5;

/** Of a billion codes one is taken now and then. */
async function create(
  { scope }: BotContext,
  deps: BotDeps,
  communityId: number,
  definition: SurveyDefinition,
  anonymity: Anonymity,
): Promise<SurveyDraft | undefined> {
  const { tx, now, resident } = scope;
  if (!resident) return undefined;
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const draft = { code: makeCode(deps.random), communityId, definition, anonymity, by: resident.id };
    const code = await createDraft(tx, draft, now);
    if (code !== undefined) return await findDraft(tx, { code });
  }
  throw new Error('no free code for a survey');
}
