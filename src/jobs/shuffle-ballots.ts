import { mixBallots } from '../db/ballots.ts';
import { queueEffect } from '../db/outbox.ts';
import { say } from '../telegram/effect.ts';
import { translator } from '../telegram/i18n.ts';
import { restartedContent } from '../telegram/views/anonymity.ts';
import type { JobDeps } from './job.ts';

export type ShuffleDeps = Pick<JobDeps, 'db' | 'clock' | 'seal'>;

/**
 * Mixes what waits of an anonymous survey into its ballots. Run twice, or too early, it does nothing. Whoever's answers
 * were sealed under another token is asked to begin anew.
 */
export async function shuffleBallots({ db, clock, seal }: ShuffleDeps, surveyId: number): Promise<void> {
  for (let taken = 1; taken > 0;) {
    const now = clock.now();
    taken = await db.transaction().execute(async (tx) => {
      const mixed = await mixBallots(tx, seal, surveyId, now);
      for (const { chatId, locale, responseId } of mixed.restarted) {
        await queueEffect(tx, chatId, say(chatId, restartedContent(responseId, translator(locale))), now);
      }
      return mixed.taken;
    });
  }
}
