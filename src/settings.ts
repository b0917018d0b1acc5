import { isIP, isIPv4 } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { mailSettingsShape } from './mail/mail-settings.ts';

// What may be set, and what is wrong with it. README's table of settings is this file in words.

const DEFAULT_PORT = 3000;
const DEFAULT_MEDIA_PORT = 40_000;

export type Environment = Readonly<Record<string, string | undefined>>;

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

/** A number, or as the bench writes it, so that nobody takes for measured what somebody has made up. */
const SEATS = /^(?<count>[1-9]\d{0,5})(?:-measured-(?<day>20\d\d-\d\d-\d\d))?$/;
const seatsAllowed =
  'a number of people from 1 to 100000, alone or as npm run bench -- capacity writes it, such as 125-measured-2026-11-27';
const seats = z
  .string()
  .regex(SEATS, seatsAllowed)
  .transform((text) => {
    const { count, day } = SEATS.exec(text)?.groups ?? {};
    return { count: Number(count), measuredOn: day ?? null };
  })
  .refine(({ count, measuredOn }) => count <= 100_000 && (measuredOn === null || isDay(measuredOn)), seatsAllowed);

function isDay(text: string): boolean {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

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

/** Plain HTTP for a provider on this machine, to try it out. */
const issuer = z
  .url({
    protocol: /^https?$/,
    error: 'the issuer of an OpenID provider, such as https://login.example.org/realms/klinik',
  })
  .refine(
    (text) => text.startsWith('https:') || isLoopback(new URL(text).hostname),
    'an issuer with https, such as https://login.example.org/realms/klinik',
  )
  .optional();

/** Nobody else's machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

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

export const settings = z.object({
  PORT: port(DEFAULT_PORT),
  HOST: z.string().optional(),
  PUBLIC_URL: publicUrl,
  DATA_DIR: dataDir,
  TEXTS_DIR: z
    .string()
    .transform((path) => resolve(path))
    .optional(),
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
  OPEN_ROOMS: z.enum(['nobody', 'organisers', 'everyone'], 'one of nobody, organisers, everyone').default('nobody'),
  OPEN_ROOM_DAYS: integer('a number of days', 1, 90).prefault('14'),
  OPEN_ROOMS_MAX: integer('a number of rooms', 1, 10_000).prefault('200'),
  CAPACITY_SEATS: seats.optional(),
  RESERVATION_DAYS: integer('a number of days', 1, 60).prefault('14'),
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  ...mailSettingsShape,
  /** Set by the start script. */
  MEDIASOUP_WORKER_BIN: z.string().optional(),
});

/** Whoever reads what is wrong with them, in a log say, must not learn them. */
const SECRETS: readonly string[] = [
  'TURN_SECRET',
  'METRICS_TOKEN',
  'OIDC_CLIENT_SECRET',
  // With the password in it.
  'SMTP_URL',
  'SMTP_PASSWORD',
];

/** Settings that are set to nothing count as not set, as compose files leave them. Errors: ConfigError with all problems. */
export function parseSettings<S extends z.ZodObject>(schema: S, env: Environment): z.output<S> {
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

/** Settings whose values say nothing of anybody; of all others only whether they are set. */
const HARMLESS: readonly string[] = [
  'PORT',
  'MEDIA_PORT',
  'WORKERS',
  'LOG_LEVEL',
  'DRAIN_SECONDS',
  'OPEN_ROOMS',
  'OPEN_ROOM_DAYS',
  'OPEN_ROOMS_MAX',
  'CAPACITY_SEATS',
  'RESERVATION_DAYS',
];

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
