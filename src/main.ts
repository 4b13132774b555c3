import { createClock } from './clock.ts';
import { ConfigError, readConfig } from './config.ts';
import { isDatabaseAway } from './db/away.ts';
import { EmbeddedPostgresError } from './embedded/postgres.ts';
import { createLogger } from './logger.ts';
import { openRecord } from './record.ts';
import type { Yardbell } from './yardbell.ts';

/** sysexits.h: the configuration is at fault. */
const EX_CONFIG = 78;
/** sysexits.h: a service that is needed is away. */
const EX_UNAVAILABLE = 69;
const LONGEST_STOP_MS = 15_000;

try {
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel);
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'an unhandled rejection'));
  // The database starts while the rest of the program is still being read.
  const opening = openRecord(config, log);
  opening.catch(() => undefined);
  const starting = import('./yardbell.ts').then(({ startYardbell }) =>
    startYardbell(config, { log, clock: createClock(), print }, opening),
  );
  // A signal may come at any moment from here on; one that comes too early waits for the start.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.once(signal, () => void stopInTime(starting));
  }
  await starting;
} catch (error) {
  explain(error);
}

async function stopInTime(starting: Promise<Yardbell>): Promise<void> {
  const deadline = setTimeout(() => process.exit(1), LONGEST_STOP_MS);
  const yardbell = await starting.catch(() => undefined);
  if (!yardbell) return;
  await yardbell.stop();
  clearTimeout(deadline);
  print('stopped', 'in order');
  process.exit(0);
}

function print(what: string, where: string): void {
  process.stdout.write(`${what.padEnd(9)} ${where}\n`);
}

function explain(error: unknown): void {
  if (error instanceof ConfigError) {
    const lines = error.faults.map((fault) => `  - ${fault}`);
    process.stderr.write(`Yardbell cannot start. Please mend:\n${lines.join('\n')}\n`);
    process.exit(EX_CONFIG);
  }
  if (error instanceof EmbeddedPostgresError) {
    process.stderr.write(`Yardbell cannot start: ${error.message}\n`);
    process.exit(1);
  }
  if (isDatabaseAway(error)) {
    process.stderr.write('Yardbell cannot start: the database of DATABASE_URL does not answer\n');
    process.exit(EX_UNAVAILABLE);
  }
  createLogger('info').fatal({ err: error }, 'Yardbell cannot start');
  process.exit(1);
}
