/** Earlier surveys of a community that have ended: how many were invited, how many of them answered. */
export interface PastSurvey {
  invited: number;
  answered: number;
}

export interface Forecast {
  people: number;
  from: number;
  to: number;
}

/** One in five answers a first survey; worth as much as twenty people's experience. */
const PRIOR = { answering: 4, silent: 16 };
const TAIL = 0.1;
/** From here on the single person does not matter: numbers are rounded to tens. */
const ROUNDED_FROM = 100;

/**
 * How many of `people` will probably answer: the middle 80 % of the beta-binomial distribution, where the share of those
 * who answer is Beta(4, 16) before the first survey and learns from every one that has ended.
 */
export function forecastAnswers(people: number, past: PastSurvey[]): Forecast {
  const answering = past.reduce((sum, one) => sum + Math.min(one.answered, one.invited), PRIOR.answering);
  const silent = past.reduce((sum, one) => sum + Math.max(0, one.invited - one.answered), PRIOR.silent);
  const from = quantile(people, answering, silent, TAIL);
  const to = quantile(people, answering, silent, 1 - TAIL);
  const round = people < ROUNDED_FROM ? (count: number) => count : toTens;
  return { people: round(people), from: round(from), to: round(to) };
}

function toTens(count: number): number {
  return Math.round(count / 10) * 10;
}

/**
 * The least k with P(X <= k) >= p for X beta-binomial of n, a, b. The probabilities follow from one another:
 * P(k + 1) / P(k) = (n - k)(a + k) / ((k + 1)(n - k - 1 + b)), so they are summed from P(0), in logarithms.
 */
function quantile(n: number, a: number, b: number, p: number): number {
  let log = logNobody(n, a, b);
  let sum = Math.exp(log);
  let k = 0;
  while (sum < p && k < n) {
    log += Math.log(((n - k) * (a + k)) / ((k + 1) * (n - k - 1 + b)));
    sum += Math.exp(log);
    k += 1;
  }
  return k;
}

/** log P(0) = log of B(a, n + b) / B(a, b), as a product over the whole number a. */
function logNobody(n: number, a: number, b: number): number {
  let log = 0;
  for (let i = 0; i < a; i += 1) log += Math.log((b + i) / (n + b + i));
  return log;
}
