import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILDING, readBuilding } from '../../src/domain/building.ts';

describe('a building', () => {
  it.each([
    ['3', '3'],
    [' ３ ', '3'],
    ['3.', '3'],
    ['03', '3'],
    ['#3', '3'],
    ['3#楼', '3'],
    ['no. 3', '3'],
    ['Nº 3', '3'],
    ['3号', '3'],
    ['3号楼', '3'],
    ['３ 号 楼。', '3'],
    ['3號樓', '3'],
    ['3栋', '3'],
    ['3幢', '3'],
    ['第三栋', '3'],
    ['三号楼', '3'],
    ['我住3号楼', '3'],
    ['building 3', '3'],
    ['Building no. 3', '3'],
    ['building three', '3'],
    ['the 3rd building', undefined],
    ['3rd building', '3'],
    ['I live in building 3', '3'],
    ['BLOCK 3', '3'],
    ['edificio 3', '3'],
    ['Edificio número 3', '3'],
    ['vivo en el edificio 3', '3'],
    ['bloque tres', '3'],
    ['torre B', 'B'],
    ['b2', 'B2'],
    ['B 2', 'B2'],
    ['b-2', 'B2'],
    ['Ｂ２栋', 'B2'],
    ['12甲', '12甲'],
    ['12 甲', '12甲'],
    ['十二甲', '12甲'],
    ['二十一号楼', '21'],
    ['十号楼', '10'],
    ['甲座', '甲'],
    ['12a', '12A'],
    ['枫林楼', '枫林'],
    ['Edificio Sol', 'SOL'],
    ['building 1024', '1024'],
    ['\u202e3\u200b', '3'],
  ])('typed as %j is %j', (typed, building) => {
    expect(readBuilding(typed)).toEqual(building ? { kind: 'building', building } : { kind: 'unclear' });
  });

  it.each([
    '3-2-501',
    '3号楼501',
    '3栋2单元501室',
    '三号楼五零一',
    '三单元',
    '3-501',
    '3/501',
    '3 501',
    '3501',
    '3-A',
    '13800001234',
    'building 3 flat 5',
    'Building 3, apt. B',
    'edificio 3, piso 2',
    'edificio 3 2º B',
    '兴华路1250弄3号',
  ])('with a flat is not taken: %j', (typed) => {
    expect(readBuilding(typed)).toEqual({ kind: 'flat' });
  });

  it.each([
    '',
    ' ',
    '👍',
    'hello',
    'no',
    'no quiero',
    '不想说',
    '好',
    '哪栋楼？',
    'which building',
    'building',
    'the building',
    'the lift is broken',
    '电梯坏了九天了，也没人管！',
    'Edificio Esperanza',
    'building 123456789012345678901234567890123456789012345678901234567890',
    'x'.repeat(4096),
  ])('is not what this is: %j', (typed) => {
    expect(readBuilding(typed)).toEqual({ kind: 'unclear' });
  });

  it('is short, has one number at most, and reads the same when typed as it is shown', () => {
    const parts = [
      '3',
      '12',
      '501',
      'B',
      '甲',
      '号楼',
      '栋',
      ' ',
      '-',
      'building ',
      'edificio ',
      '十',
      '0',
      '第',
    ];
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.array(fc.constantFrom(...parts), { maxLength: 6 }).map((some) => some.join('')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const read = readBuilding(text);
        if (read.kind !== 'building') return;
        expect([...read.building].length).toBeLessThanOrEqual(BUILDING.mostCharacters);
        expect(read.building).toMatch(/^[\p{Script=Latin}\p{Script=Han}\d]+$/u);
        expect(read.building.match(/\d+/g)?.length ?? 0).toBeLessThanOrEqual(1);
        for (const shown of [`building ${read.building}`, `${read.building}号楼`])
          expect(readBuilding(shown)).toEqual(read);
      }),
      { numRuns: 3_000 },
    );
  });
});
