import { readFileSync } from 'node:fs';
import { isIP, isIPv4 } from 'node:net';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';

// The only reader of the environment. README's table of settings is this file in words.

const DEFAULT_PORT = 3000;
const DEFAULT_MEDIA_PORT = 40_000;

/** Every problem of the settings at once, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`These settings cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

const integer = (what: string, min: number, max: number) => {
  const allowed = `${what} from ${min} to ${max}`;
  // Digits alone: 0x10 and 1e3 are numbers to JavaScript and mistakes here.
  return z
    .string()
    .regex(/^(?:0|[1-9]\d{0,9})$/, allowed)
    .transform(Number)
    .pipe(z.number().min(min, allowed).max(max, allowed));
};

const port = (fallback: number) => integer('a port', 0, 65_535).prefault(String(fallback));

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []));

/** RFC 7065, 3.1; the host a name, an IPv4 address or an IPv6 address in brackets. */
const TURN_URL = /^turns?:(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?(?:\?transport=(?:udp|tcp))?$/;

/** One that ends in a number would be a mistyped address. */
const HOST_NAME = /^(?=.{1,253}$)(?:[A-Za-z0-9-]{1,63}\.)*(?=[^.]*[A-Za-z])[A-Za-z0-9-]{1,63}$/;

/** Of those whom @fastify/proxy-addr knows by name. */
const PROXY_NAMES = ['loopback', 'linklocal', 'uniquelocal'];

const proxies = list.refine(
  (entries) => entries.every(isProxy),
  'a list of addresses or networks of reverse proxies, such as 127.0.0.1, 10.1.0.0/16',
);

/** Not everybody: then anyone could say for whom they ask. */
function isProxy(entry: string): boolean {
  if (PROXY_NAMES.includes(entry)) return true;
  const [address = '', bits, ...more] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  if (bits === undefined) return true;
  if (isIPv4(bits)) return version === 4 && bits !== '0.0.0.0';
  return /^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}

const publicUrl = z
  .url({ protocol: /^https?$/, error: 'an address such as https://meet.example.org' })
  .refine((text) => /^https?:\/\/[^/?#]+\/?$/.test(text), 'an address without a path, such as https://meet.example.org')
  .transform((text) => new URL(text).origin)
  .optional();

const turnUrls = list.refine(
  (urls) => urls.every((url) => TURN_URL.test(url)),
  'a list of TURN servers, such as turn:turn.example.org:3478?transport=udp, turns:turn.example.org:443?transport=tcp',
);

const announced = list.refine(
  (entries) => entries.every((entry) => isIP(entry) !== 0 || HOST_NAME.test(entry)),
  'a list of addresses or names, such as 192.0.2.1, meet.example.org',
);

const relays = list.refine(
  (entries) => entries.every((entry) => isIP(entry) !== 0),
  'a list of addresses, such as 192.0.2.1, 2001:db8::1',
);

const dataDir = z
  .string()
  .default('data')
  .transform((path) => resolve(path));

const settings = z.object({
  PORT: port(DEFAULT_PORT),
  HOST: z.string().optional(),
  PUBLIC_URL: publicUrl,
  DATA_DIR: dataDir,
  MEDIA_PORT: port(DEFAULT_MEDIA_PORT),
  MEDIA_HOST: z.string().default('0.0.0.0'),
  ANNOUNCED_ADDRESS: announced,
  TURN_URLS: turnUrls,
  /** A line of coturn's file. */
  TURN_SECRET: z
    .string()
    .regex(/^\P{Cc}{16,}$/u, 'at least 16 characters in one line')
    .optional(),
  TURN_RELAY: relays,
  WORKERS: integer('a number', 1, 128).optional(),
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  TRUST_PROXY: proxies,
  METRICS_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'one of trace, debug, info, warn, error, silent')
    .default('info'),
  DRAIN_SECONDS: integer('a number of seconds', 0, 86_400).prefault('0'),
  /** Set by the start script. */
  MEDIASOUP_WORKER_BIN: z.string().optional(),
});

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
  readonly logLevel: string;
  /** How long SIGTERM waits for meetings to end by themselves. */
  readonly drainMs: number;
}

/** Settings whose values say nothing of anybody; of all others only whether they are set. */
const HARMLESS: readonly string[] = ['PORT', 'MEDIA_PORT', 'WORKERS', 'LOG_LEVEL', 'DRAIN_SECONDS'];

/** The settings for somebody else's eyes: no addresses, names, paths or secrets. */
export function settingsWithoutSecrets(env: Environment): Readonly<Record<string, string>> {
  const entries = Object.entries(settings.shape).map(([name, schema]) => {
    const given = env[name] || undefined;
    if (given === undefined) return [name, 'not set'];
    // What cannot be used may be anything, in the wrong line of a file say.
    return [name, HARMLESS.includes(name) && schema.safeParse(given).success ? given : 'set'];
  });
  return Object.fromEntries(entries);
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Errors: ConfigError with all problems. */
export function loadConfig(env: Environment): Config {
  const parsed = parse(settings, env);
  const problems: string[] = [];
  const tls = readTls(parsed.TLS_CERT, parsed.TLS_KEY, problems);
  const turn = readTurn(parsed.TURN_URLS, parsed.TURN_SECRET, problems);
  const workers = parsed.WORKERS ?? availableParallelism();
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
    media: {
      host: parsed.MEDIA_HOST,
      port: parsed.MEDIA_PORT,
      announced: parsed.ANNOUNCED_ADDRESS,
      relays: parsed.TURN_RELAY,
      workers,
      workerBin: parsed.MEDIASOUP_WORKER_BIN ?? null,
    },
    turn,
    logLevel: parsed.LOG_LEVEL,
    drainMs: parsed.DRAIN_SECONDS * 1_000,
  });
}

export interface CliConfig {
  readonly dataDir: string;
  /** Origin for the links that are printed. */
  readonly publicUrl: string;
}

/** Errors: ConfigError. */
export function loadCliConfig(env: Environment): CliConfig {
  const cliSettings = settings.pick({ DATA_DIR: true, PUBLIC_URL: true, PORT: true, TLS_CERT: true });
  const { DATA_DIR, PUBLIC_URL, PORT, TLS_CERT } = parse(cliSettings, env);
  return { dataDir: DATA_DIR, publicUrl: PUBLIC_URL ?? localUrl({ port: PORT, tls: TLS_CERT !== undefined }) };
}

/** Where a server without PUBLIC_URL is found from the same machine. */
export function localUrl({ port: listening, tls }: { port: number; tls: boolean }): string {
  return `${tls ? 'https' : 'http'}://localhost:${listening}`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** Whoever reads what is wrong with them, in a log say, must not learn them. */
const SECRETS: readonly string[] = ['TURN_SECRET', 'METRICS_TOKEN'];

/** Settings that are set to nothing count as not set, as compose files leave them. */
function parse<S extends z.ZodObject>(schema: S, env: Environment): z.output<S> {
  const given = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, env[name] || undefined]));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const problems = new Map<string, string>();
  for (const { path, message } of result.error.issues) {
    const name = String(path[0]);
    // One sentence a setting, the first thing that is wrong with it.
    if (!problems.has(name)) {
      const value = SECRETS.includes(name) ? 'what is set' : `"${given[name]}"`;
      problems.set(name, `${name}: ${value} is not ${message}.`);
    }
  }
  throw new ConfigError([...problems.values()]);
}

function readTurn(urls: readonly string[], secret: string | undefined, problems: string[]): Config['turn'] {
  if (urls.length === 0 && secret === undefined) return null;
  if (urls.length > 0 && secret !== undefined) return { urls, secret };
  problems.push("TURN_URLS and TURN_SECRET: set both or neither; the secret is the TURN server's static-auth-secret.");
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
