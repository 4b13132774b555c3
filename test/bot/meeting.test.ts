import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import {
  TYPED,
  composeNotice,
  heard,
  labelsOf,
  newestMeeting,
  publishLabel,
  publishNotice,
  sent,
} from '../support/notices.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

const STAFF = 10;
const COLLEAGUE = 11;
const WANG = 20;
const LI = 21;

let yard: TestYardbell;
beforeEach(async () => {
  yard = await startYardbell();
});
afterEach(async () => await yard.stop());

const textsOf = (messages: { text?: string }[]) => messages.map((message) => message.text ?? '');
const lastText = (messages: { text?: string }[]) => messages.at(-1)?.text ?? '';

describe.each(LOCALES)('a notice composed in %s', (locale) => {
  test('is previewed as people will see it, published once, and reaches every member in their language', async () => {
    await yard.staff(STAFF, locale);
    await yard.resident(WANG, 'zh');
    await yard.resident(LI, 'es');
    const preview = await composeNotice(yard, STAFF, locale);
    expect(preview).toHaveLength(2);
    const shown = preview[0]?.text ?? '';
    expect(shown.toLowerCase()).toContain(TYPED[locale].date.toLowerCase());
    expect(shown).toContain(TYPED[locale].place);
    expect(preview[0]?.entities?.[0]).toMatchObject({
      type: 'bold',
      offset: 0,
      length: TYPED[locale].title.length,
    });
    expect(preview[1]?.text).toContain(
      t(locale, 'preview-goes-to', { count: 3, community: locale === 'zh' ? '兴华社区' : 'Xinghua' }),
    );
    await yard.tap(STAFF, publishLabel(locale));
    await sent(yard);
    const [notice] = heard(yard, WANG, TYPED[locale].title);
    expect(notice?.text).toContain('问事找');
    expect(labelsOf(notice)).toEqual(['我来', '看情况', '来不了', '记到日历']);
    expect(labelsOf(heard(yard, LI, TYPED[locale].title)[0])).toContain('No puedo');
    await expect.poll(() => heard(yard, STAFF, t(locale, 'broadcast-sent', { count: 3 }))).toHaveLength(1);
    expect(notice?.text?.length).toBeLessThan(600);
  });

  test('can be shown in each language, left in the middle, and gone on with after a restart', async () => {
    await yard.staff(STAFF, locale);
    await yard.say(STAFF, '/notice');
    await yard.say(STAFF, TYPED[locale].title);
    const left = await yard.say(STAFF, { zh: '取消', en: 'cancel', es: 'Cancelar' }[locale]);
    expect(textsOf(left)).toEqual([t(locale, 'compose-kept')]);
    await yard.restart();
    const found = await yard.say(STAFF, '/notice');
    expect(lastText(found)).toContain(TYPED[locale].title);
    const { messages } = await yard.tap(STAFF, t(locale, 'draft-go-on'));
    expect(lastText(messages)).toContain(t(locale, 'compose-ask-when'));
    await yard.say(STAFF, TYPED[locale].when);
    await yard.restart();
    await yard.tap(STAFF, t(locale, 'wizard-yes'));
    await yard.say(STAFF, TYPED[locale].place);
    await yard.say(STAFF, TYPED[locale].items);
    await yard.say(STAFF, TYPED[locale].contact);
    await yard.restart();
    for (const [label, words] of [
      ['中文', '问事找'],
      ['English', 'Questions:'],
      ['Español', 'Preguntas:'],
    ] as const) {
      await yard.tap(STAFF, label);
      expect(heard(yard, STAFF, words).length).toBeGreaterThan(0);
    }
    await yard.tap(STAFF, publishLabel(locale));
    expect((await newestMeeting(yard)).status).toBe('published');
  });
});

describe('publishing', () => {
  test('under 72 hours asks for a reason that residents read', async () => {
    await yard.staff(STAFF, 'en');
    await yard.resident(WANG, 'en');
    const asked = await composeNotice(yard, STAFF, 'en', '4 March 2:30-4 pm');
    expect(lastText(asked)).toBe(t('en', 'compose-ask-reason'));
    await yard.say(STAFF, 'The pump broke today');
    await yard.tap(STAFF, publishLabel('en'));
    await sent(yard);
    expect(heard(yard, WANG, 'Why so soon: The pump broke today')).toHaveLength(1);
  });

  test('in quiet hours is held until 8:00 and says so', async () => {
    await yard.moveTo(new Date('2026-03-02T14:00:00Z'));
    await yard.staff(STAFF, 'en');
    await yard.resident(WANG, 'en');
    const preview = await composeNotice(yard, STAFF, 'en');
    expect(lastText(preview)).toContain('goes out on Tuesday 3 March, 8:00 am');
    await yard.tap(STAFF, publishLabel('en'));
    await yard.settled();
    expect(heard(yard, WANG, TYPED.en.title)).toHaveLength(0);
    await yard.moveTo(new Date('2026-03-03T00:00:30Z'));
    await sent(yard);
    expect(heard(yard, WANG, TYPED.en.title)).toHaveLength(1);
  });

  test('pressed by two colleagues at once happens once', async () => {
    await yard.staff(STAFF, 'en');
    await yard.staff(COLLEAGUE, 'en');
    await yard.resident(WANG, 'en');
    await composeNotice(yard, STAFF, 'en');
    const { code, draft_revision: revision } = await newestMeeting(yard);
    const data = `notice:publish:${code}:${revision}`;
    await Promise.all([yard.forge(STAFF, data), yard.forge(COLLEAGUE, data), yard.forge(STAFF, data)]);
    await sent(yard);
    expect(await yard.db.selectFrom('broadcasts').selectAll().execute()).toHaveLength(1);
    expect(await yard.db.selectFrom('meeting_versions').selectAll().execute()).toHaveLength(1);
    expect(await yard.db.selectFrom('reminders').selectAll().execute()).toHaveLength(2);
    expect(heard(yard, WANG, TYPED.en.title)).toHaveLength(1);
  });

  test('does not print why it is so soon once it is not soon any more', async () => {
    await yard.staff(STAFF, 'en');
    await composeNotice(yard, STAFF, 'en', '4 March 2:30-4 pm');
    expect(textsOf(await yard.say(STAFF, 'The pump broke today')).join()).toContain('Why so soon');
    await yard.tap(STAFF, t('en', 'preview-change-when'));
    await yard.say(STAFF, TYPED.en.when);
    const { messages } = await yard.tap(STAFF, 'Yes');
    expect(textsOf(messages).join()).not.toContain('Why so soon');
  });

  test('by a colleague ends the wizard of whoever still writes', async () => {
    await yard.staff(STAFF, 'en');
    await yard.staff(COLLEAGUE, 'en');
    await composeNotice(yard, STAFF, 'en');
    await yard.tap(STAFF, t('en', 'preview-change-place'));
    const { code, draft_revision: revision } = await newestMeeting(yard);
    await yard.forge(COLLEAGUE, `notice:publish:${code}:${revision}`);
    expect(textsOf(await yard.say(STAFF, 'Block 9'))).toContain(t('en', 'compose-gone'));
    expect((await newestMeeting(yard)).details.place).toBe(TYPED.en.place);
  });

  test('from a preview that was changed since shows the new one instead', async () => {
    await yard.staff(STAFF, 'en');
    await composeNotice(yard, STAFF, 'en');
    const { code, draft_revision: revision } = await newestMeeting(yard);
    await yard.tap(STAFF, t('en', 'preview-change-place'));
    await yard.say(STAFF, 'Block 9');
    const { toast, messages } = await yard.forge(STAFF, `notice:publish:${code}:${revision}`);
    expect(toast).toBe(t('en', 'preview-outdated'));
    expect(textsOf(messages).join()).toContain('Block 9');
    expect((await newestMeeting(yard)).status).toBe('draft');
  });
});

describe('who may', () => {
  test('write a notice: staff only', async () => {
    await yard.resident(WANG, 'en');
    expect(textsOf(await yard.say(WANG, '/notice'))).toEqual([t('en', 'staff-only')]);
  });

  test('touch a notice: staff of its community; for others it does not exist', async () => {
    await yard.staff(STAFF, 'en');
    await yard.staff(COLLEAGUE, 'en', 'qingyuan');
    await yard.resident(WANG, 'en');
    await composeNotice(yard, STAFF, 'en');
    const draft = await newestMeeting(yard);
    const tries = ['notice:publish', 'notice:discard', 'notice:resume', 'notice:anew', 'meeting:open'];
    for (const person of [COLLEAGUE, WANG]) {
      for (const noun of tries) {
        const { toast } = await yard.forge(person, `${noun}:${draft.code}:${draft.draft_revision}`);
        expect(toast, noun).toBe(t('en', 'old-button'));
      }
    }
    await yard.tap(STAFF, publishLabel('en'));
    await sent(yard);
    for (const noun of ['meeting:move', 'meeting:cancel', 'meeting:off', 'meeting:publish', 'meeting:back']) {
      const { toast } = await yard.forge(COLLEAGUE, `${noun}:${draft.code}:1`);
      expect(toast, noun).toBe(t('en', 'old-button'));
    }
    expect((await newestMeeting(yard)).status).toBe('published');
  });

  test('staff of two communities are asked for which one it is', async () => {
    await yard.staff(STAFF, 'en');
    await yard.staff(STAFF, 'en', 'qingyuan');
    const asked = await yard.say(STAFF, '/notice');
    expect(labelsOf(asked[0])).toEqual(['Qingyuan', 'Xinghua']);
    const { messages } = await yard.tap(STAFF, 'Qingyuan');
    expect(lastText(messages)).toContain(t('en', 'compose-ask-title'));
  });
});

describe('a link to a meeting', () => {
  test('opens the notice, with counts and controls for staff only', async () => {
    await yard.staff(STAFF, 'en');
    await yard.resident(WANG, 'zh');
    const { code } = await publishNotice(yard, STAFF, 'en');
    expect(await yard.open(WANG, `m-${code}`)).toHaveLength(1);
    const forStaff = await yard.open(STAFF, `m-${code}`);
    expect(labelsOf(forStaff[1])).toEqual([t('en', 'meeting-move'), t('en', 'meeting-cancel')]);
  });

  test('of a meeting that is over says so', async () => {
    await yard.staff(STAFF, 'en');
    const { code } = await publishNotice(yard, STAFF, 'en');
    await yard.moveTo(new Date('2026-03-14T08:00:00Z'));
    // A digest or the report of the notice may come at the same moment.
    const messages = await yard.open(STAFF, `m-${code}`);
    const message = messages.find(({ text }) => text?.includes(t('en', 'meeting-over')));
    expect(message).toBeDefined();
    expect(labelsOf(message)).toEqual([]);
  });
});
