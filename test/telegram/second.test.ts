import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSecond } from '../../src/telegram/second.ts';

/** How long a call takes, there and back, when nothing holds it up. */
const JOURNEY_MS = 5;

/** One message: called so long after the one before, and held up on its way there, and its answer on its way back. */
interface Sending {
  afterMs: number;
  thereMs: number;
  backMs: number;
}

/** Together less than a second: an answer tells of its message before the message's place is used again. */
const heldUpMs = (max: number) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max }) });
const sendings = fc.array(
  fc.record<Sending>({
    afterMs: fc.nat({ max: 100 }),
    thereMs: heldUpMs(700),
    backMs: heldUpMs(250),
  }),
  { minLength: 1, maxLength: 120 },
);
const AT_EASE: Sending = { afterMs: 0, thereMs: 0, backMs: 0 };

type Second = ReturnType<typeof createSecond>;

/** When each message arrives at the other end, apart from what every journey takes. */
function arrivalsOf(second: Second, messages: Sending[]): number[] {
  const arrivals: number[] = [];
  let answers: { at: number; tell: (at: number) => void }[] = [];
  let now = 0;
  const pass = (durationMs: number) => {
    now += durationMs;
    const due = answers.filter(({ at }) => at <= now);
    answers = answers.filter(({ at }) => at > now);
    for (const { at, tell } of due.toSorted((one, other) => one.at - other.at)) tell(at);
  };
  const call = ({ thereMs, backMs }: Sending) => {
    for (let place = second.take(now); ; place = second.take(now)) {
      if ('answered' in place) {
        answers.push({ at: now + thereMs + backMs + JOURNEY_MS, tell: place.answered });
        arrivals.push(now + thereMs);
        return;
      }
      pass(place.waitMs);
    }
  };
  // Once the shortest journey is known: it tells what of a longer one was held up.
  call(AT_EASE);
  pass(JOURNEY_MS);
  for (const message of messages) {
    pass(message.afterMs);
    call(message);
  }
  return arrivals;
}

function fullestSecond(arrivals: number[]): number {
  return Math.max(...arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + 1_000).length));
}

/** No second holds more than `most` at the other end. */
const isKept = (secondOf: (most: number) => Second) =>
  fc.property(sendings, fc.integer({ min: 1, max: 20 }), (messages, most) => {
    expect(fullestSecond(arrivalsOf(secondOf(most), messages))).toBeLessThanOrEqual(most);
  });

describe('messages that are held up on their way', () => {
  test('and arrive together with later ones are never more than allowed in any second', () => {
    fc.assert(isKept(createSecond), { numRuns: 300 });
  });

  test('are too many when each is counted at the moment of its call (control)', () => {
    const deaf = (most: number): Second => {
      const second = createSecond(most);
      return {
        take: (now) => {
          const place = second.take(now);
          return 'answered' in place ? { answered: () => undefined } : place;
        },
      };
    };
    expect(fc.check(isKept(deaf), { numRuns: 300, seed: 1 }).failed).toBe(true);
  });

  test('cost the others nothing: with nobody held up every second is full', () => {
    const arrivals = arrivalsOf(
      createSecond(10),
      Array.from({ length: 29 }, () => AT_EASE),
    );
    expect(arrivals.at(-1)).toBeLessThanOrEqual(2_000 + JOURNEY_MS);
    expect(fullestSecond(arrivals)).toBe(10);
  });
});
