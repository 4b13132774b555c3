import { type Profile, alignGroups, bandStart } from './sample.ts';
import { FIRST_OPTION, REACHED } from './survey-picks.ts';
import type { Ranking, WeightedReach } from './survey-results.ts';
import { type TalliedCell, type Tallies, UNSAID } from './survey-tally.ts';
import { type TraitShares, type WeightingCell, weigh } from './weighting.ts';

/** One of the two traits people are weighted by: shares of the community, and which of its categories a group is in. */
interface Trait {
  shares: TraitShares;
  categoryOf(cell: TalliedCell): string | undefined;
}

/**
 * The reach of the ranked concerns among people weighted by age and registration, as far as the community is known in
 * these. Undefined when it is known in neither.
 */
export function weightedReach(
  ranking: Ranking,
  tallies: Tallies,
  profiles: Profile[],
): WeightedReach | undefined {
  const traits = [ageTrait(tallies, profiles), registrationTrait(profiles)].filter(
    (trait) => trait !== undefined,
  );
  const slotIndex = tallies.layout.slots.findIndex(({ key }) => key === ranking.question.id);
  const slot = tallies.layout.slots[slotIndex];
  if (traits.length === 0 || !slot) return undefined;
  const joined = joinCells(tallies.cells, traits, slotIndex);
  const weighting = weigh(
    joined,
    traits.map(({ shares }) => shares),
  );
  if (weighting.kind === 'refused') return weighting;
  const weighted = (part: number) =>
    joined.reduce((sum, { counts }, at) => sum + (weighting.weights[at] ?? 0) * (counts[part] ?? 0), 0);
  const reach = ranking.concerns.map(({ option }) => {
    const at = slot.options.findIndex(({ code }) => code === option.code);
    return { option, share: weighted(FIRST_OPTION + at) / weighted(REACHED) };
  });
  return { kind: 'offered', effectiveSize: weighting.effectiveSize, reach };
}

/** Whoever did not tell one of the traits stands for nobody else and is left out. */
function joinCells(
  cells: TalliedCell[],
  traits: Trait[],
  slotIndex: number,
): (WeightingCell & { counts: number[] })[] {
  const joined = new Map<string, WeightingCell & { counts: number[] }>();
  for (const cell of cells) {
    const own = traits.map((trait) => trait.categoryOf(cell)).filter((category) => category !== undefined);
    if (own.length < traits.length) continue;
    const counts = cell.tally.counts[slotIndex] ?? [];
    const before = joined.get(own.join());
    const sums = counts.map((count, at) => count + (before?.counts[at] ?? 0));
    joined.set(own.join(), { traits: own, people: sums[REACHED] ?? 0, counts: sums });
  }
  return [...joined.values()];
}

function registrationTrait(profiles: Profile[]): Trait | undefined {
  const profile = profiles.find(({ dimension }) => dimension === 'registration');
  if (!profile) return undefined;
  return {
    shares: sharesOf(profile.shares),
    categoryOf: ({ registration }) => (registration === UNSAID ? undefined : registration),
  };
}

function ageTrait({ groups }: Tallies, profiles: Profile[]): Trait | undefined {
  const profile = profiles.find(({ dimension }) => dimension === 'age_band');
  const told = new Map([...(groups.get('age_band') ?? [])].map(([age, { responses }]) => [age, responses]));
  const bands = profile ? alignGroups('age_band', told, profile.shares) : [];
  if (bands.length < 2) return undefined;
  const categoryOf = ({ age }: TalliedCell) => {
    const start = bandStart(age);
    return start === undefined
      ? undefined
      : bands.findLast(({ value }) => (bandStart(value) ?? 0) <= start)?.value;
  };
  return { shares: sharesOf(bands), categoryOf };
}

function sharesOf(groups: { value: string; people: number }[]): TraitShares {
  const total = groups.reduce((sum, { people }) => sum + people, 0);
  return Object.fromEntries(groups.map(({ value, people }) => [value, people / total]));
}
