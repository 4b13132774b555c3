/** The methods of the Bot API that a bench needs, executed at once and answered after the latency asked for. */
import type { LeanRequest } from './lean-http.ts';
import type { Intake } from './stub-intake.ts';
import type { Ledger } from './stub-ledger.ts';
import { BOT, FIRST_CHAT, FIRST_FREE_MESSAGE, STAFF_CHAT, type StubOptions } from './stub-options.ts';
import { type People, chatJson, nowS } from './stub-people.ts';

export interface BotApi {
  handle(request: LeanRequest): void;
  /** Calls by method since the last look. */
  takeCalls(): Record<string, number>;
}

export interface BotApiParts {
  options: StubOptions;
  people: People;
  intake: Intake;
  ledger: Ledger;
}

export function createBotApi({ options, people, intake, ledger }: BotApiParts): BotApi {
  let messageId = FIRST_FREE_MESSAGE;
  let calls: Record<string, number> = {};

  function answer(request: LeanRequest, result: string): void {
    const body = `{"ok":true,"result":${result}}`;
    if (options.latencyMs === 0) request.reply(body);
    else setTimeout(request.reply, options.latencyMs, body);
  }

  function send(request: LeanRequest): void {
    const { body } = request;
    const person = chatOf(body) - FIRST_CHAT;
    people.called(person);
    const isReply = options.isWhole === true || body.includes('survey:tap:') || body.includes('survey:send:');
    if (!ledger.take(person - options.persons, !isReply)) return refuse(request);
    messageId += 1;
    const slice = contentOf(body);
    answer(request, messageJson(messageId, person, slice));
    if (isReply && person >= 0 && person < options.persons) people.received(person, messageId, slice);
  }

  function edit(request: LeanRequest): void {
    const person = chatOf(request.body) - FIRST_CHAT;
    people.called(person);
    const [edited, slice] = [messageOf(request.body), contentOf(request.body)];
    answer(request, messageJson(edited, person, slice));
    if (person >= 0 && person < options.persons) people.edited(person, edited, slice);
  }

  return {
    handle: (request) => {
      const method = request.path.slice(request.path.lastIndexOf('/') + 1);
      calls[method] = (calls[method] ?? 0) + 1;
      switch (method) {
        case 'getUpdates':
          return intake.poll(request);
        case 'sendMessage':
          return send(request);
        case 'editMessageText':
        case 'editMessageReplyMarkup':
          return edit(request);
        case 'answerCallbackQuery':
          people.called(Number(/"callback_query_id":"(-?\d+)\./.exec(request.body)?.[1] ?? -1));
          return answer(request, 'true');
        case 'getMe':
          return answer(request, BOT);
        default:
          return answer(request, 'true');
      }
    },
    takeCalls: () => {
      const taken = calls;
      calls = {};
      return taken;
    },
  };
}

/** As Telegram's limit of messages a second answers. */
function refuse(request: LeanRequest): void {
  const words = 'Too Many Requests: retry after 1';
  const body = `{"ok":false,"error_code":429,"description":"${words}","parameters":{"retry_after":1}}`;
  request.reply(body, 429);
}

function chatOf(body: string): number {
  return Number(/"chat_id":"?(-?\d+)/.exec(body)?.[1] ?? STAFF_CHAT);
}

function messageOf(body: string): number {
  return Number(/"message_id":(\d+)/.exec(body)?.[1] ?? 0);
}

/** Text, entities and keyboard as the bot wrote them: everything from the text to the end of the object. */
function contentOf(body: string): string {
  const start = body.indexOf('"text":');
  return start < 0 ? '"text":"?"' : body.slice(start, body.lastIndexOf('}'));
}

function messageJson(id: number, person: number, content: string): string {
  return `{"message_id":${id},"from":${BOT},"chat":${chatJson(person)},"date":${nowS()},${content}}`;
}
