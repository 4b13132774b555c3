import { stringify } from 'csv-stringify/sync';
import writeXlsxFile, { type Cell, type SheetData } from 'write-excel-file/node';
import type { Table } from '../domain/table.ts';

/** Spreadsheet programs run what begins like this (OWASP ASVS 1.2.10, CWE-1236), also behind spaces and full-width. */
const LIKE_A_FORMULA =
  /^[\s\u0000-\u001f\u00a0\u200b-\u200f\u2028-\u202e\u2060-\u2069\u3000\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n\u0000]/u;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const LONGEST_CELL = 32_000;

/** The table as CSV in UTF-8 with a byte order mark, so that spreadsheet programs read Chinese; every cell is quoted. */
export function csvFile({ header, rows }: Table): Buffer {
  const text = stringify(
    [header, ...rows].map((row) => row.map((cell) => (typeof cell === 'string' ? harmless(cell) : cell))),
    { bom: true, quoted: true, quoted_empty: false, record_delimiter: 'windows' },
  );
  return Buffer.from(text);
}

/** The tables as an Excel workbook, one sheet each. Text stays text: no cell of it is a formula or a link. */
export async function xlsxFile(tables: Table[]): Promise<Buffer> {
  const names = sheetNames(tables.map(({ name }) => name));
  const sheets = tables.map((table, index) => ({
    data: sheetOf(table),
    sheet: names[index] ?? '',
    columns: widthsOf(table),
    stickyRowsCount: 1,
  }));
  return await writeXlsxFile(sheets).toBuffer();
}

function sheetOf({ header, rows }: Table): SheetData {
  return [
    header.map((title): Cell => ({ value: harmless(title), type: String, fontWeight: 'bold' })),
    ...rows.map((row) =>
      row.map((cell): Cell => {
        if (cell === null) return null;
        return typeof cell === 'number'
          ? { value: cell, type: Number }
          : { value: harmless(cell), type: String };
      }),
    ),
  ];
}

/** A text that would be run is led by an apostrophe, which makes it words; signs no program can show are left out. */
function harmless(text: string): string {
  const shown = text.slice(0, LONGEST_CELL).toWellFormed().replace(CONTROL, '');
  return LIKE_A_FORMULA.test(text) ? `'${shown}` : shown;
}

const NARROWEST = 8;
const WIDEST = 60;

function widthsOf({ header, rows }: Table): { width: number }[] {
  return header.map((title, column) => {
    const texts = [title, ...rows.map((row) => String(row[column] ?? ''))];
    const longest = Math.max(...texts.map((text) => Buffer.byteLength(text.slice(0, WIDEST)) + 2));
    return { width: Math.min(WIDEST, Math.max(NARROWEST, longest)) };
  });
}

const LONGEST_SHEET_NAME = 31;

/** Excel refuses a workbook in which two sheets share a name, or a name holds certain signs. */
function sheetNames(wished: string[]): string[] {
  return wished.map((name, index) => {
    const clean = name.replace(/[\\/?*[\]:']/g, ' ').trim();
    return `${index + 1} ${clean}`.slice(0, LONGEST_SHEET_NAME).trim();
  });
}
