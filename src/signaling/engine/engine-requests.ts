import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import type { ErrorCode } from '../../protocol/index.ts';

const PATH = '/socket.io/';

// What the client of our pages sends. The engine understands more (JSONP, base64, protocol 3, a change from polling to
// WebSocket, any path below its own), each with a history of faults of its own; nobody needs it.
const common = { EIO: z.literal('4'), t: z.string().max(32).optional() };
const websocketQuery = z.strictObject({ ...common, transport: z.literal('websocket') });
const pollingQuery = z.strictObject({ ...common, transport: z.literal('polling'), sid: z.string().max(64).optional() });

// What the engine would refuse by itself (RFC 6455, 4.2.1), with an answer of its own.
const websocketRequest = z.object({
  method: z.literal('GET'),
  headers: z.object({
    upgrade: z.string().regex(/^websocket$/i),
    'sec-websocket-version': z.literal('13'),
    'sec-websocket-key': z.string().regex(/^[A-Za-z0-9+/]{22}==$/),
    'sec-websocket-protocol': z.undefined().optional(),
  }),
});

interface GuardOptions {
  /** Whether a page may connect that sends this. */
  readonly isAllowed: (request: IncomingMessage) => boolean;
  /** Whether there is room for one more; takes its turn. */
  readonly isAdmitted: (request: IncomingMessage) => boolean;
  /** Answers an upgrade, and ends the connection. */
  readonly refuse: (socket: Socket, status: number) => void;
}

type Listener<Args extends unknown[]> = (request: IncomingMessage, ...args: Args) => void;

/**
 * Puts itself before everything that listens to the server's requests and upgrades. Only well-formed requests of allowed
 * pages reach the engine: 403 for the others' pages, 400 for what is malformed, 404 for upgrades to anywhere else, 429
 * where there are too many.
 */
export function guardEngine(server: HttpServer, { isAllowed, isAdmitted, refuse }: GuardOptions): void {
  const requests = server.listeners('request') as Listener<[ServerResponse]>[];
  const upgrades = server.listeners('upgrade') as Listener<[Duplex, Buffer]>[];
  /** Ids of polling clients whose last answer is not out yet. */
  const polling = new Set<string>();
  server.removeAllListeners('request');
  server.removeAllListeners('upgrade');

  server.on('request', (request, response) => {
    if (request.url?.startsWith(PATH) === true) {
      if (!isAllowed(request)) return refuseRequest(response, 403);
      const query = pollingOf(request);
      if (query === null) return refuseRequest(response, 400);
      const { sid } = query;
      if (sid === undefined && !isAdmitted(request)) return refuseRequest(response, 429);
      if (request.method === 'GET' && sid !== undefined) {
        // The engine takes an answer for delivered once it is handed over, so it would fill one connection after another
        // of a client that asks and does not read.
        if (polling.has(sid)) return refuseRequest(response, 400);
        polling.add(sid);
        response.once('close', () => polling.delete(sid));
      }
    }
    for (const listener of requests) listener(request, response);
  });
  server.on('upgrade', (request, socket, head) => {
    // Node has taken its own listener away, and a reset can come at any time from here on.
    socket.on('error', () => {});
    const status = upgradeRefusal(request);
    if (status !== null) return refuse(request.socket, status);
    for (const listener of upgrades) listener(request, socket, head);
  });

  function upgradeRefusal(request: IncomingMessage): number | null {
    if (!isAllowed(request)) return 403;
    const query = queryOf(request);
    if (query === null) return 404;
    if (!websocketQuery.safeParse(query).success || !websocketRequest.safeParse(request).success) return 400;
    return isAdmitted(request) ? null : 429;
  }
}

function pollingOf(request: IncomingMessage): z.output<typeof pollingQuery> | null {
  const query = pollingQuery.safeParse(queryOf(request));
  if (!query.success) return null;
  const { sid } = query.data;
  return request.method === 'GET' || (request.method === 'POST' && sid !== undefined) ? query.data : null;
}

/** Null when it does not go to the engine. */
function queryOf({ url = '' }: IncomingMessage): Record<string, string> | null {
  const parsed = URL.parse(url, 'http://localhost');
  return parsed?.pathname === PATH && url.startsWith(PATH) ? Object.fromEntries(parsed.searchParams) : null;
}

const CODES = { 400: 'BAD_REQUEST', 403: 'NOT_ALLOWED', 429: 'RATE_LIMITED' } as const satisfies Record<
  number,
  ErrorCode
>;

function refuseRequest(response: ServerResponse, status: keyof typeof CODES): void {
  const body = JSON.stringify({ error: { code: CODES[status] } });
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close', 'cache-control': 'no-store' });
  response.end(body);
}
