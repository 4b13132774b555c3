import { type Kysely, sql } from 'kysely';

/**
 * Meetings that many can come to: seats and a waitlist, channels and groups, the door, minutes with decisions, what a
 * community has learnt about who comes, and which poster works.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table meetings drop constraint meetings_status_check;
    alter table meetings
      add constraint meetings_status_check
        check (status in ('draft', 'awaiting_approval', 'scheduled', 'published', 'cancelled', 'held')),
      add audience jsonb not null default '{"kind":"everyone"}',
      add publishes_at timestamptz,
      add approved_by bigint references residents on delete set null,
      add door_code text;

    create table topics (
      id bigint generated always as identity primary key,
      community_id bigint not null references communities on delete cascade,
      name_zh text not null,
      name_en text not null,
      name_es text not null,
      created_at timestamptz not null
    );
    create index topics_by_community on topics (community_id);

    create table subscriptions (
      resident_id bigint not null references residents on delete cascade,
      topic_id bigint not null references topics on delete cascade,
      subscribed_at timestamptz not null,
      primary key (resident_id, topic_id)
    );
    create index subscriptions_by_topic on subscriptions (topic_id);

    alter table rsvps drop constraint rsvps_status_check;
    alter table rsvps
      add constraint rsvps_status_check check
        (status in ('going', 'maybe', 'declined', 'to_confirm', 'waitlisted', 'offered')),
      add guests smallint not null default 0 check (guests between 0 and 3),
      add waitlisted_at timestamptz,
      add offered_until timestamptz,
      add plan text check (plan in ('on_foot', 'brought', 'stairs')),
      add attended_at timestamptz;
    create index rsvps_waiting on rsvps (meeting_id, waitlisted_at, resident_id) where status = 'waitlisted';
    create index rsvps_offered on rsvps (offered_until) where status = 'offered';

    create table guest_rsvps (
      id bigint generated always as identity primary key,
      meeting_id bigint not null references meetings on delete cascade,
      version integer not null,
      people smallint not null check (people between 1 and 4),
      token_hash text not null unique,
      answered_at timestamptz not null
    );
    create index guest_rsvps_by_meeting on guest_rsvps (meeting_id);

    create table community_chats (
      chat_id bigint primary key,
      community_id bigint not null references communities on delete cascade,
      kind text not null check (kind in ('channel', 'group')),
      locale text not null check (locale in ('zh', 'en', 'es')),
      added_by bigint references residents on delete set null,
      added_at timestamptz not null,
      removed_at timestamptz
    );
    create index community_chats_by_community on community_chats (community_id);

    create table meeting_posts (
      meeting_id bigint not null references meetings on delete cascade,
      chat_id bigint not null,
      version integer not null,
      message_id bigint,
      counts_shown text,
      counts_shown_at timestamptz,
      primary key (meeting_id, chat_id, version)
    );

    create table minutes (
      meeting_id bigint primary key references meetings on delete cascade,
      status text not null check (status in ('draft', 'open', 'locked')),
      said text[] not null default '{}',
      written_by bigint references residents on delete set null,
      written_at timestamptz not null,
      published_at timestamptz,
      locks_at timestamptz
    );

    create table decisions (
      id bigint generated always as identity primary key,
      meeting_id bigint not null references minutes on delete cascade,
      number smallint not null,
      what text not null,
      who text not null,
      due_on date,
      outcome text check (outcome in ('done', 'partly', 'not_done')),
      outcome_at timestamptz,
      unique (meeting_id, number)
    );

    create table minute_remarks (
      id bigint generated always as identity primary key,
      meeting_id bigint not null references minutes on delete cascade,
      kind text not null check (kind in ('objection', 'correction')),
      resident_id bigint references residents on delete set null,
      words text,
      voice_file_id text,
      made_at timestamptz not null
    );

    create table head_counts (
      meeting_id bigint not null references meetings on delete cascade,
      group_name text not null,
      people integer not null check (people between 0 and 10000),
      primary key (meeting_id, group_name)
    );

    create table turnout_priors (
      community_id bigint not null references communities on delete cascade,
      answer text not null check (answer in ('going', 'maybe', 'silent')),
      alpha double precision not null,
      beta double precision not null,
      primary key (community_id, answer)
    );

    create table poster_opens (
      object text not null,
      place text not null,
      opened integer not null,
      primary key (object, place)
    );

    alter table reminders drop constraint reminders_slot_check;
    alter table reminders add constraint reminders_slot_check
      check (slot in ('three_days', 'day_before', 'two_hours', 'hour_after'));
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    delete from reminders where slot not in ('day_before', 'two_hours');
    alter table reminders drop constraint reminders_slot_check;
    alter table reminders add constraint reminders_slot_check check (slot in ('day_before', 'two_hours'));

    drop table poster_opens, turnout_priors, head_counts, minute_remarks, decisions, minutes, meeting_posts,
      community_chats, guest_rsvps, subscriptions, topics;

    drop index rsvps_offered;
    drop index rsvps_waiting;
    delete from rsvps where status in ('waitlisted', 'offered');
    alter table rsvps drop constraint rsvps_status_check;
    alter table rsvps drop column guests, drop column waitlisted_at, drop column offered_until, drop column plan,
      drop column attended_at,
      add constraint rsvps_status_check check (status in ('going', 'maybe', 'declined', 'to_confirm'));

    delete from meetings where status in ('awaiting_approval', 'scheduled');
    alter table meetings drop constraint meetings_status_check;
    alter table meetings drop column audience, drop column publishes_at, drop column approved_by,
      drop column door_code,
      add constraint meetings_status_check check (status in ('draft', 'published', 'cancelled', 'held'));
  `.execute(db);
}
