import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SUPERUSER } from './cluster.ts';
import { ownerOf } from './owner.ts';

/** Whether an embedded PostgreSQL has ever kept data in `dataDir`. */
export function holdsCluster(dataDir: string): boolean {
  return existsSync(path.join(dataDir, 'cluster', 'PG_VERSION'));
}

const PORT_LINE = 3;

/**
 * The address of the server that another live process of this machine runs on `dataDir` (a secret). Undefined: none
 * runs, or it is just starting or stopping.
 */
export function runningServer(dataDir: string): string | undefined {
  if (ownerOf(dataDir) === undefined) return undefined;
  try {
    const port = readFileSync(path.join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[PORT_LINE];
    const password = readFileSync(path.join(dataDir, 'password'), 'utf8').trim();
    return `postgres://${SUPERUSER}:${password}@127.0.0.1:${Number(port)}/postgres`;
  } catch {
    return undefined;
  }
}
