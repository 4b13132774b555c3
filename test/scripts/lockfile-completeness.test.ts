import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { missingFromLockfile } from '../../scripts/lockfile-completeness.mjs';

test('a platform package that the lockfile lacks is named, with the package that wants it', () => {
  const packages = {
    '': { optionalDependencies: { ring: '1.0.0' } },
    'node_modules/ring': { optionalDependencies: { 'ring-linux': '1.0.0', 'ring-darwin': '1.0.0' } },
    'node_modules/ring-linux': {},
  };
  expect(missingFromLockfile({ packages })).toEqual(['Missing: ring-darwin (wanted by node_modules/ring)']);
});

test('a package counts as present wherever Node would find it', () => {
  const packages = {
    'node_modules/@yard/bell/node_modules/ring': {
      optionalDependencies: { inner: '1', middle: '1', outer: '1' },
    },
    'node_modules/@yard/bell/node_modules/ring/node_modules/inner': {},
    'node_modules/@yard/bell/node_modules/middle': {},
    'node_modules/outer': {},
  };
  expect(missingFromLockfile({ packages })).toEqual([]);
});

test('a package inside another one is no help to a third', () => {
  const packages = {
    'node_modules/ring': { optionalDependencies: { hidden: '1' } },
    'node_modules/other/node_modules/hidden': {},
  };
  expect(missingFromLockfile({ packages })).toHaveLength(1);
});

test("the project's own lockfile is complete", () => {
  const file = path.resolve(import.meta.dirname, '../../package-lock.json');
  expect(missingFromLockfile(JSON.parse(readFileSync(file, 'utf8')))).toEqual([]);
});
