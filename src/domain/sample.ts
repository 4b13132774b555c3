import type { ShownCount } from './suppression.ts';

/** What is known about a community; `building` counts households, the others people. */
export const PROFILE_DIMENSIONS = ['age_band', 'registration', 'building', 'language'] as const;
export type ProfileDimension = (typeof PROFILE_DIMENSIONS)[number];

export interface ProfileShare {
  value: string;
  people: number;
}

/** Where the numbers of the community come from: staff, the list of communities, or larger statistics. */
export type ProfileSource = 'entered' | 'community' | 'statistics';

export interface Profile {
  dimension: ProfileDimension;
  source: ProfileSource;
  shares: ProfileShare[];
}

/** How much a group was heard beside its share of the community. */
export type Hearing = 'hardly_heard' | 'under_heard' | 'fine' | 'over_heard';

export interface SampleGroup {
  /** An age band such as `u45`, `45_59`, `60p`; `local` or `elsewhere`; a building; a language. */
  value: string;
  answered: ShownCount;
  hearing: Hearing;
  /** Share among those who answered over share in the community; null where the number is hidden. */
  ratio: number | null;
}

/** The people who answered beside the community, in one dimension. */
export interface SampleCheck {
  dimension: ProfileDimension;
  source: ProfileSource;
  likeness: 'good' | 'so_so' | 'poor';
  groups: SampleGroup[];
}

/** Share among those who answered over share in the community. */
export function hearingOf(ratio: number): Hearing {
  if (ratio < 0.5) return 'hardly_heard';
  if (ratio < 0.8) return 'under_heard';
  return ratio <= 1.25 ? 'fine' : 'over_heard';
}

/** A group among those who answered and in the community. */
export interface ComparedGroup {
  value: string;
  answered: number;
  people: number;
}

/** Ratios by group, and half the sum of how far the shares lie apart (0: alike, 1: nothing in common). */
export function compareShares(groups: ComparedGroup[]): { ratios: number[]; totalVariation: number } {
  const answered = groups.reduce((sum, group) => sum + group.answered, 0);
  const people = groups.reduce((sum, group) => sum + group.people, 0);
  const shares = groups.map((group) => ({
    sample: answered === 0 ? 0 : group.answered / answered,
    profile: people === 0 ? 0 : group.people / people,
  }));
  const apart = shares.reduce((sum, { sample, profile }) => sum + Math.abs(sample - profile), 0);
  return { ratios: shares.map(({ sample, profile }) => sample / profile), totalVariation: apart / 2 };
}

export function likenessOf(totalVariation: number): SampleCheck['likeness'] {
  if (totalVariation <= 0.1) return 'good';
  return totalVariation <= 0.2 ? 'so_so' : 'poor';
}

/**
 * Brings what people answered and what is known into the same groups. Age bands of different width are joined until they
 * fit; what the community's numbers do not know is left out.
 */
export function alignGroups(
  dimension: ProfileDimension,
  answered: ReadonlyMap<string, number>,
  shares: ProfileShare[],
): ComparedGroup[] {
  if (dimension === 'age_band') return alignAges(answered, shares);
  return shares
    .filter(({ people }) => people > 0)
    .map(({ value, people }) => ({ value, people, answered: answered.get(value) ?? 0 }));
}

function alignAges(answered: ReadonlyMap<string, number>, shares: ProfileShare[]): ComparedGroup[] {
  const told = [...answered].flatMap(([value, people]) => withStart(value, people));
  const living = shares.flatMap(({ value, people }) => withStart(value, people));
  const starts = new Set(living.map(({ start }) => start));
  const cuts = [...new Set(told.map(({ start }) => start))]
    .filter((start) => starts.has(start))
    .toSorted((a, b) => a - b);
  return cuts
    .map((from, index) => {
      const to = cuts[index + 1] ?? Infinity;
      const within = (bands: { start: number; people: number }[]) =>
        bands.reduce((sum, { start, people }) => (start >= from && start < to ? sum + people : sum), 0);
      return { value: bandCode(from, to), answered: within(told), people: within(living) };
    })
    .filter(({ people }) => people > 0);
}

function withStart(value: string, people: number): { start: number; people: number }[] {
  const start = bandStart(value);
  return start === undefined ? [] : [{ start, people }];
}

/** The youngest age of a band, see {@link bandEnds}. */
export function bandStart(code: string): number | undefined {
  return bandEnds(code)?.from;
}

/** Ages of a band, the last one excluded: `u45` 0 to 45, `45_59` 45 to 60, `60p` 60 on; undefined for anything else. */
export function bandEnds(code: string): { from: number; to: number } | undefined {
  const [, under, from, until, over] = /^(?:u(\d{1,3})|(\d{1,3})_(\d{1,3})|(\d{1,3})p)$/.exec(code) ?? [];
  if (under) return { from: 0, to: Number(under) };
  if (over) return { from: Number(over), to: Infinity };
  return from && until ? { from: Number(from), to: Number(until) + 1 } : undefined;
}

function bandCode(from: number, to: number): string {
  if (from === 0) return `u${to}`;
  return to === Infinity ? `${from}p` : `${from}_${to - 1}`;
}

/**
 * What stands in for numbers nobody has entered: the sub-district's own (110,000 registered here, 20,000 migrant workers),
 * and of Beijing's census of 2020 the share of people aged 60 and over, 19.6 % (Xinhua, 19 May 2021).
 */
export const STATISTICS: Profile[] = [
  {
    dimension: 'registration',
    source: 'statistics',
    shares: [
      { value: 'local', people: 110_000 },
      { value: 'elsewhere', people: 20_000 },
    ],
  },
  {
    dimension: 'age_band',
    source: 'statistics',
    shares: [
      { value: 'u60', people: 804 },
      { value: '60p', people: 196 },
    ],
  },
];
