import { type Kysely, sql } from 'kysely';

/** What the processes got done, for whoever watches that it goes on; and the one-time links to the queue view. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table progress (
      what text primary key,
      count bigint not null,
      noted_at timestamptz not null
    );

    create table ops_logins (
      id bigint generated always as identity primary key,
      token_hash text not null unique,
      resident_id bigint not null references residents on delete cascade,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      used_at timestamptz,
      session_hash text unique,
      session_expires_at timestamptz
    );
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table ops_logins, progress`.execute(db);
}
