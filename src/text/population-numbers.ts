import { readBuilding } from '../domain/building.ts';
import type { ProfileDimension, ProfileShare } from '../domain/sample.ts';

/** The groups staff are asked about, in this order; buildings are named with their numbers. */
export const PROFILE_VALUES: Record<Exclude<ProfileDimension, 'building'>, readonly string[]> = {
  age_band: ['u30', '30_44', '45_59', '60_69', '70_79', '80p'],
  registration: ['local', 'elsewhere'],
  language: ['zh', 'en', 'es'],
};

export type ReadNumbers = { kind: 'shares'; shares: ProfileShare[] } | { kind: 'unclear' };

const LONGEST_TEXT = 2_000;
const MOST_PEOPLE = 10_000_000;
const MOST_BUILDINGS = 200;

/** "2100, 900, 800" in the order asked for, or for buildings "3: 120, 4: 96", one a line or behind commas. */
export function readPopulation(dimension: ProfileDimension, typed: string): ReadNumbers {
  const text = typed.slice(0, LONGEST_TEXT).normalize('NFKC');
  return dimension === 'building' ? readBuildings(text) : readInOrder(PROFILE_VALUES[dimension], text);
}

function readInOrder(values: readonly string[], text: string): ReadNumbers {
  const parts = text.split(/[\s,;、，；]+/u).filter((part) => part !== '');
  const numbers = parts.map(readNumber);
  if (parts.length !== values.length || numbers.some((number) => number === undefined))
    return { kind: 'unclear' };
  const shares = values.map((value, index) => ({ value, people: numbers[index] ?? 0 }));
  return hasPeople(shares) ? { kind: 'shares', shares } : { kind: 'unclear' };
}

function readBuildings(text: string): ReadNumbers {
  const lines = text.split(/[\n,;、，；]+/u).filter((line) => line.trim() !== '');
  const shares = new Map<string, number>();
  for (const line of lines) {
    const [, name = '', number = ''] = /^(.{1,30}?)\s*[:=\s]\s*(\d{1,8})\D{0,2}$/u.exec(line.trim()) ?? [];
    const building = readBuilding(name);
    const people = readNumber(number);
    if (building.kind !== 'building' || people === undefined || shares.has(building.building))
      return { kind: 'unclear' };
    shares.set(building.building, people);
  }
  const list = [...shares].map(([value, people]) => ({ value, people }));
  const isUsable = list.length <= MOST_BUILDINGS && hasPeople(list);
  return isUsable ? { kind: 'shares', shares: list } : { kind: 'unclear' };
}

function readNumber(written: string): number | undefined {
  const [, digits] = /^(\d{1,8})[人户]?$/u.exec(written) ?? [];
  const number = digits === undefined ? NaN : Number(digits);
  return number <= MOST_PEOPLE ? number : undefined;
}

/** One group alone is no comparison. */
function hasPeople(shares: ProfileShare[]): boolean {
  return shares.filter(({ people }) => people > 0).length >= 2;
}
