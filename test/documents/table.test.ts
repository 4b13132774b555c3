import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { csvFile, xlsxFile } from '../../src/documents/table.ts';
import { readCsv } from '../../src/text/csv.ts';

const HOSTILE = [
  '=HYPERLINK("http://evil.example","看这里")',
  "+cmd|'/C calc'!A0",
  "-2+3+cmd|'/C calc'!A0",
  "@SUM(1+1)*cmd|'/C calc'!A0",
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '\u0000=1+1',
  ' =1+1',
  '\u00a0=1+1',
  '\u3000=1+1',
  '\u200b=1+1',
  '\ufeff=1+1',
  '\u202e=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
];
const HARMLESS = ['电梯坏了', 'a, "b"\nc', "l'ascensor", '', '10-29', '1+1=2', '老人（60岁以上）'];
const table = { name: '结果: a/b?', header: ['=answer', 'n'], rows: HOSTILE.map((text, n) => [text, n]) };

test('no text in a CSV file is taken for a formula', () => {
  const { rows, text } = read(csvFile(table));
  expect(text.startsWith('\ufeff')).toBe(true);
  expect(rows).toHaveLength(HOSTILE.length + 1);
  for (const [first = ''] of rows) expect(first).toMatch(/^'/);
  for (const line of text.slice(1).split('\r\n')) expect(line).not.toMatch(/^"?\s*[=+\-@]/);
});

test('harmless text and numbers come back from a CSV file as they were, negative numbers too', () => {
  const { rows } = read(
    csvFile({ name: '', header: ['词'], rows: HARMLESS.map((text) => [text, -5, null]) }),
  );
  expect(rows[0]).toEqual(['词']);
  expect(rows.slice(1).map(([text]) => text)).toEqual(HARMLESS);
  for (const [, number, empty] of rows.slice(1)) expect([number, empty]).toEqual(['-5', '']);
});

test('no text in a workbook is taken for a formula or a link, and markup stays text', async () => {
  const rows = [...HOSTILE, '</t><f>1+1</f>'].map((text, n) => [text, n]);
  const files = unzip(await xlsxFile([{ ...table, rows }]));
  const sheets = Object.entries(files).filter(([name]) => name.startsWith('xl/worksheets/sheet'));
  expect(sheets).toHaveLength(1);
  for (const [, xml] of sheets) expect(xml).not.toMatch(/<f[ >]|<hyperlink/);
  const texts = Object.values(files).flatMap((xml) =>
    [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) => text),
  );
  for (const text of texts.filter((text) => /1|HYPER|cmd/.test(text ?? ''))) {
    expect(text).toMatch(/^('|&apos;|&#39;|&lt;)/);
  }
});

test('a workbook holds a sheet for each table, whatever their names', async () => {
  const long = 'What worries you most, and how much? [all]';
  const names = ['结果', '结果', long, long, "it's: a/b\\c*?", ''];
  const files = unzip(await xlsxFile(names.map((name) => ({ ...table, name }))));
  const book = files['xl/workbook.xml'] ?? '';
  const sheets = [...book.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name ?? '');
  expect(new Set(sheets).size).toBe(names.length);
  for (const name of sheets) {
    expect(name.length).toBeLessThanOrEqual(31);
    expect(name).not.toMatch(/[\\/?*[\]:]/);
  }
});

function read(file: Buffer): { text: string; rows: string[][] } {
  const text = file.toString('utf8');
  const reading = readCsv(text.slice(1));
  if (!('rows' in reading)) throw new Error(reading.why);
  return { text, rows: reading.rows.map(({ fields }) => fields) };
}

/** The files of a zip archive, by its central directory. */
function unzip(archive: Buffer): Record<string, string> {
  const files: Record<string, string> = {};
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  let at = archive.readUInt32LE(end + 16);
  while (archive.readUInt32LE(at) === 0x02014b50) {
    const nameLength = archive.readUInt16LE(at + 28);
    const local = archive.readUInt32LE(at + 42);
    const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(begin, begin + archive.readUInt32LE(at + 20));
    const isStored = archive.readUInt16LE(at + 10) === 0;
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    files[name] = (isStored ? bytes : inflateRawSync(bytes)).toString('utf8');
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}
