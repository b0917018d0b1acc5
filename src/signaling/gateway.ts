import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server } from 'socket.io';
import type { RoomService } from '../rooms/room-service.ts';
import { ClientSession, type Log } from './client-session.ts';
import { type ClientCommands, MAX_MESSAGE_BYTES, type ServerEvents } from './protocol/index.ts';

/** A large hospital behind one address, and room for the load test that stands for it. */
const MAX_CONNECTIONS_PER_ADDRESS = 600;
/** Each costs about 20 kB; beyond it the server would rather answer nobody than everyone late. */
const MAX_CONNECTIONS = 6_000;
/** A silent connection is noticed after both, well within the resume window. */
const PING_INTERVAL_MS = 10_000;
const PING_TIMEOUT_MS = 15_000;

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
  let connections = 0;

  const io = new Server<ClientCommands, ServerEvents>(server, {
    transports: ['websocket', 'polling'],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    connectTimeout: 10_000,
    cleanupEmptyChildNamespaces: true,
    allowRequest: (request, decide) => {
      const { origin, 'sec-fetch-site': fetchSite } = request.headers;
      // Browsers send no Origin with a same-origin GET, as polling begins with; they say so in Fetch Metadata instead.
      const allowed = origin === undefined ? fetchSite === 'same-origin' : isAllowedOrigin(origin);
      const crowded =
        connections >= MAX_CONNECTIONS || (perAddress.get(addressOf(request)) ?? 0) >= MAX_CONNECTIONS_PER_ADDRESS;
      // engine.io answers 403 with this text.
      decide(allowed ? (crowded ? 'too many connections' : null) : 'origin not allowed', allowed && !crowded);
    },
  });

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

  io.on('connection', (socket) => {
    new ClientSession({ socket, rooms, log, address: addressOf(socket.request) });
  });

  return {
    get connections() {
      return connections;
    },
    close: () => new Promise((resolve) => void io.close(() => resolve())),
  };
}
