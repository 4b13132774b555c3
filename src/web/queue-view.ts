import fastify, {
  type FastifyInstance,
  type FastifyPluginCallback,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { PRIVATE_HEADERS } from './page.ts';

export type LoadBoard = (basePath: string) => Promise<FastifyPluginCallback<{ prefix: string }>>;

/** Whether the request may pass; one that may not has been answered. */
export type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>;

const BASE_PATH = '/ops/queues';

/** The board's own scripts and styles, nothing from elsewhere. */
const BOARD_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "form-action 'none'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Shows the queues to whom the guard lets pass. The board is built when the first of them comes. */
export function addBoard(app: FastifyInstance, loadBoard: LoadBoard, guard: Guard): void {
  let building: Promise<FastifyInstance> | undefined;
  const board = async () => {
    building ??= build(loadBoard);
    try {
      return await building;
    } catch (error) {
      building = undefined;
      throw error;
    }
  };
  app.addHook('onClose', async () => await (await building?.catch(() => undefined))?.close());
  for (const url of [BASE_PATH, `${BASE_PATH}/*`]) {
    app.get(url, async (request, reply) => {
      if (!(await guard(request, reply))) return reply;
      const { routing } = await board();
      const headers = { ...PRIVATE_HEADERS, 'content-security-policy': BOARD_POLICY };
      for (const [name, value] of Object.entries(headers)) reply.raw.setHeader(name, value);
      reply.hijack();
      routing(request.raw, reply.raw);
      return reply;
    });
  }
}

async function build(loadBoard: LoadBoard): Promise<FastifyInstance> {
  const inner = fastify();
  await inner.register(await loadBoard(BASE_PATH), { prefix: BASE_PATH });
  await inner.ready();
  return inner;
}
