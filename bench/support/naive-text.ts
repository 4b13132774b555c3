/** The usual short ways to the same ends: pairs of characters for likeness, a few keywords for alarms. */

const NEAR = 0.5;

/** Merges every text with the first one that shares half its pairs of characters. */
export function naiveMerge(texts: string[]): number[][] {
  const pairs = texts.map((text) => pairsIn(text));
  const groups: number[][] = [];
  pairs.forEach((own, place) => {
    const home = groups.find(([first = 0]) => likeness(own, pairs[first] ?? new Set()) >= NEAR);
    if (home) home.push(place);
    else groups.push([place]);
  });
  return groups;
}

const ALARM_WORDS = [
  '死',
  '自杀',
  '没吃',
  '摔',
  '打',
  '着火',
  'die',
  'dying',
  'dead',
  'kill',
  'fell',
  'fire',
  'muer',
  'matar',
  'pega',
  'fuego',
];

export function naiveAlarm(text: string): boolean {
  const lower = text.toLowerCase();
  return ALARM_WORDS.some((word) => lower.includes(word));
}

function pairsIn(text: string): Set<string> {
  const plain = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return new Set(Array.from({ length: Math.max(1, plain.length - 1) }, (_, at) => plain.slice(at, at + 2)));
}

function likeness(one: Set<string>, other: Set<string>): number {
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return shared / (one.size + other.size - shared);
}
