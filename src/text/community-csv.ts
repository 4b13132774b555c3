import { lengthOf, plainLine } from '../domain/plain.ts';
import { type CsvRow, readCsv } from './csv.ts';
import { isZone } from './zones.ts';

export const COMMUNITY_COLUMNS = [
  'code',
  'name_zh',
  'name_en',
  'name_es',
  'time_zone',
  'households',
  'residents_registered',
  'residents_migrant',
] as const;
type Column = (typeof COMMUNITY_COLUMNS)[number];

export interface CommunityRow {
  code: string;
  name_zh: string;
  name_en: string;
  name_es: string;
  time_zone: string;
  households: number | null;
  residents_registered: number | null;
  residents_migrant: number | null;
}

/** What is wrong where. Without a column it is the whole line, without a line the whole file. */
export interface CsvFault {
  line?: number;
  column?: Column;
  why: string;
}

export type CommunityReading = { records: CommunityRow[] } | { faults: CsvFault[] };

const LONGEST_NAME = 60;
const MOST_PEOPLE = 10_000_000;

/**
 * Reads a list of communities from the bytes of a CSV file (UTF-8, a byte order mark is allowed) with the header
 * {@link COMMUNITY_COLUMNS}. Either every row is good, or every fault is named. Numbers may be left out.
 */
export function readCommunityCsv(bytes: Uint8Array): CommunityReading {
  const text = decode(bytes);
  if (text === undefined) {
    return { faults: [{ why: 'the file is not UTF-8: in the spreadsheet choose "CSV UTF-8" when saving' }] };
  }
  const csv = readCsv(text);
  if ('why' in csv) return { faults: [{ line: csv.line, why: csv.why }] };
  const [header, ...rows] = csv.rows;
  if (!header) return { faults: [{ why: 'the file is empty' }] };
  const headerFault = faultOfHeader(header);
  if (headerFault) return { faults: [headerFault] };
  if (rows.length === 0)
    return { faults: [{ line: header.line, why: 'there is no community below the header' }] };
  return readRows(rows);
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function faultOfHeader({ line, fields }: CsvRow): CsvFault | undefined {
  const names = fields.map((field) => field.trim().toLowerCase());
  if (
    names.length === COMMUNITY_COLUMNS.length &&
    COMMUNITY_COLUMNS.every((name, at) => names[at] === name)
  ) {
    return undefined;
  }
  return { line, why: `the first line must be the header: ${COMMUNITY_COLUMNS.join(',')}` };
}

function readRows(rows: CsvRow[]): CommunityReading {
  const faults: CsvFault[] = [];
  const records: CommunityRow[] = [];
  const lineOfCode = new Map<string, number>();
  for (const row of rows) {
    if (row.fields.length !== COMMUNITY_COLUMNS.length) {
      faults.push({ line: row.line, why: wrongNumberOfFields(row.fields) });
      continue;
    }
    const reader = readerOf(row, faults);
    const record = readRecord(reader);
    records.push(record);
    const earlier = lineOfCode.get(record.code);
    if (earlier !== undefined) reader.fault('code', `"${record.code}" stands on line ${earlier} already`);
    else if (record.code) lineOfCode.set(record.code, row.line);
  }
  return faults.length > 0 ? { faults } : { records };
}

function wrongNumberOfFields(fields: string[]): string {
  const found = `${fields.length} field${fields.length === 1 ? '' : 's'}, ${COMMUNITY_COLUMNS.length} needed`;
  const isFullWidth = fields.some((field) => field.includes('，'));
  return isFullWidth
    ? `${found}; a full-width comma (，) does not separate fields, a plain one (,) does`
    : found;
}

interface RowReader {
  value(column: Column): string;
  fault(column: Column, why: string): void;
}

function readerOf({ line, fields }: CsvRow, faults: CsvFault[]): RowReader {
  return {
    value: (column) => plainLine(fields[COMMUNITY_COLUMNS.indexOf(column)] ?? ''),
    fault: (column, why) => faults.push({ line, column, why }),
  };
}

function readRecord(row: RowReader): CommunityRow {
  return {
    code: readCode(row),
    name_zh: readName(row, 'name_zh'),
    name_en: readName(row, 'name_en'),
    name_es: readName(row, 'name_es'),
    time_zone: readZone(row),
    households: readNumber(row, 'households'),
    residents_registered: readNumber(row, 'residents_registered'),
    residents_migrant: readNumber(row, 'residents_migrant'),
  };
}

/** No hyphen: in a link it separates the code from the place of the poster. */
function readCode(row: RowReader): string {
  const code = row.value('code');
  if (code === '') row.fault('code', 'is missing');
  else if (!/^[a-z0-9]{2,24}$/.test(code)) {
    row.fault(
      'code',
      `"${code}" must be 2 to 24 lower-case letters a-z and digits, such as xinghua or block7`,
    );
  }
  return code;
}

function readName(row: RowReader, column: 'name_zh' | 'name_en' | 'name_es'): string {
  const name = row.value(column);
  if (name === '') row.fault(column, 'is missing');
  else if (lengthOf(name) > LONGEST_NAME) row.fault(column, `has more than ${LONGEST_NAME} characters`);
  return name;
}

function readZone(row: RowReader): string {
  const zone = row.value('time_zone');
  if (zone === '') row.fault('time_zone', 'is missing, write for example Asia/Shanghai');
  else if (!isZone(zone)) row.fault('time_zone', `"${zone}" is not a time zone such as Asia/Shanghai`);
  return zone;
}

function readNumber(
  row: RowReader,
  column: 'households' | 'residents_registered' | 'residents_migrant',
): number | null {
  const written = row.value(column).normalize('NFKC');
  if (written === '') return null;
  const number = /^\d{1,9}$/.test(written) ? Number(written) : NaN;
  if (number <= MOST_PEOPLE) return number;
  row.fault(column, `"${written}" must be a whole number from 0 to ${MOST_PEOPLE}, written in digits only`);
  return null;
}
