import { expect } from 'vitest';
import type { Locale } from '../../src/domain/locale.ts';
import type { Message } from '../../src/simulator/types.ts';
import { labels, launchSurvey } from './surveys.ts';
import { type TestYardbell, startYardbell } from './yardbell.ts';

/** Thursday 26 February 2026, 8:00 in Shanghai: a survey opened now ends on 12 March. */
export const OPENING = new Date('2026-02-26T00:00:00Z');

export interface Talk {
  yard: TestYardbell;
  code: string;
  /** What the person does, and the messages of the bot that came of it. */
  say(text: string): Promise<Message[]>;
  tap(label: string): Promise<Message[]>;
  voice(seconds: number): Promise<Message[]>;
  /** The newest message says exactly this, and has these buttons, if they are given. */
  shows(text: string | RegExp, buttons?: string[]): Message;
  /** An earlier message as it stands now. */
  at(messageId: number): Message;
  /** The pop-up that answered the last tap. */
  toast(): string | undefined;
}

/** A stranger before a poster of the ready survey, which 73 people have answered and whose results are promised. */
export async function openTranscript(person: number, languageCode: string): Promise<Talk> {
  const yard = await startYardbell({ at: OPENING });
  const staff = await yard.staff(9000, 'en');
  const code = await launchSurvey(yard, staff, 'What our community needs');
  await yard.db.updateTable('surveys').set({ results_by: '2026-03-20' }).execute();
  await seedFinished(yard, 73);
  yard.stranger(person, languageCode);
  let toast: string | undefined;
  const messages = () => yard.simulator.messages(person);
  return {
    yard,
    code,
    say: (text) => yard.say(person, text),
    tap: async (label) => {
      const answer = await yard.tap(person, label);
      toast = answer.toast;
      return answer.messages;
    },
    voice: async (durationS) => {
      const before = messages().length;
      yard.simulator.sendMedia(person, person, { kind: 'voice', durationS });
      await yard.settled();
      return messages().slice(before);
    },
    shows: (text, buttons) => {
      const message = messages().at(-1) as Message;
      if (typeof text === 'string') expect(message.text).toBe(text);
      else expect(message.text).toMatch(text);
      if (buttons) expect(labels(message)).toEqual(buttons);
      return message;
    },
    at: (messageId) => messages().find(({ message_id: id }) => id === messageId) as Message,
    toast: () => toast,
  };
}

async function seedFinished({ db, clock }: TestYardbell, count: number): Promise<void> {
  const now = clock.now();
  const survey = await db.selectFrom('surveys').select('id').executeTakeFirstOrThrow();
  const people = await db
    .insertInto('residents')
    .values(
      Array.from({ length: count }, (_, index) => ({
        telegram_id: 70_000 + index,
        locale: 'zh' as Locale,
        created_at: now,
      })),
    )
    .returning('id')
    .execute();
  await db
    .insertInto('survey_responses')
    .values(
      people.map(({ id }) => ({
        survey_id: survey.id,
        resident_id: id,
        status: 'completed' as const,
        step: 'sent',
        started_at: now,
        updated_at: now,
        completed_at: now,
      })),
    )
    .execute();
}

/** The meeting of the transcripts, on Saturday 14 March 2026 at half past two. */
export async function addMeeting({ db, clock }: TestYardbell, title: string): Promise<void> {
  const { id } = await db
    .selectFrom('communities')
    .select('id')
    .where('code', '=', 'xinghua')
    .executeTakeFirstOrThrow();
  const start = { year: 2026, month: 3, day: 14, hour: 14, minute: 30 };
  const details = JSON.stringify({
    title,
    start,
    end: { ...start, hour: 16, minute: 0 },
    place: 'Block 3',
    toDecide: ['Which', 'Who'],
    contact: 'Ms Zhang 6924 0000',
  });
  await db
    .insertInto('meetings')
    .values({
      code: 'meet22',
      community_id: id,
      status: 'published',
      version: 1,
      details,
      starts_at: new Date('2026-03-14T06:30:00Z'),
      created_at: clock.now(),
      published_at: clock.now(),
    })
    .execute();
}
