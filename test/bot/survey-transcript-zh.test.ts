import { afterAll, beforeAll, expect, test } from 'vitest';
import { labels, storedAnswers } from '../support/surveys.ts';
import { type Talk, openTranscript } from '../support/transcript.ts';

/*
 * The Chinese model conversation, line by line; see the English one for where and why the bot says it otherwise. Besides:
 * - what the ready survey asks and thanks with are its own words; who asks and who can see stand before them;
 * - "changed, let us go on" stands above the question at hand: the old message is edited without a sound.
 */

const PERSON = 9_102;
const SKIP = '跳过 ➡';
const BACK = '⬅ 上一题';
const MEALS = '老人吃饭和照料';
const REPAIRS = '房子、电梯、水电维修';
const SEVERITIES = ['1 有点麻烦', '2 挺麻烦', '3 实在受不了'];

let talk: Talk;

beforeAll(async () => {
  talk = await openTranscript(PERSON, 'zh-hans');
});
afterAll(async () => await talk.yard.stop());

test('中文对话一句一句照着来', async () => {
  const { yard, say, tap, voice, shows, at } = talk;
  await yard.open(PERSON, `s-${talk.code}-b3`); // 01
  shows(/选择语言/, ['中文', 'English', 'Español']); // 02
  await tap('中文'); // 03
  shows(
    '兴华社区想听听大家的：社区需求小调查\n不公布名字，谁答的没人看得见。\n\n' +
      '您好！想问您7个小问题，大概3分钟。您的名字不会公开。不想答的可以跳过，随时可以停。\n打字、发语音都行。',
    [
      '开始（我满14岁了）',
      '谁能看见我的回答？',
      '替家里人答（我满14岁了）',
      '慢慢答（我满14岁了）',
      '给我打电话',
      '先不了',
    ],
  ); // 05
  await tap('谁能看见我的回答？'); // 06
  shows(
    /^居委会只看得到回答，看不到是谁说的。公布的时候只有数字，不到10个人的不公布。[\s\S]*跟我说“删掉我的”就行。$/,
    ['开始（我满14岁了）', '先不了'],
  ); // 07
  await tap('开始'); // 08
  const age = shows('第1题，共7题\n您今年多大岁数？', [
    '1 不到30岁',
    '2 30到44岁',
    '3 45到59岁',
    '4 60到69岁',
    '5 70到79岁',
    '6 80岁以上',
    '不想说',
    SKIP,
  ]); // 09
  await tap('3 45到59岁'); // 10，点错了
  expect(at(age.message_id).text).toContain('✔ 45到59岁'); // 11
  expect(labels(at(age.message_id))).toEqual(['改一下']);
  shows('第2题，共7题\n您的户口在哪儿？', [
    '1 就在本街道',
    '2 在本市别的地方',
    '3 在外地',
    '不想说',
    BACK,
    SKIP,
  ]); // 12
  await say('点错了 六十三'); // 13
  const offer = shows('您是说岁数点错了，应该是“60到69岁”，对吗？', ['对', '不是']); // 14
  await tap('对'); // 15
  expect(at(age.message_id).text).toContain('✔ 60到69岁'); // 16
  expect(labels(at(offer.message_id))).toEqual([]);
  shows('✔ 60到69岁。改好了，咱们接着来。\n\n第2题，共7题\n您的户口在哪儿？'); // 17
  expect((await storedAnswers(yard, PERSON))['age']).toEqual({ codes: ['60_69'], comment: null });
  await tap('1 就在本街道'); // 18
  const concerns = shows('第3题，共7题\n住在这儿，您最操心哪几件事？（最多选3样）\n选完点“选好了”。'); // 20
  expect(labels(concerns)).toEqual(
    expect.arrayContaining(['☐ 1 看病、买药', `☐ 2 ${MEALS}`, `☐ 6 ${REPAIRS}`, '☐ 没什么操心的', BACK]),
  );
  await say('电梯坏了九天了，也没人管！'); // 21
  shows(`记下了：“电梯坏了九天了，也没人管！”\n我帮您勾上“${REPAIRS}”，行吗？`, ['行', '不用']); // 22
  await tap('行'); // 23
  const copy = shows(/第3题/); // 24
  expect(labels(copy)).toEqual(expect.arrayContaining([`☑ 6 ${REPAIRS}`, '选好了（1样）']));
  await tap(`☐ 2 ${MEALS}`); // 25
  expect(labels(at(copy.message_id))).toContain('选好了（2样）');
  await tap('选好了（2样）'); // 26
  const trouble = shows(`第4题（两件里的第1件）\n“${MEALS}”这件事，给您添的麻烦大不大？`, [
    ...SEVERITIES,
    BACK,
    SKIP,
  ]); // 27
  await yard.moveTo(new Date('2026-02-27T02:00:00Z')); // 第二天上午10点
  const reminder = shows('昨天咱们答到第4题，还有两分钟就完。', [
    '接着答',
    '不答了，前面的算数',
    '不答了，都删掉',
  ]); // 28
  await say('三'); // 29
  expect(at(trouble.message_id).text).toContain('✔ 实在受不了'); // 30
  expect(labels(at(reminder.message_id))).toEqual([]);
  shows(`✔ ${MEALS}：实在受不了\n\n第4题（两件里的第2件）\n“${REPAIRS}”这件事，给您添的麻烦大不大？`); // 31
  await tap('2 挺麻烦'); // 32
  shows('第5题，共7题\n总的来说，您觉得住在这儿怎么样？', [
    '1 😀 很好',
    '2 🙂 还不错',
    '3 😐 一般',
    '4 🙁 不太好',
    '5 😞 很不好',
    BACK,
    SKIP,
  ]); // 37
  await tap('3 😐 一般'); // 38
  shows('第6题，共7题\n还有什么想说的？打字、发语音、拍照片都行。', [BACK, SKIP]); // 39
  await voice(23); // 40
  shows('收到，23秒。', ['听听看', '重说一遍', BACK, '下一题 ➡']); // 41
  await tap('下一题');
  shows('第7题，共7题\n要是街坊们一块儿想办法，您愿意怎么参加？\n选完点“选好了”。', [
    '☐ 1 来开会听听',
    '☐ 2 出出主意',
    '☐ 3 搭把手',
    '☐ 先不参加',
    BACK,
    SKIP,
  ]); // 43
  await tap('☐ 1 来开会听听'); // 44
  await tap('选好了');
  shows(
    [
      '您看看对不对，还没交：',
      '1. 60到69岁',
      '2. 就在本街道',
      `3. ${MEALS} · ${REPAIRS} · “电梯坏了九天了，也没人管！”`,
      `4. ${MEALS}：实在受不了`,
      `4. ${REPAIRS}：挺麻烦`,
      '5. 😐 一般',
      '6. 语音23秒',
      '7. 来开会听听',
    ].join('\n'),
    ['没错，交了', '改一改', '不交了，删掉'],
  ); // 45
  await tap('没错，交了'); // 46
  shows('都问完了，谢谢您！结果会在3月20日 星期五前在这里公布。\n您是第74位。\n这几天我不打扰您。', [
    '出结果告诉我',
    '开会告诉我',
    '什么都别发',
  ]); // 47
});
