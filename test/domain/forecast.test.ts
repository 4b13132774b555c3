import { describe, expect, test } from 'vitest';
import { type PastSurvey, forecastAnswers } from '../../src/domain/forecast.ts';

/** A small generator of random numbers with a seed, so that a failure can be seen again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A Beta(a, b) number for whole a, b: the a-th smallest of a + b - 1 uniform ones. */
function beta(a: number, b: number, random: () => number): number {
  const drawn = Array.from({ length: a + b - 1 }, random).toSorted((one, other) => one - other);
  return drawn[a - 1] ?? 0;
}

/** How many of `people` answer, drawn person by person, thousands of times; the 10th and 90th percentile. */
function simulate(people: number, a: number, b: number, runs: number): [number, number] {
  const random = seeded(7);
  const counts = Array.from({ length: runs }, () => {
    const share = beta(a, b, random);
    let answers = 0;
    for (let person = 0; person < people; person += 1) if (random() < share) answers += 1;
    return answers;
  }).toSorted((one, other) => one - other);
  return [counts[Math.floor(runs * 0.1)] ?? 0, counts[Math.floor(runs * 0.9)] ?? 0];
}

describe('the forecast', () => {
  test.each<[number, PastSurvey[], number, number]>([
    [60, [], 4, 16],
    [90, [{ invited: 40, answered: 10 }], 14, 46],
    [40, [{ invited: 30, answered: 30 }], 34, 16],
    [99, [{ invited: 20, answered: 0 }], 4, 36],
  ])('of %i people is what drawing people one by one gives', (people, past, a, b) => {
    const { from, to } = forecastAnswers(people, past);
    const [low, high] = simulate(people, a, b, 6_000);
    expect(Math.abs(from - low)).toBeLessThanOrEqual(1);
    expect(Math.abs(to - high)).toBeLessThanOrEqual(1);
  });

  test('of many people is rounded to tens, and lies around one in five before the first survey', () => {
    const { people, from, to } = forecastAnswers(423, []);
    expect([people % 10, from % 10, to % 10]).toEqual([0, 0, 0]);
    const [low, high] = simulate(423, 4, 16, 4_000);
    expect(Math.abs(from - low)).toBeLessThanOrEqual(8);
    expect(Math.abs(to - high)).toBeLessThanOrEqual(8);
    expect(from).toBeLessThan(85);
    expect(to).toBeGreaterThan(85);
  });

  test('learns from surveys that have ended, and more than were invited answer nothing twice', () => {
    const before = forecastAnswers(400, []);
    const learnt = forecastAnswers(400, [{ invited: 400, answered: 200 }]);
    expect(learnt.from).toBeGreaterThan(before.to);
    expect(learnt.to - learnt.from).toBeLessThan(before.to - before.from);
    expect(forecastAnswers(50, [{ invited: 10, answered: 99 }])).toEqual(
      forecastAnswers(50, [{ invited: 10, answered: 10 }]),
    );
  });

  test('of nobody is nobody, and of a whole city takes no time worth mentioning and stays in bounds', () => {
    expect(forecastAnswers(0, [])).toEqual({ people: 0, from: 0, to: 0 });
    const city = forecastAnswers(1_000_000, [{ invited: 90_000, answered: 17_000 }]);
    expect(city.from).toBeGreaterThan(180_000);
    expect(city.to).toBeLessThan(200_000);
  });
});
