import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDraw } from '../../src/bot/survey/draw-results.ts';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { dateText } from '../../src/telegram/views/moment.ts';
import { readCsv } from '../../src/text/csv.ts';
import { answeredSurvey } from '../support/answered-survey.ts';
import { generalNeeds } from '../support/results.ts';
import { labels, last } from '../support/surveys.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

let yard: TestYardbell;
let nextId = 7000;
beforeAll(async () => {
  yard = await startYardbell();
});
afterAll(async () => await yard.stop());

const BY = { year: 2026, month: 3, day: 20 };
const TYPED: Record<Locale, string> = { zh: '3月20日', en: '20 March', es: '20 de marzo' };
const PLAN: Record<Locale, string> = {
  zh: '先修3号楼的电梯',
  en: 'The lift of building 3 comes first.',
  es: 'Primero se arregla el ascensor del edificio 3.',
};

/** Drawing takes a while where many tests run: one picture in each language. */
const PICTURE = { zh: 'ranking', en: 'funnel', es: 'heard' } as const satisfies Record<Locale, string>;

/** Writes what happens next and by when, in these languages, as far as the preview. */
async function prepare(staff: number, locale: Locale, code: string, written: Locale[]): Promise<void> {
  await yard.forge(staff, `outcome:tell:${code}`);
  for (const language of written) {
    await yard.tap(staff, t(locale, 'outcome-write', { language: t(language, 'language-name') }));
    await yard.say(staff, PLAN[language]);
  }
  await yard.tap(staff, t(locale, 'outcome-set-day'));
  await yard.say(staff, TYPED[locale]);
  await yard.tap(staff, t(locale, 'outcome-day-yes', { date: dateText(BY, locale) }));
}

const textOf = (person: number) => yard.simulator.lastMessage(person)?.text ?? '';

describe.each(LOCALES)('in %s', (locale) => {
  test('staff say what happens next and by when, look at it, and everyone who answered gets five lines', async () => {
    const staff = await yard.staff(nextId++, locale);
    const survey = await answeredSurvey(yard, { people: 12 });
    await prepare(staff, locale, survey.code, [...LOCALES]);
    const preview = last((await yard.tap(staff, t(locale, 'outcome-look'))).messages);
    expect(preview.text).toContain(PLAN[locale]);
    expect(preview.text?.length).toBeLessThan(600);
    await yard.tap(staff, t(locale, 'outcome-send', { people: 12 }));
    const readBy = (n: number) => (['zh', 'en', 'es'] as const)[n % 3] ?? 'zh';
    await yard.simulator.waitFor(
      () => survey.people.every((person, n) => textOf(person).includes(PLAN[readBy(n)])),
      { what: 'results', timeoutMs: 25_000 },
    );
    await yard.settled();
    survey.people.forEach((person, n) => {
      const read = readBy(n);
      const text = textOf(person);
      expect(text.split('\n')).toHaveLength(5);
      expect(text.length).toBeLessThan(600);
      const title = generalNeeds().title[read] ?? '';
      expect(text).toContain(t(read, 'outcome-answered', { count: 12, title }));
      expect(text).toContain(PLAN[read]);
      expect(text).toContain(dateText(BY, read));
      expect(text).not.toMatch(/[{}]|undefined|outcome-/);
      expect(labels(yard.simulator.lastMessage(person) ?? {})).toEqual([t(read, 'outcome-see')]);
    });
  });

  test('every screen on the way is short, in this language, and says what is still missing', async () => {
    const staff = await yard.staff(nextId++, locale);
    const survey = await answeredSurvey(yard, { people: 10, locales: ['zh', 'zh', 'es'] });
    const state = last((await yard.forge(staff, `outcome:tell:${survey.code}`)).messages).text ?? '';
    expect(state).toContain(t(locale, 'outcome-tell-missing', { language: '中文', people: 7 }));
    expect(state).toContain(t(locale, 'outcome-tell-missing', { language: 'Español', people: 3 }));
    expect(state).toContain(t(locale, 'outcome-tell-by-missing'));
    expect(state).toContain(t(locale, 'outcome-tell-who'));
    expect((await yard.tap(staff, t(locale, 'outcome-look'))).toast).toBe(t(locale, 'outcome-need-both'));
    await yard.tap(staff, t(locale, 'outcome-write', { language: '中文' }));
    const tooLong = last(await yard.say(staff, '长'.repeat(161))).text;
    expect(tooLong).toContain(t(locale, 'outcome-too-long', { length: 161, most: 160 }));
    await yard.say(staff, PLAN.zh);
    expect((await yard.tap(staff, t(locale, 'outcome-look'))).toast).toBe(t(locale, 'outcome-need-day'));
    await yard.tap(staff, t(locale, 'outcome-set-day'));
    expect(last(await yard.say(staff, 'soon')).text).toContain(t(locale, 'outcome-day-unclear'));
    const past = last(
      await yard.say(
        staff,
        { zh: '2026年2月2日', en: '2 February 2026', es: '2 de febrero de 2026' }[locale],
      ),
    ).text;
    expect(past).toContain(
      t(locale, 'outcome-day-past', { date: dateText({ year: 2026, month: 2, day: 2 }, locale) }),
    );
    await yard.restart();
    const echo = last(await yard.say(staff, TYPED[locale]));
    expect(echo.text).toBe(t(locale, 'outcome-day-is', { date: dateText(BY, locale) }));
    await yard.tap(staff, t(locale, 'outcome-day-yes', { date: dateText(BY, locale) }));
    const preview = last((await yard.tap(staff, t(locale, 'outcome-look'))).messages).text ?? '';
    expect(preview).toContain(t(locale, 'outcome-fallback', { language: 'Español', people: 3 }));
    for (const { text = '', reply_markup: markup } of yard.simulator.messages(staff)) {
      expect(text.length).toBeLessThanOrEqual(600);
      expect(markup?.inline_keyboard.length ?? 0).toBeLessThanOrEqual(11);
    }
  });

  test('the digest asks for results that are overdue, until they are told', async () => {
    const community = 'qingyuan';
    const staff = await yard.staff(nextId++, locale, community);
    const survey = await answeredSurvey(yard, { people: 10, locales: [locale], community });
    const line = t(locale, 'digest-results-overdue', {
      title: generalNeeds().title[locale] ?? '',
      date: dateText({ year: 2026, month: 3, day: 1 }, locale),
    });
    const digest = async () => last(await yard.say(staff, '/digest')).text ?? '';
    const promise = async (day: string) =>
      await yard.db.updateTable('surveys').set({ results_by: day }).where('id', '=', survey.id).execute();
    await promise('2026-03-02');
    expect(await digest()).not.toContain(line);
    await promise('2026-03-01');
    expect(await digest()).toContain(line);
    await prepare(staff, locale, survey.code, [locale]);
    await yard.tap(staff, t(locale, 'outcome-look'));
    await yard.tap(staff, t(locale, 'outcome-send', { people: 10 }));
    expect(await digest()).not.toContain(line);
  });

  test('a picture comes with what it shows in words, a table as a file, and both stand in the audit', async () => {
    const staff = await yard.staff(nextId++, locale);
    const survey = await answeredSurvey(yard, { people: 32 });
    const newest = () => yard.simulator.lastMessage(staff);
    const drawing = PICTURE[locale];
    await yard.forge(staff, `outcome:files:${survey.code}`);
    await yard.tap(staff, t(locale, `outcome-draw-${drawing}`));
    expect(newest()?.photo?.at(-1)?.width).toBe(1080);
    expect(newest()?.caption).toContain(generalNeeds().title[locale]);
    expect(newest()?.caption?.split('\n').length).toBeGreaterThan(2);
    for (const kind of ['csv', 'xlsx'] as const) {
      await yard.tap(staff, t(locale, `outcome-draw-${kind}`));
      expect(newest()?.document?.file_name).toBe(`survey-${survey.code}.${kind}`);
    }
    const exports = await yard.db
      .selectFrom('audit_entries')
      .select('object')
      .where('action', '=', 'survey_exported')
      .where('object', 'like', `survey:${survey.id} %`)
      .orderBy('id')
      .execute();
    expect(exports.map(({ object }) => object.split(' ')[1])).toEqual([drawing, 'csv', 'xlsx']);
  }, 60_000);
});

test('everyone is told once: a double tap and a second colleague send nothing more', async () => {
  const staff = await yard.staff(nextId++, 'en');
  const colleague = await yard.staff(nextId++, 'en');
  const survey = await answeredSurvey(yard, { people: 10, locales: ['en'] });
  await prepare(staff, 'en', survey.code, ['en']);
  await yard.tap(staff, t('en', 'outcome-look'));
  const { message_id: messageId = 0 } = yard.simulator.lastMessage(staff) ?? {};
  const data = `outcome:send:${survey.code}`;
  const press = () => yard.simulator.tap(staff, staff, messageId, { data });
  await Promise.all([press(), press()]);
  await yard.settled();
  const again = await yard.forge(colleague, data);
  expect(again.toast).toContain('It is told once');
  const told = await yard.db
    .selectFrom('broadcasts')
    .innerJoin('deliveries', 'deliveries.broadcast_id', 'broadcasts.id')
    .select('deliveries.resident_id')
    .where('broadcasts.kind', '=', 'survey_results')
    .where('broadcasts.object_id', '=', survey.id)
    .execute();
  expect(told).toHaveLength(10);
});

test('whoever took part in an anonymous survey is told too', async () => {
  const staff = await yard.staff(nextId++, 'en');
  const survey = await answeredSurvey(yard, { people: 10, locales: ['en'], anonymity: 'anonymous' });
  await prepare(staff, 'en', survey.code, ['en']);
  await yard.tap(staff, t('en', 'outcome-look'));
  await yard.tap(staff, t('en', 'outcome-send', { people: 10 }));
  await yard.simulator.waitFor(() => survey.people.every((person) => textOf(person).includes(PLAN.en)), {
    what: 'results',
    timeoutMs: 25_000,
  });
});

test('the results reach nobody before they are told, and then everyone who asks, small numbers hidden', async () => {
  const staff = await yard.staff(nextId++, 'en');
  const survey = await answeredSurvey(yard, { people: 12, locales: ['en'] });
  const [person = 0] = survey.people;
  await yard.say(person, '/help');
  const see = async () => await yard.forge(person, `outcome:see:${survey.code}`);
  expect((await see()).toast).toBe(t('en', 'outcome-not-yet'));
  await prepare(staff, 'en', survey.code, ['en']);
  await yard.tap(staff, t('en', 'outcome-look'));
  await yard.tap(staff, t('en', 'outcome-send', { people: 12 }));
  const { messages } = await see();
  expect(messages[0]?.text).toContain('12 people answered');
  const caption = messages.at(-1)?.caption ?? '';
  expect(caption).toContain('Building, lift');
  expect(caption).not.toMatch(/\b[1-9] of 12\b/);
});

test('staff of another community and residents are told that there is no such button, and nothing is sent', async () => {
  const survey = await answeredSurvey(yard, { people: 10, locales: ['en'] });
  const outsiders = [await yard.staff(nextId++, 'en', 'qingyuan'), await yard.resident(nextId++, 'en')];
  const forged = [
    'files',
    'draw:CODE:csv',
    'tell',
    'write:CODE:en',
    'by',
    'day:CODE:2026-03-20',
    'look:CODE:en',
    'send',
    'publish',
    'publishnow',
  ];
  for (const outsider of outsiders) {
    await yard.say(outsider, '/help');
    for (const verb of forged) {
      const data = verb.includes('CODE') ? verb.replace('CODE', survey.code) : `${verb}:${survey.code}`;
      const { toast, messages } = await yard.forge(outsider, `outcome:${data}`);
      expect(toast).toBe(t('en', 'old-button'));
      expect(messages.some(({ document, photo }) => document ?? photo)).toBe(false);
    }
  }
});

test('a table for staff hides what the screens hide: no number of one to four people is in it', async () => {
  const survey = await answeredSurvey(yard, { people: 30 });
  const order = { drawing: 'csv', surveyId: survey.id, locale: 'en', view: 'staff' } as const;
  const drawn = await createDraw(yard.db)(order);
  if (drawn.as === 'words') throw new Error(drawn.text);
  const reading = readCsv(drawn.bytes.toString('utf8').slice(1));
  if (!('rows' in reading)) throw new Error(reading.why);
  const people = reading.rows.slice(1).map(({ fields }) => fields[4] ?? '');
  expect(people).toContain(t('en', 'table-hidden'));
  expect(people).toContain('30');
  expect(people.filter((count) => ['1', '2', '3', '4'].includes(count))).toEqual([]);
});

test('only pictures with something in them are offered', async () => {
  const staff = await yard.staff(nextId++, 'en');
  const survey = await answeredSurvey(yard, { people: 2 });
  const offered = labels(last((await yard.forge(staff, `outcome:files:${survey.code}`)).messages));
  expect(offered).not.toContain(t('en', 'outcome-draw-ranking'));
  expect(offered).toContain(t('en', 'outcome-draw-csv'));
});

test('an open survey is neither told nor published', async () => {
  const staff = await yard.staff(nextId++, 'en');
  const survey = await answeredSurvey(yard, { people: 10, isOpen: true });
  await yard.say(staff, '/help');
  for (const verb of ['tell', 'send', 'publish', 'publishnow']) {
    const { toast } = await yard.forge(staff, `outcome:${verb}:${survey.code}`);
    expect(toast).toBe(t('en', 'outcome-still-open'));
  }
});
