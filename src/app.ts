import { Server as TlsServer } from 'node:https';
import fastifyCookie from '@fastify/cookie';
import proxyAddr from '@fastify/proxy-addr';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Registry } from 'prom-client';
import { type Accounts, SingleSignOn } from './auth/index.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { OpenRooms } from './catalogue/open-rooms.ts';
import type { Periods } from './catalogue/privacy/kinds.ts';
import type { Meetings } from './catalogue/rooms/meetings.ts';
import type { CheckService } from './checks/check-service.ts';
import { type Config, localUrl } from './config.ts';
import { accountCookies } from './http/accounts/account-cookies.ts';
import { addAccountRoutes } from './http/accounts/account-routes.ts';
import { addPasskeyRoutes } from './http/accounts/passkey-routes.ts';
import { addSingleSignOn, SINGLE_SIGN_ON_CALLBACK } from './http/accounts/single-sign-on-routes.ts';
import { Visitors } from './http/accounts/visitors.ts';
import { addApi } from './http/api/api.ts';
import { KeptAnswers } from './http/api/idempotency/kept-answers.ts';
import type { AnswerStore } from './http/api/idempotency/ports.ts';
import { addCalendarFeeds } from './http/calendar-feeds.ts';
import { addDoor } from './http/door.ts';
import { capConnections } from './http/edge/connection-cap.ts';
import { watchForwarding } from './http/edge/forwarding.ts';
import { closeAfterEarlyAnswers, createHttpServer, type HttpServer } from './http/edge/http-server.ts';
import { refuseWith } from './http/edge/raw-answer.ts';
import { checkTlsPair, TlsFiles, type TlsPair } from './http/edge/tls-files.ts';
import { addErrorReply } from './http/error-reply.ts';
import { addHealth, type HealthOptions } from './http/health.ts';
import { addLogos } from './http/logos.ts';
import { addOpenRooms } from './http/open-rooms.ts';
import { addOpenedLinks } from './http/opened-links.ts';
import { inlineScriptHashes } from './http/pages/inline-scripts.ts';
import { addPages, PAGES } from './http/pages/pages.ts';
import { securityHeaders } from './http/pages/security-headers.ts';
import { routable } from './http/paths.ts';
import { addRoomCodes } from './http/room-codes.ts';
import type { OperatorTexts } from './http/texts/operator-texts.ts';
import { EdgeCounts } from './monitoring/edge-counts.ts';
import { StartError } from './platform/errors.ts';
import type { Rooms } from './rooms/rooms.ts';
import { type Gateway, openGateway } from './signaling/gateway.ts';

/** Bodies of the few REST calls there are. */
const MAX_BODY_BYTES = 16 * 1024;
/** As much as Node takes of all headers together. */
const MAX_PATH_LENGTH = 16 * 1024;

export interface Parts {
  readonly config: Pick<Config, 'http' | 'publicUrl' | 'oidc' | 'reservations'>;
  readonly rooms: Rooms;
  readonly checks: CheckService;
  readonly openRooms: OpenRooms;
  readonly accounts: Accounts;
  readonly catalogue: Catalogue;
  readonly meetings: Meetings;
  readonly answers: AnswerStore;
  readonly health: Omit<HealthOptions, 'metricsToken' | 'warnings'>;
  readonly log: FastifyBaseLogger;
  readonly texts: OperatorTexts;
  /** For how long is kept what is set. */
  readonly periods: Periods;
  /** Folder of the built browser client. */
  readonly webRoot: string;
}

export interface App {
  readonly http: FastifyInstance;
  /** Where people find it; known after `listen`. */
  readonly url: string;
  /** Signaling connections that are open now. */
  readonly connections: number;
  /** Errors: StartError. */
  listen(): Promise<string>;
  /** Idempotent. */
  close(): Promise<void>;
}

/** The server from its parts: pages, REST and signaling on one port. */
export async function buildApp({
  config,
  rooms,
  checks,
  openRooms,
  accounts,
  catalogue,
  meetings,
  answers,
  health,
  log,
  texts,
  periods,
  webRoot,
}: Parts): Promise<App> {
  const { tls, trustProxy, metricsToken, host, port } = config.http;
  if (tls) requireTlsPair(tls);
  let edge: HttpServer | undefined;
  const isSecure = tls !== null || config.publicUrl?.startsWith('https:') === true;
  const headers = securityHeaders({
    tls: isSecure,
    inlineScripts: inlineScriptHashes(webRoot, PAGES),
  });
  const http = Fastify({
    loggerInstance: log,
    // A request line would carry addresses and room links; what fails is logged where it fails.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: true,
    // A path of any length or spelling is somebody's link; Node bounds it with the headers.
    rewriteUrl: ({ url = '/' }) => routable(url),
    routerOptions: { maxParamLength: MAX_PATH_LENGTH },
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    // What is malformed is answered where every connection begins.
    clientErrorHandler: () => {},
    serverFactory: (handle) => {
      edge = createHttpServer({
        tls: tls && { cert: tls.cert, key: tls.key },
        handle,
        headers,
        report: (error) => log.error({ err: error, errorId: crypto.randomUUID() }, 'connection not taken'),
      });
      return edge.server;
    },
  });

  let url = config.publicUrl ?? localUrl({ port, tls: tls !== null });
  const isAllowedOrigin = (origin: string) => originsOf(url).includes(origin);
  addErrorReply(http);
  let forwarding: { readonly said: string | null } | undefined;
  let tlsFiles: TlsFiles | undefined;
  const warnings = () => [forwarding?.said, tlsFiles?.warning].flatMap((sentence) => sentence ?? []);
  const counts = new EdgeCounts({ certificateEndsAt: () => tlsFiles?.endsAt ?? null });
  const figures = (registry: Registry) => {
    counts.register(registry);
    health.figures?.(registry);
  };
  await addHealth(http, { ...health, figures, metricsToken, warnings });
  await http.register(fastifyCookie);
  const cookies = accountCookies({ isSecure });
  const keptAnswers = new KeptAnswers({
    store: answers,
    report: (error) => log.error({ err: error, errorId: crypto.randomUUID() }, 'an answer was not kept'),
  });
  await addAccountRoutes(http, { accounts, answers: keptAnswers, catalogue, cookies, isAllowedOrigin });
  await addPasskeyRoutes(http, { accounts, catalogue, cookies, isAllowedOrigin, publicUrl: () => url });
  const oidc = config.oidc && { settings: config.oidc, redirectUri: () => url + SINGLE_SIGN_ON_CALLBACK };
  await addSingleSignOn(http, { singleSignOn: oidc && new SingleSignOn(oidc), accounts, cookies, isAllowedOrigin });
  await addApi(http, {
    meetings,
    catalogue,
    answers: keptAnswers,
    live: rooms.live,
    periods,
    reservations: config.reservations,
    accounts,
    cookies,
    isAllowedOrigin,
    publicUrl: () => url,
  });
  await addDoor(http, {
    doorPassword: (roomId) => rooms.door.passwordOf(roomId),
    customsOf: (roomId) => rooms.door.customsOf(roomId),
    signOf: (roomId) => catalogue.rooms.signOf(roomId),
    openingOf: (roomId) => rooms.door.openingOf(roomId),
  });
  await addLogos(http, catalogue.organisations);
  await addCalendarFeeds(http, { calendarOf: (secret) => catalogue.feeds.calendarOf(secret) });
  await addOpenedLinks(http, { opened: (roomId, secret) => catalogue.calls.opened(roomId, secret), isAllowedOrigin });
  await addRoomCodes(http, { find: (code, address) => catalogue.roomCodes.find(code, address), isAllowedOrigin });
  await addOpenRooms(http, {
    openRooms,
    visitors: new Visitors({ sessions: accounts.sessions, cookies }),
    isAllowedOrigin,
  });
  const facts = () => ({ ...periods, server: new URL(url).host });
  await addPages(http, { webRoot, texts, facts });

  let gateway: Gateway | undefined;
  let closing: Promise<void> | undefined;
  const trusted = proxyAddr.compile([...trustProxy]);

  return {
    http,
    get url() {
      return url;
    },
    get connections() {
      return gateway?.connections ?? 0;
    },
    async listen() {
      await http.ready();
      gateway = openGateway({
        server: http.server,
        rooms,
        checks,
        log,
        refused: (code) => counts.refused(code),
        refuse: (socket, status) => refuseWith(socket, status, headers),
        isAllowedOrigin,
        // Unknown when the client has gone already.
        addressOf: (request) => (request.socket.remoteAddress === undefined ? '' : proxyAddr(request, trusted)),
      });
      const isTrusted = (address: string) => trusted(address, 0);
      capConnections(http.server, { isTrusted });
      forwarding = watchForwarding(http.server, {
        isTrusted,
        warn: (sentence) => log.warn(sentence),
        isBehindHttps: tls === null && config.publicUrl?.startsWith('https:') === true,
        namesProxies: trustProxy.length > 0,
      });
      closeAfterEarlyAnswers(http.server);
      const { server } = http;
      if (tls && server instanceof TlsServer) {
        const exchange = (pair: TlsPair) => server.setSecureContext(pair);
        tlsFiles = new TlsFiles({ first: tls, files: tls.files, exchange, log });
      }
      await http.listen({ host, port }).catch((error) => {
        throw new StartError(whyNotListening(error, { host, port }), { cause: error });
      });
      const bound = http.server.address();
      if (config.publicUrl === null && bound !== null && typeof bound === 'object') {
        url = localUrl({ port: bound.port, tls: tls !== null });
      }
      return url;
    },
    close() {
      closing ??= (async () => {
        tlsFiles?.close();
        rooms.draining.end();
        await gateway?.close();
        edge?.destroySockets();
        await http.close();
      })();
      return closing;
    },
  };
}

/** The public origin; on this machine also its other names for itself. */
function originsOf(url: string): readonly string[] {
  const { protocol, hostname, port } = new URL(url);
  if (hostname !== 'localhost') return [url];
  const suffix = port === '' ? '' : `:${port}`;
  return ['localhost', '127.0.0.1', '[::1]'].map((name) => `${protocol}//${name}${suffix}`);
}

/** Errors: StartError. */
function requireTlsPair({ files, ...pair }: NonNullable<Config['http']['tls']>): void {
  try {
    checkTlsPair(pair);
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    throw new StartError(`TLS_CERT and TLS_KEY: ${files.cert} and ${files.key} cannot be used together (${why}).`);
  }
}

function whyNotListening(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} is in use: stop what runs there, or set PORT to another one.`;
  if (error.code === 'EACCES') return `Port ${port} may not be used by this user: set PORT to one above 1023.`;
  return `The server cannot listen on ${host}, port ${port} (${error.message}): set HOST and PORT.`;
}
