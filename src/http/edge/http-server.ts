import { createServer, type IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { answerMalformed } from './raw-answer.ts';

/** How long a connection may be in each of its states, in milliseconds. */
export interface Deadlines {
  readonly tlsHandshake: number;
  readonly headers: number;
  /** A request that takes longer to arrive is a slow writer that holds a connection. */
  readonly request: number;
  /** How often those two are looked at; Node's own 30 s would let them live for as much longer. */
  readonly check: number;
  /** Nothing read and nothing written: a slow reader. Polling is answered three times within it. */
  readonly idle: number;
  /** Longer than reverse proxies keep theirs (60 s), so that they do not send on one that is just closing. */
  readonly keepAlive: number;
}

const DEADLINES: Deadlines = {
  tlsHandshake: 10_000,
  headers: 10_000,
  request: 15_000,
  check: 1_000,
  idle: 30_000,
  keepAlive: 72_000,
};

interface HttpServerOptions {
  /** PEM; null means plain HTTP. */
  readonly tls: Pick<TlsOptions, 'cert' | 'key'> | null;
  readonly handle: RequestListener;
  /** For connections that could not be taken, such as for want of memory; those that are there go on. */
  readonly report: (error: Error) => void;
  readonly deadlines?: Deadlines;
  /** Of every answer, whoever gives it; an answer that says something else of one of them has its way. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HttpServer {
  readonly server: Server;
  /** Ends every connection at once, also those that are upgraded or still in their TLS handshake. */
  destroySockets(): void;
}

/** An HTTP server whose connections each have a deadline in every state, and an error listener from first to last. */
export function createHttpServer({
  tls,
  handle,
  report,
  deadlines = DEADLINES,
  headers = {},
}: HttpServerOptions): HttpServer {
  const options = {
    ServerResponse: responseWith(headers),
    requestTimeout: deadlines.request,
    headersTimeout: deadlines.headers,
    connectionsCheckingInterval: deadlines.check,
    keepAliveTimeout: deadlines.keepAlive,
  };
  const server = tls
    ? createTlsServer({ ...options, ...tls, handshakeTimeout: deadlines.tlsHandshake }, handle)
    : createServer(options, handle);
  server.setTimeout(deadlines.idle);
  answerMalformed(server, headers);
  // Before, an error is the caller's: it cannot listen.
  server.once('listening', () => server.on('error', report));
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

/** Node answers some requests by itself, such as one without a host, before anybody is asked. */
function responseWith(headers: Readonly<Record<string, string>>): typeof ServerResponse {
  return class extends ServerResponse<IncomingMessage> {
    constructor(...given: ConstructorParameters<typeof ServerResponse<IncomingMessage>>) {
      super(...given);
      for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
    }
  } as typeof ServerResponse;
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
