import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorBody, reply as jsonReply, type Answer } from '../calls.ts';
import { ApiError } from '../errors.ts';
import type { Simulator } from '../simulator.ts';
import { readBody } from './body.ts';

type BotRequest = FastifyRequest<{ Params: { token: string; method: string } }>;

/** /bot<token>/<method> and /file/bot<token>/<path>. */
export function addBotApiRoutes(server: FastifyInstance, simulator: Simulator): void {
  server.route<{ Params: { token: string; method: string } }>({
    method: ['GET', 'POST'],
    url: '/bot:token/:method',
    handler: (request, reply) => serveCall(simulator, request, reply),
  });
  server.get<{ Params: { token: string; '*': string } }>('/file/bot:token/*', (request, reply) => {
    const refused = refuseToken(simulator, request.params.token);
    if (refused) return send(reply, refused);
    const file = simulator.context.files.findByPath(request.params['*']);
    if (!file) return send(reply, jsonReply(404, errorBody(404, 'Not Found')));
    return reply.type(file.contentType).send(Buffer.from(file.content));
  });
}

function serveCall(simulator: Simulator, request: BotRequest, reply: FastifyReply): unknown {
  const refused = refuseToken(simulator, request.params.token);
  if (refused) return send(reply, refused);
  try {
    const { params, uploads } = readBody(request.headers['content-type'] ?? '', request.body, request.query);
    const isPoll = request.params.method.toLowerCase() === 'getupdates';
    const signal = isPoll ? goneSignal(reply) : undefined;
    const answer = simulator.handleCall(request.params.method, params, uploads, signal);
    if (!(answer instanceof Promise)) return send(reply, answer);
    return answer.then((settled) => send(reply, settled));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return send(reply, jsonReply(error.status, errorBody(error.status, error.message)));
  }
}

/** The token in the path is the only credential there is. */
function refuseToken(simulator: Simulator, token: string): Answer | null {
  if (token === simulator.options.botToken) return null;
  const isWellFormed = /^[1-9]\d{0,15}:[A-Za-z0-9_-]{3,80}$/.test(token);
  return jsonReply(
    401,
    errorBody(401, isWellFormed ? 'Unauthorized' : 'Unauthorized: invalid token specified'),
  );
}

function goneSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => controller.abort());
  return controller.signal;
}

function send(reply: FastifyReply, answer: Answer): unknown {
  if (answer.kind === 'destroy') {
    reply.hijack();
    reply.raw.socket?.destroy();
    return reply;
  }
  if (answer.kind === 'hang') {
    reply.hijack();
    return reply;
  }
  if (answer.retryAfterS > 0) reply.header('retry-after', String(answer.retryAfterS));
  return reply.code(answer.status).header('content-type', answer.contentType).send(answer.body);
}
