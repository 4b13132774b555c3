import type { Locale } from './locale.ts';
import { FIRST_OPTION, type PickLayout, type Slot, layoutOf } from './survey-picks.ts';
import type { ProfileField, ResponseMode, SurveyDefinition } from './survey.ts';

export const GROUP_DIMENSIONS = ['age_band', 'registration', 'building', 'language', 'mode'] as const;
export type GroupDimension = (typeof GROUP_DIMENSIONS)[number];

/** Responses that share a building, a way of answering and a language, their picks one behind the other. */
export interface PickBlock {
  /** Null: not told. */
  building: string | null;
  mode: ResponseMode;
  /** Null: not kept, as in anonymous surveys. */
  locale: Locale | null;
  picks: Uint8Array;
}

/** Numbers of people. `counts` has a row for each slot of the layout: who reached it, who answered, who chose each option. */
export interface Tally {
  responses: number;
  counts: number[][];
}

/** People by the two traits at once, for weighting. */
export interface TalliedCell {
  age: string;
  registration: string;
  tally: Tally;
}

export interface Tallies {
  layout: PickLayout;
  overall: Tally;
  /** By group; people who did not tell theirs are under {@link UNSAID}. Only dimensions the survey knows. */
  groups: Map<GroupDimension, Map<string, Tally>>;
  cells: TalliedCell[];
}

export const UNSAID = 'unsaid';

/** Values of a byte. */
const BYTE = 256;

/** Counts every response once, overall and in each of its groups. */
export function tallyPicks(definition: SurveyDefinition, blocks: PickBlock[]): Tallies {
  const layout = layoutOf(definition);
  const counter = new PickCounter(layout);
  for (const block of blocks) counter.count(block);
  const cells = counter.cells();
  const groups = new Map<GroupDimension, Map<string, Tally>>([
    ['age_band', joined(layout, cells, ({ age }) => age)],
    ['registration', joined(layout, cells, ({ registration }) => registration)],
    ['building', counter.tallies('building')],
    ['language', counter.tallies('language')],
    ['mode', counter.tallies('mode')],
  ]);
  for (const [dimension, found] of groups)
    if ([...found].every(([group, { responses }]) => group === UNSAID || responses === 0))
      groups.delete(dimension);
  const overall = emptyTally(layout);
  for (const { tally } of cells) add(overall, tally);
  return { layout, overall, groups, cells };
}

function joined(
  layout: PickLayout,
  cells: TalliedCell[],
  groupOf: (cell: TalliedCell) => string,
): Map<string, Tally> {
  const sums = new Map<string, Tally>();
  for (const cell of cells) {
    const sum = sums.get(groupOf(cell)) ?? emptyTally(layout);
    add(sum, cell.tally);
    sums.set(groupOf(cell), sum);
  }
  return sums;
}

/** A histogram of the values of each byte: counting a response is one step a byte and group. */
type Histogram = Int32Array;

class PickCounter {
  readonly #layout: PickLayout;
  readonly #age: Trait;
  readonly #registration: Trait;
  readonly #cells: Histogram[];
  readonly #groups = {
    building: new Map<string, Histogram>(),
    language: new Map<string, Histogram>(),
    mode: new Map<string, Histogram>(),
  };

  constructor(layout: PickLayout) {
    this.#layout = layout;
    this.#age = traitOf(layout, 'age_band');
    this.#registration = traitOf(layout, 'status');
    this.#cells = this.#age.groups.flatMap(() => this.#registration.groups.map(() => this.#fresh()));
  }

  /** The innermost loop. */
  count({ picks, building, mode, locale }: PickBlock): void {
    const { size } = this.#layout;
    const byBuilding = this.#histogram('building', building ?? UNSAID);
    const byLanguage = this.#histogram('language', locale ?? UNSAID);
    const byMode = this.#histogram('mode', mode);
    for (let at = 0; size > 0 && at + size <= picks.length; at += size) {
      const cell = this.#cellAt(picks, at);
      for (let byte = 0, from = 0; byte < size; byte += 1, from += BYTE) {
        const index = from + (picks[at + byte] as number);
        byBuilding[index] = (byBuilding[index] as number) + 1;
        byLanguage[index] = (byLanguage[index] as number) + 1;
        byMode[index] = (byMode[index] as number) + 1;
        cell[index] = (cell[index] as number) + 1;
      }
    }
  }

  cells(): TalliedCell[] {
    return this.#age.groups.flatMap((age, a) =>
      this.#registration.groups.map((registration, r) => {
        const histogram = this.#cells[a * this.#registration.groups.length + r] ?? this.#fresh();
        return { age, registration, tally: tallyOf(this.#layout, histogram) };
      }),
    );
  }

  tallies(dimension: 'building' | 'language' | 'mode'): Map<string, Tally> {
    const tallied = [...this.#groups[dimension]].map(
      ([group, histogram]) => [group, tallyOf(this.#layout, histogram)] as const,
    );
    return new Map(tallied);
  }

  #cellAt(picks: Uint8Array, at: number): Histogram {
    const age = groupAt(this.#age, picks, at);
    const registration = groupAt(this.#registration, picks, at);
    return this.#cells[age * this.#registration.groups.length + registration] as Histogram;
  }

  #histogram(dimension: 'building' | 'language' | 'mode', group: string): Histogram {
    const found = this.#groups[dimension].get(group) ?? this.#fresh();
    this.#groups[dimension].set(group, found);
    return found;
  }

  #fresh(): Histogram {
    return new Int32Array(this.#layout.size * BYTE);
  }
}

/** Which group a response is in by what it picked in one slot; everybody is in the last one without such a slot. */
interface Trait {
  slot: Slot | undefined;
  groups: string[];
  /** The index of the group by the value of the slot. */
  groupOfValue: Uint8Array;
}

function traitOf({ slots }: PickLayout, field: ProfileField): Trait {
  const slot = slots.find(({ question, width }) => question.profile_field === field && width <= 2);
  const options = (slot?.options ?? []).map(({ code, exclusive }) =>
    exclusive ? UNSAID : groupOfCode(field, code),
  );
  const groups = [...new Set([...options, UNSAID])];
  const groupOfValue = new Uint8Array(1 << (8 * (slot?.width ?? 0))).fill(groups.indexOf(UNSAID));
  options.forEach(
    (group, index) => (groupOfValue[3 | (1 << (FIRST_OPTION + index))] = groups.indexOf(group)),
  );
  return { slot, groups, groupOfValue };
}

/** The options of a question about registration differ in how far away "elsewhere" is. */
export function groupOfCode(field: ProfileField, code: string): string {
  if (field === 'age_band') return code;
  return code === 'local' ? 'local' : 'elsewhere';
}

function groupAt({ slot, groupOfValue }: Trait, picks: Uint8Array, at: number): number {
  if (!slot) return 0;
  const low = picks[at + slot.offset] as number;
  const high = slot.width === 2 ? (picks[at + slot.offset + 1] as number) : 0;
  return groupOfValue[low | (high << 8)] as number;
}

function tallyOf({ slots, size }: PickLayout, histogram: Histogram): Tally {
  const bits = Array.from({ length: 8 * size }, () => 0);
  let responses = 0;
  for (let index = 0; index < histogram.length; index += 1) {
    const count = histogram[index] as number;
    if (count === 0) continue;
    const byte = Math.trunc(index / BYTE);
    if (byte === 0) responses += count;
    for (let value = index % BYTE, bit = 8 * byte; value > 0; value >>= 1, bit += 1)
      if (value & 1) bits[bit] = (bits[bit] as number) + count;
  }
  const counts = slots.map(({ offset, options }) =>
    bits.slice(8 * offset, 8 * offset + FIRST_OPTION + options.length),
  );
  return { responses, counts };
}

function emptyTally({ slots }: PickLayout): Tally {
  return {
    responses: 0,
    counts: slots.map(({ options }) => Array.from({ length: FIRST_OPTION + options.length }, () => 0)),
  };
}

function add(sum: Tally, part: Tally): void {
  sum.responses += part.responses;
  sum.counts.forEach((row, slot) =>
    row.forEach((count, at) => (row[at] = count + (part.counts[slot]?.[at] ?? 0))),
  );
}
