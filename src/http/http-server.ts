import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';

/** A request that takes longer to arrive is a slow writer that holds a connection. */
const REQUEST_TIMEOUT_MS = 15_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** How often both are looked at; Node's own 30 s would let them live for as much longer. */
const TIMEOUT_CHECK_MS = 1_000;
const TLS_HANDSHAKE_TIMEOUT_MS = 10_000;
/** Nothing read and nothing written: a slow reader. Polling is answered three times within it. */
const IDLE_TIMEOUT_MS = 30_000;
/** Longer than reverse proxies keep theirs (60 s), so that they do not send on one that is just closing. */
const KEEP_ALIVE_TIMEOUT_MS = 72_000;

interface HttpServerOptions {
  /** PEM; null means plain HTTP. */
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
  readonly handle: RequestListener;
}

export interface HttpServer {
  readonly server: Server;
  /** Ends every connection at once, also those that are upgraded or still in their TLS handshake. */
  destroySockets(): void;
}

/** An HTTP server whose connections each have a deadline in every state, and an error listener from first to last. */
export function createHttpServer({ tls, handle }: HttpServerOptions): HttpServer {
  const options = {
    requestTimeout: REQUEST_TIMEOUT_MS,
    headersTimeout: HEADERS_TIMEOUT_MS,
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
  };
  const server = tls
    ? createTlsServer({ ...options, ...tls, handshakeTimeout: TLS_HANDSHAKE_TIMEOUT_MS }, handle)
    : createServer(options, handle);
  server.setTimeout(IDLE_TIMEOUT_MS);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    ignoreErrors(socket);
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('secureConnection', ignoreErrors);
  return {
    server,
    destroySockets: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Node's own listeners go when a connection is upgraded or destroyed; an error without any would end the process. */
function ignoreErrors(socket: Socket): void {
  socket.on('error', () => {});
}

/**
 * Whoever is answered while still sending would go on sending, and be read, until the request's time is over. To be
 * called when all that listens to requests is there, because it must hear of each.
 */
export function closeAfterEarlyAnswers(server: Server): void {
  server.prependListener('request', (request, response) => {
    response.once('finish', () => {
      if (!request.complete) request.socket.destroySoon();
    });
  });
}
