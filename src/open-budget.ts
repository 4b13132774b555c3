import type { Db } from './db/client.ts';
import { listenTo } from './db/listen.ts';
import { SEND_BUDGET_CHANNEL, openSlotStore } from './db/send-budget.ts';
import type { Logger } from './logger.ts';
import { type SendBudget, createSendBudget } from './telegram/send-budget.ts';

export interface BudgetDeps {
  db: Db;
  databaseUrl: string;
  sendRate: number;
  log: Logger;
  onHeld: (durationMs: number) => void;
}

/** The one sending rate of the whole bot; other processes announce what concerns everybody. */
export async function openBudget(deps: BudgetDeps): Promise<SendBudget & { close(): Promise<void> }> {
  const { db, databaseUrl, sendRate: ratePerSecond, log, onHeld } = deps;
  const onError = (error: unknown) => log.warn({ err: error }, 'the send budget could not be reached');
  const store = openSlotStore(db, ratePerSecond);
  const budget = createSendBudget({ store, ratePerSecond, onHeld, onError });
  await budget.refresh();
  const ears = listenTo(databaseUrl, SEND_BUDGET_CHANNEL, () => void budget.refresh().catch(onError));
  return { ...budget, close: () => ears.close() };
}
