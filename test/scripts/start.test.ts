import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { processIdentity } from '../../src/embedded/process-identity.ts';
import { projectNode, startProcess, type TestProcess } from '../support/processes.ts';

const PROJECT_DIR = path.resolve(import.meta.dirname, '../..');
/** Stops in order a moment after a signal, as the real one does; writes each signal down. */
const STAND_IN = `
import { appendFileSync } from 'node:fs';
const [code = '0'] = process.argv.slice(2);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
  process.on(signal, () => {
    appendFileSync('signals', signal + '\\n');
    setTimeout(() => process.exit(Number(code)), 300);
  });
if (code === 'now') process.exit(23);
if (code === 'crash') process.kill(process.pid, 'SIGKILL');
console.log('ready', process.pid, process.versions.node);
setInterval(() => {}, 60_000);
`;

let project: string;

beforeAll(() => {
  // A project whose src/main.ts is the stand-in, with the real scripts and the real Node.
  project = mkdtempSync(path.join(os.tmpdir(), 'yardbell-start-'));
  cpSync(path.join(PROJECT_DIR, 'scripts'), path.join(project, 'scripts'), { recursive: true });
  mkdirSync(path.join(project, 'src'));
  mkdirSync(path.join(project, 'node_modules/.bin'), { recursive: true });
  symlinkSync(projectNode(), path.join(project, 'node_modules/.bin/node'));
  writeFileSync(path.join(project, 'src/main.ts'), STAND_IN);
  const scripts = { start: 'exec node scripts/start.mjs' };
  writeFileSync(path.join(project, 'package.json'), JSON.stringify({ type: 'module', scripts }));
});
beforeEach(() => rmSync(path.join(project, 'signals'), { force: true }));
afterAll(() => rmSync(project, { recursive: true, force: true }));

function start(command: string, args: string[]): TestProcess {
  return startProcess(command, args, { cwd: project, env: { YARDBELL_SKIP_INSTALL: '1' } });
}

async function mainPidOf(launcher: TestProcess): Promise<number> {
  const [, pid] = (await launcher.waitForLine(/^ready /)).split(' ');
  return Number(pid);
}

function signalsSeen(): string[] {
  const file = path.join(project, 'signals');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

async function expectGone(pid: number): Promise<void> {
  await expect.poll(() => processIdentity(pid), { timeout: 5000 }).toBeUndefined();
}

describe.each([
  ['npm start', 'npm', ['start', '--silent']],
  ['node scripts/start.mjs', 'node', ['scripts/start.mjs']],
])('%s', (_name, command, args) => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s stops the program in order: exit 0', async (signal) => {
    const launcher = start(command, args);
    const mainPid = await mainPidOf(launcher);
    launcher.signal(signal);
    expect(await launcher.ended).toEqual({ code: 0, signal: null });
    expect(processIdentity(mainPid)).toBeUndefined();
    expect(signalsSeen()).toEqual([signal]);
  });

  test('Ctrl-C, which a terminal sends to all, reaches the program once: exit 0', async () => {
    const launcher = start(command, args);
    const mainPid = await mainPidOf(launcher);
    process.kill(-launcher.pid, 'SIGINT');
    expect(await launcher.ended).toEqual({ code: 0, signal: null });
    expect(processIdentity(mainPid)).toBeUndefined();
    expect(signalsSeen()).toEqual(['SIGINT']);
  });

  test.each(['SIGKILL', 'SIGHUP'] as const)(
    '%s leaves no orphan: the program stops in order',
    async (signal) => {
      const launcher = start(command, args);
      const mainPid = await mainPidOf(launcher);
      launcher.signal(signal);
      await expectGone(mainPid);
      expect(signalsSeen()).toHaveLength(1);
    },
  );

  test('the program runs on Node 24 or newer', async () => {
    const launcher = start(command, args);
    const [, , version] = (await launcher.waitForLine(/^ready /)).split(' ');
    expect(Number.parseInt(version ?? '', 10)).toBeGreaterThanOrEqual(24);
    await launcher.stop();
  });
});

describe('the exit code', () => {
  test('of the program is that of the launcher', async () => {
    expect(await start('node', ['scripts/start.mjs', 'now']).ended).toEqual({ code: 23, signal: null });
    expect(await start('node', ['scripts/run.mjs', 'src/main.ts', 'now']).ended).toEqual({
      code: 23,
      signal: null,
    });
  });

  test('tells that the program was killed', async () => {
    expect(await start('node', ['scripts/start.mjs', 'crash']).ended).toEqual({ code: 137, signal: null });
  });

  test('of a failed orderly stop is passed on', async () => {
    const launcher = start('node', ['scripts/start.mjs', '3']);
    await mainPidOf(launcher);
    expect(await launcher.stop()).toEqual({ code: 3, signal: null });
  });

  test('of run.mjs without a file is that of a usage error', async () => {
    const launcher = start('node', ['scripts/run.mjs']);
    expect((await launcher.ended).code).toBe(64);
    expect(launcher.logs[0]).toContain('usage');
  });
});
