/**
 * A real PostgreSQL for a machine that has none: the one that npm put into node_modules.
 *
 *     <dataDir>/cluster    the data               <dataDir>/password   of the only account, 0600
 *     <dataDir>/mode       how it was started     <dataDir>/owner      which process runs on it
 *     <dataDir>/lock       held by the server     <dataDir>/binaries   a copy, only where one is needed
 *
 * The server listens on 127.0.0.1 on a free port, has no Unix socket, and stops when this process ends,
 * also by kill -9.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type DataPaths,
  ensureCluster,
  ensurePassword,
  failure,
  spawnPostgres,
  SUPERUSER,
} from './cluster.ts';
import { freePort } from './free-port.ts';
import { type Launch, planLaunch, prepareDataDir } from './launch.ts';
import { clearLeftoverServer, takeOwnership } from './owner.ts';

export { DataDirInUseError, DataDirUnusableError, EmbeddedPostgresError } from './errors.ts';

const PORT_TRIES = 3;
const STOP_TIMEOUT_MS = 10_000;
const LAX_SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  // Many programs at once, some of them killed, share the database server of the tests.
  'max_connections=500',
];
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'timezone=UTC',
  'log_timezone=UTC',
  // Statements and the values in them are people's data: they stay out of the log.
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
];

export type EmbeddedPostgresOptions = {
  /** Created when missing; everything lies in it, nothing outside. */
  dataDir: string;
  /** false: faster, and a power cut may lose data. For tests. */
  isDurable?: boolean;
  /** Gets each line that the server writes. */
  log?: (line: string) => void;
};

export type EmbeddedPostgres = {
  /** `postgres://user:password@127.0.0.1:port/postgres`: a secret. */
  url: string;
  pid: number;
  /** Ends all connections and stops the server; resolves when it has written everything and is gone. */
  stop(): Promise<void>;
};

type Server = { pid: number; stop(): Promise<void> };

/**
 * Starts the embedded PostgreSQL on `dataDir`.
 * @throws DataDirInUseError a live process already uses the directory
 * @throws DataDirUnusableError the data cannot lie there
 * @throws PostgresBinaryError there is no PostgreSQL for this machine
 * @throws EmbeddedPostgresError it did not start for another reason
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { isDurable = true, log = () => {} } = options;
  const dataDir = path.resolve(options.dataDir);
  const paths: DataPaths = {
    dataDir,
    clusterDir: path.join(dataDir, 'cluster'),
    passwordFile: path.join(dataDir, 'password'),
  };
  prepareDataDir(dataDir);
  const giveBack = takeOwnership(dataDir);
  try {
    const launch = await planLaunch(dataDir);
    const password = ensurePassword(paths, launch);
    await clearLeftoverServer(paths.clusterDir);
    await ensureCluster(paths, launch, isDurable);
    writeFileSync(path.join(dataDir, 'mode'), `${launch.mode}${isDurable ? '' : ' not-durable'}\n`);
    const { server, port } = await startOnFreePort(paths, launch, isDurable, log);
    return {
      url: `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`,
      pid: server.pid,
      stop: async () => {
        await server.stop();
        giveBack();
      },
    };
  } catch (error) {
    giveBack();
    throw error;
  }
}

async function startOnFreePort(
  paths: DataPaths,
  launch: Launch,
  isDurable: boolean,
  log: (line: string) => void,
): Promise<{ server: Server; port: number }> {
  for (let tries = 1; ; tries++) {
    const port = await freePort();
    const settings = [...SETTINGS, ...(isDurable ? [] : LAX_SETTINGS)].flatMap((setting) => ['-c', setting]);
    const args = ['-D', paths.clusterDir, '-p', String(port), ...settings];
    const outcome = await startServer(paths, launch, args, log);
    if (outcome !== 'port taken') return { server: outcome, port };
    if (tries === PORT_TRIES) throw failure(paths.dataDir, null, 'no free port on 127.0.0.1');
  }
}

function startServer(
  paths: DataPaths,
  launch: Launch,
  args: string[],
  log: (line: string) => void,
): Promise<Server | 'port taken'> {
  return new Promise((resolve, reject) => {
    const { child, recentLog } = spawnPostgres(launch, 'postgres', args, (line) => {
      log(line);
      if (line.includes('database system is ready to accept connections')) resolve(serverOf());
    });
    const stopWithUs = () => void child.kill('SIGINT');
    process.once('exit', stopWithUs);
    const closed = new Promise<void>((done) => {
      child.once('error', (error) => reject(failure(paths.dataDir, null, '', error)));
      child.once('close', (code) => {
        process.off('exit', stopWithUs);
        done();
        if (recentLog().includes('could not bind')) resolve('port taken');
        else reject(failure(paths.dataDir, code, recentLog()));
      });
    });
    const serverOf = (): Server => ({
      pid: child.pid ?? 0,
      stop: async () => {
        child.kill('SIGINT');
        const impatience = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT_MS);
        await closed;
        clearTimeout(impatience);
      },
    });
  });
}
