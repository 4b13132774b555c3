import { t } from '../../src/telegram/i18n.ts';
import type { Locale } from '../../src/domain/locale.ts';
import type { TestYardbell } from './yardbell.ts';

/** A message as far as surveys look at it. */
export type Reply = {
  text?: string;
  reply_markup?: { inline_keyboard: { text: string; callback_data?: string }[][] };
};

export const last = (messages: Reply[]): Reply => messages.at(-1) ?? {};
export const labels = (message: Reply) =>
  message.reply_markup?.inline_keyboard.flat().map(({ text }) => text) ?? [];

/** The data behind the button whose label contains this. */
export function dataOf(message: Reply | undefined, label: string): string {
  const buttons = message?.reply_markup?.inline_keyboard.flat() ?? [];
  return buttons.find((button) => button.text.includes(label))?.callback_data ?? '';
}

/** Opens a ready survey as staff; its code. */
export async function launchSurvey(yard: TestYardbell, staff: number, title: string): Promise<string> {
  await yard.say(staff, '/survey');
  await yard.tap(staff, 'New survey');
  await yard.tap(staff, title);
  await yard.tap(staff, 'Open and invite');
  const { messages } = await yard.tap(staff, 'Yes, open');
  const found = messages.map(({ text }) => text?.match(/start=s-(\w+)/)?.[1]).find(Boolean);
  if (!found) throw new Error(`not opened: ${messages.map(({ text }) => text).join('\n')}`);
  return found;
}

/** A new member opens the survey from a poster and starts it. */
export async function beginSurvey(
  yard: TestYardbell,
  id: number,
  locale: Locale,
  code: string,
): Promise<number> {
  await yard.resident(id, locale);
  await yard.open(id, `s-${code}`);
  await yard.tap(id, t(locale, 'survey-start'));
  return id;
}

/** The answers stored for a person, by step. */
export async function storedAnswers(
  yard: TestYardbell,
  person: number,
): Promise<Record<string, { codes: string[]; comment: string | null }>> {
  const rows = await yard.db
    .selectFrom('answers')
    .innerJoin('survey_responses', 'survey_responses.id', 'answers.response_id')
    .innerJoin('residents', 'residents.id', 'survey_responses.resident_id')
    .select(['answers.step', 'answers.codes', 'answers.comment'])
    .where('residents.telegram_id', '=', person)
    .execute();
  return Object.fromEntries(rows.map(({ step, codes, comment }) => [step, { codes, comment }]));
}

export async function responseOf(
  yard: TestYardbell,
  person: number,
): Promise<{ id: number; status: string }> {
  return await yard.db
    .selectFrom('survey_responses')
    .innerJoin('residents', 'residents.id', 'survey_responses.resident_id')
    .select(['survey_responses.id', 'survey_responses.status'])
    .where('residents.telegram_id', '=', person)
    .executeTakeFirstOrThrow();
}
