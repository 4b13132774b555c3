import { sql } from 'kysely';
import type { Db } from '../../../src/db/client.ts';
import type { World } from './world.ts';

/*
 * Takes a protection away, in the database and behind the product's back, for tests that show that another test would
 * notice.
 */

type Spoiled = Pick<World, 'db'>;

/** Every attempt is the first: nothing stops a third copy, and no claim can be counted. */
export async function forgetAttempts({ db }: Spoiled): Promise<void> {
  await spoil(db, 'deliveries', 'new.attempts := 0');
}

/** A claim is not kept, so nobody knows that somebody else is sending. */
export async function forgetClaims({ db }: Spoiled): Promise<void> {
  await spoil(db, 'deliveries', "if new.status = 'sending' then new.status := 'pending'; end if");
}

/** Any number of jobs may work one broadcast. */
export async function forgetWhoWorks({ db }: Spoiled): Promise<void> {
  await spoil(db, 'broadcasts', 'new.worked_by := null');
}

/** What nobody knows to have arrived is sent again, whatever its kind. */
export async function sendDoubtfulAgain({ db }: Spoiled): Promise<void> {
  await spoil(db, 'deliveries', "if new.status = 'unknown' then new.status := 'pending'; end if");
}

/** A call that never left is taken for the last one. */
export async function giveUpUnsent({ db }: Spoiled): Promise<void> {
  const isUnsent = "old.status = 'sending' and new.status = 'pending'";
  await spoil(db, 'deliveries', `if ${isUnsent} then new.status := 'failed'; end if`);
}

/** A broadcast that was paused or held goes on. */
export async function forgetStops({ db }: Spoiled): Promise<void> {
  await spoil(db, 'broadcasts', "if new.status in ('paused', 'held') then new.status := 'running'; end if");
}

/** Nobody ever blocked the bot. */
export async function forgetBlocks({ db }: Spoiled): Promise<void> {
  await spoil(db, 'residents', "new.contact_status := 'active'");
}

/** Only the process that was told 429 knows of it. */
export async function forgetHolds({ db }: Spoiled): Promise<void> {
  await spoil(db, 'send_budget', "new.held_until := 'epoch'");
}

/** Only updates with a higher id than any before are taken in. */
export async function expectRisingIds({ db }: Spoiled): Promise<void> {
  const isLower = 'exists (select from inbox where update_id > new.update_id)';
  await spoil(db, 'inbox', `if ${isLower} then return null; end if`, 'insert');
}

/** Every update seems to have come in at this moment. */
export async function forgetAge({ db }: Spoiled, at: Date): Promise<void> {
  await spoil(db, 'inbox', `new.received_at := '${at.toISOString()}'`, 'insert');
}

async function spoil(
  db: Db,
  table: string,
  statement: string,
  event: 'insert' | 'update' = 'update',
): Promise<void> {
  const body = `begin ${statement}; return new; end`;
  await sql
    .raw(`create function spoil_${table}() returns trigger language plpgsql as $$ ${body} $$`)
    .execute(db);
  await sql
    .raw(`create trigger spoil before ${event} on ${table} for each row execute function spoil_${table}()`)
    .execute(db);
}
