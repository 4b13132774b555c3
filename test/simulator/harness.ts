import { onTestFinished } from 'vitest';
import { startSimulator } from '../../src/simulator/server.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import type { Message, SimulatorOptions, Update } from '../../src/simulator/types.ts';

export const token = '123456:test-token_of-the_bell';
export const ann = { id: 1001, firstName: 'Ann', username: 'ann_lee', languageCode: 'en' };
export const wei = { id: 1002, firstName: '伟', languageCode: 'zh-hans' };
export const rosa = { id: 1003, firstName: 'Rosa', lastName: 'Vega', languageCode: 'es' };
/** Ben never wrote to the bot. */
export const ben = { id: 1004, firstName: 'Ben', languageCode: 'en' };
export const yard = { id: -500, title: 'Courtyard 7', type: 'group' as const, memberIds: [ann.id, wei.id] };
export const hall = {
  id: -1_001_000_000_001,
  title: 'Hall',
  type: 'supergroup' as const,
  memberIds: [ann.id, rosa.id],
  topics: [{ id: 7 }, { id: 8, isClosed: true }],
};
export const board = {
  id: -1_001_000_000_002,
  title: 'Board',
  type: 'channel' as const,
  memberIds: [ann.id],
};

type ApiAnswer = {
  ok: boolean;
  result?: unknown;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number; migrate_to_chat_id?: number };
};

export type TestWorld = {
  simulator: Simulator;
  url: string;
  /** The answer's JSON to a call with a JSON body. */
  call(method: string, params?: object): Promise<ApiAnswer>;
  /** The result of a call that must succeed. */
  ok<T>(method: string, params?: object): Promise<T>;
  send(chatId: number, text: string, extra?: object): Promise<Message>;
  updates(params?: object): Promise<Update[]>;
};

/** A simulator of its own for one test, closed when it ends. Ann, Wei and Rosa have pressed Start. */
export async function startWorld(options: Partial<SimulatorOptions> = {}): Promise<TestWorld> {
  const { simulator, url, close } = await startSimulator({
    botToken: token,
    bot: { id: 123456, firstName: 'Bell', username: 'yard_bell_bot' },
    people: [ann, wei, rosa, ben],
    groups: [yard, hall, board].map((group) => ({ ...group, memberIds: [...group.memberIds] })),
    ...options,
  });
  onTestFinished(close);
  for (const person of [ann, wei, rosa]) simulator.open(person.id);
  const call = async (method: string, params: object = {}) => {
    const response = await fetch(`${url}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    return (await response.json()) as ApiAnswer;
  };
  const ok = async <T>(method: string, params: object = {}) => {
    const answer = await call(method, params);
    if (!answer.ok) throw new Error(`${method}: ${answer.description}`);
    return answer.result as T;
  };
  const drained = await ok<Update[]>('getUpdates');
  await ok('getUpdates', { offset: (drained.at(-1)?.update_id ?? 0) + 1 });
  return {
    simulator,
    url,
    call,
    ok,
    send: (chatId, text, extra = {}) => ok<Message>('sendMessage', { chat_id: chatId, text, ...extra }),
    updates: (params = {}) => ok<Update[]>('getUpdates', params),
  };
}

/** An inline keyboard with one button. */
export function oneButton(callbackData: string, text = 'Yes'): object {
  return { inline_keyboard: [[{ text, callback_data: callbackData }]] };
}
