import { type Kysely, sql } from 'kysely';

/** Projects, their boards, the help they want and who offers it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table projects (
      id bigint generated always as identity primary key,
      code text not null unique,
      community_id bigint not null references communities,
      title jsonb not null,
      goal jsonb not null,
      stage text not null default 'raised' check (stage in ('raised', 'discussed', 'decided', 'doing', 'judged')),
      created_at timestamptz not null
    );
    create index projects_by_community on projects (community_id);

    create table boards (
      id bigint generated always as identity primary key,
      project_id bigint not null unique references projects on delete cascade,
      chat_id bigint unique,
      locale text not null check (locale in ('zh', 'en', 'es'))
    );

    create table volunteer_roles (
      id bigint generated always as identity primary key,
      code text not null unique,
      project_id bigint not null references projects on delete cascade,
      title jsonb not null,
      needed integer not null check (needed between 1 and 500),
      created_at timestamptz not null,
      closed_at timestamptz
    );
    create index volunteer_roles_by_project on volunteer_roles (project_id);

    create table volunteer_signups (
      id bigint generated always as identity primary key,
      volunteer_role_id bigint not null references volunteer_roles on delete cascade,
      resident_id bigint not null references residents on delete cascade,
      status text not null check (status in ('submitted', 'claimed', 'accepted', 'declined', 'withdrawn')),
      note text,
      note_expected_until timestamptz,
      claimed_by_telegram_id bigint,
      claimed_by_name text,
      submitted_at timestamptz not null,
      late_told_at timestamptz,
      staff_told_at timestamptz,
      decided_at timestamptz
    );
    create unique index volunteer_signups_one_open on volunteer_signups (volunteer_role_id, resident_id)
      where status in ('submitted', 'claimed', 'accepted');
    create index volunteer_signups_by_resident on volunteer_signups (resident_id);

    create table roles (
      id bigint generated always as identity primary key,
      resident_id bigint not null references residents on delete cascade,
      role text not null check (role in ('officer', 'staff', 'board_member')),
      community_id bigint references communities,
      project_id bigint references projects on delete cascade,
      digest_time text not null default '18:30' check (digest_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
      digest_is_on boolean not null default true,
      digest_set_at timestamptz,
      granted_at timestamptz not null,
      check ((role = 'staff') = (community_id is not null)),
      check ((role = 'board_member') = (project_id is not null))
    );
    create unique index roles_once on roles (resident_id, role, coalesce(community_id, 0), coalesce(project_id, 0));

    create table invitations (
      id bigint generated always as identity primary key,
      token_hash text not null unique,
      role text not null check (role in ('staff', 'board_member', 'board_group')),
      community_id bigint references communities,
      project_id bigint references projects on delete cascade,
      invited_by bigint references residents on delete set null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      redeemed_by bigint references residents on delete set null,
      redeemed_at timestamptz,
      warned_at timestamptz
    );
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table invitations, roles, volunteer_signups, volunteer_roles, boards, projects`.execute(db);
}
