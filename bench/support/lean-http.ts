/**
 * As little HTTP/1.1 as a measurement needs, over node:net: what stands in for Telegram must not be what is measured.
 * Bodies are latin1 strings, so every byte comes out as it went in.
 */
import net from 'node:net';

export interface LeanRequest {
  path: string;
  body: string;
  reply(body: string, status?: number): void;
}

const HEAD_END = '\r\n\r\n';
const STATUS_WORDS: Record<number, string> = { 200: 'OK', 403: 'Forbidden', 429: 'Too Many Requests' };

/** Serves keep-alive requests with a content-length; resolves to the port on 127.0.0.1. */
export async function listenLean(handle: (request: LeanRequest) => void): Promise<number> {
  const server = net.createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    readMessages(socket, (head, body) => {
      handle({
        path: head.slice(head.indexOf(' ') + 1, head.indexOf(' HTTP/')),
        body,
        reply: (text, status = 200) => {
          if (!socket.destroyed) socket.write(answer(text, status), 'latin1');
        },
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as net.AddressInfo).port;
}

function answer(body: string, status: number): string {
  const head = `HTTP/1.1 ${status} ${STATUS_WORDS[status] ?? 'Error'}\r\ncontent-type: application/json\r\n`;
  return `${head}content-length: ${body.length}\r\n\r\n${body}`;
}

/** One connection that posts one body at a time. */
export interface LeanPoster {
  /** Resolves with the status; 0 when the connection broke. */
  post(path: string, headers: string, body: string): Promise<number>;
}

export function openPoster(port: number): LeanPoster {
  let socket: net.Socket | undefined;
  let settle: (status: number) => void = () => undefined;

  function connect(): net.Socket {
    const fresh = net.connect({ port, host: '127.0.0.1', noDelay: true });
    const lost = () => {
      fresh.destroy();
      if (socket === fresh) socket = undefined;
      settle(0);
    };
    fresh.on('error', lost).on('close', lost);
    readMessages(fresh, (head) => settle(Number(head.slice(9, 12))));
    return fresh;
  }

  return {
    post: (path, headers, body) =>
      new Promise((resolve) => {
        settle = resolve;
        socket ??= connect();
        const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n${headers}`;
        socket.write(`${head}content-length: ${body.length}\r\n\r\n${body}`, 'latin1');
      }),
  };
}

/** Cuts a connection's bytes into messages. */
function readMessages(socket: net.Socket, onMessage: (head: string, body: string) => void): void {
  let left: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    let buffer = left.length > 0 ? Buffer.concat([left, chunk]) : chunk;
    for (;;) {
      const headEnd = buffer.indexOf(HEAD_END);
      if (headEnd < 0) break;
      const head = buffer.toString('latin1', 0, headEnd);
      const bodyStart = headEnd + HEAD_END.length;
      const bodyEnd = bodyStart + Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      if (buffer.length < bodyEnd) break;
      onMessage(head, buffer.toString('latin1', bodyStart, bodyEnd));
      buffer = buffer.subarray(bodyEnd);
    }
    left = buffer;
  });
}
