import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Server } from 'socket.io';
import { originOf } from '../auth/address.ts';
import type { CheckService } from '../checks/check-service.ts';
import type { ErrorCode } from '../protocol/codes.ts';
import {
  type ClientCommands,
  MAX_MESSAGE_BYTES,
  PROTOCOL_VERSION,
  type ServerEvents,
  VERSION_MISMATCH,
} from '../protocol/index.ts';
import type { Participant } from '../rooms/meeting/index.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { AnswerBooks } from './answer-book.ts';
import { ClientSession } from './client-session.ts';
import { type EngineConnection, finish, LAST_WORDS_MS, writeTogether } from './engine/engine-connection.ts';
import { guardEngine } from './engine/engine-requests.ts';
import { FairWebSocketServer } from './engine/fair-web-sockets.ts';
import { OutgoingBound } from './engine/outgoing-bound.ts';
import { PacketGate } from './engine/packet-gate.ts';
import { ConnectionLimits } from './limits/connection-limits.ts';
import { Turns } from './limits/turns.ts';
import type { Log } from './refusals.ts';

/** A silent connection is given up after both, well within the resume window; that it is quiet is told before (Pulse). */
export const PING_INTERVAL_MS = 2_000;
export const PING_TIMEOUT_MS = 8_000;
/** Who has opened a connection but not said what for. */
const CONNECT_TIMEOUT_MS = 10_000;

interface GatewayOptions {
  readonly server: HttpServer;
  readonly rooms: Rooms;
  readonly checks: CheckService;
  readonly log: Log;
  /** Is told of each command that is refused. */
  readonly refused: (code: ErrorCode) => void;
  /** Answers in place of HTTP, for what is no request any more, and ends the connection. */
  readonly refuse: (socket: Socket, status: number) => void;
  /** Whether a page of this origin may connect. */
  readonly isAllowedOrigin: (origin: string) => boolean;
  /** The client's address, behind trusted proxies as well. */
  readonly addressOf: (request: IncomingMessage) => string;
}

export interface Gateway {
  readonly connections: number;
  /** Resolves when everyone who reads has been told everything, or has had the time to. */
  close(): Promise<void>;
}

/** What is known of one connection from the time at which the engine has it. */
interface Admitted {
  readonly address: string;
  /** The part of the internet that is one customer's, however many addresses it has. */
  readonly origin: string;
  readonly gate: PacketGate;
}

/** Signaling over socket.io: who may connect, how much, and one ClientSession for each. */
export function openGateway({
  server,
  rooms,
  checks,
  log,
  refused,
  refuse,
  isAllowedOrigin,
  addressOf,
}: GatewayOptions): Gateway {
  const limits = new ConnectionLimits();
  const outgoing = new OutgoingBound();
  const turns = new Turns();
  const answers = new AnswerBooks<Participant>();
  const connections = new Set<EngineConnection>();
  const admitted = new WeakMap<object, Admitted>();
  let isClosing = false;

  const io = new Server<ClientCommands, ServerEvents>(server, {
    transports: ['websocket', 'polling'],
    allowUpgrades: false,
    serveClient: false,
    perMessageDeflate: false,
    wsEngine: FairWebSocketServer,
    httpCompression: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
  });
  guardEngine(server, {
    isAllowed: ({ headers: { origin, 'sec-fetch-site': fetchSite } }) =>
      // Browsers send no Origin with a same-origin GET, as polling begins with; they say so in Fetch Metadata instead.
      origin === undefined ? fetchSite === 'same-origin' : isAllowedOrigin(origin),
    isAdmitted: (request) => !isClosing && limits.admits(originOf(addressOf(request))),
    refuse,
  });

  io.engine.on('connection', (connection: EngineConnection) => {
    const address = addressOf(connection.request);
    const origin = originOf(address);
    const share = limits.opened(origin);
    const gate = new PacketGate(connection, { budgets: share.commands, refused: () => refused('RATE_LIMITED') });
    admitted.set(connection, { address, origin: origin.network, gate });
    connections.add(connection);
    outgoing.watch(connection);
    writeTogether(connection);
    connection.once('close', () => {
      connections.delete(connection);
      share.release();
      finish(connection);
    });
  });

  io.use(({ handshake }, next) => {
    const { version } = handshake.auth;
    next(version === undefined || version === PROTOCOL_VERSION ? undefined : new Error(VERSION_MISMATCH));
  });
  io.on('connection', (socket) => {
    const from = admitted.get(socket.conn);
    if (from === undefined) return void socket.disconnect(true);
    from.gate.opened();
    const { address, origin, gate } = from;
    new ClientSession({
      socket,
      rooms,
      checks,
      answers,
      log,
      refused,
      address,
      network: origin,
      turns: turns.of(origin),
      nextSize: () => gate.nextSize(),
    });
  });

  return {
    get connections() {
      return connections.size;
    },
    async close() {
      isClosing = true;
      await lastWords(connections);
      io.engine.close();
    },
  };
}

/** What was told last goes out to everyone who reads it. */
async function lastWords(connections: ReadonlySet<EngineConnection>): Promise<void> {
  const ended = [...connections].map(
    (connection) =>
      new Promise<void>((resolve) => {
        connection.once('close', resolve);
        connection.close();
      }),
  );
  const patience = new AbortController();
  const timeout = delay(LAST_WORDS_MS, undefined, { signal: patience.signal }).catch(() => {});
  await Promise.race([Promise.all(ended), timeout]);
  patience.abort();
}
