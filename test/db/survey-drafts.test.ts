import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, openDatabase } from '../../src/db/client.ts';
import { createDraft, findDraft, lockDraft, saveDraft, startTrial } from '../../src/db/survey-drafts.ts';
import type { DraftEdit } from '../../src/domain/draft-edit.ts';
import { editDraft, emptyDraft } from '../../src/domain/survey-draft.ts';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { createTestDatabase } from '../support/database.ts';
import { seedRespondent, seedSurvey } from '../support/survey-rows.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Db;
let communityId: number;
let staff: number;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
  const seeded = await seedSurvey(db);
  await seedRespondent(db, seeded, 1);
  communityId = (await db.selectFrom('communities').select('id').executeTakeFirstOrThrow()).id;
  staff = (await db.selectFrom('residents').select('id').executeTakeFirstOrThrow()).id;
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

async function newDraft(): Promise<string> {
  count += 1;
  const definition = emptyDraft({ en: `Hello ${count}` }, { en: 'Thanks' });
  const draft = { code: `draft${count}`, communityId, definition, anonymity: 'named' as const, by: staff };
  return (await createDraft(db, draft, new Date())) ?? '';
}

/** Three colleagues write the title in a language each, at the same moment; what it says in the end. */
async function writeAtOnce(code: string, read: typeof lockDraft): Promise<object | undefined> {
  const titles = { zh: '院子', en: 'The yard', es: 'El patio' };
  let ready = 0;
  await Promise.all(
    LOCALES.map(async (locale) =>
      db.transaction().execute(async (tx) => {
        // Without the lock all three read before any of them writes.
        const draft = await read(tx, { code });
        ready += 1;
        for (let look = 0; ready < LOCALES.length && look < 20; look += 1)
          await new Promise((resolve) => setTimeout(resolve, 5));
        const outcome = draft && editDraft(draft.definition, titleOf(locale, titles));
        if (draft && outcome?.kind === 'edited')
          await saveDraft(tx, draft, { definition: outcome.definition });
      }),
    ),
  );
  return (await findDraft(db, { code }))?.definition.title;
}

function titleOf(locale: Locale, titles: Record<Locale, string>): DraftEdit {
  return { kind: 'write', slot: { kind: 'title' }, locale, text: titles[locale] };
}

test('what colleagues write at the same moment is all kept, one after the other', async () => {
  const title = await writeAtOnce(await newDraft(), lockDraft);
  expect(Object.keys(title ?? {}).toSorted()).toEqual(['en', 'es', 'zh']);
});

test('(the test of that test) without the lock of the row all but one is lost', async () => {
  const title = await writeAtOnce(await newDraft(), findDraft);
  expect(Object.keys(title ?? {})).toHaveLength(1);
});

test('every change is counted, and ends whatever anybody was trying out', async () => {
  const code = await newDraft();
  const draft = await findDraft(db, { code });
  if (!draft) throw new Error('no draft');
  await startTrial(db, draft, staff, new Date());
  await startTrial(db, draft, staff, new Date());
  const trials = db.selectFrom('survey_responses').select('id').where('is_trial', '=', true);
  expect(await trials.execute()).toHaveLength(1);
  const next = await saveDraft(db, draft, { anonymity: 'anonymous' });
  expect([draft.revision, next.revision]).toEqual([0, 1]);
  expect((await findDraft(db, { code }))?.anonymity).toBe('anonymous');
  expect(await trials.execute()).toEqual([]);
});

test('days are kept as days, whatever the zone of the machine', async () => {
  const code = await newDraft();
  const draft = await findDraft(db, { code });
  if (!draft) throw new Error('no draft');
  await saveDraft(db, draft, { resultsBy: '2026-03-24' });
  expect((await findDraft(db, { code }))?.resultsBy).toBe('2026-03-24');
});
