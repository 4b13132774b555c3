import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { TYPED, composeNotice, heard, labelsOf, newestMeeting } from '../support/notices.ts';
import { type TestYardbell, startYardbell } from '../support/yardbell.ts';

const STAFF = 10;

let yard: TestYardbell;
beforeEach(async () => {
  yard = await startYardbell();
});
afterEach(async () => await yard.stop());

const textsOf = (messages: { text?: string }[]) => messages.map((message) => message.text ?? '');
const lastText = (messages: { text?: string }[]) => messages.at(-1)?.text ?? '';

const SAID = {
  zh: { day: '3月14日', hours: '下午2点半到4点', start: '3月14日下午2点半', hour: '7点', end: '一个半小时' },
  en: { day: '14 March', hours: '2:30-4 pm', start: '14 March 2:30 pm', hour: 'at 7', end: '90 minutes' },
  es: {
    day: '14 de marzo',
    hours: 'de 14:30 a 16:00',
    start: '14 de marzo 14:30',
    hour: 'a las 7',
    end: '90 minutos',
  },
};

describe.each(LOCALES)('a day and an hour said piece by piece in %s', (locale) => {
  test('are put together, asked for, and offered as buttons', async () => {
    const said = SAID[locale];
    await yard.staff(STAFF, locale);
    await yard.say(STAFF, '/notice');
    await yard.say(STAFF, TYPED[locale].title);
    await yard.say(STAFF, said.day);
    expect(lastText(await yard.say(STAFF, said.hours)).toLowerCase()).toContain(
      TYPED[locale].date.toLowerCase(),
    );
    await yard.tap(STAFF, t(locale, 'wizard-no'));
    await yard.say(STAFF, said.start);
    expect(labelsOf((await yard.say(STAFF, said.end)).at(-1))).toHaveLength(2);
    await yard.say(STAFF, t(locale, 'wizard-no'));
    await yard.say(STAFF, said.day);
    const choice = await yard.say(STAFF, said.hour);
    expect(lastText(choice)).toBe(t(locale, 'when-which'));
    const [, evening = ''] = labelsOf(choice.at(-1));
    await yard.tap(STAFF, evening);
    await yard.tap(STAFF, t(locale, 'when-hours', { hours: 1.5 }));
    await yard.tap(STAFF, t(locale, 'wizard-yes'));
    const { draft } = await newestMeeting(yard);
    expect(draft?.start).toMatchObject({ day: 14, hour: 19, minute: 0 });
    expect(draft?.end).toMatchObject({ day: 14, hour: 20, minute: 30 });
  });
});

describe('what is typed wrongly', () => {
  beforeEach(async () => {
    await yard.staff(STAFF, 'en');
    await yard.say(STAFF, '/notice');
  });

  test('gets what is wrong and what would be right, and loses nothing', async () => {
    await yard.say(STAFF, 'Shop');
    const answers = {
      'whenever suits': t('en', 'when-not-understood'),
      '14 February 2020 at 10:00-11:00 am': t('en', 'when-past', { moment: 'Friday 14 February, 10:00 am' }),
      '31 April 2:30 pm': t('en', 'when-no-such-date'),
      'Sunday 14 March 2:30-4 pm': t('en', 'when-mismatch', { date: 'Saturday 14 March' }),
      '5/12 3pm': t('en', 'when-which'),
    };
    for (const [typed, answer] of Object.entries(answers)) {
      expect(lastText(await yard.say(STAFF, typed)), typed).toBe(answer);
    }
    expect(lastText(await yard.say(STAFF, '14 March'))).toContain('at what time?');
    expect(lastText(await yard.say(STAFF, '2:30 pm'))).toContain('When does it end?');
    expect(lastText(await yard.say(STAFF, 'when we are done'))).toBe(t('en', 'when-end-not-understood'));
    const span = 'Saturday 14 March, 2:30 pm to 4:00 pm';
    expect(lastText(await yard.say(STAFF, '90 minutes'))).toBe(t('en', 'when-confirm', { span }));
    expect(lastText(await yard.say(STAFF, 'yes'))).toContain(t('en', 'compose-ask-place'));
    await yard.say(STAFF, 'Block 3');
    expect(lastText(await yard.say(STAFF, 'everything'))).toBe(t('en', 'items-too-few', { count: 1 }));
    await yard.say(STAFF, 'Hours\nAccounts');
    expect(lastText(await yard.say(STAFF, 'Ms Zhang'))).toBe(t('en', 'contact-no-phone'));
    const { draft } = await newestMeeting(yard);
    expect(draft).toMatchObject({ title: 'Shop', place: 'Block 3', toDecide: ['Hours', 'Accounts'] });
  });

  test('about the weekday is settled by a tap, and an old choice explains itself', async () => {
    await yard.say(STAFF, 'Shop');
    await yard.say(STAFF, 'Sunday 14 March 2:30-4 pm');
    const { messages } = await yard.tap(STAFF, 'Sunday 15 March');
    expect(lastText(messages)).toContain('Sunday 15 March, 2:30 pm to 4:00 pm');
    const again = await yard.forge(STAFF, 'wizard:when:202603151430:90');
    expect(again.toast).toBe(t('en', 'old-button'));
    await yard.tap(STAFF, 'No');
    expect((await newestMeeting(yard)).draft).toEqual({ title: 'Shop' });
  });

  test('as a photo or sticker gets a word, and commands pass by the wizard', async () => {
    yard.simulator.sendMedia(STAFF, STAFF, { kind: 'photo' });
    await yard.settled();
    expect(heard(yard, STAFF, t('en', 'wizard-only-text'))).toHaveLength(1);
    expect(lastText(await yard.say(STAFF, '/help'))).toContain('/meetings');
    expect(lastText(await yard.say(STAFF, '/meetings'))).toBe(t('en', 'meetings-none'));
    expect(lastText(await yard.say(STAFF, 'Shop'))).toContain(t('en', 'compose-ask-when'));
  });

  test('a day later is not taken for an answer: the wizard has closed with a word', async () => {
    await yard.moveTo(new Date('2026-03-03T03:00:00Z'));
    const word = t('en', 'compose-left-long-ago');
    const isTold = () => yard.simulator.lastMessage(STAFF)?.text === word;
    await yard.simulator.waitFor(isTold, { what: 'the word', timeoutMs: 10_000 });
    expect(textsOf(await yard.say(STAFF, 'good morning'))).toEqual([t('en', 'fallback')]);
    expect((await newestMeeting(yard)).draft).toEqual({});
  });

  test('from a forged button changes nothing and says so', async () => {
    const forged = [
      'wizard:when:209913991430:0',
      'wizard:end:-5',
      'wizard:day:2026',
      'wizard:x',
      'notice:change:none:title',
      'notice:publish::',
      'notice:view:a:b:c:d',
      'notice:in:x',
      'meeting:open:',
      'meeting:off:x:1',
      'rsvp:going:none:1',
    ];
    for (const data of forged) {
      const { toast } = await yard.forge(STAFF, data);
      expect(toast, data).toBe(t('en', 'old-button'));
    }
    expect((await newestMeeting(yard)).draft).toEqual({});
  });

  test('with markup and hidden characters is shown as plain words', async () => {
    await yard.say(STAFF, '<b>Shop_*[x](http://a.example)\u202e & \u200bmore');
    expect((await newestMeeting(yard)).draft).toEqual({ title: '<b>Shop_*[x](http://a.example) & more' });
  });
});

describe('a draft', () => {
  test('can be thrown away, and saved for later', async () => {
    await yard.staff(STAFF, 'en');
    await composeNotice(yard, STAFF, 'en');
    await yard.tap(STAFF, t('en', 'preview-later'));
    await yard.say(STAFF, '/notice');
    const { messages } = await yard.tap(STAFF, t('en', 'draft-go-on'));
    expect(textsOf(messages).join()).toContain(TYPED.en.place);
    await yard.say(STAFF, '/notice');
    await yard.tap(STAFF, 'Throw it away and start anew');
    expect(await yard.db.selectFrom('meetings').select('draft').execute()).toEqual([{ draft: {} }]);
    await yard.say(STAFF, '/cancel');
    await yard.say(STAFF, '/notice');
    await yard.forge(STAFF, `notice:discard:${(await newestMeeting(yard)).code}`);
    expect(await yard.db.selectFrom('meetings').select('id').execute()).toEqual([]);
  });
});
