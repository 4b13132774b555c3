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
export function tallyPicks(definition: SurveyDefinition, blocks: Iterable<PickBlock>): Tallies {
  const layout = layoutOf(definition);
  const age = traitOf(layout, 'age_band');
  const registration = traitOf(layout, 'status');
  const histograms = age.groups.flatMap(() =>
    registration.groups.map(() => new Int32Array(layout.size * BYTE)),
  );
  const own = new Int32Array(layout.size * BYTE);
  const overall = emptyTally(layout);
  const groups = new Map(GROUP_DIMENSIONS.map((dimension) => [dimension, new Map<string, Tally>()]));
  const addTo = (dimension: GroupDimension, group: string, tally: Tally) => {
    const found = groups.get(dimension)?.get(group) ?? emptyTally(layout);
    groups.get(dimension)?.set(group, found);
    add(found, tally);
  };
  for (const block of blocks) {
    own.fill(0);
    countBlock(block.picks, layout.size, own, age, registration, histograms);
    const tally = tallyOf(layout, own);
    add(overall, tally);
    addTo('building', block.building ?? UNSAID, tally);
    addTo('mode', block.mode, tally);
    addTo('language', block.locale ?? UNSAID, tally);
  }
  const cells = age.groups.flatMap((ageGroup, a) =>
    registration.groups.map((registrationGroup, r) => ({
      age: ageGroup,
      registration: registrationGroup,
      tally: tallyOf(layout, histograms[a * registration.groups.length + r] ?? own.fill(0)),
    })),
  );
  for (const cell of cells) {
    addTo('age_band', cell.age, cell.tally);
    addTo('registration', cell.registration, cell.tally);
  }
  for (const [dimension, found] of groups)
    if ([...found].every(([group, { responses }]) => group === UNSAID || responses === 0))
      groups.delete(dimension);
  return { layout, overall, groups, cells };
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

/** The innermost loop: one step a byte of a response. */
function countBlock(
  picks: Uint8Array,
  size: number,
  own: Int32Array,
  age: Trait,
  registration: Trait,
  histograms: Int32Array[],
): void {
  for (let at = 0; size > 0 && at + size <= picks.length; at += size) {
    const cell = groupAt(age, picks, at) * registration.groups.length + groupAt(registration, picks, at);
    const histogram = histograms[cell] as Int32Array;
    for (let byte = 0, from = 0; byte < size; byte += 1, from += BYTE) {
      const index = from + (picks[at + byte] as number);
      own[index] = (own[index] as number) + 1;
      histogram[index] = (histogram[index] as number) + 1;
    }
  }
}

function groupAt({ slot, groupOfValue }: Trait, picks: Uint8Array, at: number): number {
  if (!slot) return 0;
  const low = picks[at + slot.offset] as number;
  const high = slot.width === 2 ? (picks[at + slot.offset + 1] as number) : 0;
  return groupOfValue[low | (high << 8)] as number;
}

function tallyOf({ slots }: PickLayout, histogram: Int32Array): Tally {
  let responses = 0;
  for (let value = 0; value < BYTE; value += 1) responses += histogram[value] ?? 0;
  const counts = slots.map(({ offset, options }) =>
    Array.from({ length: FIRST_OPTION + options.length }, (_, bit) =>
      responses === 0 ? 0 : countBit(histogram, offset + (bit >> 3), bit & 7),
    ),
  );
  return { responses, counts };
}

function countBit(histogram: Int32Array, byte: number, bit: number): number {
  let count = 0;
  const first = byte * BYTE;
  for (let value = 1 << bit; value < BYTE; value += 1)
    if ((value >> bit) & 1) count += histogram[first + value] as number;
  return count;
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
