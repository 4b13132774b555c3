import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { OperationFigures } from './db/operation-figures.ts';
import type { BroadcastLane, DeliveryStatus } from './domain/broadcast.ts';

export type SendLane = 'reply' | BroadcastLane;
export type UpdateKind = 'survey_tap' | 'ordinary';

/** What is counted for `/metrics`. No label ever holds anything about a person. */
export interface Metrics {
  /** A call that sends something, what it made of the message, and how long Telegram took. */
  sent(lane: SendLane, outcome: DeliveryStatus, seconds: number): void;
  /** Telegram said 429: sending stops for this long, beyond what was being waited for already. */
  heldFor(durationMs: number): void;
  /** Updates that took effect. */
  applied(kind: UpdateKind, count?: number): void;
  /** The text for Prometheus. What could not be read is left out. */
  text(readings: Readings): Promise<string>;
  contentType: string;
}

/** What is not counted here but read when somebody asks; the same from every process. */
export interface Readings {
  figures?: OperationFigures;
  /** Jobs by queue and state. */
  queues?: Record<string, Record<string, number>>;
}

const SEND_SECONDS = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

/** A registry of our own: two of them in one process do not disturb each other. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const sends = new Counter({
    name: 'yardbell_sends_total',
    help: 'Messages handed to Telegram, by lane and outcome',
    labelNames: ['lane', 'outcome'],
    registers,
  });
  const sendSeconds = new Histogram({
    name: 'yardbell_send_seconds',
    help: 'How long Telegram took to answer a send',
    labelNames: ['lane'],
    buckets: SEND_SECONDS,
    registers,
  });
  const heldSeconds = new Counter({
    name: 'yardbell_telegram_held_seconds_total',
    help: 'Seconds for which Telegram told this process to send nothing (429)',
    registers,
  });
  const applied = new Counter({
    name: 'yardbell_updates_applied_total',
    help: 'Updates from Telegram that took effect',
    labelNames: ['kind'],
    registers,
  });
  const setReadings = createReadings(registers);
  return {
    sent: (lane, outcome, seconds) => {
      sends.inc({ lane, outcome });
      sendSeconds.observe({ lane }, seconds);
    },
    heldFor: (durationMs) => heldSeconds.inc(durationMs / 1_000),
    applied: (kind, count = 1) => applied.inc({ kind }, count),
    text: async (readings) => {
      setReadings(readings);
      return await registry.metrics();
    },
    contentType: registry.contentType,
  };
}

/** The gauges behind {@link Readings}. Each is emptied before it is set: what is gone must not stay as it was. */
function createReadings(registers: Registry[]): (readings: Readings) => void {
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `yardbell_${name}`, help, labelNames, registers });
  const inboxOpen = gauge('inbox_open', 'Updates recorded and not yet applied');
  const inboxLag = gauge('inbox_lag_seconds', 'Age of the oldest update not yet applied; 0 without one');
  const outboxOpen = gauge('outbox_open', 'Effects not yet performed');
  const deliveries = gauge(
    'deliveries',
    'Deliveries of broadcasts that are open or were finished in the last day',
    'lane',
    'status',
  );
  const jobs = gauge('queue_jobs', 'Jobs by queue and state', 'queue', 'state');
  const heldUntil = gauge(
    'telegram_held_until_seconds',
    'Until when Telegram lets nothing through (Unix time); 0: it does',
  );
  return (readings) => {
    for (const each of [inboxOpen, inboxLag, outboxOpen, heldUntil]) each.remove();
    for (const each of [deliveries, jobs]) each.reset();
    for (const [queue, states] of Object.entries(readings.queues ?? {})) {
      for (const [state, count] of Object.entries(states)) jobs.set({ queue, state }, count);
    }
    if (!readings.figures) return;
    inboxOpen.set(readings.figures.inboxOpen);
    inboxLag.set(readings.figures.inboxLagSeconds);
    outboxOpen.set(readings.figures.outboxOpen);
    heldUntil.set((readings.figures.heldUntil?.getTime() ?? 0) / 1_000);
    for (const { lane, status, count } of readings.figures.deliveries)
      deliveries.set({ lane, status }, count);
  };
}
