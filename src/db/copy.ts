import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Db } from './client.ts';

/*
 * The record as text, table by table, in the format of COPY: the same on every version of PostgreSQL. Which tables there
 * are is read from the catalogue, so that a new one needs no line here. Left out are the notes of the migrations.
 */

export interface CopiedTable {
  name: string;
  columns: string[];
}

/** Where a sequence stands. Ids that were given away and removed again are not given a second time. */
export interface SequenceState {
  name: string;
  lastValue: string;
  isCalled: boolean;
}

const OURS = sql`n.nspname = 'public' and c.relname not like 'kysely\\_migration%'`;

/** Every table with the columns that hold something of their own, those that others refer to first. */
export async function readTables(tx: Db): Promise<CopiedTable[]> {
  const { rows } = await sql<CopiedTable>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where ${OURS} and c.relkind = 'r'
    group by c.relname order by c.relname`.execute(tx);
  const { rows: references } = await sql<Reference>`
    select distinct conrelid::regclass::text as child, confrelid::regclass::text as parent
    from pg_constraint where contype = 'f' and conrelid <> confrelid`.execute(tx);
  return parentsFirst(rows, references);
}

interface Reference {
  child: string;
  parent: string;
}

function parentsFirst(tables: CopiedTable[], references: Reference[]): CopiedTable[] {
  const waiting = new Map(tables.map((table) => [table.name, table]));
  const ordered: CopiedTable[] = [];
  while (waiting.size > 0) {
    const isBlocked = ({ name }: CopiedTable) =>
      references.some(({ child, parent }) => child === name && waiting.has(parent));
    const free = [...waiting.values()].filter((table) => !isBlocked(table));
    if (free.length === 0) throw new Error(`tables refer to each other: ${[...waiting.keys()].join(', ')}`);
    for (const table of free) waiting.delete(table.name);
    ordered.push(...free);
  }
  return ordered;
}

/** Read it after the snapshot was taken: a sequence never stands behind what the snapshot shows. */
export async function readSequences(tx: Db): Promise<SequenceState[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and c.relkind = 'S' order by c.relname`.execute(tx);
  const states: SequenceState[] = [];
  for (const { name } of rows) {
    const state = await sql<Omit<SequenceState, 'name'>>`
      select last_value::text as "lastValue", is_called as "isCalled" from ${sql.table(`public.${name}`)}`.execute(
      tx,
    );
    states.push(...state.rows.map((row) => ({ name, ...row })));
  }
  return states;
}

export async function setSequences(tx: Db, sequences: SequenceState[]): Promise<void> {
  for (const { name, lastValue, isCalled } of sequences) {
    await sql`select setval(format('public.%I', ${name}::text)::regclass, ${lastValue}::bigint, ${isCalled})`.execute(
      tx,
    );
  }
}

/** Settles how values are written and read, whatever the server or the role has set, and lifts time limits. */
export async function speakPlainly(tx: Db): Promise<void> {
  const settings = {
    datestyle: 'ISO, YMD',
    intervalstyle: 'postgres',
    timezone: 'UTC',
    extra_float_digits: '1',
    bytea_output: 'hex',
    statement_timeout: '0',
    idle_in_transaction_session_timeout: '0',
  };
  for (const [name, value] of Object.entries(settings))
    await sql`select set_config(${name}, ${value}, true)`.execute(tx);
}

/** The rows of a table; after the last one `onEnd` hears how many there were. */
export async function* copyOut(
  client: pg.ClientBase,
  table: CopiedTable,
  onEnd: (rowCount: number) => void,
): AsyncGenerator<Buffer> {
  const source = client.query(copyTo(`copy ${target(table)} to stdout`));
  try {
    for await (const chunk of source.iterator({ destroyOnReturn: false })) yield chunk as Buffer;
    onEnd(source.rowCount);
  } finally {
    // Whoever stops half-way leaves rows on the connection; it is of no use until they are read.
    source.resume();
  }
}

/** Rows do not fit their table. Says nothing of what is in them. */
export class MisfitError extends Error {
  readonly table: string;
  constructor(table: string, code: string | undefined) {
    super(`the rows of ${table} do not fit (${code ?? 'unknown'})`);
    this.name = 'MisfitError';
    this.table = table;
  }
}

/** Fills a table; returns how many rows it took. */
export async function copyIn(
  client: pg.ClientBase,
  table: CopiedTable,
  rows: AsyncIterable<Buffer>,
): Promise<number> {
  const into = client.query(copyFrom(`copy ${target(table)} from stdin`));
  try {
    await pipeline(Readable.from(rows, { objectMode: false }), into);
  } catch (error) {
    const isMisfit = error instanceof pg.DatabaseError && /^(22|23|42)/.test(error.code ?? '');
    throw isMisfit ? new MisfitError(table.name, error.code) : error;
  }
  return into.rowCount;
}

function target({ name, columns }: CopiedTable): string {
  const quoted = columns.map((column) => pg.escapeIdentifier(column));
  return `public.${pg.escapeIdentifier(name)} (${quoted.join(', ')})`;
}
