/** People who answered, by one or two traits, such as `local` and `60_69`. */
export interface WeightingCell {
  traits: string[];
  people: number;
}

/** The share of each category of a trait in the community; they add up to one. */
export type TraitShares = Record<string, number>;

export type WeightingRefusal = 'too_few_answers' | 'small_category' | 'empty_cell' | 'design_effect';

export type Weighting =
  | { kind: 'refused'; reason: WeightingRefusal }
  | { kind: 'offered'; weights: number[]; effectiveSize: number };

const LEAST_ANSWERS = 100;
const LEAST_IN_CATEGORY = 30;
const LEAST_WEIGHT = 0.3;
const MOST_WEIGHT = 3;
/** With the least number of answers this also keeps the effective size at 50 or more. */
const MOST_DESIGN_EFFECT = 2;

/**
 * Weights that make the people who answered like the community in one or two traits, with mean 1, in the order of the
 * cells; or why they would mislead.
 */
export function weigh(cells: WeightingCell[], shares: TraitShares[]): Weighting {
  const refusal = refusalOf(cells, shares);
  if (refusal) return { kind: 'refused', reason: refusal };
  const weights = trim(cells, rake(cells, shares));
  const effectiveSize = kishSize(cells, weights);
  if (peopleIn(cells) / effectiveSize > MOST_DESIGN_EFFECT)
    return { kind: 'refused', reason: 'design_effect' };
  return { kind: 'offered', weights, effectiveSize };
}

function refusalOf(cells: WeightingCell[], shares: TraitShares[]): WeightingRefusal | undefined {
  if (peopleIn(cells) < LEAST_ANSWERS) return 'too_few_answers';
  for (const [trait, categories] of shares.entries())
    for (const category of Object.keys(categories))
      if (peopleIn(cells.filter(({ traits }) => traits[trait] === category)) < LEAST_IN_CATEGORY)
        return 'small_category';
  const filled = cells.filter(({ people }) => people > 0).length;
  const all = shares.reduce((product, categories) => product * Object.keys(categories).length, 1);
  return filled < all ? 'empty_cell' : undefined;
}

const MOST_ROUNDS = 1_000;
const CLOSE_ENOUGH = 1e-9;

/**
 * Raking: each trait in turn is brought to its shares until none moves any more (Deming and Stephan, Annals of
 * Mathematical Statistics 11 (1940)).
 */
export function rake(cells: WeightingCell[], shares: TraitShares[]): number[] {
  const n = peopleIn(cells);
  const weights = cells.map(() => 1);
  for (let round = 0, moved = Infinity; round < MOST_ROUNDS && moved > CLOSE_ENOUGH; round += 1) {
    moved = 0;
    for (const [trait, categories] of shares.entries())
      for (const [category, share] of Object.entries(categories)) {
        const members = [...cells.keys()].filter((index) => cells[index]?.traits[trait] === category);
        const weighted = members.reduce((sum, i) => sum + (weights[i] ?? 0) * (cells[i]?.people ?? 0), 0);
        if (weighted === 0) continue;
        const factor = (share * n) / weighted;
        for (const index of members) weights[index] = (weights[index] ?? 0) * factor;
        moved = Math.max(moved, Math.abs(factor - 1));
      }
  }
  return weights;
}

/** Cuts weights to 0.3 and 3, then brings their mean back to 1, so that one may stand a little over 3. */
export function trim(cells: WeightingCell[], weights: number[]): number[] {
  const cut = weights.map((weight) => Math.min(MOST_WEIGHT, Math.max(LEAST_WEIGHT, weight)));
  const mean = weightOf(cells, cut) / peopleIn(cells);
  return cut.map((weight) => weight / mean);
}

/** How many people drawn by lot would tell as much: (sum of weights) squared over the sum of their squares (Kish 1965). */
export function kishSize(cells: WeightingCell[], weights: number[]): number {
  const squares = weights.map((weight) => weight * weight);
  return weightOf(cells, weights) ** 2 / weightOf(cells, squares);
}

function weightOf(cells: WeightingCell[], weights: number[]): number {
  return cells.reduce((sum, { people }, index) => sum + people * (weights[index] ?? 0), 0);
}

function peopleIn(cells: WeightingCell[]): number {
  return cells.reduce((sum, { people }) => sum + people, 0);
}
