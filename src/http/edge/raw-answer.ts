import { type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode } from '../../protocol/index.ts';

/** For who does not read what they are told. */
const LAST_WORDS_MS = 1_000;

/** By the codes that Node's parser and clocks give. */
const STATUS_OF: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

const CODE_OF: Readonly<Record<number, ErrorCode>> = { 403: 'NOT_ALLOWED', 404: 'NOT_FOUND', 429: 'RATE_LIMITED' };

type Headers = Readonly<Record<string, string>>;

/** An answer where there is no request, or none any more that could be answered as one; the connection ends with it. */
export function refuseWith(socket: Socket, status: number, headers: Headers): void {
  if (socket.destroyed) return;
  const body = JSON.stringify({ error: { code: CODE_OF[status] ?? 'BAD_REQUEST' } });
  const all = {
    ...headers,
    'content-type': 'application/json',
    'content-length': `${Buffer.byteLength(body)}`,
    connection: 'close',
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  socket.destroySoon();
  const timer = setTimeout(() => socket.destroy(), LAST_WORDS_MS);
  socket.once('close', () => clearTimeout(timer));
}

/** What is no HTTP, too long or too slow is answered by this, with the headers of all answers. */
export function answerMalformed(server: Server, headers: Headers): void {
  const answering = new WeakMap<object, ServerResponse>();
  server.on('request', ({ socket }, response) => void answering.set(socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const before = answering.get(socket);
    // In the middle of another answer nothing can be said.
    const isMidway = before?.headersSent === true && !before.writableFinished;
    if (error.code === 'ECONNRESET' || !socket.writable || isMidway) socket.destroy();
    else refuseWith(socket, STATUS_OF[error.code ?? ''] ?? 400, headers);
  });
}
