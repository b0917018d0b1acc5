import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { PATIENCE_MS } from '../patience.ts';

/** Long enough for a slow machine, short enough to see what did not come. */

const OPCODES = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

interface FrameOptions {
  readonly opcode?: keyof typeof OPCODES;
  /** False leaves out what a client must send (RFC 6455, 5.1). */
  readonly masked?: boolean;
  readonly final?: boolean;
  /** Reserved bits; 4 says that the frame is compressed. */
  readonly reserved?: number;
}

/** A TCP connection made by hand: sends any bytes, remembers what comes, and never throws of itself. */
export class RawSocket {
  readonly socket: Socket;
  /** The server has ended its side. */
  readonly ended: Promise<void>;
  readonly closed: Promise<void>;
  #received: Buffer[] = [];

  private constructor(socket: Socket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    this.ended = Promise.race([new Promise<void>((resolve) => socket.once('end', resolve)), this.closed]);
    socket.on('data', (chunk) => void this.#received.push(chunk));
    // A reset is what many of these tests are about.
    socket.on('error', () => {});
  }

  /** `from`: one of this machine's own addresses, 127.0.0.1 to 127.255.255.254. */
  static async open(url: string, { allowHalfOpen = false, from = '127.0.0.1' } = {}): Promise<RawSocket> {
    const { port } = new URL(url);
    const to = { host: '127.0.0.1', port: Number(port), localAddress: from };
    const socket = connect({ ...to, noDelay: true, allowHalfOpen });
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new RawSocket(socket);
  }

  get text(): string {
    const all = Buffer.concat(this.#received);
    this.#received = [all];
    return all.toString('latin1');
  }

  write(data: string | Uint8Array): this {
    if (this.socket.writable) this.socket.write(data);
    return this;
  }

  /** What came up to now and fits, waiting for it. */
  async heard(pattern: RegExp): Promise<RegExpExecArray> {
    return eventually(
      () => pattern.exec(this.text),
      () => `never heard ${pattern}; heard ${this.text.slice(0, 300)}`,
    );
  }

  /** The server closes it, `what` was sent. */
  async isClosed(what = 'it'): Promise<void> {
    await eventually(
      () => this.socket.destroyed,
      () => `not closed after ${what}; heard ${this.text.slice(-300)}`,
    );
  }

  /** Without a goodbye, as when a page is closed in the middle. */
  reset(): void {
    this.socket.resetAndDestroy();
  }
}

/** Waits for what `look` finds. */
export async function eventually<T>(look: () => T | null | undefined | false, otherwise: () => string): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(otherwise());
    await delay(5);
  }
}

interface RequestOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Null sends none. */
  readonly origin?: string | null;
  /** What a trusted proxy would say of the client. */
  readonly address?: string;
}

/** The text of one request; a body's length is said unless the headers say otherwise. */
export function requestText(
  url: string,
  path: string,
  { method = 'GET', headers = {}, body, origin = new URL(url).origin, address }: RequestOptions = {},
): string {
  const all: Record<string, string> = {
    host: new URL(url).host,
    ...(origin === null ? {} : { origin }),
    ...(address === undefined ? {} : { 'x-forwarded-for': address }),
    ...(body === undefined ? {} : { 'content-length': `${Buffer.byteLength(body)}` }),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`;
}

export const WEBSOCKET_PATH = '/socket.io/?EIO=4&transport=websocket';
export const POLLING_PATH = '/socket.io/?EIO=4&transport=polling';

/** The text of the request that opens a WebSocket. */
export function upgradeText(url: string, path = WEBSOCKET_PATH, options: RequestOptions = {}): string {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    ...options.headers,
  };
  return requestText(url, path, { ...options, headers });
}

/** One frame as a client sends it. */
export function frame(
  data: string | Uint8Array,
  { opcode = 'text', masked = true, final = true, reserved = 0 }: FrameOptions = {},
): Buffer {
  const payload = Buffer.from(data);
  const head = Buffer.alloc(payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10);
  head[0] = (final ? 0x80 : 0) | (reserved << 4) | OPCODES[opcode];
  const maskBit = masked ? 0x80 : 0;
  if (head.length === 2) head[1] = maskBit | payload.length;
  else if (head.length === 4) {
    head[1] = maskBit | 126;
    head.writeUInt16BE(payload.length, 2);
  } else {
    head[1] = maskBit | 127;
    head.writeBigUInt64BE(BigInt(payload.length), 2);
  }
  if (!masked) return Buffer.concat([head, payload]);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0))]);
}

/** A WebSocket made by hand, with its engine.io handshake behind it and nothing said yet. */
export async function openRawWebSocket(url: string, options: RequestOptions = {}): Promise<RawSocket> {
  const socket = await RawSocket.open(url);
  socket.write(upgradeText(url, WEBSOCKET_PATH, options));
  await socket.heard(/"sid":"[^"]+"/);
  return socket;
}

/** The same after socket.io's CONNECT was answered. */
export async function openRawSession(url: string, options: RequestOptions = {}): Promise<RawSocket> {
  const socket = await openRawWebSocket(url, options);
  socket.write(frame('40'));
  await socket.heard(/40\{"sid"/);
  return socket;
}

/** A polling session's id, after its handshake. */
export async function startPolling(url: string, options: RequestOptions = {}): Promise<string> {
  const client = await RawSocket.open(url);
  client.write(requestText(url, POLLING_PATH, options));
  const [, sid = ''] = await client.heard(/"sid":"([^"]+)"/);
  client.reset();
  return sid;
}
