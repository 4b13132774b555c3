import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  broadcastsToWork,
  cancelBroadcast,
  cancelOlderGenerations,
  findBroadcast,
  holdBroadcast,
  lockBroadcast,
  pauseBroadcast,
} from '../../src/db/broadcasts.ts';
import { recoverLostClaims, releaseHeld } from '../../src/db/deliveries.ts';
import type { BroadcastKind } from '../../src/domain/broadcast.ts';
import { type Ledger, NOON, minutesLater, openLedger } from '../support/ledger.ts';

const SENT = { status: 'sent', messageId: 7 } as const;
const AGAIN = { status: 'pending', failure: 'network error ECONNRESET' } as const;
const NOT_SENT = { status: 'pending', failure: 'x', isUncounted: true } as const;
/** Leases are 30 seconds long. */
const LATER = minutesLater(1);

let ledger: Ledger;
beforeEach(async () => {
  ledger = await openLedger(4);
});
afterEach(async () => await ledger.close());

async function recover(broadcastId: number, at = LATER): Promise<void> {
  await recoverLostClaims(ledger.db, broadcastId, at, at);
}

describe('a claim', () => {
  test('of a delivery succeeds for one of many who want it, and counts as a try', async () => {
    const id = await ledger.start('meeting_notice');
    const [first] = ledger.residents;
    const claims = await Promise.all(Array.from({ length: 8 }, () => ledger.claim(id, first)));
    expect(claims.filter(({ attempts }) => attempts === 1)).toHaveLength(1);
    expect(claims.filter(({ attempts }) => attempts === undefined)).toHaveLength(7);
    expect(await ledger.statuses(id)).toEqual(['sending', 'pending', 'pending', 'pending']);
  });

  test('is refused once the broadcast was paused, held, cancelled or silenced', async () => {
    const [first] = ledger.residents;
    const stops: ((id: number) => Promise<unknown>)[] = [
      (id) => pauseBroadcast(ledger.db, id),
      (id) => holdBroadcast(ledger.db, id, { reason: 'content', failure: 'x' }),
      (id) => cancelBroadcast(ledger.db, id, NOON),
      async (id) => {
        const objectId = (await findBroadcast(ledger.db, id))?.object_id ?? 0;
        await cancelOlderGenerations(ledger.db, ['meeting_notice'], objectId, 2, NOON);
      },
    ];
    for (const stop of stops) {
      const id = await ledger.start('meeting_notice');
      await stop(id);
      expect((await ledger.claim(id, first)).attempts).toBeUndefined();
    }
  });

  test('settles without a call who opted out, blocked us or would hear it too late', async () => {
    const [quiet, blocked, third] = ledger.residents;
    const id = await ledger.start('meeting_notice', { expiresAt: minutesLater(5) });
    await sql`update residents set paused_at = ${NOON} where id = ${quiet}`.execute(ledger.db);
    await sql`update residents set contact_status = 'blocked' where id = ${blocked}`.execute(ledger.db);
    expect((await ledger.claim(id, quiet)).attempts).toBeUndefined();
    expect((await ledger.claim(id, blocked)).attempts).toBeUndefined();
    expect((await ledger.claim(id, third, minutesLater(5))).attempts).toBeUndefined();
    expect(await ledger.statuses(id)).toEqual(['cancelled', 'cancelled', 'expired', 'pending']);
  });

  test.each([
    { kind: 'survey_invitation', status: 'held' },
    { kind: 'meeting_reminder', status: 'sending' },
  ] as const)('of a $kind to somebody in the middle of a survey leaves it $status', async (row) => {
    const [busy] = ledger.residents;
    await openSurveyOf(busy ?? 0);
    const id = await ledger.start(row.kind);
    await ledger.claim(id, busy);
    expect(await ledger.statuses(id)).toEqual([row.status, 'pending', 'pending', 'pending']);
  });

  test('is held until the person has been left alone for a while, and then succeeds', async () => {
    const [busy] = ledger.residents;
    await openSurveyOf(busy ?? 0);
    const id = await ledger.start('survey_invitation');
    await ledger.claim(id, busy);
    await releaseHeld(ledger.db, id, minutesLater(9));
    expect((await ledger.statuses(id))[0]).toBe('held');
    await releaseHeld(ledger.db, id, minutesLater(10));
    expect((await ledger.claim(id, busy, minutesLater(11))).attempts).toBe(1);
  });

  async function openSurveyOf(residentId: number): Promise<void> {
    await sql`
      with opened as (
        insert into surveys (code, community_id, status, definition, opened_at, closes_at, created_at)
        values ('s1', ${ledger.communityId}, 'open', '{}', ${NOON}, ${minutesLater(9_999)}, ${NOON}) returning id)
      insert into survey_responses (survey_id, resident_id, status, step, started_at, updated_at)
      select id, ${residentId}::bigint, 'in_progress', 'q1', ${NOON}, ${NOON} from opened`.execute(ledger.db);
  }
});

describe('an outcome', () => {
  test('is recorded while its claim stands, and marks who blocked us', async () => {
    const [first, second, third] = ledger.residents;
    const id = await ledger.start('meeting_notice');
    expect(await ledger.settle(await ledger.claim(id, first), SENT)).toBe(true);
    expect(
      await ledger.settle(await ledger.claim(id, second), { status: 'blocked', failure: 'Forbidden' }),
    ).toBe(true);
    expect(await ledger.settle(await ledger.claim(id, third), NOT_SENT)).toBe(true);
    expect(await ledger.statuses(id)).toEqual(['sent', 'blocked', 'pending', 'pending']);
    const people = await ledger.db.selectFrom('residents').select('contact_status').orderBy('id').execute();
    expect(people.map((one) => one.contact_status)).toEqual(['active', 'blocked', 'active', 'active']);
    expect((await ledger.claim(id, third)).attempts).toBe(1);
  });

  test('of a process that slept through its lease changes nothing', async () => {
    const [first] = ledger.residents;
    const id = await ledger.start('meeting_notice');
    const slept = await ledger.claim(id, first);
    await recover(id);
    const second = await ledger.claim(id, first, LATER);
    expect(second.attempts).toBe(2);
    expect(await ledger.settle(slept, { status: 'failed', failure: 'late' }, LATER)).toBe(false);
    expect(await ledger.settle(second, SENT, LATER)).toBe(true);
    expect(await ledger.settle(slept, AGAIN, LATER)).toBe(false);
    expect((await ledger.statuses(id))[0]).toBe('sent');
  });

  test('control: without the token the sleeper would send a third copy', async () => {
    const [first] = ledger.residents;
    const id = await ledger.start('meeting_notice');
    await ledger.claim(id, first);
    await recover(id);
    await ledger.settle(await ledger.claim(id, first, LATER), SENT, LATER);
    await settleWithoutFence(id, first ?? 0);
    expect((await ledger.statuses(id))[0]).toBe('pending');
    expect((await ledger.claim(id, first, LATER)).attempts).toBe(3);
  });

  async function settleWithoutFence(broadcastId: number, residentId: number): Promise<void> {
    await sql`update deliveries set status = 'pending', claim_token = null, lease_until = null
      where broadcast_id = ${broadcastId} and resident_id = ${residentId}`.execute(ledger.db);
  }

  test.each([
    { outcome: AGAIN, becomes: 'unknown' },
    { outcome: NOT_SENT, becomes: 'cancelled' },
    { outcome: SENT, becomes: 'sent' },
  ])('that comes after the broadcast was cancelled is $becomes, not pending', async (row) => {
    const [first] = ledger.residents;
    const id = await ledger.start('meeting_notice');
    const claim = await ledger.claim(id, first);
    await cancelBroadcast(ledger.db, id, NOON);
    expect(await ledger.settle(claim, row.outcome)).toBe(true);
    expect(await ledger.statuses(id)).toEqual([row.becomes, 'cancelled', 'cancelled', 'cancelled']);
  });

  test('that comes while the broadcast is being cancelled leaves nobody pending', async () => {
    for (let round = 0; round < 20; round += 1) {
      const id = await ledger.start('meeting_notice');
      const claims = await Promise.all(ledger.residents.map((resident) => ledger.claim(id, resident)));
      await Promise.all([
        ledger.db.transaction().execute(async (tx) => {
          await lockBroadcast(tx, id);
          await cancelBroadcast(tx, id, NOON);
        }),
        ...claims.map((claim) => ledger.settle(claim, NOT_SENT)),
      ]);
      expect(await ledger.statuses(id)).toEqual(ledger.residents.map(() => 'cancelled'));
    }
  });
});

describe('when a sender dies', () => {
  test.each<{ kind: BroadcastKind; first: string }>([
    { kind: 'meeting_notice', first: 'pending' },
    { kind: 'meeting_reminder', first: 'pending' },
    { kind: 'digest', first: 'pending' },
    { kind: 'survey_invitation', first: 'unknown' },
  ])('its $kind is $first, and never goes out a third time', async ({ kind, first }) => {
    const [one] = ledger.residents;
    const id = await ledger.start(kind);
    await ledger.claim(id, one);
    await recover(id);
    expect((await ledger.statuses(id))[0]).toBe(first);
    const again = await ledger.claim(id, one, LATER);
    expect(again.attempts).toBe(first === 'pending' ? 2 : undefined);
    await recover(id, minutesLater(5));
    expect((await ledger.statuses(id))[0]).toBe('unknown');
    expect((await ledger.claim(id, one, minutesLater(6))).attempts).toBeUndefined();
  });

  test('nothing is decided before its lease runs out', async () => {
    const id = await ledger.start('meeting_notice');
    await ledger.claim(id, ledger.residents[0]);
    await recover(id, minutesLater(0.4));
    expect((await ledger.statuses(id))[0]).toBe('sending');
  });

  test.each(['running', 'paused', 'cancelled'] as const)(
    'the reconciler finds what it left, also in a broadcast that is %s',
    async (status) => {
      const id = await ledger.start('survey_invitation');
      await ledger.claim(id, ledger.residents[0]);
      if (status === 'paused') await pauseBroadcast(ledger.db, id);
      if (status === 'cancelled') await cancelBroadcast(ledger.db, id, NOON);
      expect(await broadcastsToWork(ledger.db, NOON, NOON)).toEqual(status === 'running' ? [id] : []);
      expect(await broadcastsToWork(ledger.db, LATER, LATER)).toEqual([id]);
      await recover(id);
      expect((await ledger.statuses(id))[0]).toBe('unknown');
    },
  );

  test('a copy that may have arrived is unknown, not tried again, once the broadcast was cancelled', async () => {
    const id = await ledger.start('meeting_notice');
    await ledger.claim(id, ledger.residents[0]);
    await cancelBroadcast(ledger.db, id, NOON);
    await recover(id);
    expect(await ledger.statuses(id)).toEqual(['unknown', 'cancelled', 'cancelled', 'cancelled']);
  });
});
