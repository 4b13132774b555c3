import { type Kysely, sql } from 'kysely';

/**
 * Queues are tables whose rows change once and then lie dead: their order by person is read from an index alone, what
 * changes in place finds room on its page, and the dead are cleared away long before a fifth of the table is dead.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop index inbox_open_by_person;
    create index inbox_open_by_person on inbox (person_key, received_at, update_id)
      where applied_at is null and failed_at is null;
    alter table inbox set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
    alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
    alter table survey_responses set (fillfactor = 80);
    alter table posts set (fillfactor = 80);
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table posts reset (fillfactor);
    alter table survey_responses reset (fillfactor);
    alter table outbox reset (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold);
    alter table inbox reset (autovacuum_vacuum_scale_factor, autovacuum_analyze_scale_factor);
    drop index inbox_open_by_person;
    create index inbox_open_by_person on inbox (person_key, received_at)
      where applied_at is null and failed_at is null;
  `.execute(db);
}
