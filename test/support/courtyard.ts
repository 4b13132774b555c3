import type { Db } from '../../src/db/client.ts';
import type { ReminderStatus } from '../../src/domain/reminder.ts';
import type { RsvpStatus } from '../../src/domain/rsvp.ts';

/**
 * A community with a staff member, a project, a survey and a meeting on 18 March 2026, in which things happen at given
 * moments.
 */
export interface Courtyard {
  code: string;
  projectCode: string;
  surveyCode: string;
  meetingCode: string;
  staff: { id: number; telegramId: number };
  join(at: Date, tx?: Db): Promise<void>;
  answer(at: Date): Promise<void>;
  signUp(at: Date): Promise<void>;
  accept(at: Date): Promise<void>;
  rsvp(at: Date, status?: RsvpStatus): Promise<void>;
  remind(dueAt: Date, status: ReminderStatus): Promise<void>;
  silence(how: 'pause' | 'block'): Promise<void>;
  unsilence(): Promise<void>;
  dismiss(): Promise<void>;
  tearDown(): Promise<void>;
}

let built = 0;

/** Builds a courtyard whose staff member has the role since `at`. */
export async function buildCourtyard(db: Db, options: { at: Date; hasDigest?: boolean }): Promise<Courtyard> {
  const { at } = options;
  const code = `yard${++built}`;
  const codes = { projectCode: `p${built}`, surveyCode: `s${built}`, meetingCode: `m${built}` };
  const longAgo = new Date(at.getTime() - 30 * 86_400_000);
  const community = await idOf(
    db
      .insertInto('communities')
      .values({
        code,
        name_zh: '兴华社区',
        name_en: 'Xinghua',
        name_es: 'Xinghua',
        time_zone: 'Asia/Shanghai',
        created_at: longAgo,
      })
      .returning('id'),
  );
  const telegramId = 9_000_000 + built;
  const staff = await addResident(db, telegramId, longAgo);
  await db
    .insertInto('roles')
    .values({
      resident_id: staff,
      role: 'staff',
      community_id: community,
      granted_at: at,
      digest_is_on: options.hasDigest ?? true,
    })
    .execute();
  const things = await addThings(db, community, codes, longAgo);
  const people: number[] = [staff];
  const person = async (tx: Db = db) => {
    const id = await addResident(tx, nextTelegramId++, longAgo);
    people.push(id);
    return id;
  };
  return {
    code,
    ...codes,
    staff: { id: staff, telegramId },
    join: async (joinedAt, tx = db) => {
      const resident_id = await person(tx);
      await tx
        .insertInto('memberships')
        .values({ resident_id, community_id: community, joined_at: joinedAt })
        .execute();
    },
    ...happenings(db, things, person),
    silence: async (how) => {
      const change = how === 'pause' ? { paused_at: at } : { contact_status: 'blocked' as const };
      await db.updateTable('residents').set(change).where('id', '=', staff).execute();
    },
    unsilence: async () => {
      const change = { paused_at: null, contact_status: 'active' as const };
      await db.updateTable('residents').set(change).where('id', '=', staff).execute();
    },
    dismiss: async () => void (await db.deleteFrom('roles').where('resident_id', '=', staff).execute()),
    tearDown: async () => {
      await db.deleteFrom('broadcasts').where('community_id', '=', community).execute();
      await db.deleteFrom('residents').where('id', 'in', people).execute();
    },
  };
}

let nextTelegramId = 10_000_000;

interface Things {
  survey: number;
  meeting: number;
  help: number;
}

function happenings(db: Db, { survey, meeting, help }: Things, person: () => Promise<number>) {
  let reminders = 0;
  const offer = async (at: Date, decidedAt: Date | null) => {
    await db
      .insertInto('volunteer_signups')
      .values({
        volunteer_role_id: help,
        resident_id: await person(),
        status: decidedAt ? 'accepted' : 'submitted',
        note: 'I have a bad back',
        claimed_by_name: decidedAt && 'Wang Mei',
        submitted_at: at,
        decided_at: decidedAt,
      })
      .execute();
  };
  return {
    answer: async (at: Date) => {
      const response = await idOf(
        db
          .insertInto('survey_responses')
          .values({
            survey_id: survey,
            resident_id: await person(),
            status: 'completed',
            step: 'review',
            started_at: at,
            updated_at: at,
            completed_at: at,
          })
          .returning('id'),
      );
      const comment = 'The lift is broken';
      const answer = { response_id: response, step: 'q1', is_settled: true, comment, answered_at: at };
      await db.insertInto('answers').values(answer).execute();
    },
    signUp: async (at: Date) => await offer(at, null),
    accept: async (at: Date) => await offer(at, at),
    rsvp: async (at: Date, status: RsvpStatus = 'going') => {
      await db
        .insertInto('rsvps')
        .values({ meeting_id: meeting, resident_id: await person(), status, version: 1, answered_at: at })
        .execute();
    },
    /** Too late two hours after `at`. */
    remind: async (at: Date, status: ReminderStatus) => {
      await db
        .insertInto('reminders')
        .values({ meeting_id: meeting, generation: ++reminders, slot: 'day_before', due_at: at, status })
        .execute();
    },
  };
}

async function addThings(
  db: Db,
  community: number,
  codes: Pick<Courtyard, 'projectCode' | 'surveyCode' | 'meetingCode'>,
  longAgo: Date,
): Promise<Things> {
  const title = { zh: '二手小店', en: 'Shop', es: 'Tienda' };
  const definition = {
    id: 'x',
    version: 1,
    est_minutes: 3,
    title,
    intro: title,
    outro: title,
    questions: [],
  };
  const project = await idOf(
    db
      .insertInto('projects')
      .values({
        code: codes.projectCode,
        community_id: community,
        title: JSON.stringify(title),
        goal: JSON.stringify(title),
        created_at: longAgo,
      })
      .returning('id'),
  );
  const help = await idOf(
    db
      .insertInto('volunteer_roles')
      .values({
        code: `v-${codes.projectCode}`,
        project_id: project,
        title: JSON.stringify(title),
        needed: 500,
        created_at: longAgo,
      })
      .returning('id'),
  );
  const survey = await idOf(
    db
      .insertInto('surveys')
      .values({
        code: codes.surveyCode,
        community_id: community,
        status: 'open',
        definition: JSON.stringify(definition),
        opened_at: longAgo,
        closes_at: new Date('2026-03-25T10:00:00Z'),
        created_at: longAgo,
      })
      .returning('id'),
  );
  const details = JSON.stringify({
    title: 'Gate',
    start: { year: 2026, month: 3, day: 18, hour: 14, minute: 30 },
    end: { year: 2026, month: 3, day: 18, hour: 16, minute: 0 },
    place: 'Room 3',
    toDecide: ['Opening hours', 'Who keeps the key'],
    contact: '6924 0000',
  });
  const meeting = await idOf(
    db
      .insertInto('meetings')
      .values({
        code: codes.meetingCode,
        community_id: community,
        status: 'published',
        version: 1,
        details,
        starts_at: new Date('2026-03-18T06:30:00Z'),
        created_at: longAgo,
        published_at: longAgo,
      })
      .returning('id'),
  );
  const version = {
    meeting_id: meeting,
    version: 1,
    change: 'published' as const,
    details,
    published_at: longAgo,
  };
  await db.insertInto('meeting_versions').values(version).execute();
  return { survey, meeting, help };
}

async function addResident(db: Db, telegramId: number, at: Date): Promise<number> {
  return await idOf(
    db
      .insertInto('residents')
      .values({ telegram_id: telegramId, locale: 'zh', locale_chosen_at: at, created_at: at })
      .returning('id'),
  );
}

async function idOf(insert: { executeTakeFirstOrThrow(): Promise<{ id: number }> }): Promise<number> {
  return (await insert.executeTakeFirstOrThrow()).id;
}
