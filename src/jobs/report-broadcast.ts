import { broadcastTitle } from '../db/broadcast-titles.ts';
import { broadcastReporter, deliveryCounts, findBroadcast, lockBroadcast } from '../db/broadcasts.ts';
import type { Db } from '../db/client.ts';
import { findPost, queueRewrite } from '../db/outbox.ts';
import { type Content, rewrite } from '../telegram/effect.ts';
import { options } from '../telegram/perform.ts';
import { broadcastPost, progressContent } from '../telegram/views/broadcast.ts';
import { instantToWall } from '../text/zones.ts';
import type { JobDeps } from './job.ts';

/** Keeps the publisher's one message about a broadcast up to date. Reminders and digests have nobody to tell. */
export interface Reporter {
  /** At a humane pace, while deliveries go on. */
  tellAtTimes(): void;
  tell(): Promise<void>;
}

const FIRST_PACE_MS = 3_000;
/** After the first minute a number that changes every few seconds only disturbs. */
const LATER_PACE_MS = 15_000;
const FIRST_MINUTE_MS = 60_000;
/** A refusal of Telegram this long is told about at once. */
const LONG_HOLD_MS = 20_000;

type ReportDeps = Pick<JobDeps, 'db' | 'api' | 'clock' | 'budget' | 'log'>;

export function createReporter(deps: ReportDeps, broadcastId: number): Reporter {
  const startedAt = performance.now();
  let toldAt = startedAt;
  let last = Promise.resolve();
  // One after the other: what was read earlier must not be told later.
  const tell = () => {
    const next = last.then(async () => await report(deps, broadcastId));
    last = next.catch(() => undefined);
    return next;
  };
  return {
    tell,
    tellAtTimes: () => {
      const now = performance.now();
      const paceMs = now - startedAt < FIRST_MINUTE_MS ? FIRST_PACE_MS : LATER_PACE_MS;
      if (now - toldAt < paceMs) return;
      toldAt = now;
      tell().catch((error: unknown) => deps.log.warn({ err: error }, 'progress could not be told'));
    },
  };
}

async function report(deps: ReportDeps, broadcastId: number): Promise<void> {
  const { db, clock } = deps;
  const reader = await broadcastReporter(db, broadcastId);
  if (!reader) return;
  const { chatId } = reader;
  const post = broadcastPost(broadcastId);
  const heldMs = deps.budget.waitMs();
  if (heldMs <= LONG_HOLD_MS) {
    // Under the broadcast's lock: what somebody does to it meanwhile is told after this, not before.
    return await db.transaction().execute(async (tx) => {
      await lockBroadcast(tx, broadcastId);
      const content = await contentFor(tx, reader, broadcastId);
      if (content) await queueRewrite(tx, chatId, post, rewrite(chatId, { post }, content), clock.now());
    });
  }
  // Everything waits for Telegram, and so would this; one edit is tried all the same, or staff would see nothing for hours.
  const messageId = await findPost(db, chatId, post);
  const until = new Date(clock.now().getTime() + heldMs);
  const content = await contentFor(db, reader, broadcastId, until);
  if (messageId === undefined || !content) return;
  await deps.api
    .editMessageText(chatId, messageId, content.text, options(content))
    .catch((error: unknown) => deps.log.warn({ err: error }, 'a refusal of hours could not be told'));
}

async function contentFor(
  db: Db,
  reader: NonNullable<Awaited<ReturnType<typeof broadcastReporter>>>,
  broadcastId: number,
  telegramHeldUntil?: Date,
): Promise<Content | undefined> {
  const broadcast = await findBroadcast(db, broadcastId);
  if (!broadcast) return undefined;
  const wall = (instant: Date | null | undefined) => instant && instantToWall(instant, reader.timeZone);
  return progressContent(reader.locale, {
    id: broadcastId,
    title: await broadcastTitle(db, broadcastId),
    status: broadcast.status,
    heldReason: broadcast.held_reason,
    counts: await deliveryCounts(db, broadcastId),
    startsAt: wall(broadcast.starts_at),
    heldUntil: wall(broadcast.held_until),
    telegramHeldUntil: wall(telegramHeldUntil) ?? undefined,
    contentFailure: broadcast.content_failure,
  });
}
