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

/** As they are now. */
interface Resident {
  /** What they will press next; undefined while they wait, or have nothing left to answer. */
  next: string | undefined;
  survey: number;
  /** Where the question lies, and its content as a slice of JSON. */
  messageId: number;
  content: string;
  state: 'free' | 'waiting' | 'answered';
  handedAt: number;
}

export class People {
  readonly #options: StubOptions;
  readonly #deliver: (update: PendingUpdate) => void;
  readonly #residents: Resident[];
  #updateId = 1_000_000;
  #isClosedLoop = false;
  #pacing: NodeJS.Timeout | undefined;
  #turn = 0;
  #inHand = 0;
  #figures = noFigures();
  #countedFrom = 0;

  constructor(options: StubOptions, deliver: (update: PendingUpdate) => void) {
    this.#options = options;
    this.#deliver = deliver;
    this.#residents = Array.from({ length: options.persons }, (_, person) => this.#takeSurvey(person, 0));
  }

  /** Presses as soon as a question arrives (`perSecond` undefined), or so many a second by residents who are free. */
  start(perSecond: number | undefined): void {
    this.#isClosedLoop = perSecond === undefined;
    if (perSecond === undefined) this.#residents.forEach((_, person) => this.#press(person));
    else this.#pacing = setInterval(() => this.#pressOneInTurn(), 1000 / perSecond);
  }

  /** Begins to count. */
  count(): void {
    this.#figures = noFigures();
    this.#countedFrom = performance.now();
  }

  /** Stops pressing; what was counted. */
  stop(): TapFigures {
    this.#isClosedLoop = false;
    clearInterval(this.#pacing);
    const { taps, firstCallMs, nextQuestionMs } = this.#figures;
    this.#figures = noFigures();
    const elapsedMs = performance.now() - this.#countedFrom;
    return { elapsedMs, taps, firstCallMs: sorted(firstCallMs), nextQuestionMs: sorted(nextQuestionMs) };
  }

  /** Taps begun and not answered yet. */
  unanswered(): number {
    return this.#inHand;
  }

  handedOver({ person }: PendingUpdate): void {
    const resident = this.#residents[person];
    if (resident) resident.handedAt = performance.now();
  }

  /** The bot made a call about this resident. */
  called(person: number): void {
    const resident = this.#residents[person];
    if (resident?.state !== 'waiting') return;
    resident.state = 'answered';
    this.#figures.firstCallMs.push(performance.now() - resident.handedAt);
  }

  /** A message with this content (a slice of JSON) reached the resident. */
  received(person: number, messageId: number, content: string): void {
    const resident = this.#residents[person];
    if (!resident) return;
    const next = nextPress(content, this.#options.isWhole ? WHOLE_SURVEY : TAPS_ONLY);
    if (next) Object.assign(resident, { next, messageId, content });
    else
      Object.assign(resident, this.#takeSurvey(person, resident.survey + 1), {
        state: resident.state,
        handedAt: resident.handedAt,
      });
    if (resident.state !== 'free') this.#finishTap(resident);
    if (this.#isClosedLoop) this.#press(person);
  }

  /** A message was edited: after a tick, which asks nothing new, its [Done] comes next. */
  edited(person: number, messageId: number, content: string): void {
    const resident = this.#residents[person];
    const next = this.#options.isWhole ? nextPress(content, ['done']) : undefined;
    if (!resident || !next) return;
    Object.assign(resident, { next, messageId, content });
    if (resident.state !== 'free') this.#finishTap(resident);
    if (this.#isClosedLoop) this.#press(person);
  }

  pressAsStaff(messageId: number, data: string): void {
    const resident = { messageId, content: '"text":"?"' };
    this.#deliver(this.#tap(-1, resident, data));
  }

  /** Seeded: the first question of survey n lies in the chat as message n + 1. */
  #takeSurvey(person: number, survey: number): Resident {
    const { persons, surveys, firstAnswer, isWhole } = this.#options;
    const first = isWhole
      ? `survey:start:bench${survey}`
      : `survey:tap:${survey * persons + person + 1}:${firstAnswer}`;
    return {
      next: survey < surveys ? first : undefined,
      survey,
      messageId: survey + 1,
      content: '"text":"?"',
      state: 'free',
      handedAt: 0,
    };
  }

  #press(person: number): boolean {
    const resident = this.#residents[person];
    const data = resident?.next;
    if (!resident || resident.state !== 'free' || data === undefined) return false;
    resident.next = undefined;
    resident.state = 'waiting';
    this.#inHand += 1;
    this.#deliver(this.#tap(person, resident, data));
    return true;
  }

  #pressOneInTurn(): void {
    for (let tries = 0; tries < this.#residents.length; tries += 1) {
      this.#turn = (this.#turn + 1) % this.#residents.length;
      if (this.#press(this.#turn)) return;
    }
  }

  #finishTap(resident: Resident): void {
    resident.state = 'free';
    this.#inHand -= 1;
    this.#figures.taps += 1;
    this.#figures.nextQuestionMs.push(performance.now() - resident.handedAt);
  }

  #tap(
    person: number,
    { messageId, content }: Pick<Resident, 'messageId' | 'content'>,
    data: string,
  ): PendingUpdate {
    this.#updateId += 1;
    const id = this.#updateId;
    const chat = FIRST_CHAT + person;
    const message = `{"message_id":${messageId},"from":${BOT},"chat":${chatJson(person)},"date":${nowS()},${content}}`;
    const from = `{"id":${chat},"is_bot":false,"first_name":"Resident","language_code":"en"}`;
    const query = `{"id":"${person}.${id}","from":${from},"message":${message},"chat_instance":"1","data":"${data}"}`;
    return { id, json: `{"update_id":${id},"callback_query":${query}}`, person };
  }
}

const TAPS_ONLY = ['tap'];
/** An option where there is one; a tick before [Done]; a last look is sent, an open question skipped. */
const WHOLE_SURVEY = ['tap', 'on', 'send', 'skip'];

/** The data of the first button with one of these verbs, in the order of the verbs. */
function nextPress(content: string, verbs: string[]): string | undefined {
  for (const verb of verbs) {
    const at = content.indexOf(`survey:${verb}:`);
    if (at >= 0) return content.slice(at, content.indexOf('"', at));
  }
  return undefined;
}

/** The private chat with a resident. */
export function chatJson(person: number): string {
  return `{"id":${FIRST_CHAT + person},"first_name":"Resident","type":"private"}`;
}

export function nowS(): number {
  return Math.floor(Date.now() / 1000);
}

function noFigures(): TapFigures {
  return { elapsedMs: 0, taps: 0, firstCallMs: [], nextQuestionMs: [] };
}

function sorted(values: number[]): number[] {
  return [...Float64Array.from(values).sort()];
}
