import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** What engine.io has decoded of one frame or of one part of a POST. */
export interface EnginePacket {
  /** Read after those who look at it have: a 'noop' goes no further. */
  type: string;
  readonly data?: unknown;
}

/** One connection of engine.io, below socket.io: what is used of it here, part of which its types call private. */
export interface EngineConnection {
  readonly readyState: string;
  /** The one that opened it; with WebSocket its socket is the connection's. */
  readonly request: IncomingMessage;
  readonly transport: {
    readonly name: string;
    /** Whether it has handed on what it was given last; with polling, whether the client asks. */
    readonly writable: boolean;
    /** The WebSocket. */
    readonly socket?: {
      readonly bufferedAmount: number;
      on(event: 'ping' | 'pong', heard: () => void): void;
      /** Reads no more from the network. */
      pause(): void;
    };
    /** With polling: the GET that waits and the POST that is being read. */
    readonly req?: IncomingMessage | null;
    readonly dataReq?: IncomingMessage | null;
  };
  on(event: 'packet' | 'packetCreate', heard: (packet: EnginePacket) => void): void;
  on(event: 'flush', heard: (packets: readonly EnginePacket[]) => void): void;
  once(event: 'close', heard: () => void): void;
  /** `data` is what socket.io hears. */
  removeAllListeners(event: 'data'): void;
  /** A message. */
  send(data: string): void;
  /** Orderly, after what waits is out; with `discard` at once. */
  close(discard?: boolean): void;
}

/** What goes out at once takes one system call, not one for each packet. */
export function writeTogether(connection: EngineConnection): void {
  if (!isWebSocket(connection)) return;
  const { socket } = connection.request;
  connection.on('flush', ({ length }) => {
    if (length < 2) return;
    socket.cork();
    process.nextTick(() => socket.uncork());
  });
}

/** How long a client may take to read what is still on its way when the connection has ended. */
export const LAST_WORDS_MS = 1_000;

/** Ends it within this call: nothing that it sent is looked at any more, nothing is sent. */
export function cutOff(connection: EngineConnection): void {
  const { request, transport } = connection;
  const requests = isWebSocket(connection) ? [request] : [transport.req, transport.dataReq];
  const sockets = requests.flatMap((each) => each?.socket ?? []);
  connection.close(true);
  for (const socket of sockets) socket.destroy();
}

/** What is sent from now on fills the sender's own network. False: this one sends each time anew, and cannot be held so. */
export function stopReading({ transport }: EngineConnection): boolean {
  transport.socket?.pause();
  return transport.socket !== undefined;
}

/** For a connection that has ended: what is on its way goes out, and no goodbye is waited for. */
export function finish(connection: EngineConnection): void {
  if (isWebSocket(connection)) endSoon(connection.request.socket);
}

/** A socket that is half open stays until the other side has ended too; this one goes when all is out. */
export function endSoon(socket: Socket): void {
  if (socket.destroyed) return;
  socket.destroySoon();
  const timer = setTimeout(() => socket.destroy(), LAST_WORDS_MS);
  socket.once('close', () => clearTimeout(timer));
}

function isWebSocket({ transport }: EngineConnection): boolean {
  return transport.name === 'websocket';
}
