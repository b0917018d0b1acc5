import { type LookupAddress, lookup as lookupName } from 'node:dns';
import { request } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { WebhookFailure } from '../protocol/webhooks.ts';
import type { Attempt, MayReach, WebhookTransport } from './ports.ts';
import { addressIn } from './targets.ts';

const CERTIFICATE = /^(?:CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|ERR_TLS_|HOSTNAME_MISMATCH)/;
const NO_SUCH_NAME = /^(?:ENOTFOUND|EAI_|ENODATA)/;

type Lookup = (
  name: string,
  options: { all: true },
  found: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

interface HttpsTransportOptions {
  readonly mayReach: MayReach;
  /** PEM of authorities, instead of those known. */
  readonly ca?: string;
  readonly lookup?: Lookup;
}

/** Where it leads nothing may be sent. */
class RefusedAddress extends Error {}

/**
 * Sends by HTTPS, each by a connection of its own, to an address that was seen just then: what a name server says later, or a
 * redirect, leads nowhere. Of an answer nothing is read but its status.
 */
export class HttpsTransport implements WebhookTransport {
  readonly #options: HttpsTransportOptions;

  constructor(options: HttpsTransportOptions) {
    this.#options = options;
  }

  send({ url, headers, body, signal }: Parameters<WebhookTransport['send']>[0]): Promise<Attempt> {
    const { mayReach, ca } = this.#options;
    const address = addressIn(url);
    // Node looks up no name for what is an address already.
    const isRefused = !url.startsWith('https:') || (address !== null && !mayReach(address));
    if (isRefused) return Promise.resolve(refused);
    return new Promise((resolve) => {
      const sending = request(url, {
        method: 'POST',
        agent: false,
        lookup: this.#guarded,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        signal,
        ...(ca === undefined ? {} : { ca }),
      });
      sending.on('socket', (socket) =>
        socket.once('connect', () => {
          if (!mayReach(socket.remoteAddress ?? '')) sending.destroy(new RefusedAddress());
        }),
      );
      sending.on('response', (response) => {
        resolve({ is: 'answered', status: response.statusCode ?? 0 });
        sending.destroy();
      });
      sending.on('error', (error) => resolve({ is: 'unreached', failure: failureOf(error, signal) }));
      sending.end(body);
    });
  }

  readonly #guarded: LookupFunction = (name, { all = false }, found) => {
    const { mayReach, lookup = lookupName } = this.#options;
    lookup(name, { all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || first === undefined) return found(error ?? new RefusedAddress(), '');
      // One that is both here and elsewhere is somebody's trick.
      if (!addresses.every(({ address }) => mayReach(address))) return found(new RefusedAddress(), '');
      return all ? found(null, addresses) : found(null, first.address, first.family);
    });
  };
}

const refused: Attempt = { is: 'unreached', failure: 'address-refused' };

function failureOf(error: Error, signal: AbortSignal): WebhookFailure {
  if (error instanceof RefusedAddress) return 'address-refused';
  if (signal.aborted) return 'silent';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (NO_SUCH_NAME.test(code)) return 'no-such-name';
  return CERTIFICATE.test(code) ? 'bad-certificate' : 'not-reached';
}
