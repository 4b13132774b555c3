import { sql } from 'kysely';
import type { World } from './world.ts';

/*
 * Takes a protection away, in the database and behind the product's back, for tests that show that another test would
 * notice.
 */

/** Every attempt is the first: nothing stops a third copy, and no claim can be counted. */
export async function forgetAttempts(world: Pick<World, 'db'>): Promise<void> {
  await spoil(world, 'deliveries', 'new.attempts := 0');
}

/** A claim is not kept, so nobody knows that somebody else is sending. */
export async function forgetClaims(world: Pick<World, 'db'>): Promise<void> {
  await spoil(world, 'deliveries', "if new.status = 'sending' then new.status := 'pending'; end if");
}

/** Any number of jobs may work one broadcast. */
export async function forgetWhoWorks(world: Pick<World, 'db'>): Promise<void> {
  await spoil(world, 'broadcasts', 'new.worked_by := null');
}

async function spoil({ db }: Pick<World, 'db'>, table: string, statement: string): Promise<void> {
  const body = `begin ${statement}; return new; end`;
  await sql
    .raw(`create function spoil_${table}() returns trigger language plpgsql as $$ ${body} $$`)
    .execute(db);
  await sql
    .raw(`create trigger spoil before update on ${table} for each row execute function spoil_${table}()`)
    .execute(db);
}
