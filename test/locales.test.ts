import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const PROJECT = path.resolve(import.meta.dirname, '..');
const SCRIPT = path.join(PROJECT, 'scripts/check-locales.mjs');

/** A small project without a fault; each test breaks it in one place. */
const SOUND: Record<string, string> = {
  'src/telegram/locales/en/menu.ftl': [
    'menu-open = Open',
    'menu-people = { $count ->',
    '    [one] 1 person in { $place }',
    '   *[other] { $count } people in { $place }',
    '}',
    'menu-day-1 = Monday',
    'menu-day-2 = Tuesday',
    '',
  ].join('\n'),
  'src/telegram/locales/zh/menu.ftl': [
    '# 说明',
    'menu-open = 打开',
    'menu-people = { $place }有{ $count }个人',
    'menu-day-1 = 星期一',
    'menu-day-2 = 星期二',
    '',
  ].join('\n'),
  'src/telegram/locales/es/menu.ftl': [
    'menu-open = Abrir',
    'menu-people = { $count ->',
    '    [one] 1 persona en { $place }',
    '   *[other] { $count } personas en { $place }',
    '}',
    'menu-day-1 = lunes',
    'menu-day-2 = martes',
    '',
  ].join('\n'),
  'src/menu.ts': [
    '// 打开: a comment may hold anything, also `quotes and "these',
    'const quote = /[\'"`]/;',
    "export const text = (day: number) => t('zh', day === 1 ? 'menu-open' : 'menu-people');",
    'export const name = (day: number) => translate(`menu-day-${day}`, { at: `${day}` });',
    '',
  ].join('\n'),
  'src/text/words.ts': "export const YES = ['好', '对'];\n",
};

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'yardbell-locales-'));
  for (const [file, text] of Object.entries(SOUND)) write(file, text);
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

test('the sentences of this project are whole in every language, and every one of them is said', () => {
  expect(check(PROJECT)).toEqual({ isOk: true, faults: [] });
});

test('a sound project has no fault', () => {
  expect(check(root)).toEqual({ isOk: true, faults: [] });
});

describe('found is, with file and line,', () => {
  test('a file that one language lacks', () => {
    rmSync(path.join(root, 'src/telegram/locales/es/menu.ftl'));
    expect(check(root).faults).toContain(
      'src/telegram/locales/es/menu.ftl:1 this file is missing, another language has it',
    );
    expect(check(root).isOk).toBe(false);
  });

  test.each([
    [
      'a sentence missing in one language',
      'es',
      'menu-open = Abrir\n',
      '',
      'zh/menu.ftl:2 menu-open is missing in es',
    ],
    [
      'a variable that one language forgot',
      'zh',
      '{ $place }有',
      '有',
      'zh/menu.ftl:3 menu-people lacks { $place }, which another language has',
    ],
    [
      'a key defined twice',
      'en',
      'menu-day-2',
      'menu-day-1',
      'en/menu.ftl:7 menu-day-1 is defined twice, first in src/telegram/locales/en/menu.ftl:6',
    ],
    ['an em dash', 'en', '= Open', '= Open — now', 'en/menu.ftl:1 menu-open contains an em dash'],
    ['a space at the end', 'es', '= Abrir', '= Abrir ', 'es/menu.ftl:1 menu-open ends in a space'],
    [
      'a half-width comma after a Chinese character',
      'zh',
      '= 打开',
      '= 打开,看看',
      'zh/menu.ftl:2 menu-open has a half-width mark in Chinese: 开,',
    ],
    [
      'a half-width question mark in Chinese',
      'zh',
      '= 打开',
      '= 打开吗?',
      'zh/menu.ftl:2 menu-open has a half-width mark in Chinese: 吗?',
    ],
    [
      'a choice without a default',
      'en',
      '*[other]',
      '[other]',
      'en/menu.ftl:2 menu-people chooses without a default',
    ],
    [
      'an unclosed brace',
      'es',
      '{ $count } personas',
      '{ $count personas',
      'es/menu.ftl:2 menu-people has an unclosed brace',
    ],
    [
      'a line that belongs to no sentence',
      'en',
      'menu-open = Open',
      'menu open = Open',
      'en/menu.ftl:1 this line belongs to no sentence: menu open = Open',
    ],
  ])('%s', (_, locale, before, after, fault) => {
    change(`src/telegram/locales/${locale}/menu.ftl`, before, after);
    expect(check(root)).toMatchObject({ isOk: false });
    expect(check(root).faults).toContain(`src/telegram/locales/${fault}`);
  });

  test('a sentence that the code never says', () => {
    change('src/menu.ts', "'menu-people'", "'menu-open'");
    expect(check(root).faults).toEqual(['src/telegram/locales/zh/menu.ftl:3 menu-people is used nowhere']);
  });

  test.each([
    ["t(locale, 'menu-opne')", 'there is no sentence menu-opne'],
    ["ctx.scope.t('menu-opne')", 'there is no sentence menu-opne'],
    ["translate(is ? 'menu-opne' : 'menu-open', { a: 'b-c' })", 'there is no sentence menu-opne'],
    ["reply(ctx, sentence(t, 'menu-opne'))", 'there is no sentence menu-opne'],
    ['t(locale, `menu-dya-${day}`)', 'no sentence fits menu-dya-…'],
    ['`${t(locale, `menu-dya-${day}`)}`', 'no sentence fits menu-dya-…'],
  ])('a key that no file has: %s', (code, words) => {
    change('src/menu.ts', 'const quote', `const wrong = ${code};\nconst quote`);
    expect(check(root)).toEqual({ isOk: false, faults: [`src/menu.ts:2 ${words}`] });
  });

  test.each(["'打开'", '"打开"', '`打开${name}`', '`${`打开`}`'])('Chinese in code: %s', (code) => {
    change('src/menu.ts', 'const quote', `const wrong = ${code};\nconst quote`);
    const words = 'Chinese in code: sentences belong to the locales, words to be understood to src/text';
    expect(check(root)).toEqual({ isOk: false, faults: [`src/menu.ts:2 ${words}`] });
  });
});

describe('no fault is', () => {
  test.each([
    ['a word that is compared, not said', "translate(kind === 'other-kind' ? 'menu-open' : 'menu-people')"],
    ['text of another function inside the call', "translate('menu-open', { place: nameOf('some-place') })"],
    ['a language', "t('es', 'menu-open')"],
    ['a pattern that listens', '/^(打开|open)$/u.test(said)'],
    ['a division', "(a / b) * t('en', 'menu-open').length / 2"],
  ])('%s', (_, code) => {
    change('src/menu.ts', 'const quote', `const right = ${code};\nconst quote`);
    expect(check(root)).toEqual({ isOk: true, faults: [] });
  });

  test('a time of day said from other parts in another language', () => {
    for (const [locale, value] of [
      ['en', '{ $hour12 } { $part }'],
      ['zh', '{ $part }{ $hour12 }点'],
      ['es', '{ $hour24 }'],
    ] as const) {
      write(`src/telegram/locales/${locale}/moment.ftl`, `moment-clock = ${value}\n`);
    }
    write('src/moment.ts', "export const clock = 'moment-clock';\n");
    expect(check(root)).toEqual({ isOk: true, faults: [] });
  });
});

test('it also runs on the Node that is there before anything is installed', () => {
  const system = spawnSync('/usr/bin/env', ['node', '--version'], {
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
  });
  const node = system.status === 0 ? 'node' : process.execPath;
  const said = execFileSync(node, [SCRIPT, root], { env: { PATH: '/usr/local/bin:/usr/bin:/bin' } });
  expect(String(said)).toBe('locales: no fault\n');
});

function check(folder: string): { isOk: boolean; faults: string[] } {
  const { status, stdout } = spawnSync(process.execPath, [SCRIPT, folder], { encoding: 'utf8' });
  const lines = stdout.trim().split('\n');
  return { isOk: status === 0, faults: lines.filter((line) => line !== 'locales: no fault' && line !== '') };
}

function change(file: string, before: string, after: string): void {
  const text = SOUND[file] ?? '';
  expect(text).toContain(before);
  write(file, text.replace(before, after));
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}
