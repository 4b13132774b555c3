import { type Api, InputFile } from 'grammy';
import type { Content, Effect, Target } from './effect.ts';

/** Where posts are remembered and found again; given by the caller, because this layer knows no database. */
export interface PostBook {
  find(chatId: number, reference: string): Promise<number | undefined>;
  remember(chatId: number, reference: string, messageId: number): Promise<void>;
}

/** Performs one effect. Throws what the API call throws; see `readFailure` for what it means. */
export async function perform(api: Api, posts: PostBook, effect: Effect): Promise<void> {
  switch (effect.kind) {
    case 'say':
      return await performSay(api, posts, effect);
    case 'rewrite':
      return await performRewrite(api, posts, effect);
    case 'drop_keyboard': {
      const messageId = await resolve(posts, effect.chatId, effect.target);
      if (messageId !== undefined) await api.editMessageReplyMarkup(effect.chatId, messageId);
      return;
    }
    case 'answer':
      await api.answerCallbackQuery(effect.queryId, {
        ...(effect.text && { text: effect.text.slice(0, LONGEST_TOAST) }),
        ...(effect.isAlert && { show_alert: true }),
      });
      return;
    case 'send_file': {
      const file = new InputFile(Buffer.from(effect.fileText), effect.fileName);
      await api.sendDocument(effect.chatId, file, { caption: effect.caption });
      return;
    }
    case 'set_commands':
      await api.setMyCommands(effect.commands, {
        scope: effect.scope,
        ...(effect.locale && { language_code: effect.locale }),
      });
  }
}

const LONGEST_TOAST = 200;

async function performSay(
  api: Api,
  posts: PostBook,
  effect: Extract<Effect, { kind: 'say' }>,
): Promise<void> {
  const message = await api.sendMessage(effect.chatId, effect.content.text, {
    ...options(effect.content),
    ...(effect.isSilent && { disable_notification: true }),
  });
  if (effect.remember) await posts.remember(effect.chatId, effect.remember, message.message_id);
}

async function performRewrite(
  api: Api,
  posts: PostBook,
  effect: Extract<Effect, { kind: 'rewrite' }>,
): Promise<void> {
  const { chatId, target, content } = effect;
  const messageId = await resolve(posts, chatId, target);
  if (messageId !== undefined) {
    await api.editMessageText(chatId, messageId, content.text, options(content));
  } else if (effect.orSay) {
    await performSay(api, posts, {
      kind: 'say',
      chatId,
      content,
      ...('post' in target && { remember: target.post }),
    });
  }
}

async function resolve(posts: PostBook, chatId: number, target: Target): Promise<number | undefined> {
  return 'messageId' in target ? target.messageId : await posts.find(chatId, target.post);
}

/** The optional fields of a message. Link previews are off: they push the buttons out of sight. */
export function options(content: Content) {
  return {
    link_preview_options: { is_disabled: true },
    ...(content.entities && content.entities.length > 0 && { entities: content.entities }),
    ...(content.keyboard && { reply_markup: { inline_keyboard: content.keyboard } }),
  };
}
