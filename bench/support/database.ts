/** A fresh PostgreSQL as the product would start it, durable, with the schema and as many people as a bench needs. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { type Db, openDatabase } from '../../src/db/client.ts';
import { migrateUp } from '../../src/db/migrate.ts';
import type { SurveyDefinition } from '../../src/domain/survey.ts';
import { startEmbeddedPostgres } from '../../src/embedded/postgres.ts';
import { FIRST_CHAT, STAFF_CHAT } from './stub-options.ts';

export interface BenchServer {
  pid: number;
  /** A new database with the schema. */
  createDatabase(): Promise<BenchDatabase>;
  stop(): Promise<void>;
}

export interface BenchDatabase {
  url: string;
  db: Db;
  close(): Promise<void>;
}

export async function startServer(): Promise<BenchServer> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'yardbell-bench-'));
  const server = await startEmbeddedPostgres({ dataDir: path.join(directory, 'postgres') });
  const admin = openDatabase(server.url, 1);
  let databases = 0;
  return {
    pid: server.pid,
    createDatabase: async () => {
      databases += 1;
      const url = new URL(server.url);
      url.pathname = `/yardbell_${databases}`;
      await sql`create database ${sql.id(`yardbell_${databases}`)}`.execute(admin);
      const db = openDatabase(url.href, 4);
      await migrateUp(db);
      return { url: url.href, db, close: () => db.destroy() };
    },
    stop: async () => {
      await admin.destroy();
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/**
 * One community, a member of its staff, and residents who have chosen a language and consented: `outsiders` who belong
 * to no community, then `members`.
 */
export async function seedPeople(db: Db, outsiders: number, members: number): Promise<void> {
  await sql`
    insert into communities (code, name_zh, name_en, name_es, time_zone, created_at)
    values ('bench', '测试社区', 'Bench', 'Banco', ${zoneAtNoon()}, now())
  `.execute(db);
  await sql`
    insert into residents (telegram_id, locale, locale_chosen_at, created_at)
    select ${FIRST_CHAT}::bigint + i, (array['zh', 'en', 'es'])[1 + i % 3], now(), now()
    from generate_series(0, ${outsiders + members - 1}::int) i
  `.execute(db);
  await sql`
    insert into memberships (resident_id, community_id, joined_at)
    select id, 1, now() from residents where id > ${outsiders}
  `.execute(db);
  await sql`
    insert into consents (resident_id, subject, wording_version, agreed_at)
    select id, 'community', 1, now() from residents
  `.execute(db);
  await sql`
    with staff as (insert into residents (telegram_id, locale, locale_chosen_at, created_at)
      values (${STAFF_CHAT}, 'en', now(), now()) returning id)
    insert into roles (resident_id, role, community_id, granted_at) select id, 'staff', 1, now() from staff
  `.execute(db);
  await sql`analyze residents, memberships, consents, roles`.execute(db);
}

/**
 * So many surveys, all open, that the first `persons` residents have begun: each has the first question of survey n in
 * the chat as message n + 1. Response ids count persons first, which the stub relies on.
 */
export async function seedSurveys(
  db: Db,
  persons: number,
  surveys: number,
  definition: SurveyDefinition,
  firstStep: string,
): Promise<void> {
  await sql`
    insert into surveys (code, community_id, status, definition, opened_at, closes_at, created_at)
    select 'bench' || n, 1, 'open', jsonb_set(${JSON.stringify(definition)}::jsonb, '{id}', to_jsonb('bench' || n)),
      now(), now() + interval '30 days', now()
    from generate_series(0, ${surveys - 1}::int) n
  `.execute(db);
  await sql`
    insert into survey_responses (survey_id, resident_id, status, step, started_at, updated_at)
    select s.id, r.id, 'in_progress', ${firstStep}, now(), now()
    from surveys s, residents r where r.id <= ${persons}
    order by s.id, r.id
  `.execute(db);
  await sql`
    insert into posts (chat_id, reference, message_id)
    select r.telegram_id, 'survey:' || p.id || ':question', p.survey_id
    from survey_responses p join residents r on r.id = p.resident_id
  `.execute(db);
  await sql`analyze surveys, survey_responses, posts`.execute(db);
}

/** A zone where it is noon, so that quiet hours hold nothing back whenever the bench runs. */
function zoneAtNoon(): string {
  const hoursToNoon = 12 - new Date().getUTCHours();
  if (hoursToNoon === 0) return 'Etc/GMT';
  // The signs of these zones are turned round: Etc/GMT+3 is three hours behind.
  return hoursToNoon > 0 ? `Etc/GMT-${hoursToNoon}` : `Etc/GMT+${-hoursToNoon}`;
}
