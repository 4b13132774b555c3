import { type Server, type Socket, connect, createServer } from 'node:net';

/** A relay in front of the simulated Telegram that can stop listening: connections are refused, not reset. */
export interface FragileDoor {
  url: string;
  /** From now on whoever connects is refused; calls under way are answered first. */
  shut(): void;
  reopen(): Promise<void>;
  close(): void;
}

export async function startFragileDoor(targetUrl: string): Promise<FragileDoor> {
  const target = new URL(targetUrl);
  const busy = new Map<Socket, boolean>();
  let isShut = false;
  const relay = (inside: Socket) => {
    const outside = connect(Number(target.port), target.hostname);
    busy.set(inside, false);
    const end = () => {
      busy.delete(inside);
      inside.destroy();
      outside.destroy();
    };
    for (const socket of [inside, outside]) socket.on('error', end).on('close', end);
    inside.on('data', (part) => {
      // What comes after we said good-bye is never executed.
      if (inside.writableEnded) return;
      busy.set(inside, true);
      outside.write(part);
    });
    // An answer of the Bot API comes in one part; after it the connection is idle.
    outside.on('data', (part) => {
      busy.set(inside, false);
      if (isShut) inside.end(part);
      else inside.write(part);
    });
  };
  let server = await listen(relay, 0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the door has no port');
  const { port } = address;
  const shut = () => {
    isShut = true;
    // Does not wait for the connections: a long poll may stand for a minute.
    server.close();
    for (const [socket, isBusy] of busy) if (!isBusy) socket.end();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    shut,
    reopen: async () => {
      isShut = false;
      server = await listen(relay, port);
    },
    close: () => {
      shut();
      for (const socket of busy.keys()) socket.destroy();
    },
  };
}

async function listen(relay: (socket: Socket) => void, port: number): Promise<Server> {
  const server = createServer(relay);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}
