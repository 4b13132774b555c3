import { createHash } from 'node:crypto';
import { type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Snapshot } from '../db/backup.ts';
import { errorCode } from '../embedded/errors.ts';
import { END_OF_TABLE, FORMAT, FORMAT_VERSION, type Header, type Trailer } from './archive.ts';

/** The file cannot be written; `message` says why and what to do. */
export class CannotWriteError extends Error {
  override name = 'CannotWriteError';
}

const PRIVATE = 0o600;

/** Where a backup of `file` grows until it is complete. */
function partialOf(file: string): string {
  return `${file}.partial`;
}

/**
 * Takes the place of `file` before any work is done; nobody's backup is written over.
 * @throws CannotWriteError
 */
export async function openArchive(file: string): Promise<FileHandle> {
  try {
    const existing = await open(file, 'r').catch(() => undefined);
    if (existing) {
      await existing.close();
      throw new CannotWriteError(`${file} exists already: name another file, or move that one away`);
    }
    return await open(partialOf(file), 'wx', PRIVATE);
  } catch (error) {
    throw explain(error, file);
  }
}

/**
 * Writes a snapshot and gives the file its name when every byte is on the disk. On a failure nothing is left.
 * @throws CannotWriteError
 */
export async function writeArchive(
  file: string,
  handle: FileHandle,
  snapshot: Snapshot,
): Promise<Trailer['rows']> {
  const rows: Trailer['rows'] = {};
  const text = Readable.from(archiveText(snapshot, rows), { objectMode: false });
  try {
    await pipeline(text, createGzip(), async (packed) => await handle.writeFile(packed));
    await handle.sync();
    await giveName(file);
    return rows;
  } catch (error) {
    throw explain(error, file);
  }
}

/** Closes what {@link openArchive} opened and removes what never got its name. */
export async function closeArchive(file: string, handle: FileHandle): Promise<void> {
  await handle.close();
  await rm(partialOf(file), { force: true });
}

async function* archiveText({ outline, read }: Snapshot, rows: Trailer['rows']): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const hashed = (chunk: Buffer) => {
    hash.update(chunk);
    return chunk;
  };
  const header: Header = { format: FORMAT, version: FORMAT_VERSION, ...outline };
  yield hashed(Buffer.from(`${JSON.stringify(header)}\n`));
  for (const table of outline.tables) {
    const source = read(table, (rowCount) => {
      rows[table.name] = rowCount;
    });
    for await (const chunk of source) yield hashed(chunk);
    yield hashed(Buffer.from(END_OF_TABLE));
  }
  const trailer: Trailer = { rows, sha256: hash.digest('hex') };
  yield Buffer.from(`${JSON.stringify(trailer)}\n`);
}

async function giveName(file: string): Promise<void> {
  try {
    // Unlike a rename it fails where somebody was faster.
    await link(partialOf(file), file);
  } catch (error) {
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes(errorCode(error) ?? '')) throw error;
    await rename(partialOf(file), file);
  }
  const folder = await open(path.dirname(file), 'r');
  await folder.sync();
  await folder.close();
}

function explain(error: unknown, file: string): unknown {
  switch (errorCode(error)) {
    case 'EEXIST':
      return new CannotWriteError(
        `${partialOf(file)} is there: another backup is being written, or was interrupted; then remove it`,
      );
    case 'ENOENT':
      return new CannotWriteError(`the folder of ${file} does not exist`);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new CannotWriteError(`this account may not write ${file}`);
    case 'ENOSPC':
      return new CannotWriteError(`${file} cannot be written: the disk is full`);
    default:
      return error;
  }
}
