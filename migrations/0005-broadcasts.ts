import { type Kysely, sql } from 'kysely';

/** Every push is a row: a broadcast is one message to one audience, a delivery is that message to one resident. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table broadcasts (
      id bigint generated always as identity primary key,
      community_id bigint references communities,
      kind text not null check (kind in ('meeting_notice', 'meeting_reminder', 'survey_invitation', 'digest')),
      object_id bigint not null,
      generation integer not null,
      slot text not null default '',
      status text not null check (status in
        ('draft', 'scheduled', 'running', 'paused', 'held', 'finishing', 'finished', 'cancelled')),
      created_by bigint references residents on delete set null,
      created_at timestamptz not null,
      expires_at timestamptz,
      finished_at timestamptz,
      unique (kind, object_id, generation, slot)
    );
    create index broadcasts_running on broadcasts (id) where status = 'running';

    create table deliveries (
      id bigint generated always as identity primary key,
      broadcast_id bigint not null references broadcasts on delete cascade,
      resident_id bigint not null references residents on delete cascade,
      chat_id bigint not null,
      locale text not null,
      status text not null default 'pending' check (status in
        ('pending', 'held', 'sending', 'sent', 'unknown', 'failed', 'blocked', 'expired', 'cancelled')),
      claim_token uuid,
      lease_until timestamptz,
      attempts integer not null default 0,
      not_before timestamptz,
      message_id bigint,
      failure text,
      settled_at timestamptz,
      unique (broadcast_id, resident_id)
    );
    create index deliveries_open on deliveries (broadcast_id, id) where status in ('pending', 'sending');

    create table digests (
      id bigint generated always as identity primary key,
      role_id bigint not null references roles on delete cascade,
      covers_from timestamptz not null,
      covers_to timestamptz not null,
      content jsonb not null,
      unique (role_id, covers_to)
    );
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table digests, deliveries, broadcasts`.execute(db);
}
