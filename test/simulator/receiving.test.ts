import { expect, test } from 'vitest';
import { ann, rosa, startWorld, wei, yard } from './harness.ts';

test('an update comes again until the next offset confirms it', async () => {
  const { simulator, updates } = await startWorld();
  simulator.sendText(ann.id, ann.id, 'one');
  simulator.sendText(ann.id, ann.id, 'two');
  const first = await updates();
  expect(first.map(({ message }) => message?.text)).toEqual(['one', 'two']);
  expect(await updates()).toEqual(first);
  expect(await updates({ offset: first[1]?.update_id })).toEqual([first[1]]);
  expect(await updates({ offset: -1 })).toEqual([first[1]]);
  expect(await updates({ limit: 1 })).toEqual([first[1]]);
  expect(first[1]?.update_id).toBeGreaterThan(first[0]?.update_id ?? 0);
});

test('a long poll ends with the first update', async () => {
  const { simulator, updates } = await startWorld();
  const standing = updates({ timeout: 20 });
  await new Promise((resolve) => setTimeout(resolve, 40));
  simulator.sendText(ann.id, ann.id, 'there');
  simulator.sendText(wei.id, wei.id, 'you are');
  expect((await standing).map(({ message }) => message?.text)).toEqual(['there', 'you are']);
});

test('a second poll ends the first with a conflict', async () => {
  const { call } = await startWorld();
  const first = call('getUpdates', { timeout: 20 });
  await new Promise((resolve) => setTimeout(resolve, 40));
  const second = call('getUpdates', { timeout: 1 });
  expect(await first).toEqual({
    ok: false,
    error_code: 409,
    description:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  });
  expect(await second).toEqual({ ok: true, result: [] });
});

test('a poll whose caller hung up keeps no updates from the next one', async () => {
  const { simulator, url, updates } = await startWorld();
  const gone = new AbortController();
  const abandoned = fetch(`${url}/bot${simulator.options.botToken}/getUpdates?timeout=20`, {
    signal: gone.signal,
  });
  await new Promise((resolve) => setTimeout(resolve, 40));
  gone.abort();
  await expect(abandoned).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 40));
  simulator.sendText(ann.id, ann.id, 'still here');
  expect(await updates({ timeout: 1 })).toHaveLength(1);
});

test('only the asked-for kinds are queued; chat_member is never among the default', async () => {
  const { simulator, updates } = await startWorld();
  simulator.setBotAdmin(yard.id);
  simulator.addMember(yard.id, rosa.id);
  expect((await updates()).map((update) => Object.keys(update)[1])).toEqual(['my_chat_member', 'message']);
  await updates({ offset: -1, allowed_updates: ['chat_member'] });
  simulator.removeMember(yard.id, rosa.id);
  expect((await updates()).map((update) => Object.keys(update)[1])).toEqual(['message', 'chat_member']);
});

test('a redelivered update keeps its id, whatever offset the bot has reached', async () => {
  const { simulator, updates } = await startWorld();
  simulator.sendText(ann.id, ann.id, 'once');
  const [first] = await updates();
  const id = first?.update_id ?? 0;
  expect(await updates({ offset: id + 1 })).toEqual([]);
  simulator.redeliver(id);
  expect(await updates({ offset: id + 1 })).toEqual([first]);
  expect(await updates({ offset: id + 1 })).toEqual([]);
});

test('update ids can jump down, as after a quiet week', async () => {
  const { simulator, updates } = await startWorld();
  simulator.jumpUpdateId(5);
  simulator.sendText(ann.id, ann.id, 'after a week');
  expect(await updates()).toMatchObject([{ update_id: 5 }]);
  expect(await updates({ offset: 6 })).toEqual([]);
});
