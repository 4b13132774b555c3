import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream';
import type { z } from 'zod';
import type { CopiedTable } from '../db/copy.ts';
import { errorCode } from '../embedded/errors.ts';
import {
  END_OF_TABLE,
  FORMAT,
  FORMAT_VERSION,
  type Header,
  type Trailer,
  headerSchema,
  trailerSchema,
} from './archive.ts';

/** The file is not a whole backup; `message` says what is wrong with it. */
export class FaultyArchiveError extends Error {
  override name = 'FaultyArchiveError';
}

/** The file cannot be read at all. */
export class NoArchiveError extends Error {
  override name = 'NoArchiveError';
}

/** What to do with what is in an archive, in the order in which it comes. */
export interface ArchiveReader {
  header(header: Header): Promise<void>;
  /** Must read `rows` to the end. */
  table(table: CopiedTable, rows: AsyncIterable<Buffer>): Promise<number>;
}

const CHUNK_BYTES = 256 * 1024;
const LONGEST_LINE_BYTES = 4 * 1024 ** 2;

/**
 * Reads an archive from its first byte to its last, whatever its size in little memory.
 * @throws FaultyArchiveError when it is cut off, damaged, or something else
 * @throws NoArchiveError
 */
export async function readArchive(file: string, reader: ArchiveReader): Promise<Header> {
  const text = openText(file);
  try {
    const header = parse(headerSchema, await text.line(), notOurs);
    await reader.header(header);
    const rows: Trailer['rows'] = {};
    for (const table of header.tables) rows[table.name] = await reader.table(table, text.table());
    const sha256 = text.sha256();
    const trailer = parse(trailerSchema, await text.line(), () => damaged());
    const isWhole = header.tables.every(({ name }) => trailer.rows[name] === rows[name]);
    if (trailer.sha256 !== sha256 || !isWhole || !(await text.isOver())) throw damaged();
    return header;
  } catch (error) {
    throw explain(error, file);
  } finally {
    text.close();
  }
}

/** Reads a whole archive and changes nothing: what its header says, if nothing in it is damaged. */
export async function checkArchive(file: string): Promise<Header> {
  return await readArchive(file, { header: async () => undefined, table: (_, rows) => countLines(rows) });
}

async function countLines(rows: AsyncIterable<Buffer>): Promise<number> {
  const NEWLINE = 10;
  let lines = 0;
  for await (const chunk of rows)
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}

interface Text {
  line(): Promise<string>;
  /** Whole lines up to the end of a table. */
  table(): AsyncGenerator<Buffer>;
  /** Of everything read so far. */
  sha256(): string;
  isOver(): Promise<boolean>;
  close(): void;
}

function openText(file: string): Text {
  const unpacked = createGunzip({ chunkSize: CHUNK_BYTES });
  // An error of either end reaches whoever reads.
  pipeline(createReadStream(file), unpacked, () => undefined);
  const chunks: AsyncIterator<Buffer> = unpacked[Symbol.asyncIterator]();
  const hash = createHash('sha256');
  let rest: Buffer = Buffer.alloc(0);

  async function more(): Promise<boolean> {
    const next = await chunks.next();
    if (next.done) return false;
    rest = rest.length === 0 ? next.value : Buffer.concat([rest, next.value]);
    return true;
  }

  function take(bytes: number): Buffer {
    const taken = rest.subarray(0, bytes);
    rest = rest.subarray(bytes);
    hash.update(taken);
    return taken;
  }

  async function line(): Promise<string> {
    for (;;) {
      const end = rest.indexOf('\n');
      if (end >= 0) return take(end + 1).toString('utf8');
      if (rest.length > LONGEST_LINE_BYTES || !(await more())) throw damaged();
    }
  }

  async function* table(): AsyncGenerator<Buffer> {
    // `rest` begins with a line here, and after each turn of the loop again.
    for (;;) {
      const isEnd = rest.subarray(0, END_OF_TABLE.length).equals(Buffer.from(END_OF_TABLE));
      const end = isEnd ? 0 : rest.indexOf(`\n${END_OF_TABLE}`) + 1;
      if (isEnd || end > 0) {
        if (end > 0) yield take(end);
        take(END_OF_TABLE.length);
        return;
      }
      const wholeLines = rest.lastIndexOf('\n') + 1;
      if (wholeLines > 0) yield take(wholeLines);
      if (!(await more())) throw damaged();
    }
  }

  return {
    line,
    table,
    sha256: () => hash.copy().digest('hex'),
    isOver: async () => rest.length === 0 && !(await more()),
    close: () => void unpacked.destroy(),
  };
}

function parse<T>(schema: z.ZodType<T>, line: string, fault: (value: unknown) => Error): T {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw fault(undefined);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw fault(value);
  return parsed.data;
}

function notOurs(value: unknown): Error {
  const { format, version } = (typeof value === 'object' && value ? value : {}) as Record<string, unknown>;
  if (format !== FORMAT) return new FaultyArchiveError('it is not a backup of Yardbell');
  if (version !== FORMAT_VERSION)
    return new FaultyArchiveError('a newer Yardbell wrote it: restore it with that one');
  return damaged();
}

function damaged(): Error {
  return new FaultyArchiveError('it is damaged or was cut off');
}

function explain(error: unknown, file: string): unknown {
  const code = errorCode(error) ?? '';
  if (code.startsWith('Z_')) {
    const isOther = error instanceof Error && error.message === 'incorrect header check';
    return isOther ? new FaultyArchiveError('it is not a backup of Yardbell') : damaged();
  }
  if (['ENOENT', 'EACCES', 'EPERM', 'EISDIR'].includes(code))
    return new NoArchiveError(`${file} cannot be read`);
  return error;
}
