import { broadcastReporter, deliveryCounts, findBroadcast } from '../db/broadcasts.ts';
import type { Db } from '../db/client.ts';
import { queueEffect } from '../db/outbox.ts';
import { listStaffChats } from '../db/roles.ts';
import { type SurveyDraft, lockDraft } from '../db/survey-drafts.ts';
import { type Opened, dueOpenings, openDraft, unscheduleDraft } from '../db/survey-openings.ts';
import { inLocale } from '../domain/locale.ts';
import { say } from '../telegram/effect.ts';
import { translator } from '../telegram/i18n.ts';
import { broadcastPost, progressContent } from '../telegram/views/broadcast.ts';
import { notOpenedContent, openedByItselfContent } from '../telegram/views/draft-opening.ts';
import type { JobDeps } from './job.ts';

type OpenDeps = Pick<JobDeps, 'db' | 'clock' | 'queues'>;

/** Opens every scheduled survey whose hour has come. Run twice at the same time it opens nothing twice. */
export async function openSurveys({ db, clock, queues }: OpenDeps): Promise<void> {
  const now = clock.now();
  for (const id of await dueOpenings(db, now)) {
    const broadcastId = await db.transaction().execute(async (tx) => await openSurvey(tx, id, now));
    if (broadcastId !== undefined) await queues.sendBroadcast(broadcastId);
  }
}

async function openSurvey(tx: Db, id: number, now: Date): Promise<number | undefined> {
  const draft = await lockDraft(tx, { id });
  if (draft?.status !== 'scheduled' || !draft.opensAt || draft.opensAt > now) return undefined;
  const { definition, closesAt, resultsBy, openedBy: by } = draft;
  if (!closesAt || closesAt <= now || !resultsBy) return await giveUp(tx, draft, 'over', now);
  const opened = await openDraft(tx, draft, { definition, closesAt, resultsBy, by }, now);
  if (opened.kind === 'already_open') return await giveUp(tx, draft, 'already-open', now);
  await tellOpener(tx, draft, opened, now);
  return opened.broadcastId;
}

/** It becomes a draft again, and staff are told why. */
async function giveUp(
  tx: Db,
  draft: SurveyDraft,
  why: 'over' | 'already-open',
  now: Date,
): Promise<undefined> {
  await unscheduleDraft(tx, draft, null, now);
  for (const { chatId, locale } of await listStaffChats(tx, draft.communityId)) {
    const content = notOpenedContent(draft, why, { locale, t: translator(locale) });
    await queueEffect(tx, chatId, say(chatId, content), now);
  }
}

async function tellOpener(
  tx: Db,
  draft: SurveyDraft,
  { broadcastId, recipients }: Extract<Opened, { kind: 'opened' }>,
  now: Date,
): Promise<void> {
  const opener = await broadcastReporter(tx, broadcastId);
  const broadcast = await findBroadcast(tx, broadcastId);
  if (!opener || !broadcast) return;
  const { chatId, locale } = opener;
  const shown = { code: draft.code, title: inLocale(draft.definition.title, locale) };
  const opened = openedByItselfContent(shown, recipients, { locale, t: translator(locale) });
  const progress = progressContent(locale, {
    id: broadcastId,
    title: draft.definition.title,
    status: broadcast.status,
    heldReason: broadcast.held_reason,
    counts: await deliveryCounts(tx, broadcastId),
  });
  await queueEffect(tx, chatId, say(chatId, opened), now);
  await queueEffect(tx, chatId, say(chatId, progress, broadcastPost(broadcastId)), now);
}
