import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { BotContext } from '../context.ts';
import type { WizardOrder, WizardState } from './notice-answer.ts';
import { beginWizard, hearWizard } from './notice-wizard.ts';

/**
 * The staff wizard: one question after another until its order is done, then the preview. Only what is being asked
 * lives here; everything typed is kept in the meeting's row at once. The id carries the version of this builder.
 */
export async function composeNotice(
  conversation: Conversation<BotContext, Context>,
  _ctx: Context,
  order: WizardOrder,
): Promise<void> {
  let state: WizardState | undefined = await conversation.external((outer) => beginWizard(outer, order));
  while (state) {
    const heard = await conversation.wait();
    if (!isForWizard(heard)) await conversation.skip({ next: true });
    const asked: WizardState = state;
    state = await conversation.external((outer) => hearWizard(outer, asked));
  }
}

/** Commands and the buttons of everything else pass by, and the wizard stays where it is. */
function isForWizard(ctx: Context): boolean {
  const data = ctx.callbackQuery?.data;
  if (data !== undefined) return data.startsWith('wizard:');
  if (!ctx.message) return false;
  const text = ctx.message.text ?? '';
  return !text.startsWith('/') || /^\/cancel(@|\s|$)/.test(text);
}
