import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { z } from 'zod';
import { type MailSettings, readFrom, readMail } from './mail/mail-settings.ts';
import { ConfigError, type Environment, isLoopback, parseSettings, settings } from './settings.ts';

// The only reader of the environment.

/** Whence the number of seats is: somebody's word, a bench run on that day (`2026-11-27`), or the number of cores. */
export type CapacityFrom =
  | { readonly is: 'set' }
  | { readonly is: 'measured'; readonly on: string }
  | { readonly is: 'reckoned' };

export interface Config {
  readonly http: {
    readonly port: number;
    readonly host: string;
    /** PEM; null means plain HTTP. */
    readonly tls: {
      readonly cert: Buffer;
      readonly key: Buffer;
      /** Where they were read, and are read again when they change. */
      readonly files: { readonly cert: string; readonly key: string };
    } | null;
    /** Addresses and networks of reverse proxies whose X-Forwarded-For is believed. */
    readonly trustProxy: readonly string[];
    readonly metricsToken: string | null;
  };
  /** Origin without a trailing slash; null until the port is known and the server is for this machine alone. */
  readonly publicUrl: string | null;
  readonly dataDir: string;
  /** Folder of the operator's texts; null: there are none. */
  readonly textsDir: string | null;
  readonly media: {
    readonly host: string;
    /** Worker n takes port + n for UDP and TCP; 0 takes free ones. */
    readonly port: number;
    /** Addresses or names; none: to be found. */
    readonly announced: readonly string[];
    /** Addresses from which the TURN server relays; none: who comes through it is not told from others. */
    readonly relays: readonly string[];
    readonly workers: number;
    readonly workerBin: string | null;
  };
  /** How clients get through firewalls that let nothing else out; null: they cannot. */
  readonly turn: { readonly urls: readonly string[]; readonly secret: string } | null;
  /** Rooms that are made on the start page. */
  readonly openRooms: {
    readonly forEveryone: boolean;
    /** For whoever is signed in; such a room is their organisation's. */
    readonly forOrganisers: boolean;
    /** Unused for so long, they go; also those of before, when nobody may make any more. */
    readonly days: number;
    /** Kept at once. */
    readonly max: number;
  };
  readonly reservations: {
    /** People at once whom this server carries: so many seats may be promised. */
    readonly capacitySeats: number;
    readonly capacityFrom: CapacityFrom;
    /** For so long they are kept when they are over. */
    readonly days: number;
  };
  /** The house's own sign-in for organisers; null: e-mail and password alone. */
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | null;
  /** How mail goes out; null: it does not, and links are there to copy. */
  readonly mail: MailSettings | null;
  readonly logLevel: string;
  /** How long SIGTERM waits for meetings to end by themselves. */
  readonly drainMs: number;
}

/** A meeting of so many, who all see each other, on each core; a bench run on the machine itself says more. */
const SEATS_PER_CORE = 25;

/** Errors: ConfigError with all problems. */
export function loadConfig(env: Environment): Config {
  const parsed = parseSettings(settings, env);
  const problems: string[] = [];
  const tls = readTls(parsed.TLS_CERT, parsed.TLS_KEY, problems);
  const turn = readTurn(parsed.TURN_URLS, parsed.TURN_SECRET, problems);
  const oidc = readOidc(parsed, problems);
  const mail = readMail(parsed, problems);
  const workers = workersOf(parsed);
  if (parsed.MEDIA_PORT !== 0 && parsed.MEDIA_PORT + workers > 65_536) {
    problems.push(`MEDIA_PORT: ${workers} workers need the ports from ${parsed.MEDIA_PORT} on, up to 65535 at most.`);
  }
  // Without a certificate cameras work on this machine alone, so nothing else needs to reach the port.
  const host = parsed.HOST ?? (tls ? '0.0.0.0' : '127.0.0.1');
  if (parsed.PUBLIC_URL === undefined && !isLoopback(host)) {
    problems.push(
      `PUBLIC_URL: set it when others reach this server (HOST is ${host}); only its pages may connect, such as https://meet.example.org.`,
    );
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze({
    http: {
      port: parsed.PORT,
      host,
      tls,
      trustProxy: parsed.TRUST_PROXY,
      metricsToken: parsed.METRICS_TOKEN ?? null,
    },
    publicUrl: parsed.PUBLIC_URL ?? null,
    dataDir: parsed.DATA_DIR,
    textsDir: parsed.TEXTS_DIR ?? null,
    media: {
      host: parsed.MEDIA_HOST,
      port: parsed.MEDIA_PORT,
      announced: parsed.ANNOUNCED_ADDRESS,
      relays: parsed.TURN_RELAY,
      workers,
      workerBin: parsed.MEDIASOUP_WORKER_BIN ?? null,
    },
    turn,
    openRooms: {
      forEveryone: parsed.OPEN_ROOMS === 'everyone',
      forOrganisers: parsed.OPEN_ROOMS === 'organisers',
      days: parsed.OPEN_ROOM_DAYS,
      max: parsed.OPEN_ROOMS_MAX,
    },
    reservations: { ...capacityOf(parsed), days: parsed.RESERVATION_DAYS },
    oidc,
    mail,
    logLevel: parsed.LOG_LEVEL,
    drainMs: parsed.DRAIN_SECONDS * 1_000,
  });
}

export interface CliConfig {
  readonly dataDir: string;
  /** Origin for the links that are printed. */
  readonly publicUrl: string;
  /** Whose address mail has; null: none goes out. */
  readonly mailFrom: string | null;
  /** Unused for so long, open rooms go. */
  readonly openRoomDays: number;
  /** For so long reservations are kept when they are over. */
  readonly reservationDays: number;
  /** As the server has it. */
  readonly reservations: Pick<Config['reservations'], 'capacitySeats' | 'capacityFrom'>;
}

/** Errors: ConfigError. */
export function loadCliConfig(env: Environment): CliConfig {
  const cliSettings = settings.pick({
    DATA_DIR: true,
    PUBLIC_URL: true,
    PORT: true,
    TLS_CERT: true,
    SMTP_URL: true,
    SMTP_HOST: true,
    MAIL_FROM: true,
    OPEN_ROOM_DAYS: true,
    RESERVATION_DAYS: true,
    WORKERS: true,
    CAPACITY_SEATS: true,
  });
  const parsed = parseSettings(cliSettings, env);
  return {
    dataDir: parsed.DATA_DIR,
    publicUrl: parsed.PUBLIC_URL ?? localUrl({ port: parsed.PORT, tls: parsed.TLS_CERT !== undefined }),
    mailFrom: mailFromOf(parsed),
    openRoomDays: parsed.OPEN_ROOM_DAYS,
    reservationDays: parsed.RESERVATION_DAYS,
    reservations: capacityOf(parsed),
  };
}

function mailFromOf(parsed: Pick<z.output<typeof settings>, 'SMTP_URL' | 'SMTP_HOST' | 'MAIL_FROM'>): string | null {
  if ((parsed.SMTP_URL ?? parsed.SMTP_HOST) === undefined || parsed.MAIL_FROM === undefined) return null;
  return readFrom(parsed.MAIL_FROM)?.address ?? null;
}

function workersOf({ WORKERS: workers }: Pick<z.output<typeof settings>, 'WORKERS'>): number {
  return workers ?? availableParallelism();
}

/** Where the number of seats comes from, for the operator: reservations are promised by it. */
export function capacitySource({ capacityFrom }: Pick<Config['reservations'], 'capacityFrom'>): string {
  if (capacityFrom.is === 'set') return 'as CAPACITY_SEATS says';
  if (capacityFrom.is === 'measured') return `measured on ${capacityFrom.on}, as CAPACITY_SEATS says`;
  return `a rule of thumb, ${SEATS_PER_CORE} for each core; npm run bench -- capacity measures it, CAPACITY_SEATS sets it`;
}

function capacityOf(parsed: Pick<z.output<typeof settings>, 'WORKERS' | 'CAPACITY_SEATS'>): CliConfig['reservations'] {
  const { CAPACITY_SEATS: seats } = parsed;
  if (seats === undefined)
    return { capacitySeats: workersOf(parsed) * SEATS_PER_CORE, capacityFrom: { is: 'reckoned' } };
  const { count, measuredOn } = seats;
  return {
    capacitySeats: count,
    capacityFrom: measuredOn === null ? { is: 'set' } : { is: 'measured', on: measuredOn },
  };
}

/** Where a server without PUBLIC_URL is found from the same machine. */
export function localUrl({ port: listening, tls }: { port: number; tls: boolean }): string {
  return `${tls ? 'https' : 'http'}://localhost:${listening}`;
}

function readTurn(urls: readonly string[], secret: string | undefined, problems: string[]): Config['turn'] {
  if (urls.length === 0 && secret === undefined) return null;
  if (urls.length > 0 && secret !== undefined) return { urls, secret };
  problems.push("TURN_URLS and TURN_SECRET: set both or neither; the secret is the TURN server's static-auth-secret.");
  return null;
}

function readOidc(
  { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret }: z.output<typeof settings>,
  problems: string[],
): Config['oidc'] {
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined) {
    return { issuer, clientId, clientSecret };
  }
  problems.push('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: set all of them or none.');
  return null;
}

function readTls(certFile: string | undefined, keyFile: string | undefined, problems: string[]): Config['http']['tls'] {
  if (!certFile && !keyFile) return null;
  if (!certFile || !keyFile) {
    problems.push('TLS_CERT and TLS_KEY: set both (PEM files) or neither.');
    return null;
  }
  const read = (name: string, file: string): Buffer => {
    try {
      return readFileSync(file);
    } catch (error) {
      problems.push(
        `${name}: ${file} cannot be read (${error instanceof Error && 'code' in error ? error.code : error}).`,
      );
      return Buffer.alloc(0);
    }
  };
  const files = { cert: certFile, key: keyFile };
  return { cert: read('TLS_CERT', certFile), key: read('TLS_KEY', keyFile), files };
}
