import { type Kysely, sql } from 'kysely';

/**
 * Meetings, every published state of them, who comes, and when to remind. A meeting's wall clock and zone are stored,
 * never only the instant: a change of the zone's rules must not move the meeting. `draft` is what staff are typing: a
 * notice not yet published, or a change of a published one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table meetings (
      id bigint generated always as identity primary key,
      code text not null unique,
      community_id bigint not null references communities,
      project_id bigint references projects,
      status text not null check (status in ('draft', 'published', 'cancelled', 'held')),
      version integer not null default 0,
      details jsonb not null,
      draft jsonb,
      draft_revision integer not null default 0,
      starts_at timestamptz,
      created_by bigint references residents on delete set null,
      created_at timestamptz not null,
      published_at timestamptz
    );
    create index meetings_by_community on meetings (community_id, status, starts_at);

    create table meeting_versions (
      meeting_id bigint not null references meetings on delete cascade,
      version integer not null,
      change text not null check (change in ('published', 'moved', 'cancelled')),
      details jsonb not null,
      reason text,
      published_by bigint references residents on delete set null,
      published_at timestamptz not null,
      primary key (meeting_id, version)
    );

    create table rsvps (
      meeting_id bigint not null references meetings on delete cascade,
      resident_id bigint not null references residents on delete cascade,
      status text not null check (status in ('going', 'maybe', 'declined', 'to_confirm')),
      version integer not null,
      answered_at timestamptz not null,
      primary key (meeting_id, resident_id)
    );

    create table reminders (
      id bigint generated always as identity primary key,
      meeting_id bigint not null references meetings on delete cascade,
      generation integer not null,
      slot text not null check (slot in ('day_before', 'two_hours')),
      due_at timestamptz not null,
      status text not null default 'pending' check (status in ('pending', 'sent', 'dropped', 'cancelled')),
      unique (meeting_id, generation, slot)
    );
    create index reminders_due on reminders (due_at) where status = 'pending';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table reminders, rsvps, meeting_versions, meetings`.execute(db);
}
