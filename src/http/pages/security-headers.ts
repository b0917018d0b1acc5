import helmet from '@fastify/helmet';
import Fastify from 'fastify';

const SELF = "'self'";
const NONE = "'none'";

const PERMISSIONS =
  'camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), geolocation=(), payment=(), usb=()';

/** Those of an answer that has nothing else to say. */
const OF_THE_ANSWER = ['date', 'connection', 'content-length', 'content-type'];

interface SecurityOptions {
  readonly tls: boolean;
  /** Hashes of the scripts that the built pages carry within themselves. */
  readonly inlineScripts: readonly string[];
}

/**
 * Nothing from anywhere but this server, in any page; no framing, no referrer (OWASP Secure Headers). For every answer,
 * whoever gives it: pages, errors, signaling, Node itself. What says nothing about being kept is kept by nobody.
 */
export async function securityHeaders(options: SecurityOptions): Promise<Readonly<Record<string, string>>> {
  return { 'cache-control': 'no-store', 'permissions-policy': PERMISSIONS, ...(await headersByHelmet(options)) };
}

/** They are the same for every request, so one that goes nowhere shows them all. */
async function headersByHelmet({ tls, inlineScripts }: SecurityOptions): Promise<Record<string, string>> {
  const sample = Fastify();
  await sample.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [NONE],
        scriptSrc: [SELF, ...inlineScripts],
        styleSrc: [SELF],
        imgSrc: [SELF, 'data:', 'blob:'],
        fontSrc: [SELF],
        connectSrc: [SELF],
        mediaSrc: [SELF, 'blob:', 'mediastream:'],
        workerSrc: [SELF],
        manifestSrc: [SELF],
        baseUri: [NONE],
        formAction: [SELF],
        frameAncestors: [NONE],
        objectSrc: [NONE],
        ...(tls ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: tls ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // None: Firefox demands of a proxy what it demands of a page's parts, and ends each tunnel to the TURN server. What would
    // need it, memory shared between threads and finer clocks, nothing here uses.
    crossOriginEmbedderPolicy: false,
  });
  sample.get('/', async () => '');
  const { headers } = await sample.inject('/');
  await sample.close();
  const own = Object.entries(headers).filter(([name]) => !OF_THE_ANSWER.includes(name));
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}
