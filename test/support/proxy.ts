import { type Socket, connect, createServer } from 'node:net';

/** A TCP relay in front of a service, to take the service away and bring it back. */
export interface Proxy {
  /** The service's address with the relay's port. */
  url: string;
  /** Ends all connections and refuses new ones. */
  cut(): void;
  /** Keeps connections open, takes new ones, and lets nothing through any more. */
  freeze(): void;
  restore(): void;
  close(): Promise<void>;
}

export async function startProxy(targetUrl: string): Promise<Proxy> {
  const target = new URL(targetUrl);
  const sockets = new Set<Socket>();
  let isCut = false;
  let isFrozen = false;
  const server = createServer((inside) => {
    if (isCut) return void inside.destroy();
    const outside = connect(Number(target.port), target.hostname);
    for (const socket of [inside, outside]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        inside.destroy();
        outside.destroy();
      });
    }
    inside.pipe(outside).pipe(inside);
    if (isFrozen) for (const socket of [inside, outside]) socket.pause();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the relay has no port');
  const url = new URL(targetUrl);
  url.port = String(address.port);
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    cut,
    freeze: () => {
      isFrozen = true;
      for (const socket of sockets) socket.pause();
    },
    restore: () => {
      isCut = false;
      isFrozen = false;
      for (const socket of sockets) socket.resume();
    },
    close: async () => {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
