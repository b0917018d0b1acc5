import type { IncomingMessage, Server } from 'node:http';

interface ForwardingOptions {
  readonly isTrusted: (address: string) => boolean;
  readonly warn: (sentence: string) => void;
}

const FROM_A_STRANGER =
  'A request says for whom it was forwarded (X-Forwarded-For or Forwarded), and comes from an address that TRUST_PROXY ' +
  'does not name. If that is your reverse proxy, name its address in TRUST_PROXY: until then everybody who comes ' +
  'through it counts as one address, and shares the limits of one.';

/** Says once when a reverse proxy seems to stand before this server without being named. `said` is null until then. */
export function watchForwarding(
  server: Server,
  { isTrusted, warn }: ForwardingOptions,
): { readonly said: string | null } {
  const watch = { said: null as string | null };
  const look = ({ headers, socket }: IncomingMessage) => {
    if (headers['x-forwarded-for'] === undefined && headers.forwarded === undefined) return;
    if (isTrusted(socket.remoteAddress ?? '')) return;
    server.off('request', look);
    server.off('upgrade', look);
    if (watch.said !== null) return;
    watch.said = FROM_A_STRANGER;
    warn(FROM_A_STRANGER);
  };
  server.prependListener('request', look);
  server.prependListener('upgrade', look);
  return watch;
}
