import { type Kysely, sql } from 'kysely';

/** A cry for help is heard wherever it is written, so an alarm need not come from a survey. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table welfare_alarms alter column survey_id drop not null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    delete from welfare_alarms where survey_id is null;
    alter table welfare_alarms alter column survey_id set not null;
  `.execute(db);
}
