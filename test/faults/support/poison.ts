import type { Fault } from '../../../src/simulator/types.ts';
import { sendsOf } from './ledger.ts';
import type { World } from './world.ts';

type Answer =
  | { kind: 'status'; status: number; description?: string; body?: string }
  | { kind: 'truncated_json' };

/** Telegram answers whatever is sent to this chat with this, every time. */
export function order(
  { simulator }: Pick<World, 'simulator'>,
  chatId: number | undefined,
  answer: Answer,
): void {
  const every: Fault = { method: 'sendMessage', times: Number.POSITIVE_INFINITY, ...answer };
  if (chatId !== undefined) simulator.orderFault({ ...every, chatId });
}

/** How often something was sent to this chat, with or without success. */
export function attempts({ simulator }: Pick<World, 'simulator'>, person: number): number {
  return sendsOf(simulator).filter((call) => Number(call.params['chat_id']) === person).length;
}
