import { type Kysely, sql } from 'kysely';

/**
 * The delivery ledger at full size. Freezing 130,000 people must take less than half a second, so a delivery is known by
 * its broadcast and its resident alone: no key of its own, no foreign keys (1.8 s with them, 0.4 s without). Where to
 * send and in which language is read from the resident when the message goes out. A resident who was forgotten leaves a
 * number that leads to nobody, and the report still adds up.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table broadcasts
      add column lane text not null default 'bulk' check (lane in ('urgent', 'bulk')),
      add column heeds_quiet_hours boolean not null default false,
      add column starts_at timestamptz,
      add column held_reason text check (held_reason in ('quiet_hours', 'content')),
      add column held_until timestamptz,
      add column content_failure text,
      add column worked_by uuid,
      add column worked_until timestamptz;
    update broadcasts set lane = 'urgent' where kind in ('meeting_reminder', 'digest') or generation > 1;
    drop index broadcasts_running;
    create index broadcasts_open on broadcasts (id)
      where status in ('scheduled', 'running', 'paused', 'held', 'finishing');

    create table ledger (
      broadcast_id bigint not null,
      resident_id bigint not null,
      status text not null default 'pending' check (status in
        ('pending', 'held', 'sending', 'sent', 'unknown', 'failed', 'blocked', 'expired', 'cancelled')),
      attempts smallint not null default 0,
      claim_token uuid,
      lease_until timestamptz,
      not_before timestamptz,
      message_id bigint,
      failure text,
      settled_at timestamptz
    );
    insert into ledger select broadcast_id, resident_id, status, attempts, claim_token, lease_until, not_before,
      message_id, failure, settled_at from deliveries;
    drop table deliveries;
    alter table ledger rename to deliveries;
    alter table deliveries add constraint deliveries_pkey primary key (broadcast_id, resident_id);
    create index deliveries_in_hand on deliveries (broadcast_id) where status in ('sending', 'held');

    create table send_budget (
      is_only_row boolean primary key default true check (is_only_row),
      push_next_at timestamptz not null default 'epoch',
      all_next_at timestamptz not null default 'epoch',
      urgent_until timestamptz not null default 'epoch',
      held_until timestamptz not null default 'epoch'
    );
    insert into send_budget default values;

    create table group_paces (
      chat_id bigint primary key,
      next_at timestamptz not null
    );
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop table group_paces, send_budget;
    create table ledger (
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
    insert into ledger (broadcast_id, resident_id, chat_id, locale, status, claim_token, lease_until, attempts, not_before,
        message_id, failure, settled_at)
      select d.broadcast_id, d.resident_id, r.telegram_id, r.locale, d.status, d.claim_token, d.lease_until, d.attempts,
        d.not_before, d.message_id, d.failure, d.settled_at
      from deliveries d join residents r on r.id = d.resident_id join broadcasts b on b.id = d.broadcast_id;
    drop table deliveries;
    alter table ledger rename to deliveries;
    create index deliveries_open on deliveries (broadcast_id, id) where status in ('pending', 'sending');
    drop index broadcasts_open;
    alter table broadcasts drop column lane, drop column heeds_quiet_hours, drop column starts_at,
      drop column held_reason, drop column held_until, drop column content_failure,
      drop column worked_by, drop column worked_until;
    create index broadcasts_running on broadcasts (id) where status = 'running';
  `.execute(db);
}
