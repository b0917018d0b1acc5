import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';

/** Soon enough for whoever renews, who has weeks; reading two small files costs nothing. */
const LOOK_EVERY_MS = 10_000;
/** Renewal has failed for a while by then, and there is time left to look into it. */
const WARN_WITHIN_MS = 7 * 24 * 3_600_000;

export interface TlsPair {
  /** PEM. */
  readonly cert: Buffer;
  readonly key: Buffer;
}

interface TlsFilesOptions {
  readonly first: TlsPair;
  readonly files: { readonly cert: string; readonly key: string };
  /** Takes the new pair for connections that come from now on, or throws; those that are there go on. */
  readonly exchange: (pair: TlsPair) => void;
  readonly log: { info(sentence: string): void; warn(sentence: string): void };
}

/** Errors: those of OpenSSL when the two cannot be used, or not together. */
export function checkTlsPair(pair: TlsPair): void {
  createSecureContext(pair);
}

/** Reads the certificate's files again when they change. What cannot be used leaves the old one serving. */
export class TlsFiles {
  readonly #options: TlsFilesOptions;
  readonly #timer: NodeJS.Timeout;
  #served: TlsPair;
  #refused: TlsPair | null = null;
  #closed = false;

  constructor(options: TlsFilesOptions) {
    this.#options = options;
    this.#served = options.first;
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  /** For the operator, when the certificate that is served ends within days or has ended. */
  get warning(): string | null {
    const until = this.endsAt;
    const left = until.getTime() - Date.now();
    if (left > WARN_WITHIN_MS) return null;
    const verb = left > 0 ? 'ends' : 'has ended';
    return `The certificate of TLS_CERT ${verb} at ${until.toISOString()}: renew ${this.#options.files.cert}.`;
  }

  /** Of the certificate that is served. */
  get endsAt(): Date {
    return endOf(this.#served);
  }

  async look(): Promise<void> {
    const { files, exchange, log } = this.#options;
    const pair = await readPair(files);
    if (this.#closed || pair === null || isSame(pair, this.#served)) return;
    if (this.#refused !== null && isSame(pair, this.#refused)) return;
    try {
      exchange(pair);
      this.#served = pair;
      this.#refused = null;
      log.info(`The certificate of TLS_CERT was read again, and is valid until ${endOf(pair).toISOString()}.`);
    } catch (error) {
      // Also for as long as only one of the two has been written.
      this.#refused = pair;
      const why = error instanceof Error ? error.message : error;
      log.warn(
        `TLS_CERT and TLS_KEY have changed and cannot be used (${why}); the old certificate goes on serving until ${endOf(this.#served).toISOString()}.`,
      );
    }
  }

  /** Idempotent. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }
}

/** null: they cannot be read now, as while they are replaced. */
async function readPair(files: TlsFilesOptions['files']): Promise<TlsPair | null> {
  try {
    const [cert, key] = await Promise.all([readFile(files.cert), readFile(files.key)]);
    return { cert, key };
  } catch {
    return null;
  }
}

function isSame(one: TlsPair, other: TlsPair): boolean {
  return one.cert.equals(other.cert) && one.key.equals(other.key);
}

function endOf({ cert }: TlsPair): Date {
  return new X509Certificate(cert).validToDate;
}
