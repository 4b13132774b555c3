import { type Server, type Socket, connect, createServer } from 'node:net';
import { sleep } from './kill.ts';

/**
 * A relay in front of the simulated Telegram that can stop listening: connections are refused, never reset. So that there
 * is something to refuse, every call gets a connection of its own.
 */
export interface FragileDoor {
  url: string;
  /** From now on whoever connects is refused; calls under way are answered. */
  shut(): Promise<void>;
  reopen(): Promise<void>;
  close(): void;
}

export async function startFragileDoor(targetUrl: string): Promise<FragileDoor> {
  const target = new URL(targetUrl);
  const sockets = new Set<Socket>();
  let taken = 0;
  const relay = (inside: Socket) => {
    const outside = connect(Number(target.port), target.hostname);
    sockets.add(inside);
    taken += 1;
    const end = () => {
      sockets.delete(inside);
      inside.destroy();
      outside.destroy();
    };
    for (const socket of [inside, outside]) socket.on('error', end).on('close', end);
    inside.pipe(outside, { end: false });
    // An answer of the simulator comes in one part.
    outside.on('data', (part: Buffer) => {
      inside.end(part.toString('latin1').replace('Connection: keep-alive', 'Connection: close'), 'latin1');
    });
  };
  let server = await listen(relay, 0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the door has no port');
  const { port } = address;
  // Once the kernel holds no connection any more: those would be reset, not refused. It does not wait for the
  // connections to end: a long poll may stand for a minute.
  const shut = async () => {
    for (let calm = 0; calm < 3;) {
      const before = taken;
      await new Promise((resolve) => setImmediate(resolve));
      calm = taken === before ? calm + 1 : 0;
    }
    server.close();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    shut,
    reopen: async () => {
      server = await listen(relay, port);
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Until this is over, shuts the door for a fifth of the time, at random moments. */
export async function slamUntil(
  over: Promise<unknown>,
  door: FragileDoor,
  random: () => number,
): Promise<void> {
  const isOver = over.then(() => true);
  const slam = async () => {
    await sleep(random() * 800);
    await door.shut();
    await sleep(random() * 200);
    await door.reopen();
    return false;
  };
  while (!(await Promise.race([isOver, slam()])));
}

async function listen(relay: (socket: Socket) => void, port: number): Promise<Server> {
  const server = createServer(relay);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}
