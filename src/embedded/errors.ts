/** The embedded PostgreSQL cannot be used here. `message` is written for the person who starts Yardbell. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}

/** Another live process already uses this data directory. */
export class DataDirInUseError extends EmbeddedPostgresError {
  override name = 'DataDirInUseError';

  constructor(dataDir: string, ownerPid: number | undefined) {
    const owner = ownerPid === undefined ? 'perhaps in another container' : `process ${ownerPid}`;
    super(
      `another Yardbell is already running on ${dataDir} (${owner}). ` +
        'Stop it first, or give this one its own DATA_DIR.',
    );
  }
}

/** The data cannot lie in this directory; nothing was put anywhere else instead. */
export class DataDirUnusableError extends EmbeddedPostgresError {
  override name = 'DataDirUnusableError';

  constructor(dataDir: string, reason: string) {
    super(
      `the embedded PostgreSQL cannot keep its data in ${dataDir}: ${reason}. ` +
        'Choose another DATA_DIR, or set DATABASE_URL to a PostgreSQL server.',
    );
  }
}

/** There is no PostgreSQL for this machine in node_modules, or it does not run. */
export class PostgresBinaryError extends EmbeddedPostgresError {
  override name = 'PostgresBinaryError';

  constructor(reason: string) {
    super(`${reason} Set DATABASE_URL to a PostgreSQL server (15 or newer) to start without it.`);
  }
}

/** The `code` of a Node system error (`ENOENT`, `EACCES`, ...), if it is one. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
