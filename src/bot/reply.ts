import { type Content, rewrite, say } from '../telegram/effect.ts';
import type { Speaker } from './context.ts';
import { type ButtonContext, pressedMessageId } from './route.ts';

/** Says something in the chat the update came from. */
export function reply({ chatId, scope }: Speaker, content: Content, remember?: string): void {
  if (chatId !== undefined) scope.effects.push(say(chatId, content, remember));
}

/** Edits the message whose button was pressed; says it anew when Telegram no longer gives that message. */
export function rewritePressed(ctx: ButtonContext, content: Content): void {
  const messageId = pressedMessageId(ctx);
  if (messageId === undefined || ctx.chatId === undefined) return reply(ctx, content);
  ctx.scope.effects.push(rewrite(ctx.chatId, { messageId }, content));
}
