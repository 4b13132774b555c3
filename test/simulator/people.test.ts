import { expect, test } from 'vitest';
import { ann, ben, hall, oneButton, rosa, startWorld, wei, yard } from './harness.ts';

test('a deep link opens the chat with its payload, marked as a command', async () => {
  const { simulator, updates, call } = await startWorld();
  expect(await call('sendMessage', { chat_id: ben.id, text: 'hi' })).toMatchObject({ error_code: 400 });
  simulator.open(ben.id, 'meeting_7');
  const [update] = await updates();
  expect(update?.message).toMatchObject({
    text: '/start meeting_7',
    from: { id: ben.id, is_bot: false, first_name: 'Ben', language_code: 'en' },
    chat: { id: ben.id, type: 'private', first_name: 'Ben' },
    entities: [{ type: 'bot_command', offset: 0, length: 6 }],
  });
  expect(await call('sendMessage', { chat_id: ben.id, text: 'hi' })).toMatchObject({ ok: true });
});

test.each(['a b', 'ä', 'x'.repeat(65)])('the start payload %j is refused', async (payload) => {
  const { simulator } = await startWorld();
  expect(() => simulator.open(ann.id, payload)).toThrow('start payload');
  expect(() => simulator.open(ann.id, 'x'.repeat(64))).not.toThrow();
});

test('a tap resolves with the answer and leaves no open tap', async () => {
  const { simulator, send, updates, ok } = await startWorld();
  const { message_id } = await send(ann.id, 'coming?', {
    reply_markup: {
      inline_keyboard: [
        [
          { text: 'Yes, I come', callback_data: 'y' },
          { text: 'No', callback_data: 'n' },
        ],
      ],
    },
  });
  const tapped = simulator.tap(ann.id, ann.id, message_id, 'Yes');
  const [update] = await updates();
  expect(update?.callback_query).toMatchObject({ data: 'y', from: { id: ann.id }, message: { message_id } });
  expect(simulator.unansweredTaps()).toHaveLength(1);
  await ok('answerCallbackQuery', {
    callback_query_id: update?.callback_query?.id,
    text: 'Noted',
    show_alert: true,
  });
  expect(await tapped).toEqual({ text: 'Noted', showAlert: true });
  expect(simulator.unansweredTaps()).toEqual([]);
  expect(simulator.answeredCallbacks()).toMatchObject([{ data: 'y', personId: ann.id }]);
});

test('a tap nobody answers resolves with null and stays on the list', async () => {
  const { simulator, send } = await startWorld({ answerTimeoutMs: 30 });
  const { message_id } = await send(ann.id, 'coming?', { reply_markup: oneButton('y') });
  expect(await simulator.tap(ann.id, ann.id, message_id, 'Yes')).toBeNull();
  expect(simulator.unansweredTaps()).toMatchObject([{ data: 'y', messageId: message_id }]);
});

test('a button that is not there, or not alone in its beginning, cannot be tapped', async () => {
  const { simulator, send } = await startWorld();
  const { message_id } = await send(ann.id, 'which?', {
    reply_markup: {
      inline_keyboard: [
        [
          { text: 'Day 1', callback_data: '1' },
          { text: 'Day 2', callback_data: '2' },
        ],
      ],
    },
  });
  await expect(simulator.tap(ann.id, ann.id, message_id, 'Night')).rejects.toThrow('no button "Night"');
  await expect(simulator.tap(ann.id, ann.id, message_id, 'Day')).rejects.toThrow('several buttons');
});

test('forged data reaches the bot even when the message is gone', async () => {
  const { simulator, send, updates, ok } = await startWorld({ answerTimeoutMs: 30 });
  const { message_id } = await send(ann.id, 'coming?', { reply_markup: oneButton('y') });
  await ok('deleteMessage', { chat_id: ann.id, message_id });
  await simulator.tap(ann.id, ann.id, message_id, { data: 'forged' });
  const [update] = await updates();
  expect(update?.callback_query).toMatchObject({ data: 'forged', message: { message_id, date: 0 } });
});

test('blocking and unblocking are told to the bot, and a person who blocked it cannot write', async () => {
  const { simulator, updates, call } = await startWorld();
  simulator.block(ann.id, true);
  expect(() => simulator.sendText(ann.id, ann.id, 'hi')).toThrow('has blocked the bot');
  expect(await call('sendMessage', { chat_id: ann.id, text: 'hi' })).toMatchObject({ error_code: 403 });
  simulator.open(ann.id);
  expect(await call('sendMessage', { chat_id: ann.id, text: 'hi' })).toMatchObject({ ok: true });
  const changes = (await updates()).flatMap(({ my_chat_member: change }) => change ?? []);
  expect(changes.map((change) => [change.old_chat_member.status, change.new_chat_member.status])).toEqual([
    ['member', 'kicked'],
    ['kicked', 'member'],
  ]);
});

test('a correction arrives as an edited message with the old id', async () => {
  const { simulator, updates } = await startWorld();
  const { message_id } = simulator.sendText(ann.id, ann.id, 'teh yard');
  simulator.editText(ann.id, ann.id, message_id, 'the yard');
  const [, edited] = await updates();
  expect(edited?.edited_message).toMatchObject({
    message_id,
    text: 'the yard',
    edit_date: expect.any(Number),
  });
  expect(simulator.lastMessage(ann.id)?.text).toBe('the yard');
});

test('in a group the bot hears commands, replies to it and service messages, and no chatter', async () => {
  const { simulator, send, updates } = await startWorld();
  const posted = await send(yard.id, 'notice');
  simulator.sendText(ann.id, yard.id, 'just talking');
  simulator.sendText(ann.id, yard.id, 'hello @yard_bell_bot');
  simulator.sendText(ann.id, yard.id, '/meetings');
  simulator.sendText(ann.id, yard.id, '/meetings@yard_bell_bot');
  simulator.sendText(ann.id, yard.id, '/meetings@other_bot');
  simulator.sendText(wei.id, yard.id, 'good idea', { replyToMessageId: posted.message_id });
  simulator.addMember(yard.id, rosa.id);
  const seen = (await updates()).map(
    ({ message }) => message?.text ?? message?.new_chat_members?.[0]?.first_name,
  );
  expect(seen).toEqual(['/meetings', '/meetings@yard_bell_bot', 'good idea', 'Rosa']);
});

test('as administrator the bot hears everything in a group', async () => {
  const { simulator, updates } = await startWorld();
  simulator.setBotAdmin(hall.id);
  simulator.sendText(ann.id, hall.id, 'just talking');
  const [promoted, heard] = await updates();
  expect(promoted?.my_chat_member?.new_chat_member.status).toBe('administrator');
  expect(heard?.message?.text).toBe('just talking');
});

test('an upgraded group moves to a new id, told from both sides', async () => {
  const { simulator, updates } = await startWorld();
  const newChatId = simulator.upgradeToSupergroup(yard.id);
  const [old, fresh] = await updates();
  expect(old?.message).toMatchObject({ chat: { id: yard.id, type: 'group' }, migrate_to_chat_id: newChatId });
  expect(fresh?.message).toMatchObject({
    chat: { id: newChatId, type: 'supergroup' },
    migrate_from_chat_id: yard.id,
  });
  expect(simulator.groups().map(({ id }) => id)).toContain(newChatId);
});

test('a bot thrown out of a group is told and hears nothing more', async () => {
  const { simulator, updates } = await startWorld();
  simulator.removeBot(yard.id, 'kicked');
  simulator.sendText(ann.id, yard.id, '/meetings');
  expect(await updates()).toMatchObject([{ my_chat_member: { new_chat_member: { status: 'kicked' } } }]);
});

test('only members write in a group', async () => {
  const { simulator } = await startWorld();
  expect(() => simulator.sendText(rosa.id, yard.id, 'hi')).toThrow('Rosa is not in Courtyard 7');
});

test('everything a person can send reaches the bot in its own shape', async () => {
  const { simulator, updates, ok } = await startWorld();
  simulator.sendMedia(ann.id, ann.id, { kind: 'photo', caption: 'broken lamp', mediaGroupId: '77' });
  simulator.sendMedia(ann.id, ann.id, { kind: 'voice', durationS: 4, content: Buffer.from('spoken') });
  simulator.sendMedia(ann.id, ann.id, { kind: 'contact', phoneNumber: '+34600', firstName: 'Ann' });
  simulator.sendMedia(ann.id, ann.id, { kind: 'location', latitude: 40.4, longitude: -3.7 });
  simulator.sendMedia(ann.id, ann.id, { kind: 'sticker', emoji: '👍' });
  simulator.forward(ann.id, ann.id, simulator.messages(ann.id)[0]?.message_id ?? 0, ann.id);
  const [photo, voice, contact, location, sticker, forwarded] = (await updates()).map(
    ({ message }) => message,
  );
  expect(photo).toMatchObject({ caption: 'broken lamp', media_group_id: '77', photo: expect.any(Array) });
  expect(photo?.photo?.map(({ width }) => width)).toEqual([90, 320, 1280]);
  expect(voice?.voice).toMatchObject({ duration: 4, mime_type: 'audio/ogg', file_size: 6 });
  expect(contact?.contact).toEqual({ phone_number: '+34600', first_name: 'Ann', user_id: ann.id });
  expect(location?.location).toEqual({ latitude: 40.4, longitude: -3.7 });
  expect(sticker?.sticker?.emoji).toBe('👍');
  expect(forwarded).toMatchObject({
    text: '/start',
    forward_origin: { type: 'user', sender_user: { id: ann.id } },
  });
  expect(await ok('getFile', { file_id: voice?.voice?.file_id })).toMatchObject({
    file_path: expect.any(String),
  });
});

test('dates come from the simulated clock', async () => {
  let now = Date.UTC(2031, 4, 6, 12);
  const { simulator, send } = await startWorld({ now: () => now });
  expect((await send(ann.id, 'today')).date).toBe(now / 1000);
  now += 86_400_000;
  expect(simulator.sendText(ann.id, ann.id, 'tomorrow').date).toBe(now / 1000);
});
