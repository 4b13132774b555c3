import { ann, ben, board, hall, oneButton, wei, yard, type TestWorld } from './harness.ts';

/** One error string: how to bring it about, and the call that must answer it. */
export type Case = {
  words: string;
  provoke: (world: TestWorld) => unknown;
  call: [string, object];
};

export const text = 'hello';
export const to = (chatId: number, extra: object = {}): [string, object] => [
  'sendMessage',
  { chat_id: chatId, text, ...extra },
];
const html = (source: string) => to(ann.id, { text: source, parse_mode: 'HTML' });
const markdown = (source: string) => to(ann.id, { text: source, parse_mode: 'MarkdownV2' });
const legacy = (source: string) => to(ann.id, { text: source, parse_mode: 'Markdown' });
const photo = (reference: string): [string, object] => ['sendPhoto', { chat_id: ann.id, photo: reference }];
const nothing = () => undefined;

export const forbidden: Case[] = [
  { words: 'bot was blocked by the user', provoke: (w) => w.simulator.block(ann.id, true), call: to(ann.id) },
  { words: 'user is deactivated', provoke: (w) => w.simulator.deactivate(ann.id), call: to(ann.id) },
  {
    words: "bot can't initiate conversation with a user",
    provoke: (w) => w.simulator.addMember(yard.id, ben.id),
    call: to(ben.id),
  },
  { words: "the bot can't send messages to the bot", provoke: nothing, call: to(123456) },
  ...(['group', 'supergroup', 'channel'] as const).flatMap((kind): Case[] => {
    const { id } = { group: yard, supergroup: hall, channel: board }[kind];
    return [
      {
        words: `bot was kicked from the ${kind} chat`,
        provoke: (w) => w.simulator.removeBot(id, 'kicked'),
        call: to(id),
      },
      {
        words: `bot is not a member of the ${kind} chat`,
        provoke: (w) => w.simulator.removeBot(id, 'left'),
        call: to(id),
      },
    ];
  }),
  {
    words: 'the group chat was deleted',
    provoke: (w) => w.simulator.deleteGroup(yard.id),
    call: to(yard.id),
  },
];

export const address: Case[] = [
  { words: 'chat not found', provoke: nothing, call: to(ben.id) },
  { words: 'chat_id is empty', provoke: nothing, call: ['sendMessage', { text }] },
  { words: 'user not found', provoke: nothing, call: ['getChatMember', { chat_id: yard.id, user_id: 4242 }] },
  {
    words: 'group chat was upgraded to a supergroup chat',
    provoke: (w) => w.simulator.upgradeToSupergroup(yard.id),
    call: to(yard.id),
  },
  { words: 'message thread not found', provoke: nothing, call: to(hall.id, { message_thread_id: 99 }) },
  { words: 'TOPIC_CLOSED', provoke: nothing, call: to(hall.id, { message_thread_id: 8 }) },
  {
    words: 'not enough rights to send text messages to the chat',
    provoke: (w) => w.simulator.setBotStatus(yard.id, 'restricted'),
    call: to(yard.id),
  },
  {
    words: 'not enough rights to send photos to the chat',
    provoke: (w) => w.simulator.setBotStatus(yard.id, 'restricted'),
    call: ['sendPhoto', { chat_id: yard.id, photo: 'https://example.org/a.png' }],
  },
];

export const content: Case[] = [
  { words: 'message text is empty', provoke: nothing, call: ['sendMessage', { chat_id: ann.id }] },
  { words: 'message text is empty', provoke: nothing, call: to(ann.id, { text: '' }) },
  { words: 'text must be non-empty', provoke: nothing, call: to(ann.id, { text: ' \n\u200b ' }) },
  { words: 'message is too long', provoke: nothing, call: to(ann.id, { text: 'x'.repeat(4097) }) },
  { words: 'text is too long', provoke: nothing, call: to(ann.id, { text: 'x'.repeat(32_769) }) },
  {
    words: 'message caption is too long',
    provoke: nothing,
    call: ['sendPhoto', { chat_id: ann.id, photo: 'https://example.org/a.png', caption: 'x'.repeat(1025) }],
  },
  {
    words: 'BUTTON_DATA_INVALID',
    provoke: nothing,
    call: to(ann.id, { reply_markup: oneButton('x'.repeat(65)) }),
  },
  {
    words: 'reply markup is too long',
    provoke: nothing,
    call: to(ann.id, {
      reply_markup: {
        inline_keyboard: Array.from({ length: 101 }, () => [{ text: 'a', callback_data: 'b' }]),
      },
    }),
  },
  {
    words: 'inline keyboard expected',
    provoke: (w) => w.send(ann.id, text),
    call: [
      'editMessageText',
      { chat_id: ann.id, message_id: 4, text: 'new', reply_markup: { keyboard: [['a']] } },
    ],
  },
  {
    words: 'text buttons are unallowed in the inline keyboard',
    provoke: nothing,
    call: to(ann.id, { reply_markup: { inline_keyboard: [[{ text: 'a' }]] } }),
  },
  { words: 'unsupported parse_mode', provoke: nothing, call: to(ann.id, { parse_mode: 'BBCode' }) },
  {
    words: `can't parse entities: Unsupported start tag "x" at byte offset 4`,
    provoke: nothing,
    call: html('中 <x>a</x>'),
  },
  {
    words: `can't parse entities: Unclosed start tag at byte offset 2`,
    provoke: nothing,
    call: html('a <b'),
  },
  {
    words: `can't parse entities: Unexpected end tag at byte offset 1`,
    provoke: nothing,
    call: html('a</b>'),
  },
  {
    words: `can't parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"`,
    provoke: nothing,
    call: html('<b>a</i>'),
  },
  {
    words: `can't parse entities: Can't find end tag corresponding to start tag "b"`,
    provoke: nothing,
    call: html('<b>a'),
  },
  {
    words: `can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'`,
    provoke: nothing,
    call: markdown('a.'),
  },
  {
    words: `can't parse entities: Can't find end of Bold entity at byte offset 3`,
    provoke: nothing,
    call: markdown('中*a'),
  },
  {
    words: `can't parse entities: Can't find end of the entity starting at byte offset 2`,
    provoke: nothing,
    call: legacy('a *b'),
  },
  { words: 'wrong file identifier/HTTP URL specified', provoke: nothing, call: photo('no-such-file-id') },
  { words: 'wrong type of the web page content', provoke: nothing, call: photo('https://example.org/page') },
  { words: 'failed to get HTTP URL content', provoke: nothing, call: photo('https://nowhere.invalid/a.png') },
];

export const changing: Case[] = [
  {
    words:
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    provoke: (w) => w.send(ann.id, text, { reply_markup: oneButton('a') }),
    call: ['editMessageText', { chat_id: ann.id, message_id: 4, text, reply_markup: oneButton('a') }],
  },
  {
    words: 'message to edit not found',
    provoke: nothing,
    call: ['editMessageText', { chat_id: ann.id, message_id: 99, text }],
  },
  {
    words: "message can't be edited",
    provoke: nothing,
    call: ['editMessageText', { chat_id: ann.id, message_id: 1, text }],
  },
  {
    words: 'message to delete not found',
    provoke: nothing,
    call: ['deleteMessage', { chat_id: ann.id, message_id: 99 }],
  },
  {
    words: "message can't be deleted",
    provoke: (w) => w.simulator.sendText(ann.id, yard.id, 'not yours'),
    call: ['deleteMessage', { chat_id: yard.id, message_id: 4 }],
  },
  {
    words: 'message to be replied not found',
    provoke: nothing,
    call: to(ann.id, { reply_parameters: { message_id: 99 } }),
  },
  {
    words: 'message to copy not found',
    provoke: nothing,
    call: ['copyMessage', { chat_id: ann.id, from_chat_id: wei.id, message_id: 99 }],
  },
  {
    words: 'message to pin not found',
    provoke: nothing,
    call: ['pinChatMessage', { chat_id: ann.id, message_id: 99 }],
  },
  {
    words: 'query is too old and response timeout expired or query ID is invalid',
    provoke: nothing,
    call: ['answerCallbackQuery', { callback_query_id: '4242' }],
  },
];
