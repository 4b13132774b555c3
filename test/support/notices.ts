import { sql } from 'kysely';
import type { Meeting } from '../../src/db/meetings.ts';
import type { Locale } from '../../src/domain/locale.ts';
import type { Message } from '../../src/simulator/types.ts';
import { t } from '../../src/telegram/i18n.ts';
import type { TestYardbell } from './yardbell.ts';

/** What staff type for the project meeting of Saturday 14 March 2026, in each language. */
export const TYPED = {
  zh: {
    title: '儿童活动中心和二手小店',
    when: '3月14日下午2点半到4点',
    place: '3号楼东头一层活动室（没台阶）',
    items: '小店几点开门\n谁来管账\n暑假班收不收钱',
    contact: '张老师：6924 0000',
    date: '3月14日 星期六 下午2点半',
  },
  en: {
    title: "Project meeting: children's centre and second-hand shop",
    when: '14 March 2:30-4 pm',
    place: 'Activity room, Block 3, ground floor (no steps)',
    items: '1) shop opening hours\n2) who keeps the accounts\n3) whether the summer class is free',
    contact: 'Ms Zhang, 6924 0000',
    date: 'Saturday 14 March, 2:30 pm',
  },
  es: {
    title: 'Reunión: centro infantil y tienda de segunda mano',
    when: '14 de marzo de 14:30 a 16:00',
    place: 'Sala de actividades, bloque 3, planta baja (sin escalones)',
    items: 'horario de la tienda\nquién lleva las cuentas',
    contact: 'Sra. Zhang, 6924 0000',
    date: 'sábado 14 de marzo, 14:30',
  },
} satisfies Record<Locale, Record<string, string>>;

/** Answers every question of a notice, up to its preview; the last messages of the bot come back. */
export async function composeNotice(
  yard: TestYardbell,
  staff: number,
  locale: Locale,
  when: string = TYPED[locale].when,
): Promise<Message[]> {
  const typed = TYPED[locale];
  await yard.say(staff, '/notice');
  await yard.say(staff, typed.title);
  await yard.say(staff, when);
  await yard.tap(staff, t(locale, 'wizard-yes'));
  await yard.say(staff, typed.place);
  await yard.say(staff, typed.items);
  return await yard.say(staff, typed.contact);
}

/** Composes and publishes; the meeting as it stands in the database comes back. */
export async function publishNotice(
  yard: TestYardbell,
  staff: number,
  locale: Locale,
  when?: string,
): Promise<Meeting> {
  await composeNotice(yard, staff, locale, when);
  await yard.tap(staff, publishLabel(locale));
  await sent(yard);
  return await newestMeeting(yard);
}

/** The beginning of [Publish to N people], whatever N is. */
export function publishLabel(locale: Locale): string {
  return { zh: '发给', en: 'Publish to', es: 'Publicar para' }[locale];
}

export async function newestMeeting(yard: TestYardbell): Promise<Meeting> {
  return await yard.db.selectFrom('meetings').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow();
}

const LONGEST_SENDING_MS = 10_000;

/** Waits until every broadcast has told everyone it may tell now. */
export async function sent(yard: TestYardbell): Promise<void> {
  const deadline = Date.now() + LONGEST_SENDING_MS;
  for (;;) {
    const now = yard.clock.now();
    const { rows: open } = await sql`
      select from broadcasts b where (b.status in ('running', 'finishing') and not exists (
          select from deliveries d where d.broadcast_id = b.id and d.status = 'held' and d.not_before > ${now}))
        or (b.status = 'scheduled' and b.starts_at <= ${now})
        or (b.status = 'held' and b.held_until <= ${now})
    `.execute(yard.db);
    if (open.length === 0) return await yard.settled();
    if (Date.now() > deadline) throw new Error(`${open.length} broadcasts are still running`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What the bot said to somebody that contains these words. */
export function heard(yard: TestYardbell, personId: number, words: string): Message[] {
  return yard.simulator
    .messages(personId)
    .filter((message) => message.from?.is_bot && (message.text ?? message.caption ?? '').includes(words));
}

export function labelsOf(message: Message | undefined): string[] {
  return message?.reply_markup?.inline_keyboard.flat().map((button) => button.text) ?? [];
}
