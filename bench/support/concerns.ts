import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readCsv } from '../../src/text/csv.ts';

/** One labelled text; `spans` are what must be masked, `nearTo` and `opposedTo` ids of other texts. */
export interface LabelledText {
  id: string;
  lang: string;
  half: string;
  text: string;
  themes: string[];
  spans: { from: number; to: number; kind: string }[];
  nearTo: string[];
  opposedTo: string[];
  isAlarm: boolean;
  isAbuse: boolean;
  isOrder: boolean;
  isNothing: boolean;
}

const PROJECT = path.resolve(import.meta.dirname, '../..');
const OWN = path.join(PROJECT, 'test/data/concerns/labelled.csv');
const ALARMS = path.join(PROJECT, 'test/data/concerns/alarms.csv');
/** A second set that does not belong to the project; used when it lies beside it. */
const OTHER = path.resolve(PROJECT, '../shared/data/concerns/synthetic_labelled.csv');

export interface LabelledSet {
  name: string;
  texts: LabelledText[];
}

/** The labelled sets that are here: the half we looked at while writing, the half we did not, and the one beside us. */
export function readLabelledSets(): LabelledSet[] {
  const own = readRows(OWN).map((row) => readOwn(row));
  return [
    { name: 'tuned on', texts: own.filter(({ half }) => half === 'tune') },
    { name: 'held out', texts: own.filter(({ half }) => half === 'held') },
    ...(existsSync(OTHER)
      ? [{ name: 'second set', texts: readRows(OTHER).map((row) => readOther(row)) }]
      : []),
  ];
}

/** Texts labelled for alarms alone, in three rounds: each was written after the lists had learnt from the one before. */
export function readAlarmRounds(): { round: string; texts: LabelledText[] }[] {
  const rows = readRows(ALARMS).map((row) => ({ round: row.round ?? '', text: readOwn(row) }));
  return [...Map.groupBy(rows, ({ round }) => round)].map(([round, own]) => ({
    round,
    texts: own.map(({ text }) => text),
  }));
}

type Row = Record<string, string>;

function readRows(file: string): Row[] {
  const reading = readCsv(readFileSync(file, 'utf8'));
  if ('why' in reading) throw new Error(`${file}, line ${reading.line}: ${reading.why}`);
  const [header, ...rows] = reading.rows;
  return rows.map(({ fields }) =>
    Object.fromEntries((header?.fields ?? []).map((name, index) => [name, fields[index] ?? ''])),
  );
}

function readOwn(row: Row): LabelledText {
  return {
    ...common(row),
    half: row.half ?? '',
    spans: parts(row.spans).map((span) => {
      const [from = '', to = '', kind = ''] = span.split(':');
      return { from: Number(from), to: Number(to), kind };
    }),
    nearTo: parts(row.near_dup),
    opposedTo: parts(row.opposed),
    isAlarm: row.alarm === 'yes',
    isAbuse: row.abuse === 'yes',
    isOrder: row.order === 'yes',
    isNothing: row.nothing === 'yes',
  };
}

function readOther(row: Row): LabelledText {
  const flags = parts(row.flags);
  const named = (name: string) =>
    flags.filter((flag) => flag.startsWith(`${name}:`)).map((flag) => flag.slice(name.length + 1));
  const nothing = { isAlarm: false, isAbuse: false, isOrder: false, isNothing: false };
  return {
    ...common(row),
    half: '',
    spans: [],
    nearTo: named('near_dup'),
    opposedTo: named('opposes'),
    ...nothing,
  };
}

function common(row: Row) {
  return { id: row.id ?? '', lang: row.lang ?? '', text: row.text ?? '', themes: parts(row.themes) };
}

function parts(cell: string | undefined): string[] {
  return (cell ?? '').split('|').filter((part) => part !== '');
}
