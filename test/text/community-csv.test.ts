import { describe, expect, test } from 'vitest';
import { COMMUNITY_COLUMNS, readCommunityCsv } from '../../src/text/community-csv.ts';

const HEADER = COMMUNITY_COLUMNS.join(',');
const XINGHUA = 'xinghua,兴华社区,Xinghua,Xinghua,Asia/Shanghai,2400,4700,900';
const RECORD = {
  code: 'xinghua',
  name_zh: '兴华社区',
  name_en: 'Xinghua',
  name_es: 'Xinghua',
  time_zone: 'Asia/Shanghai',
  households: 2400,
  residents_registered: 4700,
  residents_migrant: 900,
};

function read(...lines: string[]) {
  return readCommunityCsv(Buffer.from(lines.join('\n')));
}

function faultsOf(...rows: string[]) {
  const reading = read(HEADER, ...rows);
  return 'faults' in reading ? reading.faults : [];
}

describe('a good file', () => {
  test('gives its communities', () => {
    expect(read(HEADER, XINGHUA)).toEqual({ records: [RECORD] });
  });

  test('may have a byte order mark, CRLF line ends, empty lines and a last line without an end', () => {
    const bytes = Buffer.from(`\ufeff${HEADER}\r\n\r\n${XINGHUA}\r\n`);
    expect(readCommunityCsv(bytes)).toEqual({ records: [RECORD] });
  });

  test('may quote fields with commas, quotes and line ends in them; a full-width comma is part of a name', () => {
    const row = 'xinghua,"兴华，东里","Xing""hua, East","Xing\nhua",Asia/Shanghai,2400,4700,900';
    expect(read(HEADER, row)).toEqual({
      records: [{ ...RECORD, name_zh: '兴华，东里', name_en: 'Xing"hua, East', name_es: 'Xing hua' }],
    });
  });

  test('may leave numbers out', () => {
    expect(read(HEADER, 'xinghua,兴华社区,Xinghua,Xinghua,Asia/Shanghai,,,')).toEqual({
      records: [{ ...RECORD, households: null, residents_registered: null, residents_migrant: null }],
    });
  });
});

describe('each fault is named with its line and column', () => {
  test.each([
    ['code', 'Xing Hua,a,b,c,Asia/Shanghai,1,1,1'],
    ['code', 'xing-hua,a,b,c,Asia/Shanghai,1,1,1'],
    ['code', ',a,b,c,Asia/Shanghai,1,1,1'],
    ['name_zh', 'xh2, ,b,c,Asia/Shanghai,1,1,1'],
    ['name_en', 'xh2,a,,c,Asia/Shanghai,1,1,1'],
    ['name_es', `xh2,a,b,${'c'.repeat(61)},Asia/Shanghai,1,1,1`],
    ['time_zone', 'xh2,a,b,c,Asia/Nowhere,1,1,1'],
    ['time_zone', 'xh2,a,b,c,,1,1,1'],
    ['households', 'xh2,a,b,c,Asia/Shanghai,-1,1,1'],
    ['residents_registered', 'xh2,a,b,c,Asia/Shanghai,1,many,1'],
    ['residents_migrant', 'xh2,a,b,c,Asia/Shanghai,1,1,99999999999'],
  ])('%s in "%s"', (column, row) => {
    expect(faultsOf(XINGHUA, row)).toEqual([{ line: 3, column, why: expect.any(String) }]);
  });

  test('several at once, on lines counted through quoted line ends', () => {
    const faults = faultsOf('aa,"x\ny",b,c,UTC,1,1,1', 'bb,a,b,c,UTC,x,1,-1');
    expect(faults.map(({ line, column }) => [line, column])).toEqual([
      [4, 'households'],
      [4, 'residents_migrant'],
    ]);
  });

  test('a code that stands twice is named with the line it stood on first', () => {
    expect(faultsOf(XINGHUA, XINGHUA)).toEqual([
      { line: 3, column: 'code', why: expect.stringContaining('line 2') },
    ]);
  });

  test('too few and too many fields, and full-width commas in the place of commas', () => {
    expect(faultsOf('xinghua,a')).toEqual([{ line: 2, why: expect.stringContaining('2 fields, 8 needed') }]);
    expect(faultsOf(`${XINGHUA},x`)).toEqual([{ line: 2, why: expect.stringContaining('9 fields') }]);
    expect(faultsOf(XINGHUA.replaceAll(',', '，'))).toEqual([
      { line: 2, why: expect.stringContaining('full-width') },
    ]);
  });

  test('quotes in the wrong place', () => {
    expect(faultsOf('xinghua,"a,b')).toEqual([{ line: 2, why: expect.stringContaining('never ends') }]);
    expect(faultsOf('xinghua,"a"b,c')).toEqual([{ line: 2, why: expect.stringContaining('closing quote') }]);
    expect(faultsOf('xinghua,a"b,c')).toEqual([
      { line: 2, why: expect.stringContaining('quote stands inside') },
    ]);
  });
});

test('a file without header, without rows, empty, or not in UTF-8 says so', () => {
  const whyOf = (bytes: Uint8Array) => {
    const reading = readCommunityCsv(bytes);
    return 'faults' in reading ? reading.faults[0]?.why : undefined;
  };
  expect(whyOf(Buffer.from(XINGHUA))).toContain(HEADER);
  expect(whyOf(Buffer.from(HEADER))).toContain('no community');
  expect(whyOf(Buffer.from(' \r\n'))).toContain('empty');
  expect(whyOf(Buffer.from(''))).toContain('empty');
  expect(whyOf(Buffer.from([...Buffer.from(HEADER), 10, 0xd0, 0xcb]))).toContain('UTF-8');
});
