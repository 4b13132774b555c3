import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isObject } from '../parameters.ts';
import type { PersonMedia } from '../people-media.ts';
import type { Simulator } from '../simulator.ts';
import type { ClockTarget, Fault, Message } from '../types.ts';
import { addEventRoute } from './events.ts';
import { chatView, chatsOf, worldView } from './views.ts';

type Fields = Record<string, unknown>;
type Handler = (fields: Fields) => unknown;

const prefix = '/practice/api';

/** The people's side over HTTP, for the chat page and for outside programs. */
export function addPracticeRoutes(server: FastifyInstance, simulator: Simulator): void {
  const get = (path: string, handler: Handler) =>
    server.get(prefix + path, (request, reply) => answer(reply, handler, request.query));
  const post = (path: string, handler: Handler) =>
    server.post(prefix + path, (request, reply) => answer(reply, handler, parseJson(request)));
  get('/world', () => worldView(simulator));
  get('/chats', ({ as }) => chatsOf(simulator, Number(as)));
  get('/chat', ({ as, chat }) => chatView(simulator, Number(as), Number(chat)));
  get('/calls', ({ since }) => simulator.calls.filter(({ id }) => id > Number(since ?? 0)));
  post('/send', (fields) => ({ message: sendAs(simulator, fields) }));
  post('/start', ({ as, payload }) => ({
    message: simulator.open(Number(as), payload === undefined ? undefined : String(payload)),
  }));
  post('/tap', (fields) => tapAs(simulator, fields));
  post('/edit', ({ as, chat, messageId, text }) => ({
    message: simulator.editText(Number(as), Number(chat), Number(messageId), String(text)),
  }));
  post('/block', ({ as, blocked }) => {
    simulator.block(Number(as), Boolean(blocked));
    return { blocked: Boolean(blocked) };
  });
  post('/clock', (fields) => moveClock(simulator, fields));
  post('/faults', (fields) => orderFaults(simulator, fields['list']));
  server.delete(`${prefix}/faults`, (_request, reply) =>
    answer(
      reply,
      () => {
        simulator.clearFaults();
        return { ordered: 0 };
      },
      {},
    ),
  );
  addEventRoute(server, `${prefix}/events`, simulator);
  server.get<{ Querystring: { path?: string; id?: string } }>(`${prefix}/file`, (request, reply) => {
    const { path, id } = request.query;
    const { files } = simulator.context;
    const file = path ? (files.findByPath(path) ?? files.find(path)) : files.find(id ?? '');
    if (!file) return reply.code(404).send({ error: 'no such file' });
    return reply.header('cache-control', 'no-store').type(file.contentType).send(Buffer.from(file.content));
  });
}

/** Whatever a person cannot do is a 400 with the reason. */
async function answer(reply: FastifyReply, handler: Handler, given: unknown): Promise<FastifyReply> {
  try {
    const result = await handler(isObject(given) ? given : { list: given });
    return await reply.header('cache-control', 'no-store').send(result);
  } catch (error) {
    return reply.code(400).send({ error: error instanceof Error ? error.message : String(error) });
  }
}

function parseJson(request: FastifyRequest): unknown {
  const { body } = request;
  if (typeof body !== 'string' && !Buffer.isBuffer(body)) return {};
  try {
    return JSON.parse(body.toString());
  } catch {
    return {};
  }
}

function sendAs(simulator: Simulator, fields: Fields): Message {
  const personId = Number(fields['as']);
  const chatId = Number(fields['chat']);
  const extra = fields['replyToMessageId'] ? { replyToMessageId: Number(fields['replyToMessageId']) } : {};
  const { media, contact, location } = fields;
  if (isObject(media)) return simulator.sendMedia(personId, chatId, readMedia(media), extra);
  if (isObject(contact)) {
    const phoneNumber = String(contact['phone_number']);
    const firstName = String(contact['first_name'] ?? '');
    return simulator.sendMedia(personId, chatId, { kind: 'contact', phoneNumber, firstName }, extra);
  }
  if (isObject(location)) {
    const latitude = Number(location['latitude']);
    const longitude = Number(location['longitude']);
    return simulator.sendMedia(personId, chatId, { kind: 'location', latitude, longitude }, extra);
  }
  if (typeof fields['text'] !== 'string') throw new Error('text, media, contact or location is missing');
  return simulator.sendText(personId, chatId, fields['text'], extra);
}

function readMedia(given: Fields): PersonMedia {
  const { base64, ...rest } = given;
  const media = rest as PersonMedia;
  if (typeof base64 === 'string' && base64 !== '') media.content = Buffer.from(base64, 'base64');
  return media;
}

async function tapAs(simulator: Simulator, fields: Fields) {
  const personId = Number(fields['as']);
  const chatId = Number(fields['chat']);
  const messageId = Number(fields['messageId']);
  const url = buttonAt(simulator, chatId, messageId, fields)?.url;
  if (url !== undefined) return { answered: true, url };
  const data = fields['data'] ?? buttonAt(simulator, chatId, messageId, fields)?.callback_data;
  if (typeof data !== 'string') throw new Error('no such button on this message');
  const tapped = await simulator.tap(personId, chatId, messageId, { data });
  return tapped ? { answered: true, ...tapped } : { answered: false };
}

function buttonAt(simulator: Simulator, chatId: number, messageId: number, { row, column }: Fields) {
  const message = simulator.context.world.chats.get(chatId)?.messages.get(messageId);
  return message?.reply_markup?.inline_keyboard[Number(row)]?.[Number(column)];
}

async function moveClock(simulator: Simulator, fields: Fields): Promise<{ now: number }> {
  const move = simulator.options.moveClock;
  if (!move) throw new Error('this clock cannot be moved');
  const { now } = await move(readClockTarget(fields));
  simulator.context.world.emit({ type: 'clock', now });
  return { now };
}

function readClockTarget(fields: Fields): ClockTarget {
  if (typeof fields['tomorrowAt'] === 'string') return { tomorrowAt: fields['tomorrowAt'] };
  if (typeof fields['beforeMeetingMs'] === 'number') return { beforeMeetingMs: fields['beforeMeetingMs'] };
  if (typeof fields['forwardMs'] === 'number') return { forwardMs: fields['forwardMs'] };
  throw new Error('forwardMs, tomorrowAt or beforeMeetingMs is missing');
}

function orderFaults(simulator: Simulator, list: unknown): { ordered: number } {
  if (!Array.isArray(list)) throw new Error('a list of faults is expected');
  for (const fault of list as Fault[]) simulator.orderFault(fault);
  return { ordered: list.length };
}
