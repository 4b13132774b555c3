import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installIfNeeded, isInstalled } from '../../scripts/install-if-needed.mjs';

const STAMP = 'node_modules/.yardbell-install-stamp';
const NPM_STAMP = 'node_modules/.package-lock.json';
const LOCK = {
  packages: {
    '': { dependencies: { bell: '1.0.0' } },
    'node_modules/bell': { version: '1.0.0' },
    'node_modules/bell-darwin': { version: '1.0.0', optional: true },
  },
};

let project: string;
let said: string[];

beforeEach(() => {
  project = mkdtempSync(path.join(os.tmpdir(), 'yardbell-install-'));
  said = [];
  write('package.json', { name: 'stand-in', scripts: {}, dependencies: { bell: '1.0.0' } });
  write('package-lock.json', LOCK);
});
afterEach(() => {
  delete process.env['YARDBELL_SKIP_INSTALL'];
  rmSync(project, { recursive: true, force: true });
});

function write(name: string, content: unknown): void {
  const file = path.join(project, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
}

/** What `npm ci` leaves behind. */
function finishInstall(): { code: number; output: string } {
  write('node_modules/bell/package.json', { version: '1.0.0' });
  write(NPM_STAMP, { packages: { 'node_modules/bell': { version: '1.0.0' } } });
  return { code: 0, output: '' };
}

function install(run = finishInstall): Promise<boolean> {
  return installIfNeeded(project, { install: async () => run(), say: (line) => said.push(line) });
}

test('a fresh clone is installed once, with one line', async () => {
  expect(await install()).toBe(true);
  expect(said).toEqual(['installing…']);
  expect(await install()).toBe(false);
  expect(said).toHaveLength(1);
});

test('another lockfile or other dependencies install again', async () => {
  await install();
  write('package-lock.json', { ...LOCK, lockfileVersion: 4 });
  expect(isInstalled(project)).toBe(false);
  expect(await install()).toBe(true);
  write('package.json', { dependencies: { bell: '1.0.0', whistle: '1.0.0' } });
  expect(await install()).toBe(true);
});

test('a new script in package.json does not install again', async () => {
  await install();
  write('package.json', { name: 'stand-in', scripts: { ring: 'bell' }, dependencies: { bell: '1.0.0' } });
  expect(await install()).toBe(false);
});

test('what somebody installed with npm by hand is not installed again', async () => {
  finishInstall();
  expect(await install()).toBe(false);
  expect(existsSync(path.join(project, STAMP))).toBe(true);
});

test('what somebody installed for an older lockfile is installed again', async () => {
  finishInstall();
  write('package-lock.json', { packages: { ...LOCK.packages, 'node_modules/bell': { version: '2.0.0' } } });
  expect(await install()).toBe(true);
});

test('an interrupted install is taken up again', async () => {
  await install();
  write('package-lock.json', { ...LOCK, lockfileVersion: 4 });
  await expect(
    installIfNeeded(project, { install: () => Promise.reject(new Error('killed')), say: () => {} }),
  ).rejects.toThrow('killed');
  expect(isInstalled(project)).toBe(false);
  write('package-lock.json', LOCK);
  expect(isInstalled(project)).toBe(false);
});

test('a failed install shows the output of npm and leaves no stamp', async () => {
  const failing = install(() => ({ code: 7, output: 'npm error code EUSAGE' }));
  await expect(failing).rejects.toThrow(/exit code 7.*\nnpm error code EUSAGE/);
  expect(existsSync(path.join(project, STAMP))).toBe(false);
  expect(await install()).toBe(true);
});

test('two at once install once', async () => {
  let installs = 0;
  const slowly = async () => {
    installs++;
    await sleep(300);
    return finishInstall();
  };
  const both = [1, 2].map(() =>
    installIfNeeded(project, { install: slowly, say: (line) => said.push(line) }),
  );
  expect((await Promise.all(both)).sort()).toEqual([false, true]);
  expect(installs).toBe(1);
  expect(said.sort()).toEqual(['installing…', `waiting for another install (process ${process.pid})…`]);
});

test('the lock of an install that was killed does not stand in the way', async () => {
  const { pid } = spawnSync('true');
  write('.cache/install.lock/pid', pid);
  expect(await install()).toBe(true);
  expect(existsSync(path.join(project, '.cache/install.lock'))).toBe(false);
});

test('YARDBELL_SKIP_INSTALL=1 touches nothing', async () => {
  process.env['YARDBELL_SKIP_INSTALL'] = '1';
  expect(await install()).toBe(false);
  expect(existsSync(path.join(project, 'node_modules'))).toBe(false);
  expect(readFileSync(path.join(project, 'package-lock.json'), 'utf8')).toBe(JSON.stringify(LOCK));
});
