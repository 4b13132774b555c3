import pg from 'pg';

export interface Lease {
  /** Ends the lease and frees it for another process. */
  release(): Promise<void>;
  /** Aborted when the connection that holds the lease is lost. */
  lost: AbortSignal;
}

/**
 * Tries to become the only holder of `name` among all processes on this database. The lease is a session lock of a
 * connection of its own: when the process dies, PostgreSQL frees it. Undefined: somebody else holds it.
 */
export async function tryLease(url: string, name: string): Promise<Lease | undefined> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `yardbell-lease-${name}`,
    keepAlive: true,
  });
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  await client.connect();
  const { rows } = await client.query<{ taken: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
    [`lease:${name}`],
  );
  if (rows[0]?.taken) return { release: () => client.end(), lost: lost.signal };
  await client.end();
  return undefined;
}
