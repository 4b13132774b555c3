/**
 * Hints to the workers. What is due stands in PostgreSQL; a hint only says "look now" or "look then", so a lost one
 * costs at most the reconciler's 15 seconds. Hints for later are given for the next five minutes only: what lies further
 * ahead is found in time by the reconciler, so an emptied queue holds nothing that could be missed.
 */
export interface Queues {
  /** A broadcast has deliveries to send, now or from `at` of the program's clock on. */
  sendBroadcast(broadcastId: number, at?: Date): Promise<void>;
  /** Reminders fall due at `dueAt` of the program's clock: one hint for all of that moment. */
  remindAt(dueAt: Date): Promise<void>;
  /** Answers of an anonymous survey are to be mixed. */
  shuffleBallots(surveyId: number): Promise<void>;
  /** Look for everything that is due, now. */
  reconcile(): Promise<void>;
}

/** How far ahead hints are given. */
export const HINTS_AHEAD_MS = 300_000;
