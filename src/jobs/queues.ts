/**
 * Hints to the workers. What is due stands in PostgreSQL; a hint only says "look now" or "look then", so a lost one
 * costs at most the reconciler's 15 seconds.
 */
export interface Queues {
  /** A broadcast has deliveries to send. */
  sendBroadcast(broadcastId: number): Promise<void>;
  /** A reminder falls due at `dueAt` of the program's clock. */
  remindAt(reminderId: number, dueAt: Date): Promise<void>;
  /** Look for everything that is due, now. */
  reconcile(): Promise<void>;
}
