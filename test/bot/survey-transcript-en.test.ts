import { afterAll, beforeAll, expect, test } from 'vitest';
import { labels, storedAnswers } from '../support/surveys.ts';
import { type Talk, addMeeting, openTranscript } from '../support/transcript.ts';

/*
 * The model conversation of a resident who makes a mistake and pauses, line by line. Where the bot says it otherwise:
 * - options carry numbers ("3 45 to 59"), so that one can type or say them; [Start] asks a stranger's age (14 or older);
 * - the words about the survey are those of the ready survey, after one line each on who asks and who can see names;
 * - going back takes the buttons off and says nothing: one message less to read;
 * - severity is asked in the order of the list and under the whole name of a concern, because it has no shorter one;
 * - the review has one line an answer, and shows what was said beside the ticks: eleven answers in one line are a wall;
 * - the first message offers three more ways: for a relative, in big steps, and a call;
 * - nobody knows yet whether results are out; until then the end of a survey says by when they come.
 */

const PERSON = 9_101;
const OTHER_WAYS = ['For a relative (I am 14 or older)', 'Big steps (I am 14 or older)', 'Call me'];
const SKIP = 'Skip ➡';
const BACK = '⬅ Back';
const AGES = ['1 Under 30', '2 30 to 44', '3 45 to 59', '4 60 to 69', '5 70 to 79', '6 80 or older'];
const MEALS = 'Meals and care for older people';
const REPAIRS = 'Building, lift, water and power repairs';
const SEVERITIES = ['1 A little', '2 A lot', '3 It is unbearable'];

let talk: Talk;

beforeAll(async () => {
  talk = await openTranscript(PERSON, 'en');
  await addMeeting(talk.yard, "Children's centre and shop");
});
afterAll(async () => await talk.yard.stop());

test('the English model conversation goes line by line as it is written', async () => {
  const { yard, say, tap, voice, shows, at } = talk;
  await yard.open(PERSON, `s-${talk.code}-b3`); // 01
  const language = shows(/Choose language|选择语言/, ['English', '中文', 'Español']); // 02
  await tap('English'); // 03
  expect(at(language.message_id).text).toBe('English ✔'); // 04
  shows(
    'Xinghua asks: What our community needs\nNames are shown to nobody.\n\n' +
      'Hello! Seven short questions, about 3 minutes. Your name will not be published. ' +
      'You can skip any question and stop at any time.\nYou can type or send voice messages, too.',
    ['Start (I am 14 or older)', 'Who sees my answers?', ...OTHER_WAYS, 'Not now'],
  ); // 05
  await tap('Who sees my answers?'); // 06
  shows(/^Committee staff see answers without names[\s\S]*fewer than 10 people[\s\S]*“forget me”/, [
    'Start (I am 14 or older)',
    'Not now',
  ]); // 07
  await tap('Start'); // 08
  const age = shows('1/7\nHow old are you?', [...AGES, 'Prefer not to say', SKIP]); // 09
  await tap('3 45 to 59'); // 10, the mistake
  expect(at(age.message_id).text).toBe('1/7\nHow old are you?\n✔ 45 to 59'); // 11
  expect(labels(at(age.message_id))).toEqual(['Change']);
  const registration = shows('2/7\nWhere is your household registration (hukou)?', [
    '1 In this sub-district',
    '2 Elsewhere in this city',
    '3 In another city or province',
    'Prefer not to say',
    BACK,
    SKIP,
  ]); // 12
  await tap(BACK); // 13
  expect(labels(at(registration.message_id))).toEqual([]); // 14
  const again = shows('1/7\nHow old are you?\n(now: 45 to 59)'); // 15
  expect(labels(again)).toContain('✔ 3 45 to 59');
  await tap('4 60 to 69'); // 16
  expect(at(again.message_id).text).toContain('✔ 60 to 69'); // 17
  shows(/^2\/7/); // 18
  await tap('1 In this sub-district'); // 19
  const concerns = shows('3/7\nLiving here, what worries you most? (choose up to 3)\nThen tap Done.'); // 20
  expect(labels(concerns)).toEqual(
    expect.arrayContaining([
      '☐ 1 Seeing a doctor, buying medicine',
      `☐ 2 ${MEALS}`,
      '☐ Nothing really',
      BACK,
    ]),
  );
  await say('the lift has been broken for nine days!!'); // 21
  const offer = shows(`I've noted “the lift has been broken for nine days!!”.\nShall I tick “${REPAIRS}”?`, [
    'Yes, tick it',
    'No',
  ]); // 22
  await tap('Yes, tick it'); // 23
  const copy = shows(/3\/7/); // 24
  expect(labels(copy)).toEqual(expect.arrayContaining([`☑ 6 ${REPAIRS}`, 'Done (1)']));
  expect([labels(at(offer.message_id)), labels(at(concerns.message_id))]).toEqual([[], []]);
  await tap('☐ 2 Meals'); // 25
  expect(labels(at(copy.message_id))).toEqual(
    expect.arrayContaining([`☑ 2 ${MEALS}`, `☑ 6 ${REPAIRS}`, 'Done (2)']),
  );
  await tap('Done (2)'); // 26
  expect(at(copy.message_id).text).toContain(`✔ ${MEALS} · ${REPAIRS}`);
  expect(labels(at(copy.message_id))).toEqual(['Change']);
  const trouble = shows(`4/7 · 1 of 2\nHow much trouble does “${MEALS}” cause you?`, [
    ...SEVERITIES,
    BACK,
    SKIP,
  ]); // 27
  await pauseAndReturn(trouble.message_id); // 28 to 30
  const second = shows(
    `✔ ${MEALS}: It is unbearable\n\n4/7 · 2 of 2\nHow much trouble does “${REPAIRS}” cause you?`,
  ); // 31
  await lookAtMeetings(second.message_id); // 32 to 36
  shows('5/7\nAll in all, how is life here?', [
    '1 😀 Very good',
    '2 🙂 Good',
    '3 😐 So-so',
    '4 🙁 Not good',
    '5 😞 Very bad',
    BACK,
    SKIP,
  ]); // 37
  await tap('3 😐 So-so'); // 38
  shows('6/7\nAnything else? Type, send a voice message or a photo.', [BACK, SKIP]); // 39
  await voice(23); // 40
  shows('Got it, 23 seconds.', ['Hear it', 'Record again', BACK, 'Next ➡']); // 41
  await tap('Hear it');
  expect(yard.simulator.lastMessage(PERSON)?.voice).toBeDefined();
  await tap('Next'); // 42
  shows('7/7\nIf neighbours work on this together, how would you like to take part?\nThen tap Done.'); // 43
  await tap('☐ 1 Come and listen'); // 44
  await tap('Done (1)');
  const review = shows(
    [
      'Your answers. Nothing is sent yet:',
      '1. 60 to 69',
      '2. In this sub-district',
      `3. ${MEALS} · ${REPAIRS} · “the lift has been broken for nine days!!”`,
      `4. ${MEALS}: It is unbearable`,
      `4. ${REPAIRS}: A lot`,
      '5. 😐 So-so',
      '6. voice message, 23 s',
      '7. Come and listen',
    ].join('\n'),
    ['Send', 'Change something', 'Delete my answers'],
  ); // 45
  await tap('Send'); // 46
  expect(labels(at(review.message_id))).toEqual(['Change something']);
  shows(
    'That is everything. Thank you! Results will be posted here by Friday 20 March.\n' +
      'You are the 74th to answer.\nUntil then I stay quiet.',
    ['Tell me when results are out', 'Tell me about meetings', 'No messages'],
  ); // 47
  await tap('Tell me when results');
  shows('✔ Good. I will write when the results are out.');
  await changeTooLate(age.message_id); // 48, 49
});

async function pauseAndReturn(questionId: number): Promise<void> {
  const { yard, say, shows, at } = talk;
  await yard.moveTo(new Date('2026-02-27T02:00:00Z')); // 26 hours later, at 10:00
  const reminder = shows('You stopped at 4/7. About 2 minutes left.', [
    'Go on',
    'Stop, keep my answers',
    'Delete my answers',
  ]); // 28
  await say('3'); // 29
  expect(at(questionId).text).toContain('✔ It is unbearable'); // 30
  expect(labels(at(questionId))).toEqual(['Change']);
  expect(labels(at(reminder.message_id))).toEqual([]);
}

async function lookAtMeetings(questionId: number): Promise<void> {
  const { yard, say, tap, shows, at } = talk;
  await yard.db
    .insertInto('memberships')
    .columns(['resident_id', 'community_id', 'joined_at'])
    .expression((query) =>
      query
        .selectFrom('residents')
        .innerJoin('communities', (join) => join.on('code', '=', 'xinghua'))
        .select(['residents.id', 'communities.id as community', 'residents.created_at'])
        .where('telegram_id', '=', PERSON),
    )
    .execute();
  const [list] = await say('/meetings'); // 32
  expect(list?.text).toContain("Saturday 14 March, 2:30 pm\nChildren's centre and shop"); // 33
  shows('We were at 4/7 · 2 of 2.', ['Go on with the survey']);
  await tap('Go on with the survey'); // 34
  const fresh = shows(/^4\/7 · 2 of 2/, [...SEVERITIES, BACK, SKIP]);
  const old = at(questionId);
  expect(labels(old)).toEqual([]);
  const data = fresh.reply_markup?.inline_keyboard[1]?.[0]?.callback_data ?? '';
  await yard.simulator.tap(PERSON, PERSON, questionId, { data }); // 35
  await yard.settled();
  expect(labels(at(fresh.message_id))).toEqual(['Change']); // 36
  expect((await storedAnswers(yard, PERSON))['severity:repairs']?.codes).toEqual(['2']);
}

async function changeTooLate(messageId: number): Promise<void> {
  const { yard, shows } = talk;
  await yard.moveTo(new Date('2026-03-13T02:00:00Z'));
  const data = talk.at(messageId).reply_markup?.inline_keyboard[0]?.[0]?.callback_data ?? '';
  const answer = await yard.simulator.tap(PERSON, PERSON, messageId, { data }); // 48
  await yard.settled();
  expect(answer?.text).toBe('This survey has ended.'); // 49
  shows(
    '“What our community needs” has ended (Thursday 12 March). What you had answered is kept and counts.\n' +
      'The results come here by Friday 20 March.',
    ['See the results'],
  );
}
