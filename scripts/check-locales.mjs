/*
 * Compares what the program says with where it says it: the sentences of the three languages with each other, and with
 * the keys the code uses. Prints every fault as "file:line what is wrong" and ends with 1 when there is one.
 *
 *   node scripts/check-locales.mjs [root of the project]
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSentences } from './locales/sentences.mjs';
import { literalsOf } from './locales/literals.mjs';

const LOCALES = ['zh', 'en', 'es'];
const LOCALES_FOLDER = 'src/telegram/locales';

/** Each language says the hour from other parts ("2:30 pm", 「下午2点半」, «14:30»), so these may differ. */
const FREE_PLACEHOLDERS = /^moment-clock(-|$)/;

/** Where Chinese may stand in code: words to be understood, texts written by people, and the people of practice mode. */
const CHINESE_ALLOWED = [
  /^src\/(text|practice|telegram\/locales|templates|domain\/templates|simulator\/page)\//,
  /^src\/domain\/survey-templates\.ts$/,
  /-words\.ts$/,
];

const HAN = /\p{Script=Han}/u;
const KEY = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const root = path.resolve(process.argv[2] ?? path.join(path.dirname(fileURLToPath(import.meta.url)), '..'));
const faults = checkProject();
for (const { file, line, words } of faults) console.log(`${file}:${line} ${words}`);
if (faults.length > 0) process.exitCode = 1;
else console.log('locales: no fault');

function checkProject() {
  const found = new Map();
  const fault = (file, line, words) => found.set(`${file}:${line} ${words}`, { file, line, words });
  const files = Object.fromEntries(LOCALES.map((locale) => [locale, ftlFiles(locale)]));
  checkFiles(files, fault);
  const sentences = Object.fromEntries(
    LOCALES.map((locale) => [locale, readLocale(locale, files[locale], fault)]),
  );
  checkParity(sentences, fault);
  for (const locale of LOCALES) {
    for (const sentence of sentences[locale].values()) checkWording(locale, sentence, fault);
  }
  checkCode(sentences, fault);
  return [...found.values()].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

function ftlFiles(locale) {
  const folder = path.join(root, LOCALES_FOLDER, locale);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ftl'))
    .sort();
}

function checkFiles(files, fault) {
  const all = [...new Set(LOCALES.flatMap((locale) => files[locale]))];
  if (all.length === 0) fault(LOCALES_FOLDER, 1, 'no sentences here');
  for (const name of all) {
    for (const locale of LOCALES.filter((own) => !files[own].includes(name))) {
      fault(`${LOCALES_FOLDER}/${locale}/${name}`, 1, 'this file is missing, another language has it');
    }
  }
}

/** The sentences of one language by key. */
function readLocale(locale, names, fault) {
  const byKey = new Map();
  for (const name of names) {
    const file = `${LOCALES_FOLDER}/${locale}/${name}`;
    const { sentences, unreadable } = readSentences(readFileSync(path.join(root, file), 'utf8'));
    for (const { line, words } of unreadable) fault(file, line, words);
    for (const sentence of sentences) {
      const first = byKey.get(sentence.key);
      if (first)
        fault(file, sentence.line, `${sentence.key} is defined twice, first in ${first.file}:${first.line}`);
      else byKey.set(sentence.key, { ...sentence, name, file });
    }
  }
  return byKey;
}

function checkParity(sentences, fault) {
  const keys = new Set(LOCALES.flatMap((locale) => [...sentences[locale].keys()]));
  for (const key of keys) {
    const present = LOCALES.map((locale) => sentences[locale].get(key)).filter(Boolean);
    const [first] = present;
    for (const locale of LOCALES) {
      const own = sentences[locale].get(key);
      if (!own) fault(first.file, first.line, `${key} is missing in ${locale}`);
      else if (own.name !== first.name) fault(own.file, own.line, `${key} stands in ${first.name} elsewhere`);
    }
    if (!FREE_PLACEHOLDERS.test(key)) checkPlaceholders(key, present, fault);
  }
}

function checkPlaceholders(key, present, fault) {
  const all = new Set(present.flatMap((sentence) => sentence.placeholders));
  for (const sentence of present) {
    for (const name of all) {
      if (!sentence.placeholders.includes(name)) {
        fault(sentence.file, sentence.line, `${key} lacks { $${name} }, which another language has`);
      }
    }
  }
}

function checkWording(locale, { key, file, lines }, fault) {
  for (const { text, line } of lines) {
    if (text.includes('\u2014')) fault(file, line, `${key} contains an em dash`);
    if (/[ \t]$/.test(text)) fault(file, line, `${key} ends in a space`);
    const slip = locale === 'zh' && /\p{Script=Han}[,?!]/u.exec(text);
    if (slip) fault(file, line, `${key} has a half-width mark in Chinese: ${slip[0]}`);
  }
}

function checkCode(sentences, fault) {
  const keys = new Set(LOCALES.flatMap((locale) => [...sentences[locale].keys()]));
  const used = new Set(
    LOCALES.flatMap((locale) => [...sentences[locale].values()].flatMap((sentence) => sentence.references)),
  );
  for (const file of codeFiles('src')) {
    for (const literal of literalsOf(readFileSync(path.join(root, file), 'utf8'))) {
      for (const key of keysOf(literal, keys)) used.add(key);
      checkLiteral(file, literal, keys, fault);
    }
  }
  for (const key of keys) {
    if (used.has(key)) continue;
    const { file, line } = LOCALES.map((locale) => sentences[locale].get(key)).find(Boolean);
    fault(file, line, `${key} is used nowhere`);
  }
}

/** The keys a literal stands for: itself, or all that fit a template such as `moment-weekday-${…}`. */
function keysOf(literal, keys) {
  if (literal.parts.length === 1) return keys.has(literal.parts[0]) ? [literal.parts[0]] : [];
  const pattern = patternOf(literal);
  return pattern ? [...keys].filter((key) => pattern.test(key)) : [];
}

/** A template counts as a key only when it begins with the noun of one: `${a}-${b}` fits everything. */
function patternOf({ parts }) {
  if (!/^[a-z][a-z0-9]*-/.test(parts[0]) || !parts.every((part) => /^[a-z0-9-]*$/.test(part)))
    return undefined;
  return new RegExp(`^${parts.join('[a-z0-9-]+')}$`);
}

function checkLiteral(file, literal, keys, fault) {
  const { parts, line, isSentenceKey, isRegex } = literal;
  // A regular expression listens, it does not speak.
  if (
    !isRegex &&
    parts.some((part) => HAN.test(part)) &&
    !CHINESE_ALLOWED.some((place) => place.test(file))
  ) {
    fault(file, line, 'Chinese in code: sentences belong to the locales, words to be understood to src/text');
  }
  if (!isSentenceKey) return;
  if (parts.length > 1) {
    if (patternOf(literal) && keysOf(literal, keys).length === 0) {
      fault(file, line, `no sentence fits ${parts.join('…')}`);
    }
    return;
  }
  const [key] = parts;
  if (KEY.test(key) && !LOCALES.includes(key) && !keys.has(key))
    fault(file, line, `there is no sentence ${key}`);
}

function codeFiles(folder) {
  const absolute = path.join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { withFileTypes: true })
    .flatMap((entry) => {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return codeFiles(name);
      return entry.name.endsWith('.ts') ? [name] : [];
    })
    .sort();
}
