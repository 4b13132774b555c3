import { expect, test } from 'vitest';
import { ann, startWorld, wei } from './harness.ts';

type Sent = { text: string; entities?: object[] };
type Case = { mode: string; source: string; text: string; entities: object[] };

const cases: Case[] = [
  {
    mode: 'HTML',
    source: '<b>Tea &amp; <i>talk</i></b> &lt;free&gt;',
    text: 'Tea & talk <free>',
    entities: [
      { type: 'bold', offset: 0, length: 10 },
      { type: 'italic', offset: 6, length: 4 },
    ],
  },
  {
    mode: 'HTML',
    source: '🔔 <a href="https://example.org/a?b=1&amp;c=2">here</a>',
    text: '🔔 here',
    entities: [{ type: 'text_link', offset: 3, length: 4, url: 'https://example.org/a?b=1&c=2' }],
  },
  {
    mode: 'HTML',
    source: '<pre><code class="language-ts">let a</code></pre><tg-spoiler>x</tg-spoiler>',
    text: 'let ax',
    entities: [
      { type: 'pre', offset: 0, length: 5, language: 'ts' },
      { type: 'spoiler', offset: 5, length: 1 },
    ],
  },
  {
    mode: 'HTML',
    source: '<blockquote expandable>long</blockquote>',
    text: 'long',
    entities: [{ type: 'expandable_blockquote', offset: 0, length: 4 }],
  },
  {
    mode: 'MarkdownV2',
    source: '*bold _both_* __under__ ~gone~ ||hush|| `a.b` 1\\.5',
    text: 'bold both under gone hush a.b 1.5',
    entities: [
      { type: 'bold', offset: 0, length: 9 },
      { type: 'italic', offset: 5, length: 4 },
      { type: 'underline', offset: 10, length: 5 },
      { type: 'strikethrough', offset: 16, length: 4 },
      { type: 'spoiler', offset: 21, length: 4 },
      { type: 'code', offset: 26, length: 3 },
    ],
  },
  {
    mode: 'MarkdownV2',
    source: '>quoted\n>more\nplain [link](https://example.org/\\))',
    text: 'quoted\nmore\nplain link',
    entities: [
      { type: 'blockquote', offset: 0, length: 11 },
      { type: 'text_link', offset: 18, length: 4, url: 'https://example.org/)' },
    ],
  },
  {
    mode: 'Markdown',
    source: '*bold* _it_ `c` [l](https://example.org)',
    text: 'bold it c l',
    entities: [
      { type: 'bold', offset: 0, length: 4 },
      { type: 'italic', offset: 5, length: 2 },
      { type: 'code', offset: 8, length: 1 },
      { type: 'text_link', offset: 10, length: 1, url: 'https://example.org/' },
    ],
  },
];

test.each(cases)('$mode: $source', async ({ mode, source, text, entities }) => {
  const { ok } = await startWorld();
  const message = await ok<Sent>('sendMessage', { chat_id: ann.id, text: source, parse_mode: mode });
  expect({ text: message.text, entities: message.entities }).toEqual({ text, entities });
});

test('given entities are clipped to the cleaned text, empty ones dropped', async () => {
  const { ok } = await startWorld();
  const message = await ok<Sent>('sendMessage', {
    chat_id: ann.id,
    text: '  yard bell  ',
    entities: [
      { type: 'bold', offset: 2, length: 100 },
      { type: 'italic', offset: 90, length: 4 },
      { type: 'code', offset: 3, length: 0 },
    ],
  });
  expect(message).toMatchObject({ text: 'yard bell', entities: [{ type: 'bold', offset: 0, length: 9 }] });
});

test('invisible direction signs are taken out and the entities move along', async () => {
  const { ok } = await startWorld();
  const message = await ok<Sent>('sendMessage', {
    chat_id: ann.id,
    text: 'a\u202eb\u0007c bold',
    entities: [{ type: 'bold', offset: 6, length: 4 }],
  });
  expect(message).toMatchObject({ text: 'ab c bold', entities: [{ type: 'bold', offset: 5, length: 4 }] });
});

test('a mention by id names the person', async () => {
  const { ok } = await startWorld();
  const message = await ok<Sent>('sendMessage', {
    chat_id: ann.id,
    text: `<a href="tg://user?id=${wei.id}">he</a>`,
    parse_mode: 'HTML',
  });
  expect(message.entities).toMatchObject([{ type: 'text_mention', user: { id: wei.id, first_name: '伟' } }]);
});

test('an unknown entity type or one without its place is refused', async () => {
  const { call } = await startWorld();
  const send = (entity: object) => call('sendMessage', { chat_id: ann.id, text: 'x', entities: [entity] });
  expect(await send({ type: 'shiny', offset: 0, length: 1 })).toMatchObject({ error_code: 400 });
  expect(await send({ type: 'bold', length: 1 })).toMatchObject({ error_code: 400 });
});

test('commands, links, mentions and hashtags are found without being marked', async () => {
  const { simulator } = await startWorld();
  const { entities } = simulator.sendText(
    ann.id,
    ann.id,
    '/help see https://example.org/a, @ann_lee #yard 7/8 a@b.org',
  );
  expect(entities?.map(({ type }) => type)).toEqual(['bot_command', 'url', 'mention', 'hashtag', 'email']);
});
