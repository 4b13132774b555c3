/**
 * Residents who take surveys: each presses an option of the question in hand, waits for the next question, and presses
 * again, so the load is always what the bot can take. When a survey is answered they go on to their next one, whose
 * first question was seeded as sent already.
 */
import { BOT, FIRST_CHAT, type StubOptions } from './stub-options.ts';

export interface PendingUpdate {
  id: number;
  json: string;
  /** Index of the resident; -1 for staff. */
  person: number;
}

export interface TapFigures {
  elapsedMs: number;
  taps: number;
  /** From handing the update over to the first call it caused, and to the next question, sorted. */
  firstCallMs: number[];
  nextQuestionMs: number[];
}

export interface People {
  /** Presses as soon as a question arrives (`perSecond` undefined), or so many a second by residents who are free. */
  start(perSecond: number | undefined): void;
  /** Begins to count. */
  count(): void;
  /** Stops pressing; what was counted. */
  stop(): TapFigures;
  areIdle(): boolean;
  handedOver(update: PendingUpdate): void;
  /** The bot made a call about this resident. */
  called(person: number): void;
  /** A message with this content (a slice of JSON) reached the resident. */
  received(person: number, messageId: number, slice: string): void;
  pressAsStaff(messageId: number, data: string): void;
}

const WAITING = 1;
const ANSWERED = 2;

export function createPeople(options: StubOptions, deliver: (update: PendingUpdate) => void): People {
  const { persons, surveys } = options;
  const next: string[] = [];
  const surveyOf = new Uint16Array(persons);
  const messageOf = new Int32Array(persons);
  const contentOf = Array.from({ length: persons }, () => '"text":"?"');
  const stateOf = new Uint8Array(persons);
  const handedAt = new Float64Array(persons);
  let updateId = 1_000_000;
  let isClosedLoop = false;
  let pacing: NodeJS.Timeout | undefined;
  let turn = 0;
  let inHand = 0;
  let figures: TapFigures = noFigures();
  let countedFrom = 0;

  for (let person = 0; person < persons; person += 1) takeSurvey(person, 0);

  function takeSurvey(person: number, survey: number): void {
    surveyOf[person] = survey;
    // Seeded: the first question of survey n lies in the chat as message n + 1.
    messageOf[person] = survey + 1;
    const responseId = survey * persons + person + 1;
    next[person] = survey < surveys ? `survey:tap:${responseId}:${options.firstAnswer}` : '';
  }

  function press(person: number): void {
    const data = next[person];
    if (!data) return;
    next[person] = '';
    stateOf[person] = WAITING;
    inHand += 1;
    updateId += 1;
    const content = contentOf[person] ?? '';
    const json = tapJson(updateId, `${person}.${updateId}`, person, messageOf[person] ?? 0, content, data);
    deliver({ id: updateId, json, person });
  }

  function pressOneInTurn(): void {
    for (let tries = 0; tries < persons; tries += 1) {
      turn = (turn + 1) % persons;
      if (stateOf[turn] !== 0 || !next[turn]) continue;
      press(turn);
      return;
    }
  }

  function finishTap(person: number): void {
    if (stateOf[person] === 0) return;
    stateOf[person] = 0;
    inHand -= 1;
    figures.taps += 1;
    figures.nextQuestionMs.push(performance.now() - (handedAt[person] ?? 0));
  }

  return {
    start: (perSecond) => {
      isClosedLoop = perSecond === undefined;
      if (perSecond !== undefined) pacing = setInterval(pressOneInTurn, 1000 / perSecond);
      else for (let person = 0; person < persons; person += 1) if (stateOf[person] === 0) press(person);
    },
    count: () => {
      figures = noFigures();
      countedFrom = performance.now();
    },
    stop: () => {
      isClosedLoop = false;
      clearInterval(pacing);
      const { taps, firstCallMs, nextQuestionMs } = figures;
      const elapsedMs = performance.now() - countedFrom;
      figures = noFigures();
      return { elapsedMs, taps, firstCallMs: sorted(firstCallMs), nextQuestionMs: sorted(nextQuestionMs) };
    },
    areIdle: () => inHand === 0,
    handedOver: ({ person }) => {
      if (person >= 0) handedAt[person] = performance.now();
    },
    called: (person) => {
      if (stateOf[person] !== WAITING) return;
      stateOf[person] = ANSWERED;
      figures.firstCallMs.push(performance.now() - (handedAt[person] ?? 0));
    },
    received: (person, messageId, slice) => {
      const at = slice.indexOf('survey:tap:');
      if (at >= 0) {
        next[person] = slice.slice(at, slice.indexOf('"', at));
        messageOf[person] = messageId;
        contentOf[person] = slice;
      } else if (slice.includes('survey:send:')) takeSurvey(person, (surveyOf[person] ?? 0) + 1);
      else return;
      finishTap(person);
      if (isClosedLoop) press(person);
    },
    pressAsStaff: (messageId, data) => {
      updateId += 1;
      const json = tapJson(updateId, `-1.${updateId}`, -1, messageId, '"text":"?"', data);
      deliver({ id: updateId, json, person: -1 });
    },
  };
}

function noFigures(): TapFigures {
  return { elapsedMs: 0, taps: 0, firstCallMs: [], nextQuestionMs: [] };
}

function sorted(values: number[]): number[] {
  return [...Float64Array.from(values).sort()];
}

function tapJson(
  updateId: number,
  queryId: string,
  person: number,
  messageId: number,
  content: string,
  data: string,
): string {
  const id = FIRST_CHAT + person;
  const message = `{"message_id":${messageId},"from":${BOT},"chat":{"id":${id},"first_name":"Resident","type":"private"},"date":${nowS()},${content}}`;
  const from = `{"id":${id},"is_bot":false,"first_name":"Resident","language_code":"en"}`;
  return `{"update_id":${updateId},"callback_query":{"id":"${queryId}","from":${from},"message":${message},"chat_instance":"1","data":"${data}"}}`;
}

export function nowS(): number {
  return Math.floor(Date.now() / 1000);
}
