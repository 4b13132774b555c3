import { type Kysely, sql } from 'kysely';

/** Surveys (their questions are one frozen document), one response per resident, one row per answered step. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table surveys (
      id bigint generated always as identity primary key,
      code text not null unique,
      community_id bigint not null references communities,
      status text not null check (status in ('draft', 'open', 'closed')),
      definition jsonb not null,
      opened_by bigint references residents on delete set null,
      opened_at timestamptz,
      closes_at timestamptz,
      closed_at timestamptz,
      created_at timestamptz not null
    );
    create index surveys_by_community on surveys (community_id, status);

    create table survey_responses (
      id bigint generated always as identity primary key,
      survey_id bigint not null references surveys on delete cascade,
      resident_id bigint not null references residents on delete cascade,
      status text not null check (status in ('in_progress', 'completed', 'abandoned')),
      step text not null,
      place text,
      paused_at timestamptz,
      started_at timestamptz not null,
      updated_at timestamptz not null,
      completed_at timestamptz,
      unique (survey_id, resident_id)
    );
    create index survey_responses_by_resident on survey_responses (resident_id);

    create table answers (
      response_id bigint not null references survey_responses on delete cascade,
      step text not null,
      codes text[] not null default '{}',
      is_skipped boolean not null default false,
      is_settled boolean not null,
      comment text,
      attachments jsonb not null default '[]',
      answered_at timestamptz not null,
      primary key (response_id, step)
    );
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table answers, survey_responses, surveys`.execute(db);
}
