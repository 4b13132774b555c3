import { describe, expect, test } from 'vitest';
import { findPersonal, maskPersonal } from '../../src/text/masking.ts';

const LABELS = {
  name: '[name]',
  phone: '[phone]',
  flat: '[flat]',
  handle: '[account]',
  link: '[link]',
  email: '[email]',
  document: '[number]',
};
const mask = (text: string) => maskPersonal(text, LABELS);

describe('a telephone number is covered in every shape people write', () => {
  test.each([
    '13800138000',
    '138 0013 8000',
    '138-0013-8000',
    '138.0013.8000',
    '1 3 8 0 0 1 3 8 0 0 0',
    '１３８００１３８０００',
    '１３８　００１３　８０００',
    '+86 138 0013 8000',
    '(+86)13800138000',
    '0086-13800138000',
    '010-62345678',
    '(010) 6234 5678',
    '6924 0000',
    '62345678',
    '一三八零零一三八零零零',
    '幺三八〇〇幺三八〇〇〇',
    '1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣',
    '138\u200b0013\u200b8000',
    '612 34 56 78',
    '612345678',
    '91 555 12 34',
    '+34 655 443 322',
    '07700 900123',
    '+44 (0)7700 900 456',
    'seis uno dos tres cuatro cinco seis siete ocho',
    'one three eight double zero one three eight',
  ])('%s', (phone) => {
    for (const text of [phone, `call ${phone}.`, `电话${phone}，谢谢`, `llame al ${phone} por favor`])
      expect(mask(text).replace('[phone]', '')).not.toMatch(/\d|[一二三四五六七八九零〇幺]{2}|seis|eight/);
  });
});

describe('where somebody lives is covered', () => {
  test.each([
    ['3号楼2单元501室', ''],
    ['住3号楼2单元501', '住'],
    ['三号楼二单元五零一', ''],
    ['5栋302的', '的'],
    ['12-3-902', ''],
    ['我家501', '我家'],
    ['楼上602天天吵', '楼上天天吵'],
    ['flat 5B', ''],
    ['Apartment 3-402', ''],
    ['apt. 14C', ''],
    ['unit 7, door 21', ''],
    ['in 5B', 'in '],
    ['piso 3º izquierda', ''],
    ['el 4º derecha', 'el '],
    ['2º B', ''],
    ['puerta 14', ''],
  ])('%s', (text, rest) => {
    expect(mask(text).replace(/\[flat\]/g, '')).toBe(rest);
  });
});

describe('names are covered where they show themselves', () => {
  test.each([
    ['王阿姨家漏水', '[name]家漏水'],
    ['李师傅修的', '[name]修的'],
    ['找张老师', '找[name]'],
    ['我叫王小明，住这儿', '我叫[name]，住这儿'],
    ['我姓周', '我姓[name]'],
    ['老王说的', '[name]说的'],
    ['欧阳女士来过', '[name]来过'],
    ['王秀兰又没来', '[name]又没来'],
    ['Mr Baker knows', 'Mr [name] knows'],
    ["ask Mrs O'Neill", 'ask Mrs [name]'],
    ['I am Tom Baker.', 'I am [name].'],
    ['my name is wang mei', 'my name is [name] mei'],
    ['me llamo Luis Fernández', 'me llamo [name]'],
    ['doña Pilar del segundo', 'doña [name] del segundo'],
    ['el Sr. García', 'el Sr. [name]'],
  ])('%s', (text, masked) => {
    expect(mask(text)).toBe(masked);
  });
});

test.each([
  ['write to kate.oneill@example.org', 'write to [email]'],
  ['ask @pepito_g', 'ask [account]'],
  ['微信号 zhou_66', '微信号 [account]'],
  ['see https://t.me/tombaker?start=1 now', 'see [link] now'],
  ['身份证110101199003071234', '身份证[number]'],
  ['DNI 12345678Z', 'DNI [number]'],
  ['车牌京A12345', '车牌[number]'],
])('accounts, links, addresses and documents are covered: %s', (text, masked) => {
  expect(mask(text)).toBe(masked);
});

test.each([
  '等了9天',
  '9 days, 45 minutes, 20 percent',
  '2026年5月3日',
  'since 2026, on 12 March',
  '3号楼的电梯',
  'the lift in block 3',
  'el bloque 3, portal 5',
  '物业费1200块一年',
  '每月300元',
  '200 euros',
  'bus 503 from 14:00-16:00',
  '打110或者120',
  'we are 250 households',
  "I'm sorry, I don't know",
  '希望增加停车位',
  '高血压的药没有了',
  'una persona mayor',
  '2024-2026',
  '5/3/2026',
])('what leads to nobody stays: %s', (text) => {
  expect(mask(text)).toBe(text);
});

test('a mask covers every occurrence and touches nothing else; masks stand apart', () => {
  const text = '王阿姨和李师傅，138 0013 8000 or 612 34 56 78; a@b.example';
  expect(mask(text)).toBe('[name]和[name]，[phone] or [phone]; [email]');
  const spans = findPersonal(text);
  for (const [index, { from, to }] of spans.entries()) {
    expect(to).toBeGreaterThan(from);
    expect(from).toBeGreaterThanOrEqual(spans[index - 1]?.to ?? 0);
  }
});
