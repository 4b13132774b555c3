import { type Api, InputFile } from 'grammy';
import type { Content, Effect, Target } from './effect.ts';

/** Finds the message id of a post; given by the caller, because this layer knows no database. */
export type FindPost = (chatId: number, reference: string) => Promise<number | undefined>;

/** A message just made that is to be remembered under its reference. */
export interface MadePost {
  chatId: number;
  reference: string;
  messageId: number;
}

/** Performs one effect. Throws what the API call throws; see `readFailure` for what it means. */
export async function perform(api: Api, findPost: FindPost, effect: Effect): Promise<MadePost | undefined> {
  switch (effect.kind) {
    case 'say':
      return await performSay(api, effect);
    case 'rewrite':
      return await performRewrite(api, findPost, effect);
    case 'drop_keyboard': {
      const messageId = await resolve(findPost, effect.chatId, effect.target);
      if (messageId !== undefined) await api.editMessageReplyMarkup(effect.chatId, messageId);
      return;
    }
    case 'answer':
      return await performAnswer(api, effect);
    case 'send_file': {
      const file = new InputFile(Buffer.from(effect.fileText), effect.fileName);
      await api.sendDocument(effect.chatId, file, { caption: effect.caption });
      return;
    }
    case 'send_bytes': {
      const file = new InputFile(Buffer.from(effect.base64, 'base64'), effect.fileName);
      const send = effect.as === 'photo' ? api.sendPhoto.bind(api) : api.sendDocument.bind(api);
      await send(effect.chatId, file, { caption: effect.caption });
      return;
    }
    case 'send_voice':
      await api.sendVoice(effect.chatId, effect.fileId);
      return;
    case 'set_commands':
      await api.setMyCommands(effect.commands, {
        scope: effect.scope,
        ...(effect.locale && { language_code: effect.locale }),
      });
  }
}

const LONGEST_TOAST = 200;

async function performAnswer(api: Api, effect: Extract<Effect, { kind: 'answer' }>): Promise<undefined> {
  await api.answerCallbackQuery(effect.queryId, {
    ...(effect.text && { text: effect.text.slice(0, LONGEST_TOAST) }),
    ...(effect.isAlert && { show_alert: true }),
  });
}

async function performSay(
  api: Api,
  { chatId, content, remember }: Extract<Effect, { kind: 'say' }>,
): Promise<MadePost | undefined> {
  const message = await api.sendMessage(chatId, content.text, newMessageOptions(content));
  return remember ? { chatId, reference: remember, messageId: message.message_id } : undefined;
}

async function performRewrite(
  api: Api,
  findPost: FindPost,
  effect: Extract<Effect, { kind: 'rewrite' }>,
): Promise<MadePost | undefined> {
  const { chatId, target, content } = effect;
  const messageId = await resolve(findPost, chatId, target);
  if (messageId !== undefined) {
    await api.editMessageText(chatId, messageId, content.text, options(content));
    return effect.remember === undefined ? undefined : { chatId, reference: effect.remember, messageId };
  }
  if (!effect.orSay) return undefined;
  return await performSay(api, {
    kind: 'say',
    chatId,
    content,
    ...('post' in target && { remember: target.post }),
  });
}

async function resolve(findPost: FindPost, chatId: number, target: Target): Promise<number | undefined> {
  return 'messageId' in target ? target.messageId : await findPost(chatId, target.post);
}

/** The optional fields of a new message. */
export function newMessageOptions(content: Content) {
  return { ...options(content), ...(content.isSilent && { disable_notification: true }) };
}

/** The optional fields of a message. Link previews are off: they push the buttons out of sight. */
export function options(content: Content) {
  return {
    link_preview_options: { is_disabled: true },
    ...(content.entities && content.entities.length > 0 && { entities: content.entities }),
    ...(content.keyboard && { reply_markup: { inline_keyboard: content.keyboard } }),
  };
}
