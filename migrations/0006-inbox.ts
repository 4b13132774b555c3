import { type Kysely, sql } from 'kysely';

/** Updates taken in, effects to perform, posts to edit later, staff wizards in progress, and the practice clock. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table inbox (
      update_id bigint primary key,
      person_key bigint not null,
      payload jsonb,
      received_at timestamptz not null,
      attempts integer not null default 0,
      applied_at timestamptz,
      failed_at timestamptz
    );
    create index inbox_open on inbox (received_at, update_id) where applied_at is null and failed_at is null;
    create index inbox_open_by_person on inbox (person_key, received_at) where applied_at is null and failed_at is null;

    create table outbox (
      id bigint generated always as identity primary key,
      chat_id bigint not null,
      effect jsonb,
      status text not null check (status in ('pending', 'sending', 'sent', 'unknown', 'failed')),
      attempts integer not null default 0,
      lease_until timestamptz,
      created_at timestamptz not null,
      settled_at timestamptz,
      failure text
    );
    create index outbox_open on outbox (chat_id, id) where status in ('pending', 'sending');

    create table posts (
      chat_id bigint not null,
      reference text not null,
      message_id bigint not null,
      primary key (chat_id, reference)
    );

    create table conversation_states (
      key text primary key,
      state jsonb not null,
      updated_at timestamptz not null
    );

    create table practice_clock (
      is_only_row boolean primary key default true check (is_only_row),
      offset_ms bigint not null
    );
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table practice_clock, conversation_states, posts, outbox, inbox`.execute(db);
}
