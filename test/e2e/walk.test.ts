import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Locale } from '../../src/domain/locale.ts';
import { t } from '../../src/telegram/i18n.ts';
import { startYardbell, type TestProcess } from '../support/processes.ts';
import { CHROMIUM, type ChatPage, openChatPage } from './chat-page.ts';

const CLERK = 1002;
const NEWCOMERS: [number, Locale][] = [
  [1003, 'zh'],
  [1004, 'en'],
  [1005, 'es'],
];
const BOARD_GROUP = -5001;
const [WANG_MEI, LI_NA] = [1011, 1012];

if (!CHROMIUM) process.stdout.write('No Chromium found: the walk on the chat page is left out.\n');

let yardbell: TestProcess | undefined;
let chat: ChatPage;
let address = '';
const dataDir = mkdtempSync(join(tmpdir(), 'yardbell-walk-'));

beforeAll(async () => {
  if (!CHROMIUM) return;
  yardbell = startYardbell({ PORT: '0', DATA_DIR: dataDir });
  address = /http:\S+/.exec(await yardbell.waitForLine(/^ready/))?.[0] ?? '';
  chat = await openChatPage(address, 'en-GB');
});
afterAll(async () => {
  await chat?.close();
  await yardbell?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test.runIf(CHROMIUM)(
  'the whole path works on the chat page: join, survey, notice, RSVP, volunteer, reminder, digest',
  async () => {
    for (const [person, locale] of NEWCOMERS) await joinCommunity(person, locale);
    await openSurvey();
    for (const [person, locale] of NEWCOMERS) await answerSurvey(person, locale);
    await publishNotice();
    for (const [person, locale] of NEWCOMERS) await comeToMeeting(person, locale);
    await volunteer(1004, 'en');
    await seeReminderAndDigest();
    expect(chat.problems).toEqual([]);
  },
  180_000,
);

async function joinCommunity(person: number, locale: Locale): Promise<void> {
  await chat.openLink(person, 'https://t.me/YardbellPracticeBot?start=c-xinghua');
  await chat.press(t(locale, 'language-name'));
  await chat.press(t(locale, 'join-agree'));
  await chat.see(t(locale, 'join-done', { community: locale === 'zh' ? '兴华社区' : 'Xinghua' }));
}

async function openSurvey(): Promise<void> {
  await chat.become(CLERK);
  await chat.write('/survey');
  await chat.press(t('zh', 'survey-staff-new'));
  await chat.press('社区需求小调查');
  await chat.press(t('zh', 'survey-draft-open', { count: 12 }));
  await chat.press(t('zh', 'survey-draft-open-yes'));
  await chat.see(t('zh', 'survey-staff-opened', { title: '社区需求小调查', recipients: 12 }));
}

const ANSWERS: Record<Locale, string[]> = {
  zh: ['60到69岁', '就在本街道', '房子、电梯', '挺麻烦', '一般'],
  en: ['45 to 59', 'In another city', 'Building, lift', 'A lot', 'So-so'],
  es: ['De 30 a 44', 'En otra ciudad', 'Arreglos', 'Bastante', 'Regular'],
};

async function answerSurvey(person: number, locale: Locale): Promise<void> {
  const [age = '', home = '', worry = '', trouble = '', overall = ''] = ANSWERS[locale];
  await chat.become(person);
  await chat.press(t(locale, 'survey-start'));
  await chat.see(header(locale, 1));
  await chat.press(age);
  await chat.see(header(locale, 2));
  await chat.press(t(locale, 'survey-back'));
  await chat.see(t(locale, 'survey-now', { answer: age }).slice(0, 8));
  await chat.press(age);
  await chat.see(header(locale, 2));
  await chat.press(home);
  await chat.see(header(locale, 3));
  await chat.press(worry);
  await chat.press(t(locale, 'survey-done', { count: 1 }));
  await chat.press(trouble);
  await chat.see(header(locale, 5));
  await chat.press(overall);
  await chat.see(header(locale, 6));
  await chat.write('🙂 ok');
  await chat.press(t(locale, 'survey-next'));
  await chat.see(header(locale, 7));
  await chat.press(t(locale, 'survey-skip'));
  await chat.see(t(locale, 'survey-review'));
  await chat.press(t(locale, 'survey-send'));
}

const header = (locale: Locale, number: number) => t(locale, 'survey-header', { number, total: 7 });

async function publishNotice(): Promise<void> {
  await chat.become(CLERK);
  await chat.write('/notice');
  await chat.see(t('zh', 'compose-ask-title').slice(0, 8));
  await chat.write('儿童活动中心和二手小店');
  await chat.see(t('zh', 'compose-ask-when').slice(0, 8));
  await chat.write(inTwelveDays());
  await chat.press(t('zh', 'wizard-yes'));
  await chat.see(t('zh', 'compose-ask-place').slice(0, 6));
  await chat.write('3号楼东头一层活动室（没台阶）');
  await chat.see(t('zh', 'compose-ask-items').slice(0, 6));
  await chat.write('小店几点开门\n谁来管账\n暑假班收不收钱');
  await chat.see(t('zh', 'compose-ask-contact').slice(0, 6));
  await chat.write('张老师 6924 0000');
  await chat.see(t('zh', 'preview-lead'));
  await chat.press(t('zh', 'preview-publish', { count: 12 }));
  await chat.see(t('zh', 'publish-done'));
}

/** "12月6日下午2点半到4点": twelve days ahead of the practice clock, so the weeks' notice is kept. */
function inTwelveDays(): string {
  const day = new Date(Date.now() + 12 * 86_400_000);
  return `${day.getUTCMonth() + 1}月${day.getUTCDate()}日下午2点半到4点`;
}

async function comeToMeeting(person: number, locale: Locale): Promise<void> {
  await chat.become(person);
  await chat.see('儿童活动中心和二手小店');
  await chat.press(t(locale, 'rsvp-going'));
  await chat.see(t(locale, 'rsvp-see-you', { moment: '|' }).split('|')[0] ?? '');
  await chat.page.locator('[data-testid^="message-"]', { hasText: '.ics' }).last().waitFor();
}

async function volunteer(person: number, locale: Locale): Promise<void> {
  await chat.become(person);
  await chat.write('/projects');
  await chat.press(t(locale, 'volunteer-can-help', { role: 'Shop helper' }));
  await chat.see(
    t(locale, 'volunteer-sent', { project: "Children's centre and second-hand shop" }).slice(0, 20),
  );
  await chat.become(WANG_MEI, BOARD_GROUP);
  await chat.press(t('zh', 'signup-answer'));
  await chat.see(t('zh', 'signup-claimed', { name: 'Wang Mei' }));
  await chat.become(LI_NA, BOARD_GROUP);
  await chat.press(t('zh', 'signup-accept'));
  await chat.page.getByTestId('toast').last().waitFor();
  await chat.become(WANG_MEI, BOARD_GROUP);
  await chat.press(t('zh', 'signup-accept'));
  await chat.become(person);
  await chat.see('Wang Mei');
}

async function seeReminderAndDigest(): Promise<void> {
  await chat.page.getByTestId('clock-daybefore').click();
  await chat.become(1004);
  await chat.see('Tomorrow, ');
  await chat.become(CLERK);
  await chat.see(t('zh', 'digest-group-fresh'));
}
