import { randomUUID } from 'node:crypto';
import {
  type Broadcast,
  broadcastReporter,
  cancelOlderGenerations,
  deliveryCounts,
  findBroadcast,
  finishBroadcast,
} from '../db/broadcasts.ts';
import {
  type Claim,
  type Outcome,
  claimDeliveries,
  expireDeliveries,
  recordOutcome,
  releaseClaims,
} from '../db/deliveries.ts';
import { queueEffect } from '../db/outbox.ts';
import { setContactStatus } from '../db/residents.ts';
import type { BroadcastKind } from '../domain/broadcast.ts';
import { rewrite } from '../telegram/effect.ts';
import { readFailure } from '../telegram/failures.ts';
import { pause } from '../telegram/gate.ts';
import { translator } from '../telegram/i18n.ts';
import { options } from '../telegram/perform.ts';
import { progressContent } from '../telegram/views/broadcast.ts';
import type { JobDeps, LoadPush, RenderPush } from './job.ts';
import { loadDigest } from './push-digest.ts';
import { loadMeetingNotice } from './push-meeting-notice.ts';
import { loadMeetingReminder } from './push-meeting-reminder.ts';
import { loadSurveyInvitation } from './push-survey-invitation.ts';

/*
 * One job works one broadcast: claim a few deliveries, send them, record each outcome, claim again. The broadcast is
 * read anew for every batch, so whatever silences it takes effect within one batch.
 */

const LOADERS: Record<BroadcastKind, LoadPush> = {
  meeting_notice: loadMeetingNotice,
  meeting_reminder: loadMeetingReminder,
  survey_invitation: loadSurveyInvitation,
  digest: loadDigest,
};

const BATCH = 20;
const IN_FLIGHT = 3;
const LEASE_MS = 30_000;
const LONGEST_HELD_CLAIM_MS = 5_000;
const PROGRESS_EVERY_MS = 3_000;

/** Sends everything of a broadcast that may be sent now; what is held for later stays pending. */
export async function sendBroadcast(deps: JobDeps, broadcastId: number, signal: AbortSignal): Promise<void> {
  let reportedAt = performance.now();
  while (!signal.aborted) {
    await deps.gate.passed(signal);
    const broadcast = await findBroadcast(deps.db, broadcastId);
    if (!broadcast || broadcast.status !== 'running') return;
    const sent = await sendBatch(deps, broadcast, signal);
    if (sent === 0) break;
    if (performance.now() - reportedAt > PROGRESS_EVERY_MS) {
      reportedAt = performance.now();
      await report(deps, broadcastId);
    }
  }
  await finishBroadcast(deps.db, broadcastId, deps.clock.now());
  await report(deps, broadcastId);
}

async function sendBatch(deps: JobDeps, broadcast: Broadcast, signal: AbortSignal): Promise<number> {
  const { db, clock } = deps;
  const now = clock.now();
  if (broadcast.expires_at && broadcast.expires_at <= now) await expireDeliveries(db, broadcast.id, now);
  const render = await LOADERS[broadcast.kind](db, broadcast);
  if (!render) {
    await cancelOlderGenerations(db, [broadcast.kind], broadcast.object_id, broadcast.generation + 1, now);
    return 0;
  }
  const token = randomUUID();
  const machineNow = clock.machineNow();
  const leaseUntil = new Date(machineNow.getTime() + LEASE_MS);
  const claims = await claimDeliveries(db, broadcast.id, token, { now, machineNow, leaseUntil }, BATCH);
  const waiting = [...claims];
  const runners = Array.from({ length: IN_FLIGHT }, () => run(waiting));
  await Promise.all(runners);
  if (signal.aborted) await releaseClaims(db, token);
  return claims.length;

  async function run(queue: Claim[]): Promise<void> {
    for (let claim = queue.shift(); claim && !signal.aborted; claim = queue.shift()) {
      const outcome = await deliver(deps, claim, render as RenderPush);
      await recordOutcome(db, claim.id, token, outcome, clock.now());
    }
  }
}

async function deliver(deps: JobDeps, claim: Claim, render: RenderPush): Promise<Outcome> {
  if (deps.gate.waitMs() > LONGEST_HELD_CLAIM_MS) return { status: 'pending' };
  await deps.gate.passed();
  await pause(deps.pacer.slotMs());
  const content = render({ locale: claim.locale });
  try {
    const message = await deps.api.sendMessage(claim.chat_id, content.text, options(content));
    return { status: 'sent', messageId: message.message_id };
  } catch (error) {
    return await readOutcome(deps, claim, error);
  }
}

async function readOutcome(deps: JobDeps, claim: Claim, error: unknown): Promise<Outcome> {
  const failure = readFailure(error);
  switch (failure.kind) {
    case 'too_many_requests':
      deps.gate.hold(failure.retryAfterMs);
      return { status: 'pending' };
    case 'not_sent':
      await pause(1_000);
      return { status: 'pending' };
    case 'unknown':
      // Executed or not, nobody knows. One more copy is better than a neighbour who was not told; two are not.
      return claim.attempts < 2 ? { status: 'pending' } : { status: 'unknown', failure: failure.reason };
    case 'blocked':
      await setContactStatus(deps.db, claim.chat_id, 'blocked');
      return { status: 'blocked', failure: failure.reason };
    case 'not_modified':
    case 'gone':
    case 'migrated':
      return { status: 'failed', failure: failure.kind };
    case 'refused':
      deps.log.error({ reason: failure.reason, deliveryId: claim.id }, 'Telegram refused a message');
      return { status: 'failed', failure: failure.reason };
  }
}

/** Edits the publisher's own message to how far the broadcast is. Reminders and digests have nobody to tell. */
async function report(deps: JobDeps, broadcastId: number): Promise<void> {
  const reporter = await broadcastReporter(deps.db, broadcastId);
  if (!reporter) return;
  const counts = await deliveryCounts(deps.db, broadcastId);
  const content = progressContent(translator(reporter.locale), counts);
  const effect = rewrite(reporter.chatId, { post: `broadcast:${broadcastId}` }, content);
  await queueEffect(deps.db, reporter.chatId, effect, deps.clock.now());
}
