import { sql } from 'kysely';
import type { PastSurvey } from '../domain/forecast.ts';
import type { SurveyDefinition } from '../domain/survey.ts';
import { recordAudit } from './audit.ts';
import { startBroadcast } from './broadcasts.ts';
import type { Db } from './client.ts';
import { holdInvitations } from './survey-audience.ts';
import { type SurveyDraft, endTrials } from './survey-drafts.ts';

/*
 * draft -> open, or draft -> scheduled -> open. Opening freezes the questions, ends everybody's trying out and starts the
 * invitation, in one transaction under the lock of the survey's row; so two presses, or a press and the job, open once.
 */

export const INVITATION_GENERATION = 1;

/** What is decided when a survey opens or is set to open. */
export interface Opening {
  definition: SurveyDefinition;
  closesAt: Date;
  /** As yyyy-mm-dd. */
  resultsBy: string;
  by: number | null;
}

export type Opened =
  | { kind: 'opened'; broadcastId: number; recipients: number }
  /** The same ready survey is running in the community. */
  | { kind: 'already_open'; code: string };

/**
 * Opens a locked draft and invites its audience; `heldUntil` is when the invitation may leave at night. One survey of a
 * template runs in a community at a time: the community's row is held while that is checked.
 */
export async function openDraft(
  tx: Db,
  draft: SurveyDraft,
  { definition, closesAt, resultsBy, by }: Opening,
  now: Date,
  heldUntil?: Date,
): Promise<Opened> {
  const running = await findRunning(tx, draft, now);
  if (running) return { kind: 'already_open', code: running };
  await tx
    .updateTable('surveys')
    .set({
      status: 'open',
      definition: JSON.stringify(definition),
      opened_by: by,
      opened_at: now,
      closes_at: closesAt,
      results_by: resultsBy,
      last_removed: null,
    })
    .where('id', '=', draft.id)
    .execute();
  await endTrials(tx, draft.id);
  await audit(tx, 'survey_opened', draft, by, now);
  const asking = { communityId: draft.communityId, audience: draft.audience, now };
  const broadcast = await startBroadcast(
    tx,
    {
      kind: 'survey_invitation',
      objectId: draft.id,
      generation: INVITATION_GENERATION,
      communityId: draft.communityId,
      createdBy: by,
      expiresAt: closesAt,
      heedsQuietHours: true,
      ...(heldUntil && { startsAt: heldUntil }),
    },
    { kind: 'asked', asking },
    now,
  );
  if (!broadcast) throw new Error('a new survey was invited to before');
  await holdInvitations(tx, broadcast.id, asking);
  return { kind: 'opened', broadcastId: broadcast.id, recipients: broadcast.recipients };
}

async function findRunning(tx: Db, draft: SurveyDraft, now: Date): Promise<string | undefined> {
  await tx.selectFrom('communities').select('id').where('id', '=', draft.communityId).forUpdate().execute();
  if (draft.definition.id === 'own') return undefined;
  const running = await tx
    .selectFrom('surveys')
    .select('code')
    .where('community_id', '=', draft.communityId)
    .where('status', '=', 'open')
    .where('closes_at', '>', now)
    .where(sql<boolean>`definition ->> 'id' = ${draft.definition.id}`)
    .executeTakeFirst();
  return running?.code;
}

/** Sets a locked draft to open by itself at its hour. */
export async function scheduleDraft(
  tx: Db,
  draft: SurveyDraft,
  { definition, closesAt, resultsBy, by }: Opening,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('surveys')
    .set({
      status: 'scheduled',
      definition: JSON.stringify(definition),
      closes_at: closesAt,
      results_by: resultsBy,
      opened_by: by,
    })
    .where('id', '=', draft.id)
    .execute();
  await audit(tx, 'survey_scheduled', draft, by, now);
}

/** Makes a locked scheduled survey a draft again; its hour is forgotten, its days stay. */
export async function unscheduleDraft(
  tx: Db,
  draft: SurveyDraft,
  by: number | null,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('surveys')
    .set({ status: 'draft', opens_at: null, draft_revision: sql`draft_revision + 1` })
    .where('id', '=', draft.id)
    .where('status', '=', 'scheduled')
    .execute();
  await audit(tx, 'survey_unscheduled', draft, by, now);
}

/** Scheduled surveys whose hour has come, the earliest first. */
export async function dueOpenings(db: Db, now: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('surveys')
    .select('id')
    .where('status', '=', 'scheduled')
    .where('opens_at', '<=', now)
    .orderBy('opens_at')
    .execute();
  return rows.map(({ id }) => id);
}

/** The moments at which surveys open, up to `until`. */
export async function openingMoments(db: Db, now: Date, until: Date): Promise<Date[]> {
  const rows = await db
    .selectFrom('surveys')
    .select('opens_at')
    .distinct()
    .where('status', '=', 'scheduled')
    .where('opens_at', '>', now)
    .where('opens_at', '<=', until)
    .execute();
  return rows.flatMap((row) => row.opens_at ?? []);
}

/** Stores a survey whose words were spelt anew while it is open; nothing but its words may differ. */
export async function respellSurvey(
  tx: Db,
  survey: { id: number; communityId: number },
  definition: SurveyDefinition,
  slot: string,
  by: number,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('surveys')
    .set({ definition: JSON.stringify(definition), draft_revision: sql`draft_revision + 1` })
    .where('id', '=', survey.id)
    .execute();
  const entry = {
    action: 'survey_spelling_changed',
    object: `survey:${survey.id}:${slot}`,
    communityId: survey.communityId,
    residentId: by,
  } as const;
  await recordAudit(tx, entry, now);
}

/** How many were invited to each survey of a community that has ended, and how many of all answered. */
export async function pastSurveys(db: Db, communityId: number): Promise<PastSurvey[]> {
  const { rows } = await sql<PastSurvey>`
    select
      (select count(*) from deliveries d join broadcasts b on b.id = d.broadcast_id
        where b.kind = 'survey_invitation' and b.object_id = s.id and d.status in ('sent', 'unknown')) as invited,
      greatest(
        (select count(*) from survey_responses r
          where r.survey_id = s.id and r.status = 'completed' and r.mode in ('self', 'relative') and not r.is_trial),
        (select count(*) from ballots b where b.survey_id = s.id and b.mode in ('self', 'relative'))) as answered
    from surveys s where s.community_id = ${communityId} and s.status = 'closed'
  `.execute(db);
  return rows.filter(({ invited }) => invited > 0);
}

async function audit(
  tx: Db,
  action: 'survey_opened' | 'survey_scheduled' | 'survey_unscheduled',
  { id, communityId }: SurveyDraft,
  residentId: number | null,
  now: Date,
): Promise<void> {
  await recordAudit(tx, { action, object: `survey:${id}`, communityId, residentId }, now);
}
