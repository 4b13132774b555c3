import { closeLeftWizard, leftWizards } from '../db/conversations.ts';
import { queueEffect } from '../db/outbox.ts';
import { quietUntil } from '../domain/quiet.ts';
import { LONGEST_PAUSE_MS, type Wizard } from '../domain/wizard.ts';
import { say } from '../telegram/effect.ts';
import { translator } from '../telegram/i18n.ts';
import { sentence } from '../telegram/views/onboarding.ts';
import { instantToWall } from '../text/zones.ts';
import type { JobDeps } from './job.ts';

const WORDS = {
  composeNotice: 'compose-left-long-ago',
  writeDraft: 'survey-draft-left-long-ago',
} as const satisfies Record<Wizard, string>;

/** Closes what staff left in the middle of a day ago, with a word; the draft is kept. Never in quiet hours. */
export async function closeWizards({ db, clock }: Pick<JobDeps, 'db' | 'clock'>): Promise<void> {
  const now = clock.now();
  const before = new Date(now.getTime() - LONGEST_PAUSE_MS);
  for (const { key, wizard, chatId, locale, zone } of await leftWizards(db, before)) {
    if (quietUntil(instantToWall(now, zone))) continue;
    const word = say(chatId, sentence(translator(locale), WORDS[wizard]));
    await db.transaction().execute(async (tx) => {
      if (await closeLeftWizard(tx, key, before)) await queueEffect(tx, chatId, word, now);
    });
  }
}
