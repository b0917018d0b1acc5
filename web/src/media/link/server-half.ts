import type { types } from 'mediasoup-client';
import type { TransportOptions } from '../../../../src/protocol/index.ts';

type IceParameters = TransportOptions['iceParameters'];

/** By then a page that is back has drawn itself anew and plays what it hears. */
const WHEN_CALM_MS = 5_000;

/** The server's half of one transport's ICE, as it was told last, and when one's own follows it. */
export class ServerHalf {
  readonly #transport: Pick<types.Transport, 'direction' | 'restartIce'>;
  #latest: IceParameters;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #closed = false;

  constructor(transport: Pick<types.Transport, 'direction' | 'restartIce'>, first: IceParameters) {
    this.#transport = transport;
    this.#latest = first;
  }

  async take(latest: IceParameters): Promise<void> {
    this.#latest = latest;
    await this.#renegotiate(latest);
  }

  /**
   * Where the way is well: the server takes the half before as well until it has made one more, so nothing is begun anew
   * while there is much else to do.
   */
  async takeWhenCalm(latest: IceParameters): Promise<void> {
    if (this.#timer !== null) return this.take(latest);
    this.#latest = latest;
    // A failed restart shows in the transport's state, which asks for another.
    this.#timer = setTimeout(() => this.take(latest).catch(() => {}), WHEN_CALM_MS);
  }

  /**
   * While the server cannot be asked, one's own half of a restart looks for it many times a second, and media comes and
   * goes again as soon as the network is back. The server takes whatever half a client has, as long as its own is meant
   * (ICE lite; RFC 8445, 2.5 and 7.3).
   */
  async seekAlone(): Promise<void> {
    const latest = this.#latest;
    // Who answers offers begins anew only when the other end does (RFC 8839, 4.4.1.1): it seems to, and takes it back.
    if (this.#transport.direction === 'recv') await this.#renegotiate(seeminglyNew(latest));
    await this.#renegotiate(latest);
  }

  /** Idempotent. */
  close(): void {
    this.#closed = true;
    this.#clear();
  }

  async #renegotiate(iceParameters: IceParameters): Promise<void> {
    this.#clear();
    if (!this.#closed) await this.#transport.restartIce({ iceParameters });
  }

  #clear(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

function seeminglyNew(iceParameters: IceParameters): IceParameters {
  return { ...iceParameters, password: `${iceParameters.password}0` };
}
