import { type ReadText, readText } from './read-text.ts';
import { areOpposed } from './stance.ts';

/** Merges what says much the same; gives the places of the texts in each group, the first one first. */
export function mergeNearDuplicates(texts: string[]): number[][] {
  return mergeRead(texts.map((text) => readText(text)));
}

/**
 * {@link mergeNearDuplicates} of texts that were read before. A text joins the first group whose first text it is near
 * to, unless anybody in the group says the opposite: two opposed ones can never meet through a third.
 */
export function mergeRead(texts: readonly ReadText[]): number[][] {
  const groups: { places: number[]; members: ReadText[] }[] = [];
  texts.forEach((text, place) => {
    const home = groups.find(({ members: [first, ...others] }) => {
      return first && areNear(first, text) && others.every((member) => !contradict(member, text));
    });
    if (!home) return groups.push({ places: [place], members: [text] });
    home.places.push(place);
    return home.members.push(text);
  });
  return groups.map(({ places }) => places);
}

const NEAR = 0.5;
/** A text this short says nothing beside its matter. */
const SHORT_WEIGHT = 12;

function areNear(one: ReadText, other: ReadText): boolean {
  if (contradict(one, other)) return false;
  // In nearly the same words a "not" more turns the meaning round.
  if (likenessOf(one, other) >= NEAR) return one.negations % 2 === other.negations % 2;
  return sharesMatters(one, other);
}

/** Opposed somewhere, unless it is word for word the same. */
function contradict(one: ReadText, other: ReadText): boolean {
  return areOpposed(one.stance, other.stance) && one.words.tokens.join(' ') !== other.words.tokens.join(' ');
}

/** About the same matters, none on one side only; a short text may leave some out. */
function sharesMatters(one: ReadText, other: ReadText): boolean {
  const [fewer, more] = one.codes.size <= other.codes.size ? [one, other] : [other, one];
  if (fewer.codes.size === 0) return false;
  const isInside = [...fewer.codes].every((code) => more.codes.has(code));
  return isInside && (fewer.codes.size === more.codes.size || fewer.weight <= SHORT_WEIGHT);
}

/** Weighted Jaccard: what two texts share of what they have together. */
function likenessOf(one: ReadText, other: ReadText): number {
  const [smaller, larger] = one.features.size <= other.features.size ? [one, other] : [other, one];
  let shared = 0;
  for (const [feature, weight] of smaller.features) if (larger.features.has(feature)) shared += weight;
  const together = one.weight + other.weight - shared;
  return together === 0 ? 0 : shared / together;
}
