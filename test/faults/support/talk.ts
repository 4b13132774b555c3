import { sleep } from './kill.ts';
import type { World } from './world.ts';

/**
 * Residents write to the bot, one every `everyMs`, until told to stop; how long each waited for the first message that
 * answers, in the order of asking. Who was not answered within `longestMs` waited for ever.
 */
export async function answerTimes(
  { simulator }: Pick<World, 'simulator'>,
  talkers: number[],
  { everyMs, longestMs, isOver }: { everyMs: number; longestMs: number; isOver: () => boolean },
): Promise<number[]> {
  const answers: Promise<number>[] = [];
  for (let turn = 0; !isOver(); turn += 1) {
    const talker = talkers[turn % talkers.length] ?? 0;
    const from = simulator.calls.length;
    const askedAt = Date.now();
    simulator.sendText(talker, talker, '/help');
    const isAnswer = ({ method, params }: (typeof simulator.calls)[number]) =>
      method === 'sendMessage' && Number(params['chat_id']) === talker && !isPush(params);
    const wait = { timeoutMs: longestMs, what: `an answer to ${talker}` };
    const answer = simulator.waitFor(() => simulator.calls.slice(from).find(isAnswer), wait);
    answers.push(
      answer.then(
        (call) => call.at - askedAt,
        () => Number.POSITIVE_INFINITY,
      ),
    );
    await sleep(everyMs);
  }
  return await Promise.all(answers);
}

/** The broadcast's own message may come to somebody who has just asked something. */
function isPush(params: Record<string, unknown>): boolean {
  return JSON.stringify(params['reply_markup'] ?? '').includes('rsvp:');
}

/** The value below which `share` of the samples lie. */
export function percentile(samples: number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
