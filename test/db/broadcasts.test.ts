import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  broadcastsToWork,
  cancelBroadcast,
  deliveryCounts,
  findBroadcast,
  finishBroadcast,
  holdBroadcast,
  reopenForUnknown,
  resumeBroadcast,
  wakeBroadcast,
} from '../../src/db/broadcasts.ts';
import {
  type Claim,
  expireDeliveries,
  pendingRecipients,
  recoverLostClaims,
} from '../../src/db/deliveries.ts';
import { forgetResident } from '../../src/db/residents.ts';
import { totalOf } from '../../src/domain/broadcast.ts';
import { type Ledger, NOON, minutesLater, openLedger } from '../support/ledger.ts';

const SENT = { status: 'sent', messageId: 7 } as const;
const NOT_SENT = { status: 'pending', failure: 'x', isUncounted: true } as const;
/** Leases are 30 seconds long. */
const LATER = minutesLater(1);

let ledger: Ledger;
beforeEach(async () => {
  ledger = await openLedger(4);
});
afterEach(async () => await ledger.close());

async function statusOf(broadcastId: number): Promise<string | undefined> {
  return (await findBroadcast(ledger.db, broadcastId))?.status;
}

async function recover(broadcastId: number, at = LATER): Promise<void> {
  await recoverLostClaims(ledger.db, broadcastId, at, at);
}

describe('a broadcast', () => {
  async function settleAll(id: number): Promise<Claim | undefined> {
    const [last, ...others] = ledger.residents;
    const open = await ledger.claim(id, last);
    for (const other of others) await ledger.settle(await ledger.claim(id, other), SENT);
    return open;
  }

  test('is finishing while an outcome is open, and finished with the last one', async () => {
    const id = await ledger.start('meeting_notice');
    const open = await settleAll(id);
    await finishBroadcast(ledger.db, id, NOON);
    expect(await statusOf(id)).toBe('finishing');
    if (open) await ledger.settle(open, SENT);
    await finishBroadcast(ledger.db, id, NOON);
    expect(await statusOf(id)).toBe('finished');
  });

  test('goes on when the last outcome is that one must be tried again', async () => {
    const id = await ledger.start('meeting_notice');
    const open = await settleAll(id);
    await finishBroadcast(ledger.db, id, NOON);
    if (open) await ledger.settle(open, NOT_SENT);
    await finishBroadcast(ledger.db, id, NOON);
    expect(await statusOf(id)).toBe('finishing');
    expect(await broadcastsToWork(ledger.db, NOON, NOON)).toEqual([id]);
    await wakeBroadcast(ledger.db, id, NOON);
    expect(await statusOf(id)).toBe('running');
  });

  test('with somebody held is still running, so that it can be paused and stopped', async () => {
    const id = await ledger.start('survey_invitation');
    await settleAll(id);
    await sql`update deliveries set status = 'held', claim_token = null, lease_until = null, not_before = ${LATER}
      where broadcast_id = ${id} and status = 'sending'`.execute(ledger.db);
    await finishBroadcast(ledger.db, id, NOON);
    expect(await statusOf(id)).toBe('running');
    expect(await broadcastsToWork(ledger.db, NOON, NOON)).toEqual([]);
    expect(await broadcastsToWork(ledger.db, LATER, NOON)).toEqual([id]);
  });

  test('that is cancelled or too late leaves nobody waiting, and what was sent stays sent', async () => {
    for (const [stop, status] of [
      [(id: number) => cancelBroadcast(ledger.db, id, NOON), 'cancelled'],
      [(id: number) => expireDeliveries(ledger.db, id, NOON), 'expired'],
    ] as const) {
      const id = await ledger.start('meeting_notice');
      await ledger.settle(await ledger.claim(id, ledger.residents[0]), SENT);
      await stop(id);
      expect(await ledger.statuses(id)).toEqual(['sent', status, status, status]);
      const times = { now: NOON, busySince: NOON, busyUntil: NOON };
      expect((await pendingRecipients(ledger.db, id, 0, times, 10)).last).toBeUndefined();
    }
  });

  test('sends the doubtful ones once more when somebody asks for it, and only once', async () => {
    const [first] = ledger.residents;
    const id = await ledger.start('meeting_notice');
    await settleAll(id);
    await recover(id);
    await ledger.claim(id, first, LATER);
    await recover(id, minutesLater(5));
    await finishBroadcast(ledger.db, id, minutesLater(5));
    expect(await ledger.db.transaction().execute((tx) => reopenForUnknown(tx, id))).toBe(1);
    expect(await statusOf(id)).toBe('running');
    await ledger.claim(id, first, minutesLater(6));
    await recover(id, minutesLater(9));
    expect((await ledger.statuses(id))[0]).toBe('unknown');
  });

  test('held for its content tries the refused ones again when it goes on, and no others', async () => {
    const [first, second] = ledger.residents;
    const id = await ledger.start('meeting_notice');
    await ledger.settle(await ledger.claim(id, first), { status: 'failed', failure: 'too long' });
    await ledger.settle(await ledger.claim(id, second), { status: 'failed', failure: 'TOPIC_CLOSED' });
    await holdBroadcast(ledger.db, id, { reason: 'content', failure: 'too long' });
    const broadcast = await findBroadcast(ledger.db, id);
    if (broadcast) await resumeBroadcast(ledger.db, broadcast);
    expect(await ledger.statuses(id)).toEqual(['pending', 'failed', 'pending', 'pending']);
    expect(await findBroadcast(ledger.db, id)).toMatchObject({ status: 'running', content_failure: null });
  });

  test('still adds up when somebody asks to be forgotten: what waits for them is cancelled', async () => {
    const [first, second, third] = ledger.residents;
    const id = await ledger.start('meeting_notice');
    await ledger.settle(await ledger.claim(id, first), SENT);
    const onItsWay = await ledger.claim(id, second);
    for (const [index, residentId] of [first, second, third].entries()) {
      const person = { id: residentId ?? 0, telegramId: 8001 + index };
      await ledger.db.transaction().execute((tx) => forgetResident(tx, person, NOON));
    }
    expect(await ledger.statuses(id)).toEqual(['sent', 'sending', 'cancelled', 'pending']);
    expect(await ledger.settle(onItsWay, SENT)).toBe(true);
    const counts = await deliveryCounts(ledger.db, id);
    expect(counts).toEqual({ sent: 2, cancelled: 1, pending: 1 });
    expect(totalOf(counts)).toBe(4);
  });

  test('has nothing for somebody forgotten between the look and the claim', async () => {
    const [first] = ledger.residents;
    const id = await ledger.start('meeting_notice');
    await sql`delete from residents where id = ${first}`.execute(ledger.db);
    expect((await ledger.claim(id, first)).attempts).toBeUndefined();
    expect((await ledger.statuses(id))[0]).toBe('cancelled');
  });
});
