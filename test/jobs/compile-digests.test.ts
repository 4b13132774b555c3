import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Courtyard, buildCourtyard } from '../support/courtyard.ts';
import { type DigestDesk, openDigestDesk } from '../support/digest-desk.ts';

/** Friday 13 March 2026, 18:30 in Shanghai: the hour of the digest. */
const FRIDAY = new Date('2026-03-13T10:30:00Z');
const THURSDAY = new Date('2026-03-12T10:30:00Z');
const HOUR_MS = 3_600_000;

let desk: DigestDesk;
let courtyard: Courtyard;

beforeAll(async () => {
  desk = await openDigestDesk();
});

afterAll(async () => {
  await desk.close();
});

beforeEach(async () => {
  desk.hints = [];
  desk.now = justAfter(FRIDAY);
  courtyard = await buildCourtyard(desk.db, { at: THURSDAY });
});

afterEach(async () => {
  await courtyard.tearDown();
});

describe('one digest a day', () => {
  test('at the hour what happened goes to the staff member, and the workers are told', async () => {
    await courtyard.join(hoursAfter(FRIDAY, -2));
    desk.now = FRIDAY;
    await desk.compile();
    expect(await desk.digests()).toEqual([]);

    desk.now = justAfter(FRIDAY);
    await desk.compile();
    expect(await desk.digests()).toMatchObject([{ covers_from: THURSDAY, covers_to: FRIDAY }]);
    expect((await desk.digests())[0]?.content.fresh).toEqual([{ kind: 'new_members', joined: 1 }]);
    const [delivery] = await desk.deliveries();
    expect(delivery).toMatchObject({ resident_id: courtyard.staff.id, status: 'pending', starts_at: null });
    expect(desk.hints).toEqual([delivery?.broadcast_id]);
  });

  test('six workers at once make one', async () => {
    await courtyard.join(hoursAfter(FRIDAY, -2));
    const workers = [desk.db, desk.otherWorker, desk.db, desk.otherWorker, desk.db, desk.otherWorker];
    await Promise.all(workers.map((own) => desk.compile(own)));
    expect(await desk.digests()).toHaveLength(1);
    expect(await desk.deliveries()).toHaveLength(1);
    expect(desk.hints).toHaveLength(1);
  });

  test('after four days of breakdown there is one digest of everything, not four', async () => {
    await courtyard.join(hoursAfter(FRIDAY, -2));
    await courtyard.join(daysAfter(FRIDAY, 1));
    await courtyard.join(daysAfter(FRIDAY, 3));
    desk.now = hoursAfter(daysAfter(FRIDAY, 3), 1);
    await desk.compile();
    await desk.compile();
    expect(await desk.digests()).toMatchObject([
      { covers_from: THURSDAY, covers_to: daysAfter(FRIDAY, 3), content: { fresh: [{ joined: 3 }] } },
    ]);
  });

  test('made late at night, it is held until eight in the morning', async () => {
    await courtyard.join(hoursAfter(FRIDAY, -2));
    desk.now = hoursAfter(FRIDAY, 5);
    await desk.compile();
    expect(await desk.deliveries()).toMatchObject([{ starts_at: new Date('2026-03-14T00:00:00Z') }]);
  });

  test('while one is still on its way, the next one waits and then tells of both days', async () => {
    await courtyard.join(hoursAfter(FRIDAY, -2));
    await desk.compile();
    await courtyard.join(daysAfter(FRIDAY, 1));
    desk.now = justAfter(daysAfter(FRIDAY, 1));
    await desk.compile();
    expect(await desk.digests()).toHaveLength(1);
    await desk.deliver();
    desk.now = justAfter(daysAfter(FRIDAY, 2));
    await desk.compile();
    expect(await desk.digests()).toMatchObject([
      {},
      { covers_from: FRIDAY, covers_to: daysAfter(FRIDAY, 2), content: { fresh: [{ joined: 1 }] } },
    ]);
  });
});

describe('silence', () => {
  test('nothing happened: nothing is sent, and days of it leave one row', async () => {
    for (const day of [0, 1, 2]) {
      desk.now = justAfter(daysAfter(FRIDAY, day));
      await desk.compile();
    }
    expect(await desk.deliveries()).toEqual([]);
    expect(desk.hints).toEqual([]);
    expect(await desk.digests()).toMatchObject([{ covers_from: THURSDAY, covers_to: daysAfter(FRIDAY, 2) }]);
  });

  test('a meeting ahead is no reason to write', async () => {
    await courtyard.rsvp(daysAfter(THURSDAY, -1));
    await desk.compile();
    expect(await desk.deliveries()).toEqual([]);
  });

  test('what happens later in the evening waits for the next hour, and is told then', async () => {
    await desk.compile();
    await courtyard.signUp(hoursAfter(FRIDAY, 1));
    desk.now = hoursAfter(FRIDAY, 1);
    await desk.compile();
    expect(await desk.deliveries()).toEqual([]);
    desk.now = justAfter(daysAfter(FRIDAY, 1));
    await desk.compile();
    expect(await desk.deliveries()).toHaveLength(1);
    expect((await desk.digests()).at(-1)?.content.needsAction).toMatchObject([
      { kind: 'signups_waiting', waiting: 1 },
    ]);
  });

  test.each(['pause', 'block'] as const)(
    'a reader on %s gets nothing, and afterwards one digest of everything',
    async (how) => {
      await courtyard.join(hoursAfter(FRIDAY, -2));
      await courtyard.silence(how);
      await desk.compile();
      expect(await desk.digests()).toEqual([]);
      await courtyard.unsilence();
      desk.now = justAfter(daysAfter(FRIDAY, 2));
      await desk.compile();
      expect(await desk.digests()).toMatchObject([
        { covers_from: THURSDAY, covers_to: daysAfter(FRIDAY, 2), content: { fresh: [{ joined: 1 }] } },
      ]);
    },
  );
});

function justAfter(instant: Date): Date {
  return new Date(instant.getTime() + 1);
}

function hoursAfter(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * HOUR_MS);
}

function daysAfter(instant: Date, days: number): Date {
  return hoursAfter(instant, 24 * days);
}
