import { type Kysely, sql } from 'kysely';

/** Communities, the people in them, what they agreed to and what they may do. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table communities (
      id bigint generated always as identity primary key,
      code text not null unique check (code ~ '^[a-z0-9-]{2,24}$'),
      name_zh text not null,
      name_en text not null,
      name_es text not null,
      time_zone text not null,
      households integer,
      residents_registered integer,
      residents_migrant integer,
      created_at timestamptz not null
    );

    create table residents (
      id bigint generated always as identity primary key,
      telegram_id bigint not null unique,
      locale text not null check (locale in ('zh', 'en', 'es')),
      locale_chosen_at timestamptz,
      contact_status text not null default 'active' check (contact_status in ('active', 'blocked', 'deleted')),
      paused_at timestamptz,
      created_at timestamptz not null
    );

    create table memberships (
      resident_id bigint not null references residents on delete cascade,
      community_id bigint not null references communities,
      building text,
      age_band text,
      registration text not null default 'unsaid' check (registration in ('local', 'elsewhere', 'unsaid')),
      joined_at timestamptz not null,
      primary key (resident_id, community_id)
    );
    create index memberships_by_community on memberships (community_id);

    create table consents (
      id bigint generated always as identity primary key,
      resident_id bigint not null references residents on delete cascade,
      subject text not null,
      wording_version integer not null,
      agreed_at timestamptz not null
    );
    create index consents_by_resident on consents (resident_id);

    create table audit_entries (
      id bigint generated always as identity primary key,
      resident_id bigint,
      community_id bigint,
      action text not null,
      object text not null,
      happened_at timestamptz not null
    );
    create index audit_entries_by_community on audit_entries (community_id, happened_at);
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table audit_entries, consents, memberships, residents, communities`.execute(db);
}
