import fastify, { type FastifyPluginAsync } from 'fastify';
import { errorBody } from './calls.ts';
import { createSimulator, type Simulator } from './simulator.ts';
import type { SimulatorOptions } from './types.ts';
import { addBotApiRoutes } from './http/bot-api-routes.ts';
import { addPageRoutes } from './http/page-routes.ts';
import { addPracticeRoutes } from './http/practice-routes.ts';

const maxBodyBytes = 60 * 1024 * 1024;

/** Mounts the Bot API, the people's side and the chat page on a Fastify server. */
export function simulatorRoutes(simulator: Simulator): FastifyPluginAsync {
  return async (server) => {
    server.removeAllContentTypeParsers();
    server.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: maxBodyBytes },
      (_request, body, done) => done(null, body),
    );
    server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxBodyBytes }, (_request, body, done) =>
      done(null, body),
    );
    server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
      const status = error.statusCode ?? 500;
      const words = status === 413 ? 'Request Entity Too Large' : `Internal Server Error: ${error.message}`;
      if (status >= 500) request.log.error(error);
      return reply.code(status).send(errorBody(status, words));
    });
    // Standing polls end, so that the server can close.
    server.addHook('preClose', async () => simulator.close());
    addBotApiRoutes(server, simulator);
    addPracticeRoutes(server, simulator);
    addPageRoutes(server);
  };
}

/** A simulated Telegram on a port of its own on 127.0.0.1. */
export async function startSimulator(
  options: SimulatorOptions & { port?: number },
): Promise<{ simulator: Simulator; url: string; close: () => Promise<void> }> {
  const simulator = createSimulator(options);
  const server = fastify({ logger: false, forceCloseConnections: true, bodyLimit: maxBodyBytes });
  server.setNotFoundHandler((_request, reply) => reply.code(404).send(errorBody(404, 'Not Found')));
  await server.register(simulatorRoutes(simulator));
  const url = await server.listen({ port: options.port ?? 0, host: '127.0.0.1' });
  return {
    simulator,
    url,
    close: async () => server.close(),
  };
}
