import { createHash } from 'node:crypto';
import type { Dump, StolenRow } from './dump.ts';

/*
 * Tries to tell which ballot is whose, from everything a stolen copy of the record holds: equal ids, hashes of every id a
 * person has, shared transactions, and the order, times, places, sizes and numbers of rows. It looks at every table and
 * every column there is, so that a new one is tried without a line here.
 */

/** Somebody who took part, by all the numbers they have. */
export interface Participant {
  residentId: number;
  telegramId: number;
  responseId: number;
  /** What only the test knows: the ballot is theirs if it says this. */
  truth: string;
}

export interface Ballot {
  row: StolenRow;
  answers: StolenRow[];
  truth: string;
}

/** What one way of linking came to. */
export interface Attempt {
  how: string;
  hits: number;
  /** How probable so many hits, or so strong a relation, are by chance. */
  chance: number;
}

export function link(dump: Dump, people: Participant[], ballots: Ballot[]): Attempt[] {
  return [
    ...linkByIds(people, ballots),
    ...linkByTransaction(dump, people, ballots),
    ...linkByOrder(dump, people, ballots),
  ];
}

/** The best attempt, and how probable it is that chance alone does as well with so many attempts. */
export function bestOf(attempts: Attempt[]): Attempt {
  const [best] = attempts.toSorted((one, other) => one.chance - other.chance);
  if (!best) throw new Error('nothing was tried');
  return { ...best, chance: Math.min(1, best.chance * attempts.length) };
}

// Ids and hashes

const ALGORITHMS = ['md5', 'sha1', 'sha256', 'sha512', 'sha3-256', 'blake2b512', 'ripemd160'];
const NAMESPACES = [
  '6ba7b8109dad11d180b400c04fd430c8',
  '6ba7b8119dad11d180b400c04fd430c8',
  '6ba7b8129dad11d180b400c04fd430c8',
  '00000000000000000000000000000000',
];
const FIRST_BYTES = 6;

function linkByIds(people: Participant[], ballots: Ballot[]): Attempt[] {
  const byPrefix = new Map(ballots.map((ballot) => [prefixOf(idOf(ballot)), ballot]));
  const hits = people.filter((person) =>
    writingsOf(person)
      .flatMap((text) => [text.padStart(FIRST_BYTES * 2, '0'), ...hashesOf(text)])
      .some((candidate) => byPrefix.get(withoutVersion(candidate))?.truth === person.truth),
  ).length;
  return [{ how: 'ids and their hashes', hits, chance: hits > 0 ? 0 : 1 }];
}

function idOf({ row }: Ballot): string {
  return String(row.cells['id']).replaceAll('-', '');
}

/** The beginning of an id, before the digit that says which version of UUID it is. */
function prefixOf(id: string): string {
  return id.padStart(FIRST_BYTES * 2, '0').slice(0, FIRST_BYTES * 2);
}

const withoutVersion = (hash: string) => hash.slice(0, FIRST_BYTES * 2);

function writingsOf({ residentId, telegramId, responseId }: Participant): string[] {
  const ids = [residentId, telegramId, responseId];
  const pairs = ids.flatMap((one) =>
    [1, 2, ...ids].flatMap((other) => [`${one}:${other}`, `${one}-${other}`, `${other}${one}`]),
  );
  return [...ids.map(String), ...ids.map((id) => id.toString(16)), ...pairs];
}

function hashesOf(text: string): string[] {
  const plain = ALGORITHMS.map((name) => createHash(name).update(text).digest('hex'));
  const named = NAMESPACES.flatMap((space) =>
    ['md5', 'sha1'].map((name) =>
      createHash(name).update(Buffer.from(space, 'hex')).update(text).digest('hex'),
    ),
  );
  return [...plain, ...named];
}

// Transactions

/** Rows that name a person, and the transactions in which they were written, against those of the ballots. */
function linkByTransaction(dump: Dump, people: Participant[], ballots: Ballot[]): Attempt[] {
  const byTransaction = Map.groupBy(ballots, ({ row }) => row.xmin);
  const attempts = (['xmin', 'xmax'] as const).flatMap((kind) =>
    [...dump].map(([table, rows]) => {
      const named = rowsByPerson(table, rows, people);
      const guessed = people.map((person) => {
        const candidates = (named.get(person) ?? []).flatMap((row) => byTransaction.get(row[kind]) ?? []);
        return candidates.toSorted((one, other) => one.row.place - other.row.place)[0];
      });
      return attempt(`the same transaction: ${table} ${kind}`, people, guessed, ballots.length);
    }),
  );
  return attempts;
}

// Order, times, places, sizes, numbers

type Feature<T> = { what: string; values: Map<T, number> };

function linkByOrder(dump: Dump, people: Participant[], ballots: Ballot[]): Attempt[] {
  const ofPeople = [...dump].flatMap(([table, rows]) => personFeatures(table, rows, people));
  const ofBallots = ballotFeatures(ballots);
  return ofPeople.flatMap((person) =>
    ofBallots.flatMap((ballot) => {
      const how = `${person.what} ~ ${ballot.what}`;
      return [
        attempt(`order: ${how}`, people, ...rankMatch(people, ballots, person, ballot, 1)),
        attempt(`order turned round: ${how}`, people, ...rankMatch(people, ballots, person, ballot, -1)),
        relation(`relation: ${how}`, people, ballots, person, ballot),
      ];
    }),
  );
}

/** Sorts both sides, and guesses that the first is the first's. */
function rankMatch(
  people: Participant[],
  ballots: Ballot[],
  person: Feature<Participant>,
  ballot: Feature<Ballot>,
  direction: 1 | -1,
): [(Ballot | undefined)[], number] {
  const order = sorted(people, person.values);
  const sortedBallots = sorted(ballots, ballot.values);
  const facing = direction === 1 ? sortedBallots : sortedBallots.toReversed();
  const guesses = new Map(order.map((one, rank) => [one, facing[rank]]));
  return [people.map((one) => guesses.get(one)), ballots.length];
}

function sorted<T>(items: T[], values: Map<T, number>): T[] {
  return items.toSorted((one, other) => (values.get(one) ?? 0) - (values.get(other) ?? 0));
}

/** Whether the two go together at all, even where that singles out nobody: Spearman's rank correlation. */
function relation(
  how: string,
  people: Participant[],
  ballots: Ballot[],
  person: Feature<Participant>,
  ballot: Feature<Ballot>,
): Attempt {
  const own = new Map(ballots.map((one) => [one.truth, one]));
  const pairs = people.flatMap((one) => {
    const theirs = own.get(one.truth);
    return theirs ? [[person.values.get(one) ?? 0, ballot.values.get(theirs) ?? 0] as const] : [];
  });
  const ranks = [ranksOf(pairs.map(([one]) => one)), ranksOf(pairs.map(([, other]) => other))] as const;
  const z = correlation(...ranks) * Math.sqrt(pairs.length - 1);
  return { how, hits: 0, chance: 2 * normalTail(Math.abs(z)) };
}

function personFeatures(table: string, rows: StolenRow[], people: Participant[]): Feature<Participant>[] {
  const named = rowsByPerson(table, rows, people);
  if (named.size < people.length / 2) return [];
  const columns = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  const readers: [string, (row: StolenRow) => number][] = [
    ['place', ({ place }) => place],
    ['xmin', ({ xmin }) => xmin],
    ['xmax', ({ xmax }) => xmax],
    ['bytes', ({ bytes }) => bytes],
    ...columns.flatMap((column): [string, (row: StolenRow) => number][] => [
      [column, ({ cells }) => asNumber(cells[column])],
      [`${column} in alphabetical order`, ({ cells }) => inAlphabet(cells[column])],
    ]),
  ];
  const summaries: [string, (values: number[]) => number][] = [
    ['first', (values) => Math.min(...values)],
    ['last', (values) => Math.max(...values)],
    ['sum', (values) => values.reduce((sum, value) => sum + value, 0)],
  ];
  const counted = { what: `${table} rows`, values: valuesOf(named, (own) => own.length) };
  const read = readers.flatMap(([column, reader]) =>
    summaries.map(([summary, summarise]) => ({
      what: `${table}.${column} ${summary}`,
      values: valuesOf(named, (own) => summarise(own.map(reader))),
    })),
  );
  return withoutConstant([counted, ...read]);
}

function ballotFeatures(ballots: Ballot[]): Feature<Ballot>[] {
  const of = (what: string, read: (ballot: Ballot) => number) => ({
    what: `ballot ${what}`,
    values: new Map(ballots.map((ballot) => [ballot, read(ballot)])),
  });
  const features = [
    of('place', ({ row }) => row.place),
    of('xmin', ({ row }) => row.xmin),
    of('id', (ballot) => Number.parseInt(prefixOf(idOf(ballot)), 16)),
    of('bytes', ({ row }) => row.bytes),
    of('answers', ({ answers }) => answers.length),
    of('first answer', ({ answers }) => Math.min(...answers.map(({ place }) => place))),
    of('last answer', ({ answers }) => Math.max(...answers.map(({ place }) => place))),
    of('length of answers', ({ answers }) => answers.reduce((sum, { bytes }) => sum + bytes, 0)),
  ];
  return withoutConstant(features);
}

function withoutConstant<T>(features: Feature<T>[]): Feature<T>[] {
  return features.filter(({ values }) => new Set(values.values()).size > 1);
}

function valuesOf(
  named: Map<Participant, StolenRow[]>,
  read: (rows: StolenRow[]) => number,
): Map<Participant, number> {
  return new Map([...named].map(([person, rows]) => [person, read(rows)]));
}

function asNumber(cell: unknown): number {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'boolean') return Number(cell);
  if (cell === null || cell === undefined) return 0;
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? text.length : time;
}

/** Texts in their order, as far as their beginnings tell. */
function inAlphabet(cell: unknown): number {
  if (typeof cell !== 'string') return 0;
  return Number.parseInt(
    Buffer.from(cell.padEnd(FIRST_BYTES))
      .toString('hex')
      .slice(0, FIRST_BYTES * 2),
    16,
  );
}

// Who a row is about

/** By the names of columns: whose number stands in them. A text that holds the number of a response is about it too. */
function rowsByPerson(
  table: string,
  rows: StolenRow[],
  people: Participant[],
): Map<Participant, StolenRow[]> {
  const byResident = new Map(people.map((person) => [person.residentId, person]));
  const byTelegram = new Map(people.map((person) => [person.telegramId, person]));
  const byResponse = new Map(people.map((person) => [person.responseId, person]));
  const named = new Map<Participant, StolenRow[]>();
  for (const row of rows) {
    for (const [column, cell] of Object.entries(row.cells)) {
      const person = personIn(column, cell);
      if (!person) continue;
      named.set(person, [...(named.get(person) ?? []), row]);
      break;
    }
  }
  return named;

  function personIn(column: string, cell: unknown): Participant | undefined {
    if (typeof cell === 'string') {
      const number = Number(/^(?:survey|answer):(\d+)/.exec(cell)?.[1] ?? Number.NaN);
      return byResponse.get(number) ?? (column === 'key' ? byTelegram.get(Number(cell)) : undefined);
    }
    if (typeof cell !== 'number') return undefined;
    if (/telegram_id|chat_id|person_key|personKey|chatId/.test(column)) return byTelegram.get(cell);
    if (/response_?id/i.test(column) || (table.endsWith('survey_responses') && column === 'id'))
      return byResponse.get(cell);
    if (/resident_id|_by$/.test(column) || (table.endsWith('residents') && column === 'id'))
      return byResident.get(cell);
    return undefined;
  }
}

// Chance

function attempt(
  how: string,
  people: Participant[],
  guesses: (Ballot | undefined)[],
  ballots: number,
): Attempt {
  const hits = people.filter((person, index) => guesses[index]?.truth === person.truth).length;
  return { how, hits, chance: binomialTail(hits, people.length, 1 / ballots) };
}

/** How probable `hits` or more are in `tries` with this probability each. */
export function binomialTail(hits: number, tries: number, probability: number): number {
  let below = 0;
  let term = (1 - probability) ** tries;
  for (let count = 0; count < hits; count += 1) {
    below += term;
    term *= (((tries - count) / (count + 1)) * probability) / (1 - probability);
  }
  return Math.max(0, 1 - below);
}

/** Beyond `z` of a standard normal variable (Abramowitz and Stegun 26.2.17, error below 1e-7). */
function normalTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const polynomial =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
}

function ranksOf(values: number[]): number[] {
  const order = values
    .map((value, index) => ({ value, index }))
    .toSorted((one, other) => one.value - other.value);
  const ranks: number[] = Array.from({ length: values.length }, () => 0);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && order[end]?.value === order[start]?.value) end += 1;
    for (let place = start; place < end; place += 1) ranks[order[place]?.index ?? 0] = (start + end - 1) / 2;
    start = end;
  }
  return ranks;
}

function correlation(one: number[], other: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanOne, meanOther] = [mean(one), mean(other)];
  let [product, squaresOne, squaresOther] = [0, 0, 0];
  for (const [index, value] of one.entries()) {
    const [deviation, otherDeviation] = [value - meanOne, (other[index] ?? 0) - meanOther];
    product += deviation * otherDeviation;
    squaresOne += deviation ** 2;
    squaresOther += otherDeviation ** 2;
  }
  const scale = Math.sqrt(squaresOne * squaresOther);
  return scale === 0 ? 0 : product / scale;
}
