// `npm run check`: everything that needs no running program. Runs on Node 20, before anything is installed.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, PROJECT_DIR, toolEnvironment } from './launch.mjs';
import { missingFromLockfile } from './lockfile-completeness.mjs';

const AT_ONCE = 2;
const COMMANDS = [
  ['types', 'tsc --noEmit -p tsconfig.json'],
  ['lint', 'oxlint --type-aware --deny-warnings'],
  ['dead code', 'knip --no-progress'],
  ['format', 'oxfmt --check'],
  ['locales', 'node scripts/check-locales.mjs'],
];

/**
 * Runs every check; prints a line for each, and the output of those that fail.
 * @returns {Promise<boolean>} whether all passed
 */
export async function runChecks() {
  const steps = [
    { name: 'lockfile', run: checkLockfile },
    ...COMMANDS.map(([name, command]) => ({ name, run: () => runCommand(command) })),
  ];
  const results = [];
  const runNext = async () => {
    for (let step = steps.shift(); step !== undefined; step = steps.shift()) {
      const { name, run } = step;
      const startedAt = performance.now();
      const { isOk, output } = await run();
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      console.log(`${isOk ? '✓' : '✗'} ${name} (${seconds} s)`);
      if (!isOk) console.log(output.trimEnd());
      results.push(isOk);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runNext));
  return results.every(Boolean);
}

async function checkLockfile() {
  const lockfile = JSON.parse(readFileSync(path.join(PROJECT_DIR, 'package-lock.json'), 'utf8'));
  const missing = missingFromLockfile(lockfile);
  return { isOk: missing.length === 0, output: missing.join('\n') };
}

function runCommand(command) {
  const [file, ...args] = command.split(' ');
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: PROJECT_DIR,
      env: toolEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.once('error', (error) => resolve({ isOk: false, output: error.message }));
    child.once('close', (code) => resolve({ isOk: code === 0, output }));
  });
}

if (process.argv[1] === import.meta.filename) {
  await ensureInstalled();
  process.exit((await runChecks()) ? 0 : 1);
}
