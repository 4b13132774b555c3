import type { QueueHandle } from './connection.ts';

/**
 * The board that shows the queues, as a plugin for the web side, which guards it. It shows and changes nothing. Loaded
 * when somebody first looks: most processes never show it.
 */
export async function loadQueueBoard(queues: QueueHandle[], basePath: string) {
  const [{ createBullBoard }, { BullMQAdapter }, { FastifyAdapter }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/fastify'),
  ]);
  const serverAdapter = new FastifyAdapter();
  serverAdapter.setBasePath(basePath);
  const ready = await Promise.all(queues.map((queue) => queue.ready()));
  createBullBoard({
    queues: ready.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true, allowRetries: false })),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Yardbell', hideDocsLink: true } },
  });
  return serverAdapter.registerPlugin();
}

export type QueueBoard = Awaited<ReturnType<typeof loadQueueBoard>>;
