import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server } from 'socket.io';
import type { Participant } from '../rooms/live-participant.ts';
import type { RoomService } from '../rooms/room-service.ts';
import { AnswerBooks } from './answer-book.ts';
import { ClientSession, type Log } from './client-session.ts';
import {
  type ClientCommands,
  MAX_MESSAGE_BYTES,
  PROTOCOL_VERSION,
  type ServerEvents,
  VERSION_MISMATCH,
} from './protocol/index.ts';

/** A large hospital behind one address, and room for the load test that stands for it. */
const MAX_CONNECTIONS_PER_ADDRESS = 600;
/** Each costs about 20 kB; beyond it the server would rather answer nobody than everyone late. */
const MAX_CONNECTIONS = 6_000;
/** A silent connection is noticed after both, well within the resume window. */
const PING_INTERVAL_MS = 5_000;
const PING_TIMEOUT_MS = 8_000;
/** Who has opened a connection but not said what for. */
const CONNECT_TIMEOUT_MS = 10_000;

interface GatewayOptions {
  readonly server: HttpServer;
  readonly rooms: RoomService;
  readonly log: Log;
  /** Whether a page of this origin may connect. */
  readonly isAllowedOrigin: (origin: string) => boolean;
  /** The client's address, behind trusted proxies as well. */
  readonly addressOf: (request: IncomingMessage) => string;
}

export interface Gateway {
  readonly connections: number;
  close(): Promise<void>;
}

/** Signaling over socket.io: who may connect, how much, and one ClientSession for each. */
export function openGateway({ server, rooms, log, isAllowedOrigin, addressOf }: GatewayOptions): Gateway {
  const perAddress = new Map<string, number>();
  const answers = new AnswerBooks<Participant>();
  let connections = 0;

  const isAllowed = ({ headers: { origin, 'sec-fetch-site': fetchSite } }: IncomingMessage): boolean =>
    // Browsers send no Origin with a same-origin GET, as polling begins with; they say so in Fetch Metadata instead.
    origin === undefined ? fetchSite === 'same-origin' : isAllowedOrigin(origin);
  const isCrowded = (request: IncomingMessage): boolean =>
    connections >= MAX_CONNECTIONS || (perAddress.get(addressOf(request)) ?? 0) >= MAX_CONNECTIONS_PER_ADDRESS;

  const io = new Server<ClientCommands, ServerEvents>(server, {
    transports: ['websocket', 'polling'],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    allowRequest: (request, decide) => {
      if (!isAllowed(request)) decide('origin not allowed', false);
      else if (isCrowded(request)) decide('too many connections', false);
      else decide(null, true);
    },
  });
  refuseUpgrades(server, (request) => !isAllowed(request));

  io.engine.on(
    'connection',
    (transport: { request: IncomingMessage; once(event: 'close', gone: () => void): void }) => {
      const address = addressOf(transport.request);
      connections += 1;
      perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
      transport.once('close', () => {
        connections -= 1;
        const left = (perAddress.get(address) ?? 1) - 1;
        if (left > 0) perAddress.set(address, left);
        else perAddress.delete(address);
      });
    },
  );

  io.use(({ handshake }, next) => {
    const { version } = handshake.auth;
    next(version === undefined || version === PROTOCOL_VERSION ? undefined : new Error(VERSION_MISMATCH));
  });
  io.on('connection', (socket) => {
    new ClientSession({ socket, rooms, answers, log, address: addressOf(socket.request) });
  });

  return {
    get connections() {
      return connections;
    },
    close: () => new Promise((resolve) => void io.close(() => resolve())),
  };
}

/** engine.io answers a refused WebSocket with 400; a page of a foreign origin is told 403 like everywhere else. */
function refuseUpgrades(server: HttpServer, isRefused: (request: IncomingMessage) => boolean): void {
  const upgrades = server.listeners('upgrade') as ((...args: [IncomingMessage, Duplex, Buffer]) => void)[];
  server.removeAllListeners('upgrade');
  server.on('upgrade', (request, socket, head) => {
    if (isRefused(request)) socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    else for (const upgrade of upgrades) upgrade(request, socket, head);
  });
}
