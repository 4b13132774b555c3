import { Api, InputFile } from 'grammy';
import { expect, test } from 'vitest';
import type { Message } from '../../src/simulator/types.ts';
import { ann, board, hall, oneButton, startWorld, token, wei, yard } from './harness.ts';

async function startGrammy() {
  const world = await startWorld();
  return { ...world, api: new Api(token, { apiRoot: world.url }) };
}

test('grammY uploads a document, and its file can be fetched and sent again by id', async () => {
  const { api, url } = await startGrammy();
  const sent = await api.sendDocument(ann.id, new InputFile(Buffer.from('BEGIN:VCALENDAR'), '会议.ics'), {
    caption: '<b>Meeting</b>',
    parse_mode: 'HTML',
    reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] },
  });
  expect(sent).toMatchObject({
    caption: 'Meeting',
    caption_entities: [{ type: 'bold', offset: 0, length: 7 }],
    reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] },
  });
  const file = await api.getFile(sent.document.file_id);
  const bytes = await (await fetch(`${url}/file/bot${token}/${file.file_path}`)).text();
  expect(bytes).toBe('BEGIN:VCALENDAR');
  const again = await api.sendDocument(wei.id, sent.document.file_id);
  expect(again.document.file_id).toBe(sent.document.file_id);
  await expect(api.sendPhoto(wei.id, sent.document.file_id)).rejects.toThrow(
    "can't use file of type Document as Photo",
  );
});

test('an album of uploads shares one media_group_id', async () => {
  const { api, simulator } = await startGrammy();
  const photo = (name: string) => ({
    type: 'photo' as const,
    media: new InputFile(Buffer.from(name), `${name}.png`),
  });
  const messages = await api.sendMediaGroup(ann.id, [photo('a'), { ...photo('b'), caption: 'second' }]);
  const groupId = expect.stringMatching(/^\d+$/);
  expect(messages).toMatchObject([
    { media_group_id: groupId },
    { media_group_id: groupId, caption: 'second' },
  ]);
  expect(
    simulator
      .messages(ann.id)
      .slice(-2)
      .map((message) => message.media_group_id),
  ).toEqual(messages.map(() => simulator.lastMessage(ann.id)?.media_group_id));
});

test('grammY sends every kind of content', async () => {
  const { api } = await startGrammy();
  expect(await api.sendLocation(ann.id, 39.9, 116.4)).toMatchObject({ location: { latitude: 39.9 } });
  expect(await api.sendVenue(ann.id, 39.9, 116.4, 'Hall', 'Lane 7')).toMatchObject({
    venue: { title: 'Hall' },
  });
  expect(await api.sendContact(ann.id, '+1', 'Ann')).toMatchObject({ contact: { phone_number: '+1' } });
  expect(await api.sendVoice(ann.id, new InputFile(Buffer.from('v')), { duration: 3 })).toMatchObject({
    voice: { duration: 3 },
  });
  expect(await api.sendPoll(ann.id, 'When?', [{ text: 'Mon' }, { text: 'Tue' }])).toMatchObject({
    poll: { question: 'When?' },
  });
  expect(await api.sendChatAction(ann.id, 'typing')).toBe(true);
  await expect(api.sendLocation(ann.id, 91, 0)).rejects.toThrow('400');
});

test('editing replaces text and keyboard, and without a keyboard takes it away', async () => {
  const { api, simulator } = await startGrammy();
  const { message_id } = await api.sendMessage(ann.id, 'one', {
    reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] },
  });
  const edited = await api.editMessageText(ann.id, message_id, 'two');
  expect(edited).toMatchObject({ message_id, text: 'two', edit_date: expect.any(Number) });
  expect(simulator.lastMessage(ann.id)).not.toHaveProperty('reply_markup');
  await expect(api.editMessageReplyMarkup(ann.id, message_id)).rejects.toThrow('message is not modified');
  await api.editMessageReplyMarkup(ann.id, message_id, {
    reply_markup: { inline_keyboard: [[{ text: 'No', callback_data: 'n' }]] },
  });
  await expect(api.editMessageCaption(ann.id, message_id, { caption: 'x' })).rejects.toThrow(
    'there is no caption',
  );
});

test('a message with a reply keyboard cannot be edited', async () => {
  const { api } = await startGrammy();
  const { message_id } = await api.sendMessage(ann.id, 'menu', {
    reply_markup: { keyboard: [[{ text: 'Meetings' }]] },
  });
  await expect(api.editMessageText(ann.id, message_id, 'x')).rejects.toThrow("message can't be edited");
});

test('replies, copies, forwards and deletions leave the chat as Telegram would', async () => {
  const { api, simulator } = await startGrammy();
  const asked = simulator.sendText(ann.id, ann.id, 'the lamp is broken');
  const answered = await api.sendMessage(ann.id, 'noted', {
    reply_parameters: { message_id: asked.message_id },
  });
  expect(answered.reply_to_message).toMatchObject({
    message_id: asked.message_id,
    text: 'the lamp is broken',
  });
  const copied = await api.copyMessage(wei.id, ann.id, asked.message_id);
  expect(simulator.lastMessage(wei.id)).toMatchObject({
    message_id: copied.message_id,
    text: 'the lamp is broken',
  });
  expect(await api.forwardMessage(wei.id, ann.id, asked.message_id)).toMatchObject({
    forward_origin: { type: 'user', sender_user: { id: ann.id } },
  });
  await api.deleteMessages(ann.id, [asked.message_id, answered.message_id, 99_999]);
  expect(simulator.messages(ann.id).map(({ text }) => text)).toEqual(['/start']);
});

test('messages older than 48 hours of the simulated clock cannot be deleted', async () => {
  let now = Date.UTC(2031, 0, 1);
  const { send, call } = await startWorld({ now: () => now });
  const { message_id } = await send(ann.id, 'old');
  now += 48 * 3_600_000;
  expect(await call('deleteMessage', { chat_id: ann.id, message_id })).toMatchObject({
    description: "Bad Request: message can't be deleted",
  });
});

test('the narrowest command scope wins, and in it the language of the person', async () => {
  const { api, simulator } = await startGrammy();
  const named = (description: string) => [{ command: 'help', description }];
  const seen = (chatId: number, personId: number) => simulator.commandsFor(chatId, personId)[0]?.description;
  await api.setMyCommands(named('all'));
  expect(seen(ann.id, ann.id)).toBe('all');
  await api.setMyCommands(named('private'), { scope: { type: 'all_private_chats' } });
  await api.setMyCommands(named('私聊'), { scope: { type: 'all_private_chats' }, language_code: 'zh' });
  expect([seen(ann.id, ann.id), seen(wei.id, wei.id), seen(yard.id, wei.id)]).toEqual([
    'private',
    '私聊',
    'all',
  ]);
  await api.setMyCommands(named('her own'), { scope: { type: 'chat', chat_id: ann.id } });
  expect(seen(ann.id, ann.id)).toBe('her own');
  await api.deleteMyCommands({ scope: { type: 'chat', chat_id: ann.id } });
  expect(seen(ann.id, ann.id)).toBe('private');
  expect(await api.getMyCommands({ scope: { type: 'all_private_chats' }, language_code: 'zh' })).toEqual(
    named('私聊'),
  );
  await api.setMyCommands(named('admins'), { scope: { type: 'all_chat_administrators' } });
  expect([seen(yard.id, ann.id), seen(yard.id, wei.id)]).toEqual(['admins', 'all']);
});

test('name and descriptions are kept by language', async () => {
  const { api } = await startGrammy();
  await api.setMyName('Yard bell');
  await api.setMyName('院铃', { language_code: 'zh' });
  await api.setMyDescription('hears you');
  await api.setMyShortDescription('hears');
  expect(await api.getMyName({ language_code: 'zh' })).toEqual({ name: '院铃' });
  expect(await api.getMyName({ language_code: 'es' })).toEqual({ name: 'Yard bell' });
  expect((await api.getMe()).first_name).toBe('Yard bell');
  expect(await api.getMyDescription()).toEqual({ description: 'hears you' });
  expect(await api.getMyShortDescription()).toEqual({ short_description: 'hears' });
  expect(await api.setChatMenuButton({ menu_button: { type: 'commands' } })).toBe(true);
});

test('chats and their members are told as they are', async () => {
  const { api, simulator } = await startGrammy();
  expect(await api.getChat(ann.id)).toMatchObject({ id: ann.id, type: 'private', username: 'ann_lee' });
  expect(await api.getChatMember(yard.id, ann.id)).toMatchObject({ status: 'creator' });
  expect(await api.getChatMember(yard.id, wei.id)).toMatchObject({ status: 'member' });
  expect(await api.getChatMemberCount(yard.id)).toBe(3);
  simulator.setBotAdmin(hall.id);
  expect(await api.getChatAdministrators(hall.id)).toHaveLength(2);
  expect(await api.exportChatInviteLink(hall.id)).toMatch(/^https:\/\/t\.me\/\+/);
  const { message_id } = await api.sendMessage(hall.id, 'pinned');
  expect(await api.pinChatMessage(hall.id, message_id)).toBe(true);
  expect(await api.getChat(hall.id)).toMatchObject({ pinned_message: { message_id } });
  expect(await api.unpinChatMessage(hall.id, message_id)).toBe(true);
  expect(await api.setMessageReaction(hall.id, message_id, [{ type: 'emoji', emoji: '👍' }])).toBe(true);
  expect(await api.leaveChat(yard.id)).toBe(true);
  await expect(api.sendMessage(yard.id, 'x')).rejects.toThrow('bot is not a member of the group chat');
});

test('a channel takes posts of an administrator only', async () => {
  const { api, simulator } = await startGrammy();
  await expect(api.sendMessage(board.id, 'x')).rejects.toThrow(
    'need administrator rights in the channel chat',
  );
  simulator.setBotAdmin(board.id);
  const posted = await api.sendMessage(board.id, 'x');
  expect(posted).toMatchObject({ sender_chat: { id: board.id } });
  expect(posted).not.toHaveProperty('from');
});

test('parameters may come in the query, a form, or JSON; wrong types are refused', async () => {
  const { url, call } = await startWorld();
  const base = `${url}/bot${token}/sendMessage`;
  const keyboard = JSON.stringify(oneButton('y'));
  const form = new URLSearchParams({ chat_id: String(ann.id), text: 'form', reply_markup: keyboard });
  const byForm = (await (await fetch(base, { method: 'POST', body: form })).json()) as { result: Message };
  expect(byForm.result).toMatchObject({ text: 'form', reply_markup: oneButton('y') });
  const byQuery = await fetch(`${base}?chat_id=${ann.id}&text=query`);
  expect(byQuery.status).toBe(200);
  expect(await call('SENDMESSAGE', { chat_id: ann.id, text: 'case' })).toMatchObject({ ok: true });
  expect(await call('sendMessage', { chat_id: ann.id, text: { a: 1 } })).toMatchObject({ error_code: 400 });
  expect(await call('sendMessage', { chat_id: [1], text: 'x' })).toMatchObject({ error_code: 400 });
  expect(await call('deleteMessage', { chat_id: ann.id, message_id: 'x' })).toMatchObject({
    error_code: 400,
  });
  expect(await call('setMyCommands')).toMatchObject({
    description: 'Bad Request: parameter "commands" is required',
  });
});

test('a button has exactly one action, a text, and a usable address', async () => {
  const { call } = await startWorld();
  const send = (button: object) =>
    call('sendMessage', { chat_id: ann.id, text: 'x', reply_markup: { inline_keyboard: [[button]] } });
  expect(await send({ text: 'a', callback_data: 'b', url: 'https://example.org' })).toMatchObject({
    error_code: 400,
  });
  expect(await send({ text: ' ', callback_data: 'b' })).toMatchObject({ error_code: 400 });
  expect(await send({ callback_data: 'b' })).toMatchObject({ error_code: 400 });
  expect(await send({ text: 'a', url: 'http://localhost/x' })).toMatchObject({
    description: "Bad Request: inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL",
  });
  expect(await send({ text: 'a', url: 'https://t.me/yard_bell_bot?start=abc' })).toMatchObject({ ok: true });
});
