import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';

const folder = join(import.meta.dirname, '..', 'page');
const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** The chat page: every file of its folder under /practice/. */
export function addPageRoutes(server: FastifyInstance): void {
  server.get('/practice', (_request, reply) => sendPageFile(reply, 'index.html'));
  server.get<{ Params: { '*': string } }>('/practice/*', (request, reply) =>
    sendPageFile(reply, request.params['*'] || 'index.html'),
  );
}

async function sendPageFile(reply: FastifyReply, path: string): Promise<FastifyReply> {
  const inside = normalize(path);
  const contentType = contentTypes[extname(inside)];
  if (inside.startsWith('..') || inside.startsWith('/') || !contentType) return notFound(reply);
  try {
    const content = await readFile(join(folder, inside));
    return await reply.header('cache-control', 'no-store').type(contentType).send(content);
  } catch {
    return notFound(reply);
  }
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).type('text/plain; charset=utf-8').send('not found');
}
