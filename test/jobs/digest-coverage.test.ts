import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Courtyard, buildCourtyard } from '../support/courtyard.ts';
import { type DigestDesk, openDigestDesk } from '../support/digest-desk.ts';

/** Friday 13 March 2026, 18:30 in Shanghai: the hour of the digest. */
const FRIDAY = new Date('2026-03-13T10:30:00Z');
const THURSDAY = new Date('2026-03-12T10:30:00Z');
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FRIDAY_NIGHT = new Date('2026-03-13T15:00:00Z');

let desk: DigestDesk;
let courtyard: Courtyard;
let slots = 0;

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

describe('nothing twice, nothing missed', () => {
  test('an answer that is still being stored at the hour is in that digest', async () => {
    const ended = Promise.withResolvers<void>();
    const stored = Promise.withResolvers<void>();
    const answering = desk.otherWorker.transaction().execute(async (tx) => {
      await courtyard.join(new Date(FRIDAY.getTime() - 1), tx);
      stored.resolve();
      await ended.promise;
    });
    await stored.promise;
    const compiling = desk.compile();
    await pause(300);
    expect(await desk.digests()).toEqual([]);
    ended.resolve();
    await Promise.all([answering, compiling]);
    expect((await desk.digests())[0]?.content.fresh).toEqual([{ kind: 'new_members', joined: 1 }]);
  });

  test('a reminder that came too late is told of once, whether a worker has dropped it yet or not', async () => {
    await courtyard.remind(hoursAfter(FRIDAY, -4), 'dropped');
    await courtyard.remind(hoursAfter(FRIDAY, -3), 'pending');
    await courtyard.remind(hoursAfter(FRIDAY, -1), 'pending');
    await courtyard.remind(hoursAfter(FRIDAY, -5), 'cancelled');
    await courtyard.remind(hoursAfter(FRIDAY, -6), 'sent');
    await desk.compile();
    await desk.deliver();
    desk.now = justAfter(daysAfter(FRIDAY, 1));
    await desk.compile();
    const told = (await desk.digests()).flatMap((digest) => digest.content.needsAction);
    expect(told).toMatchObject([
      { kind: 'reminders_dropped', dropped: 2 },
      { kind: 'reminders_dropped', dropped: 1 },
    ]);
  });

  test('a broadcast that stands still is told of while people wait for it, and no longer when it is too late', async () => {
    const paused = await standingStill('paused', null, FRIDAY_NIGHT);
    const faulty = await standingStill('held', 'content', FRIDAY_NIGHT);
    await standingStill('held', 'quiet_hours', FRIDAY_NIGHT);
    await standingStill('paused', null, FRIDAY);
    await standingStill('running', null, FRIDAY_NIGHT);
    await desk.compile();
    expect((await desk.digests())[0]?.content.needsAction).toEqual([
      { kind: 'broadcast_stopped', broadcastId: paused, title: 'Gate', waiting: 2, isFaulty: false },
      { kind: 'broadcast_stopped', broadcastId: faulty, title: 'Gate', waiting: 2, isFaulty: true },
    ]);
  });

  test('whoever may not have got a message is told once, while there is time to send it again', async () => {
    const doubtful = await standingStill('finished', null, FRIDAY_NIGHT);
    await desk.db
      .updateTable('deliveries')
      .set({ status: 'unknown' })
      .where('broadcast_id', '=', doubtful)
      .where('status', '=', 'pending')
      .execute();
    const finished = { finished_at: hoursAfter(FRIDAY, -2) };
    await desk.db.updateTable('broadcasts').set(finished).where('id', '=', doubtful).execute();
    await desk.compile();
    expect((await desk.digests())[0]?.content.needsAction).toEqual([
      { kind: 'broadcast_doubtful', broadcastId: doubtful, title: 'Gate', doubtful: 2 },
    ]);
  });

  /** A notice of the courtyard's meeting that two people have not got yet. */
  async function standingStill(status: string, heldReason: string | null, expiresAt: Date): Promise<number> {
    const { rows } = await sql<{ id: number }>`
      with broadcast as (
        insert into broadcasts (kind, object_id, generation, slot, community_id, status, held_reason, expires_at, created_at)
        select 'meeting_notice', id, 1, ${`slot${++slots}`}, community_id, ${status}, ${heldReason}, ${expiresAt}, ${THURSDAY}
        from meetings where code = ${courtyard.meetingCode} returning id),
      waiting as (
        insert into deliveries (broadcast_id, resident_id, status)
        select id, n, case n when 3 then 'sent' else 'pending' end from broadcast, generate_series(1, 3) n)
      select id from broadcast`.execute(desk.db);
    return rows[0]?.id ?? 0;
  }

  test('people who must confirm after a move are counted until they do', async () => {
    await courtyard.rsvp(hoursAfter(FRIDAY, -3), 'to_confirm');
    await courtyard.rsvp(hoursAfter(FRIDAY, -3), 'to_confirm');
    await desk.compile();
    expect((await desk.digests())[0]?.content.needsAction).toMatchObject([
      { kind: 'meeting_unconfirmed', meetingCode: courtyard.meetingCode, toConfirm: 2 },
    ]);
  });

  test('what happens next door is not told here', async () => {
    const nextDoor = await buildCourtyard(desk.db, { at: THURSDAY, hasDigest: false });
    await nextDoor.join(hoursAfter(FRIDAY, -1));
    await nextDoor.answer(hoursAfter(FRIDAY, -1));
    await nextDoor.signUp(hoursAfter(FRIDAY, -1));
    await nextDoor.accept(hoursAfter(FRIDAY, -1));
    await nextDoor.rsvp(hoursAfter(FRIDAY, -1));
    await nextDoor.remind(hoursAfter(FRIDAY, -4), 'dropped');
    await desk.compile();
    await nextDoor.tearDown();
    expect(await desk.deliveries()).toEqual([]);
  });

  /** When something happens, in milliseconds after Thursday's hour; often exactly at an hour of the digest. */
  const moment = fc.oneof(
    fc.integer({ min: 1, max: 6 * DAY_MS }),
    fc
      .tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom(-1, 0, 1))
      .map(([day, ms]) => Math.max(1, day * DAY_MS + ms)),
  );
  const event = fc.record({
    after: moment,
    kind: fc.constantFrom('join', 'answer', 'accept', 'rsvp', 'remind'),
  });
  const round = fc.record({ after: moment, kind: fc.constantFrom('compile', 'compete', 'deliver') });

  test('whatever happens, whenever digests are made, sent or late: every event is in exactly one', async () => {
    const histories = fc.array(fc.oneof({ weight: 2, arbitrary: event }, { weight: 3, arbitrary: round }), {
      minLength: 8,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const happened = await live(history);
        expect(await told()).toEqual(happened);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  type Counts = Record<'join' | 'answer' | 'accept' | 'rsvp' | 'remind', number>;

  async function live(history: { after: number; kind: string }[]): Promise<Counts> {
    await courtyard.tearDown();
    courtyard = await buildCourtyard(desk.db, { at: THURSDAY });
    const happened: Counts = { join: 0, answer: 0, accept: 0, rsvp: 0, remind: 0 };
    for (const { after, kind } of history.toSorted((a, b) => a.after - b.after)) {
      desk.now = new Date(THURSDAY.getTime() + after);
      if (kind === 'compile') await desk.compile();
      if (kind === 'compete') await Promise.all([desk.compile(), desk.compile(desk.otherWorker)]);
      if (kind === 'deliver') await desk.deliver();
      if (!(kind in happened)) continue;
      happened[kind as keyof Counts] += 1;
      await happen(kind as keyof Counts, desk.now);
    }
    for (const day of [7, 8, 9]) {
      await desk.deliver();
      desk.now = justAfter(daysAfter(THURSDAY, day));
      await desk.compile();
    }
    return happened;
  }

  async function happen(kind: keyof Counts, at: Date): Promise<void> {
    if (kind === 'remind') await courtyard.remind(at, 'dropped');
    else await courtyard[kind](at);
  }

  async function told(): Promise<Counts> {
    const counts: Counts = { join: 0, answer: 0, accept: 0, rsvp: 0, remind: 0 };
    let coveredTo = THURSDAY;
    for (const { content, covers_from, covers_to } of await desk.digests()) {
      expect(covers_from).toEqual(coveredTo);
      coveredTo = covers_to;
      for (const item of [...content.needsAction, ...content.fresh]) {
        if (item.kind === 'new_members') counts.join += item.joined;
        if (item.kind === 'survey_answers') counts.answer += item.newlyFinished;
        if (item.kind === 'volunteers_accepted') counts.accept += item.accepted;
        if (item.kind === 'rsvps_changed') counts.rsvp += item.changed;
        if (item.kind === 'reminders_dropped') counts.remind += item.dropped;
      }
    }
    return counts;
  }
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
