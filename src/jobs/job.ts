import type { Api } from 'grammy';
import type { Clock } from '../clock.ts';
import type { Broadcast } from '../db/broadcasts.ts';
import type { Db } from '../db/client.ts';
import type { Seal } from '../db/sealing.ts';
import type { Locale } from '../domain/locale.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { Progress } from '../progress.ts';
import type { Content } from '../telegram/effect.ts';
import type { SendBudget } from '../telegram/send-budget.ts';
import type { Queues } from './queues.ts';

/** What jobs work with; built once by the composition root. */
export interface JobDeps {
  db: Db;
  api: Api;
  clock: Clock;
  budget: SendBudget;
  queues: Queues;
  /** Opens the answers of anonymous surveys. */
  seal: Seal;
  log: Logger;
  /** Unasked messages a second for the whole bot. */
  sendRate: number;
  metrics: Pick<Metrics, 'sent'>;
  progress: Progress;
  random: () => number;
}

/**
 * What a broadcast says to one recipient; undefined when there is nothing more to say to them. What depends on the person
 * is looked up at that moment.
 */
export type RenderPush = (recipient: {
  locale: Locale;
  residentId: number;
}) => Content | undefined | Promise<Content | undefined>;

/** Loads what a kind of broadcast speaks of; undefined when it is gone or has a newer generation. */
export type LoadPush = (db: Db, broadcast: Broadcast, seal: Seal) => Promise<RenderPush | undefined>;
