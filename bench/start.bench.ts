/**
 * How long `npm start` takes from the spawn to the line that begins with `ready`: on an empty DATA_DIR, and
 * again on the same one. Measured against the bare embedded PostgreSQL, without which nothing can be ready.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../src/embedded/free-port.ts';
import { startEmbeddedPostgres } from '../src/embedded/postgres.ts';

const RUNS = 5;
const FIRST_TARGET_S = 3;
const LATER_TARGET_S = 1.5;
const READY_TIMEOUT_MS = 60_000;

type Times = { first: number[]; later: number[] };

const directory = mkdtempSync(path.join(os.tmpdir(), 'yardbell-bench-start-'));
const ours: Times = { first: [], later: [] };
const bare: Times = { first: [], later: [] };
try {
  for (let run = 0; run < RUNS; run++) {
    for (const kind of ['first', 'later'] as const) {
      ours[kind].push(await timeNpmStart(path.join(directory, `ours-${run}`)));
      bare[kind].push(await timeBarePostgres(path.join(directory, `bare-${run}`)));
    }
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
printRow('npm start, empty DATA_DIR', 'first', FIRST_TARGET_S);
printRow('npm start, again', 'later', LATER_TARGET_S);

function printRow(what: string, kind: keyof Times, target: number): void {
  const oursS = median(ours[kind]);
  const otherS = median(bare[kind]);
  const row = {
    what,
    ours: rounded(oursS),
    other: rounded(otherS),
    other_is: 'embedded PostgreSQL alone',
    unit: 's',
    ratio: rounded(oursS / otherS),
    target,
    met: oursS <= target,
  };
  console.log(JSON.stringify(row));
}

async function timeNpmStart(dataDir: string): Promise<number> {
  const port = String(await freePort());
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: dataDir, PORT: port };
  const startedAt = performance.now();
  const child = spawn('npm', ['start'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const elapsedS = await new Promise<number>((resolve, reject) => {
    const tooLong = setTimeout(() => reject(new Error('npm start: no line "ready"')), READY_TIMEOUT_MS);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('ready')) return;
      clearTimeout(tooLong);
      resolve((performance.now() - startedAt) / 1000);
    });
    void ended.then((code) =>
      reject(new Error(`npm start ended with exit code ${code} before it was ready`)),
    );
  }).finally(() => child.kill('SIGTERM'));
  const code = await ended;
  if (code !== 0) throw new Error(`npm start did not stop in order: exit code ${code}`);
  return elapsedS;
}

async function timeBarePostgres(dataDir: string): Promise<number> {
  const startedAt = performance.now();
  const postgres = await startEmbeddedPostgres({ dataDir });
  const elapsedS = (performance.now() - startedAt) / 1000;
  await postgres.stop();
  return elapsedS;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
