import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Simulator } from '../simulator.ts';

const heartbeatMs = 15_000;
const maxBufferedBytes = 4 * 1024 * 1024;

/** Server-sent events: everything that changes in the simulated world, for the page. */
export function addEventRoute(server: FastifyInstance, path: string, simulator: Simulator): void {
  const open = new Set<ServerResponse>();
  server.get(path, (_request, reply) => streamEvents(simulator, reply, open));
  // A stream never ends by itself and would keep the server from closing.
  server.addHook('preClose', async () => {
    for (const raw of open) raw.destroy();
  });
}

function streamEvents(simulator: Simulator, reply: FastifyReply, open: Set<ServerResponse>): void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'keep-alive',
    'x-accel-buffering': 'no',
  });
  raw.write('retry: 1000\n\n');
  const unsubscribe = simulator.subscribe((event) => {
    // A reader that fell far behind starts afresh instead of filling the memory.
    if (raw.writableLength > maxBufferedBytes) raw.destroy();
    else raw.write(`data: ${JSON.stringify(event)}\n\n`);
  });
  const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMs);
  open.add(raw);
  raw.once('close', () => {
    open.delete(raw);
    clearInterval(heartbeat);
    unsubscribe();
  });
}
