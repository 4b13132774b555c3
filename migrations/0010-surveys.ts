import { type Kysely, sql } from 'kysely';

/**
 * Surveys with a draft, an audience and a kind of secrecy; responses in several modes; the ballots of anonymous surveys,
 * which carry nothing that leads to a person; building leaders; and what follows from answers: calls, alarms, results.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table surveys drop constraint surveys_status_check;
    alter table surveys
      add constraint surveys_status_check check (status in ('draft', 'scheduled', 'open', 'closed')),
      add anonymity text not null default 'named' check (anonymity in ('named', 'anonymous')),
      add audience jsonb not null default '{"kind":"everyone"}',
      add opens_at timestamptz,
      add draft_revision integer not null default 0,
      add results_by date,
      add next_step jsonb,
      add results_told_at timestamptz,
      add published_results jsonb,
      add published_at timestamptz;

    alter table broadcasts drop constraint broadcasts_kind_check;
    alter table broadcasts add constraint broadcasts_kind_check check
      (kind in ('meeting_notice', 'meeting_reminder', 'survey_invitation', 'survey_reminder', 'digest'));

    alter table survey_responses drop constraint survey_responses_survey_id_resident_id_key;
    alter table survey_responses
      add mode text not null default 'self' check (mode in ('self', 'relative', 'leader', 'paper')),
      add style text not null default 'plain' check (style in ('plain', 'easy')),
      add building text,
      add handed_over_at timestamptz,
      add easy_option text,
      add reminded_at timestamptz,
      add wants_results boolean not null default false;
    alter table survey_responses alter column resident_id drop not null;
    create unique index survey_responses_own on survey_responses (survey_id, resident_id) where mode = 'self';
    create index survey_responses_by_survey on survey_responses (survey_id, status);

    create table interview_goals (
      survey_id bigint not null references surveys on delete cascade,
      resident_id bigint not null references residents on delete cascade,
      neighbours integer not null check (neighbours > 0),
      primary key (survey_id, resident_id)
    );
    alter table answers add column said jsonb not null default '[]';

    create table sealed_answers (
      response_id bigint primary key references survey_responses on delete cascade,
      sealed bytea not null,
      sealed_at timestamptz not null
    );

    create table ballots (
      id uuid primary key,
      survey_id bigint not null references surveys on delete cascade,
      mode text not null check (mode in ('self', 'relative', 'leader', 'paper'))
    );
    create index ballots_by_survey on ballots (survey_id);

    create table ballot_answers (
      ballot_id uuid not null references ballots on delete cascade,
      step text not null,
      codes text[] not null,
      is_skipped boolean not null,
      comment text,
      attachments jsonb not null default '[]',
      primary key (ballot_id, step)
    );

    create table survey_recordings (
      survey_id bigint not null references surveys on delete cascade,
      question_id text not null,
      locale text not null check (locale in ('zh', 'en', 'es')),
      file_id text not null,
      recorded_by bigint references residents on delete set null,
      recorded_at timestamptz not null,
      primary key (survey_id, question_id, locale)
    );

    create table population_shares (
      community_id bigint not null references communities on delete cascade,
      dimension text not null check (dimension in ('age_band', 'registration', 'building', 'language')),
      value text not null,
      people integer not null check (people >= 0),
      primary key (community_id, dimension, value)
    );

    create table call_requests (
      id bigint generated always as identity primary key,
      community_id bigint not null references communities,
      resident_id bigint not null references residents on delete cascade,
      phone text,
      requested_at timestamptz not null,
      done_by bigint references residents on delete set null,
      done_at timestamptz
    );
    create index call_requests_open on call_requests (community_id) where done_at is null;

    create table welfare_contacts (
      community_id bigint primary key references communities,
      resident_id bigint not null references residents on delete cascade,
      named_by bigint references residents on delete set null,
      named_at timestamptz not null
    );

    create table welfare_alarms (
      id bigint generated always as identity primary key,
      community_id bigint not null references communities,
      resident_id bigint references residents on delete cascade,
      source text not null,
      raised_at timestamptz not null,
      acknowledged_by bigint references residents on delete set null,
      acknowledged_at timestamptz,
      chased_at timestamptz
    );
    create unique index welfare_alarms_once on welfare_alarms (source);

    alter table roles drop constraint roles_role_check;
    alter table roles drop constraint roles_check;
    alter table roles
      add building text,
      add constraint roles_role_check check (role in ('officer', 'staff', 'board_member', 'building_leader')),
      add constraint roles_place_check
        check ((role in ('staff', 'building_leader')) = (community_id is not null)),
      add constraint roles_building_check check ((role = 'building_leader') = (building is not null));
    drop index roles_once;
    create unique index roles_once on roles
      (resident_id, role, coalesce(community_id, 0), coalesce(project_id, 0), coalesce(building, ''));

    alter table invitations drop constraint invitations_role_check;
    alter table invitations
      add building text,
      add constraint invitations_role_check
        check (role in ('staff', 'board_member', 'board_group', 'building_leader')),
      add constraint invitations_building_check check ((role = 'building_leader') = (building is not null));
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    delete from invitations where role = 'building_leader';
    alter table invitations drop constraint invitations_building_check, drop constraint invitations_role_check;
    alter table invitations drop column building,
      add constraint invitations_role_check check (role in ('staff', 'board_member', 'board_group'));

    delete from roles where role = 'building_leader';
    drop index roles_once;
    alter table roles drop constraint roles_building_check, drop constraint roles_place_check,
      drop constraint roles_role_check;
    alter table roles drop column building,
      add constraint roles_role_check check (role in ('officer', 'staff', 'board_member')),
      add constraint roles_check check ((role = 'staff') = (community_id is not null));
    create unique index roles_once on roles
      (resident_id, role, coalesce(community_id, 0), coalesce(project_id, 0));

    delete from broadcasts where kind = 'survey_reminder';
    alter table broadcasts drop constraint broadcasts_kind_check;
    alter table broadcasts add constraint broadcasts_kind_check check
      (kind in ('meeting_notice', 'meeting_reminder', 'survey_invitation', 'digest'));

    drop table interview_goals, welfare_alarms, welfare_contacts, call_requests, population_shares, survey_recordings,
      ballot_answers, ballots, sealed_answers;

    alter table answers drop column said;

    delete from survey_responses where mode <> 'self';
    alter table survey_responses alter column resident_id set not null;
    drop index survey_responses_by_survey;
    drop index survey_responses_own;
    alter table survey_responses drop column mode, drop column style, drop column building,
      drop column handed_over_at, drop column easy_option,
      drop column reminded_at, drop column wants_results;
    alter table survey_responses add constraint survey_responses_survey_id_resident_id_key
      unique (survey_id, resident_id);

    delete from surveys where status = 'scheduled';
    alter table surveys drop constraint surveys_status_check;
    alter table surveys drop column anonymity, drop column audience, drop column opens_at,
      drop column draft_revision, drop column results_by, drop column next_step, drop column results_told_at,
      drop column published_results, drop column published_at,
      add constraint surveys_status_check check (status in ('draft', 'open', 'closed'));
  `.execute(db);
}
