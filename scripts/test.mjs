// `npm test [-- vitest's arguments]`: checks, then tests. Runs on Node 20, before anything is installed.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runChecks } from './check.mjs';
import { ensureInstalled, findNode, PROJECT_DIR, toolEnvironment } from './launch.mjs';

await ensureInstalled();
const areChecksPassed = await runChecks();
const { exitCode, passed, failed } = await runTests(process.argv.slice(2));
if (!areChecksPassed) console.log('✗ some checks failed: see the top');
console.log(`${passed} passed, ${failed} failed`);
process.exit(exitCode === 0 && !areChecksPassed ? 1 : exitCode);

async function runTests(args) {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'yardbell-report-'));
  const reportFile = path.join(directory, 'report.json');
  const vitest = path.join(PROJECT_DIR, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const exitCode = await new Promise((resolve) => {
    const child = spawn(findNode(), [vitest, 'run', ...reporters, ...args], {
      cwd: PROJECT_DIR,
      env: toolEnvironment(),
      stdio: 'inherit',
    });
    // The terminal's Ctrl-C reaches vitest itself; then it ends in order and we with it.
    process.on('SIGINT', () => {});
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.once('error', () => resolve(1));
    child.once('exit', (code, signal) => resolve(code ?? 128 + (os.constants.signals[signal] ?? 0)));
  });
  const counts = countTests(reportFile, exitCode);
  rmSync(directory, { recursive: true, force: true });
  return { exitCode, ...counts };
}

/** A file that cannot be loaded has no tests: it counts as one that failed, and so does an error between tests. */
function countTests(reportFile, exitCode) {
  let report;
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch {
    return { passed: 0, failed: exitCode === 0 ? 0 : 1 };
  }
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = report.numFailedTests + unloaded.length;
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}
