import type { Locale } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { type Reply, labels, last } from './surveys.ts';
import type { TestYardbell } from './yardbell.ts';

export interface StoredDraft {
  id: number;
  code: string;
  status: string;
  revision: number;
  anonymity: string;
  definition: { title: Record<string, string>; questions: { id: string; text: Record<string, string> }[] };
}

/** Somebody of the staff who writes surveys, in their own language. */
export interface Author {
  id: number;
  locale: Locale;
  /** The sentence with this key in their language. */
  word(key: string, variables?: Record<string, string | number>): string;
  /** Taps the button with this sentence; the newest message of the bot comes back. */
  press(key: string, variables?: Record<string, string | number>): Promise<Reply>;
  tap(label: string): Promise<{ toast: string | undefined; shown: Reply }>;
  write(text: string): Promise<Reply>;
  /** What stands last in the chat. */
  shown(): Reply;
}

export function authorOf(yard: TestYardbell, id: number, locale: Locale): Author {
  const word = (key: string, variables?: Record<string, string | number>) => t(locale, key, variables);
  const shown = () => (yard.simulator.lastMessage(id) ?? {}) as Reply;
  return {
    id,
    locale,
    word,
    shown,
    press: async (key, variables) => last((await yard.tap(id, word(key, variables))).messages) ?? shown(),
    tap: async (label) => {
      const { toast, messages } = await yard.tap(id, label);
      return { toast, shown: last(messages) };
    },
    write: async (text) => last(await yard.say(id, text)),
  };
}

/** /survey, new, and the ready survey whose title begins like this. */
export async function draftFrom(author: Author, title: string): Promise<void> {
  await author.write('/survey');
  await author.press('survey-staff-new');
  await author.tap(title);
}

/** A draft with one question in the author's language only. */
export async function oneQuestion(author: Author): Promise<void> {
  await author.write('/survey');
  await author.press('survey-staff-new');
  await author.press('survey-draft-start-empty');
  await author.write(`T ${author.id}`);
  await author.press('survey-draft-questions', { count: 0 });
  await author.press('survey-draft-add-question');
  await author.press('survey-draft-kind-open');
  await author.write('Why?');
  await author.press('survey-draft-back');
  await author.press('survey-draft-back');
}

/** The newest survey there is. */
export async function newestDraft(yard: TestYardbell): Promise<StoredDraft> {
  const row = await yard.db
    .selectFrom('surveys')
    .select(['id', 'code', 'status', 'draft_revision as revision', 'anonymity', 'definition'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return row as unknown as StoredDraft;
}

/** The data of the button whose label begins like this, on the newest message with a keyboard. */
export function dataOnScreen(shown: Reply, label: string): string {
  const buttons = shown.reply_markup?.inline_keyboard.flat() ?? [];
  const found = buttons.find(({ text }) => text.startsWith(label));
  if (!found?.callback_data) throw new Error(`no "${label}" among ${labels(shown).join(' | ')}`);
  return found.callback_data;
}
