import fc from 'fast-check';
import type { Update } from 'grammy/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toIncoming } from '../../src/bot/polling.ts';
import { recordUpdates } from '../../src/db/inbox.ts';
import { lockResponse } from '../../src/db/responses.ts';
import { createSeal } from '../../src/db/sealing.ts';
import { REVIEW, SENT } from '../../src/domain/question-flow.ts';
import { stepsOf } from '../../src/domain/question-steps.ts';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import type { Message } from '../../src/simulator/types.ts';
import { t } from '../../src/telegram/i18n.ts';
import { pressOn, textFrom } from '../support/presses.ts';
import { beginSurvey, launchSurvey, responseOf } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

const HANG_GUARD_MS = 240_000;

const seal = createSeal('a secret of this test', () => undefined);
let yard: TestYardbell;
let code: string;
let nextId = 9700;

beforeAll(async () => {
  yard = await startYardbell();
  code = await launchSurvey(yard, await yard.staff(nextId++, 'en'), 'What our community needs');
});
afterAll(async () => await yard.stop());

type Move =
  | { kind: 'tap'; place: number; isOld: boolean; isTwice: boolean }
  | { kind: 'write'; text: string; isTwice: boolean }
  | { kind: 'edit'; text: string }
  | { kind: 'voice' }
  | { kind: 'restart' };

const TEXTS = [
  '1',
  '2',
  '三',
  '63',
  '2,6',
  'the lift is broken',
  '电梯',
  '点错了 63',
  'back',
  '跳过',
  'listo',
  'send',
  'stop',
  '👍',
  '/help',
];
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('tap' as const),
      place: fc.nat(12),
      isOld: fc.boolean(),
      isTwice: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      text: fc.constantFrom(...TEXTS),
      isTwice: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('edit' as const), text: fc.constantFrom(...TEXTS) }),
  },
  { weight: 1, arbitrary: fc.constant<Move>({ kind: 'voice' }) },
  { weight: 1, arbitrary: fc.constant<Move>({ kind: 'restart' }) },
);

const buttonsOf = (message: Message) => message.reply_markup?.inline_keyboard.flat() ?? [];
/** Buttons that lead out of the survey or end it for good are left alone. */
const isOfSurvey = (data: string | undefined) => /^survey:(?!wipe|quiet)/.test(data ?? '');

function updateFor(person: number, wish: Move): Update | undefined {
  if (wish.kind === 'write') return textFrom(person, wish.text);
  if (wish.kind !== 'tap') return undefined;
  const asked = yard.simulator
    .messages(person)
    .filter((message) => buttonsOf(message).some(({ callback_data }) => isOfSurvey(callback_data)));
  const message = (wish.isOld ? asked.at(-2) : undefined) ?? asked.at(-1);
  const buttons = message ? buttonsOf(message).filter(({ callback_data }) => isOfSurvey(callback_data)) : [];
  const data = buttons[wish.place % Math.max(1, buttons.length)]?.callback_data;
  return message && data ? pressOn(message, person, data) : undefined;
}

async function perform(person: number, wish: Move): Promise<void> {
  if (wish.kind === 'restart') return await yard.restart();
  if (wish.kind === 'voice') yard.simulator.sendMedia(person, person, { kind: 'voice', durationS: 2 });
  if (wish.kind === 'edit') {
    const own = yard.simulator.messages(person).findLast(({ from, text }) => !from?.is_bot && text);
    if (own) yard.simulator.editText(person, person, own.message_id, wish.text);
  }
  const update = updateFor(person, wish);
  if (update) {
    // What Telegram was not thanked for in time it delivers again.
    const deliveries = 'isTwice' in wish && wish.isTwice ? 2 : 1;
    for (let count = 0; count < deliveries; count += 1)
      await recordUpdates(yard.db, [toIncoming(update)], yard.clock.now());
  }
  await yard.settled();
}

async function expectCoherent(person: number, locale: Locale): Promise<void> {
  const { id } = await responseOf(yard, person);
  const resident = await yard.db
    .selectFrom('residents')
    .select('id')
    .where('telegram_id', '=', person)
    .executeTakeFirstOrThrow();
  const rows = await yard.db
    .selectFrom('survey_responses')
    .select('id')
    .where('resident_id', '=', resident.id)
    .execute();
  expect(rows).toHaveLength(1);
  const response = await lockResponse(yard.db, seal, { id }, resident.id, yard.clock.now());
  if (!response) throw new Error('the response is gone');
  const steps = stepsOf(response.definition, response.flow.answers);
  expect([...steps.map(({ key }) => key), REVIEW, SENT]).toContain(response.flow.position);
  for (const step of steps) {
    const answer = response.flow.answers.get(step.key);
    const known = (step.question.options ?? []).map((option) => option.code);
    for (const chosen of answer?.codes ?? []) expect(known).toContain(chosen);
    expect(answer?.codes.length ?? 0).toBeLessThanOrEqual(
      step.kind === 'question' ? (step.question.max ?? 12) : 0,
    );
  }
  if (response.flow.position === SENT)
    for (const step of steps) expect(response.flow.answers.get(step.key)?.isSettled).toBe(true);
  const texts = yard.simulator
    .messages(person)
    .filter(({ from }) => from?.is_bot)
    .map(({ text }) => text ?? '');
  for (const text of texts) expect(text.length).toBeLessThanOrEqual(600);
  expect(texts).not.toContain(t(locale, 'sorry-failed'));
}

test(
  'whatever is tapped, written, edited, delivered twice or restarted, one coherent response remains',
  { timeout: HANG_GUARD_MS, retry: 0 },
  async () => {
    const walk = async (moves: Move[], locale: Locale) => {
      const person = await beginSurvey(yard, nextId++, locale, code);
      for (const wish of moves) await perform(person, wish);
      await expectCoherent(person, locale);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 10, maxLength: 24 }), fc.constantFrom(...LOCALES), walk),
      { numRuns: 15, seed: 20_260_302, endOnFailure: true },
    );
  },
);

test('whoever blocks the bot in the middle and comes back by a new link finds the same question', async () => {
  const person = await beginSurvey(yard, nextId++, 'en', code);
  await yard.say(person, '3');
  yard.simulator.block(person, true);
  await yard.settled();
  const intro = await yard.open(person, `s-${code}-newplace`);
  expect(intro.at(-1)?.text).toContain('We were at 2/7.');
  const { messages } = await yard.tap(person, 'Go on');
  expect(messages.at(-1)?.text).toContain('2/7');
  await yard.say(person, '1');
  expect(yard.simulator.lastMessage(person)?.text).toContain('3/7');
});

test('whoever deletes the chat answers on: edits of messages that are gone hinder nothing', async () => {
  const person = await beginSurvey(yard, nextId++, 'en', code);
  const question = yard.simulator.lastMessage(person);
  await yard.db.updateTable('posts').set({ message_id: 999_999 }).where('chat_id', '=', person).execute();
  expect(question).toBeDefined();
  await yard.say(person, '3');
  await yard.say(person, '1');
  expect(yard.simulator.lastMessage(person)?.text).toContain('3/7');
  const open = await yard.db.selectFrom('outbox').select('id').where('status', '=', 'pending').execute();
  expect(open).toEqual([]);
});
