import { sql } from 'kysely';
import type { Removed } from '../domain/draft-edit.ts';
import { startFlow } from '../domain/question-flow.ts';
import type { Anonymity, SurveyAudience, SurveyDefinition, SurveyStatus } from '../domain/survey.ts';
import { recordAudit } from './audit.ts';
import type { Db } from './client.ts';

/** A survey before it opens: being written, or waiting for its hour. */
export interface SurveyDraft {
  id: number;
  code: string;
  communityId: number;
  timeZone: string;
  status: SurveyStatus;
  definition: SurveyDefinition;
  anonymity: Anonymity;
  audience: SurveyAudience;
  /** Null: at once, when staff open it. */
  opensAt: Date | null;
  /** Null: some days after it opens. */
  closesAt: Date | null;
  /** Null: some days after the end. As yyyy-mm-dd. */
  resultsBy: string | null;
  /** Counts the changes. */
  revision: number;
  lastRemoved: Removed | null;
  /** Who opened it, or set when it opens. */
  openedBy: number | null;
}

function selectDrafts(db: Db) {
  return db
    .selectFrom('surveys')
    .innerJoin('communities', 'communities.id', 'surveys.community_id')
    .select([
      'surveys.id',
      'surveys.code',
      'surveys.community_id as communityId',
      'communities.time_zone as timeZone',
      'surveys.status',
      'surveys.definition',
      'surveys.anonymity',
      'surveys.audience',
      'surveys.opens_at as opensAt',
      'surveys.closes_at as closesAt',
      'surveys.results_by as resultsBy',
      'surveys.draft_revision as revision',
      'surveys.last_removed as lastRemoved',
      'surveys.opened_by as openedBy',
    ]);
}

/** Any survey as its authors know it, open and closed ones too. */
export async function findDraft(
  db: Db,
  by: { id: number } | { code: string },
): Promise<SurveyDraft | undefined> {
  const query = selectDrafts(db);
  return await (
    'id' in by ? query.where('surveys.id', '=', by.id) : query.where('surveys.code', '=', by.code)
  ).executeTakeFirst();
}

/** The same, held until the transaction ends. */
export async function lockDraft(
  tx: Db,
  by: { id: number } | { code: string },
): Promise<SurveyDraft | undefined> {
  const query = selectDrafts(tx);
  return await (
    'id' in by ? query.where('surveys.id', '=', by.id) : query.where('surveys.code', '=', by.code)
  )
    .forUpdate('surveys')
    .executeTakeFirst();
}

/** The drafts and scheduled surveys of these communities, the one changed last first. */
export async function draftsOfCommunities(
  db: Db,
  communityIds: number[],
  limit: number,
): Promise<SurveyDraft[]> {
  if (communityIds.length === 0) return [];
  return await selectDrafts(db)
    .where('surveys.community_id', 'in', communityIds)
    .where('surveys.status', 'in', ['draft', 'scheduled'])
    .orderBy(sql`surveys.status = 'scheduled'`, 'desc')
    .orderBy('surveys.id', 'desc')
    .limit(limit)
    .execute();
}

export interface NewDraft {
  code: string;
  communityId: number;
  definition: SurveyDefinition;
  anonymity: Anonymity;
  by: number;
}

/**
 * The code of a new draft; undefined when the code is taken. A draft that says the same and that nobody has touched is
 * taken instead, so that a double tap makes one: the community's row is held while that is looked up.
 */
export async function createDraft(tx: Db, draft: NewDraft, now: Date): Promise<string | undefined> {
  const { code, communityId, anonymity, by } = draft;
  const definition = JSON.stringify(draft.definition);
  await tx.selectFrom('communities').select('id').where('id', '=', communityId).forUpdate().execute();
  const untouched = await tx
    .selectFrom('surveys')
    .select('code')
    .where('community_id', '=', communityId)
    .where('status', '=', 'draft')
    .where('draft_revision', '=', 0)
    .where(sql<boolean>`definition = ${definition}::jsonb`)
    .executeTakeFirst();
  if (untouched) return untouched.code;
  const row = await tx
    .insertInto('surveys')
    .values({ code, community_id: communityId, status: 'draft', definition, anonymity, created_at: now })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return undefined;
  const entry = {
    action: 'survey_drafted',
    object: `survey:${row.id}`,
    communityId,
    residentId: by,
  } as const;
  await recordAudit(tx, entry, now);
  return code;
}

export type DraftChange = Partial<
  Pick<
    SurveyDraft,
    'definition' | 'anonymity' | 'audience' | 'opensAt' | 'closesAt' | 'resultsBy' | 'lastRemoved'
  >
>;

/** Stores a change of a locked draft; whoever was trying it out is at the old one no more. */
export async function saveDraft(tx: Db, draft: SurveyDraft, change: DraftChange): Promise<SurveyDraft> {
  const next = { ...draft, ...change, revision: draft.revision + 1 };
  await tx
    .updateTable('surveys')
    .set({
      definition: JSON.stringify(next.definition),
      anonymity: next.anonymity,
      audience: JSON.stringify(next.audience),
      opens_at: next.opensAt,
      closes_at: next.closesAt,
      results_by: next.resultsBy,
      draft_revision: next.revision,
      last_removed: next.lastRemoved && JSON.stringify(next.lastRemoved),
    })
    .where('id', '=', draft.id)
    .where('status', '=', 'draft')
    .execute();
  await endTrials(tx, draft.id);
  return next;
}

/** Deletes a draft that nobody was asked yet. */
export async function deleteDraft(tx: Db, draft: SurveyDraft, by: number, now: Date): Promise<void> {
  await tx.deleteFrom('surveys').where('id', '=', draft.id).where('status', '=', 'draft').execute();
  const entry = {
    action: 'survey_draft_deleted',
    object: `survey:${draft.id}`,
    communityId: draft.communityId,
    residentId: by,
  } as const;
  await recordAudit(tx, entry, now);
}

/** Begins to try a draft out from its first question, in a response of its own that is never counted. */
export async function startTrial(tx: Db, draft: SurveyDraft, residentId: number, now: Date): Promise<number> {
  await tx
    .deleteFrom('survey_responses')
    .where('survey_id', '=', draft.id)
    .where('resident_id', '=', residentId)
    .where('is_trial', '=', true)
    .execute();
  const row = await tx
    .insertInto('survey_responses')
    .values({
      survey_id: draft.id,
      resident_id: residentId,
      status: 'in_progress',
      step: startFlow(draft.definition).position,
      is_trial: true,
      started_at: now,
      updated_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Ends everybody's trying out of a draft, with everything they answered. */
export async function endTrials(tx: Db, surveyId: number): Promise<void> {
  await tx
    .deleteFrom('survey_responses')
    .where('survey_id', '=', surveyId)
    .where('is_trial', '=', true)
    .execute();
}
