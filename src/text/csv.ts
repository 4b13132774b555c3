export interface CsvRow {
  /** The line of the file on which the row begins, from 1. */
  line: number;
  fields: string[];
}

export type CsvReading = { rows: CsvRow[] } | { line: number; why: string };

/**
 * Reads comma-separated text after RFC 4180: quoted fields may hold commas, line ends and doubled quotes; lines end in
 * CRLF or LF. Empty lines are left out. A quote in the wrong place is a fault of its line.
 */
export function readCsv(text: string): CsvReading {
  const rows: CsvRow[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const fields: string[] = [];
    const startLine = line;
    for (;;) {
      const field = readField(text, at);
      if ('why' in field) return { line: line + field.linesIn, why: field.why };
      fields.push(field.value);
      line += field.lines;
      at = field.end;
      if (text[at] !== ',') break;
      at += 1;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
    if (fields.length > 1 || fields[0]?.trim()) rows.push({ line: startLine, fields });
  }
  return { rows };
}

type Field = { value: string; end: number; lines: number } | { why: string; linesIn: number };

function readField(text: string, start: number): Field {
  if (text[start] !== '"') return readBareField(text, start);
  let value = '';
  for (let at = start + 1; ;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { why: 'a quoted field begins here and never ends (")', linesIn: 0 };
    value += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== '"') {
      const lines = value.split('\n').length - 1;
      if (at < text.length && !/[,\r\n]/.test(text[at] ?? '')) {
        return { why: 'there is something after the closing quote of a field', linesIn: lines };
      }
      return { value, end: at, lines };
    }
    value += '"';
    at += 1;
  }
}

function readBareField(text: string, start: number): Field {
  const rest = /[^,\n]*/y;
  rest.lastIndex = start;
  const raw = rest.exec(text)?.[0] ?? '';
  const value = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
  if (value.includes('"')) {
    return {
      why: 'a quote stands inside a field: put the whole field in quotes and double that one ("")',
      linesIn: 0,
    };
  }
  return { value, end: start + value.length, lines: 0 };
}
