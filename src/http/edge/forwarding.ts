import type { IncomingMessage, Server } from 'node:http';

interface ForwardingOptions {
  readonly isTrusted: (address: string) => boolean;
  readonly warn: (sentence: string) => void;
  /** People come by HTTPS, and it is not this server that speaks it. */
  readonly isBehindHttps: boolean;
  readonly namesProxies: boolean;
}

const UNNAMED =
  'PUBLIC_URL begins with https, and this server speaks plain HTTP: name the reverse proxy between them in TRUST_PROXY. ' +
  'Until then everybody who comes through it counts as one address, and shares the limits of one.';

const FROM_A_STRANGER =
  'A request says for whom it was forwarded (X-Forwarded-For or Forwarded), and comes from an address that TRUST_PROXY ' +
  'does not name. If that is your reverse proxy, name its address in TRUST_PROXY: until then everybody who comes ' +
  'through it counts as one address, and shares the limits of one.';

/** Says once when a reverse proxy stands before this server without being named. `said` is null until then. */
export function watchForwarding(
  server: Server,
  { isTrusted, warn, isBehindHttps, namesProxies }: ForwardingOptions,
): { readonly said: string | null } {
  const watch = { said: null as string | null };
  const say = (sentence: string) => {
    if (watch.said !== null) return;
    watch.said = sentence;
    warn(sentence);
  };
  if (isBehindHttps && !namesProxies) {
    say(UNNAMED);
    return watch;
  }
  const look = ({ headers, socket }: IncomingMessage) => {
    if (headers['x-forwarded-for'] === undefined && headers.forwarded === undefined) return;
    if (isTrusted(socket.remoteAddress ?? '')) return;
    server.off('request', look);
    server.off('upgrade', look);
    say(FROM_A_STRANGER);
  };
  server.prependListener('request', look);
  server.prependListener('upgrade', look);
  return watch;
}
