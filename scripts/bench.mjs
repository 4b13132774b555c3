// `npm run bench [-- NAME …]` and `npm run soak [-- NAME …]`. Runs on Node 20, before anything is installed.
//
// Each benchmark is a program of its own, bench/NAME.bench.ts (soak: bench/NAME.soak.ts). A line of its stdout
// that is a JSON object with a "what" is a row of the result; every other line is passed on as it is.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ensureInstalled, findNode, PROJECT_DIR, toolEnvironment } from './launch.mjs';

const COLUMNS = ['what', 'ours', 'other', 'other_is', 'unit', 'ratio', 'target', 'met'];
const BENCH_DIR = path.join(PROJECT_DIR, 'bench');

const isSoak = process.argv.includes('--soak');
const suffix = isSoak ? '.soak.ts' : '.bench.ts';
const wanted = process.argv.slice(2).filter((name) => name !== '--soak');

await ensureInstalled();
const names = chooseNames();
let areAllRun = true;
for (const name of names) {
  const { exitCode, rows } = await runBench(name);
  if (exitCode !== 0) console.error(`${name} ended with exit code ${exitCode}: no result written`);
  else writeResult(name, rows);
  areAllRun &&= exitCode === 0;
}
process.exit(areAllRun ? 0 : 1);

function chooseNames() {
  const known = readdirSync(BENCH_DIR)
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
    .sort();
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`unknown: ${unknown.join(', ')}. There are: ${known.join(', ') || 'none'}`);
    process.exit(64);
  }
  return wanted.length > 0 ? wanted : known;
}

async function runBench(name) {
  console.log(`\n${name}`);
  const child = spawn(findNode(), [path.join(BENCH_DIR, `${name}${suffix}`)], {
    cwd: PROJECT_DIR,
    env: toolEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const rows = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const row = parseRow(line);
    if (row) rows.push(row);
    else console.log(line);
  });
  const exitCode = await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
  return { exitCode, rows };
}

function parseRow(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    const row = JSON.parse(line);
    return typeof row.what === 'string' ? row : undefined;
  } catch {
    return undefined;
  }
}

function writeResult(name, rows) {
  printTable(rows);
  const bench = isSoak ? `soak-${name}` : name;
  const result = {
    bench,
    rows,
    machine: describeMachine(),
    commit: describeCommit(),
    date: new Date().toISOString(),
  };
  mkdirSync(path.join(BENCH_DIR, 'results'), { recursive: true });
  writeFileSync(path.join(BENCH_DIR, 'results', `${bench}.json`), `${JSON.stringify(result)}\n`);
}

function printTable(rows) {
  const cells = [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => format(row[column])))];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  for (const line of cells)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
}

function format(value) {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'NO';
  return String(value);
}

function describeMachine() {
  const cpus = os.cpus();
  const memoryGib = Math.round(os.totalmem() / 1024 ** 3);
  return `${cpus.length} x ${cpus[0]?.model.trim() ?? 'unknown'}, ${memoryGib} GiB, ${os.platform()} ${os.arch()}`;
}

function describeCommit() {
  try {
    const git = (...args) =>
      execFileSync('git', args, { cwd: PROJECT_DIR, encoding: 'utf8', stdio: 'pipe' }).trim();
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : '-dirty'}`;
  } catch {
    return 'unknown';
  }
}
