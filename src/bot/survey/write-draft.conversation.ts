import type { Conversation } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { BotContext } from '../context.ts';
import type { WriteOrder, WriteState } from './draft-ask.ts';
import { beginWriting, hearWriting } from './write-draft.ts';

/**
 * Waits for a text that an author was asked for. Only what is being asked lives here; everything typed is kept in the
 * survey's row at once.
 */
export async function writeDraft(
  conversation: Conversation<BotContext, Context>,
  _: Context,
  order: WriteOrder,
): Promise<void> {
  let state: WriteState | undefined = await conversation.external((outer) => beginWriting(outer, order));
  while (state) {
    const heard = await conversation.wait();
    if (!isForAuthor(heard)) await conversation.skip({ next: true });
    const asked: WriteState = state;
    state = await conversation.external((outer) => hearWriting(outer, asked));
  }
}

/** Commands and the buttons of everything else pass by, and the question stays where it is. */
function isForAuthor(ctx: Context): boolean {
  const data = ctx.callbackQuery?.data;
  if (data !== undefined) return data.startsWith('wizard:');
  if (!ctx.message) return false;
  const text = ctx.message.text ?? '';
  return !text.startsWith('/') || /^\/cancel(@|\s|$)/.test(text);
}
