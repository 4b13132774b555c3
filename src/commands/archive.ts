import { z } from 'zod';

/*
 * The file of a backup, a gzip'd text:
 *
 *     {"format":"yardbell-backup", …}      the header: what the record was, and which tables follow
 *     1 <tab> xinghua <tab> 兴华社区 …      the rows of the first table, as PostgreSQL's COPY writes them
 *     \.                                   its end; no row looks like that
 *     …
 *     {"rows":{"communities":1, …},"sha256":"…"}   the trailer, with the hash of everything before it
 */

export const FORMAT = 'yardbell-backup';
export const FORMAT_VERSION = 1;
export const END_OF_TABLE = '\\.\n';

export const headerSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  takenAt: z.object({ database: z.iso.datetime(), program: z.iso.datetime() }),
  migrations: z.array(z.string()).min(1),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).min(1) })),
  sequences: z.array(
    z.object({ name: z.string(), lastValue: z.string().regex(/^-?\d+$/), isCalled: z.boolean() }),
  ),
});
export type Header = z.infer<typeof headerSchema>;

export const trailerSchema = z.object({ rows: z.record(z.string(), z.number().int()), sha256: z.string() });
export type Trailer = z.infer<typeof trailerSchema>;
