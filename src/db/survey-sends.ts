import { sql } from 'kysely';
import type { Flow } from '../domain/question-flow.ts';
import { packAnswers } from '../domain/survey-picks.ts';
import type { SurveyDefinition } from '../domain/survey.ts';
import { type Db, PREPARED } from './client.ts';

/** A response in the hand of its owner, in progress and named, that is being sent. */
export interface SurveySend {
  responseId: number;
  definition: SurveyDefinition;
  flow: Flow;
  /** Steps whose answers are asked no more, because of what was answered before them. */
  dropped: string[];
}

/** What the thanks for a response say besides it. */
export interface SentFacts {
  /** Its place among the complete responses to the survey, 1 for the first. */
  finished: number;
  /** The code of the community, when the resident is not in it. */
  joinCode: string | undefined;
}

/** Completes responses of many residents at once; returns what their thanks say, by response. */
export async function completeSends(tx: Db, sends: SurveySend[], now: Date): Promise<Map<number, SentFacts>> {
  if (sends.length === 0) return new Map();
  const ids = sends.map(({ responseId }) => responseId);
  await deleteDropped(tx, sends);
  const picks = sends.map(({ definition, flow }) =>
    Buffer.from(packAnswers(definition, flow.answers)).toString('hex'),
  );
  await sql`
    ${PREPARED}
    update survey_responses r set status = 'completed', step = a.step, updated_at = ${now}, paused_at = null,
      completed_at = coalesce(r.completed_at, ${now}), picks = decode(a.picks, 'hex'), locale = d.locale
    from unnest(${ids}::bigint[], ${sends.map(({ flow }) => flow.position)}::text[], ${picks}::text[])
      as a (id, step, picks), residents d
    where r.id = a.id and d.id = r.resident_id
  `.execute(tx);
  const { rows } = await sql<{ id: number; finished: number; joinCode: string | null }>`
    ${PREPARED}
    with sent as materialized (
      -- Those sent together get their places one after the other.
      select id, survey_id, resident_id, row_number() over (partition by survey_id order by id desc) - 1 as after
      from survey_responses where id = any(${ids}::bigint[])
    ), counted as materialized (
      select s.id, (select count(*) from survey_responses r where r.survey_id = s.id and r.status = 'completed') as finished
      from surveys s where s.id in (select survey_id from sent)
    )
    select t.id, n.finished - t.after as finished, (select c.code from surveys s join communities c on c.id = s.community_id
      where s.id = t.survey_id and not exists (select from memberships m
        where m.resident_id = t.resident_id and m.community_id = c.id)) as "joinCode"
    from sent t join counted n on n.id = t.survey_id
  `.execute(tx);
  return new Map(
    rows.map(({ id, finished, joinCode }) => [id, { finished, joinCode: joinCode ?? undefined }]),
  );
}

async function deleteDropped(tx: Db, sends: SurveySend[]): Promise<void> {
  const dropped = sends.flatMap((send) => send.dropped.map((step) => [send.responseId, step] as const));
  if (dropped.length === 0) return;
  await sql`
    delete from answers where (response_id, step) in (
      select * from unnest(${dropped.map(([id]) => id)}::bigint[], ${dropped.map(([, step]) => step)}::text[]))
  `.execute(tx);
}
