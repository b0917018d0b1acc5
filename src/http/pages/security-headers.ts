import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

const SELF = "'self'";
const NONE = "'none'";

const PERMISSIONS =
  'camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), geolocation=(), payment=(), usb=()';

interface SecurityOptions {
  readonly tls: boolean;
  /** Hashes of the scripts that the built pages carry within themselves. */
  readonly inlineScripts: readonly string[];
}

/**
 * Nothing from anywhere but this server, in any page; no framing, no referrer (OWASP Secure Headers). For every answer,
 * whoever gives it: pages, errors, signaling, Node itself. What says nothing about being kept is kept by nobody.
 */
export function securityHeaders(options: SecurityOptions): Readonly<Record<string, string>> {
  return { 'cache-control': 'no-store', 'permissions-policy': PERMISSIONS, ...headersByHelmet(options) };
}

/** They are the same for every request, so an answer that goes nowhere shows them all. */
function headersByHelmet({ tls, inlineScripts }: SecurityOptions): Record<string, string> {
  const setHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [NONE],
        // WebAssembly of our own may run (what takes noise out of a voice); text becomes code nowhere.
        scriptSrc: [SELF, "'wasm-unsafe-eval'", ...inlineScripts],
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
  const request = new IncomingMessage(new Socket());
  const answer = new ServerResponse(request);
  setHeaders(request, answer, () => {});
  return Object.fromEntries(Object.entries(answer.getHeaders()).map(([name, value]) => [name, String(value)]));
}
