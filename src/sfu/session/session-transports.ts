import { isDeepStrictEqual } from 'node:util';
import type { WebRtcTransport } from 'mediasoup/types';
import { AppError } from '../../platform/errors.ts';
import type { DtlsParameters, SessionOptions } from '../../protocol/index.ts';
import { answered } from '../answers.ts';
import { type Link, wayOf } from '../line/line-quality.ts';
import { toDtlsParameters } from '../protocol-types.ts';
import { transportOptionsOf } from './transport-options.ts';

interface SessionTransportsOptions {
  readonly send: WebRtcTransport;
  readonly receive: WebRtcTransport;
  readonly announcedAddresses: readonly string[];
  readonly relays: readonly string[];
}

/** The two ways of one session: by one the client sends, by the other it receives. */
export class SessionTransports {
  readonly #options: SessionTransportsOptions;
  readonly #connected = new Map<WebRtcTransport, { readonly by: DtlsParameters; readonly done: Promise<void> }>();

  constructor(options: SessionTransportsOptions) {
    this.#options = options;
  }

  /** For the client to build its ends. */
  get options(): Pick<SessionOptions, 'send' | 'receive'> {
    const { send, receive, announcedAddresses } = this.#options;
    return {
      send: transportOptionsOf(send, announcedAddresses),
      receive: transportOptionsOf(receive, announcedAddresses),
    };
  }

  /** How the client's media come in. */
  get way(): Link['way'] {
    const { send, receive, relays } = this.#options;
    return wayOf([send.iceSelectedTuple, receive.iceSelectedTuple], relays);
  }

  /** Errors: NOT_ALLOWED, of another session say. */
  getOrThrow(transportId: string): WebRtcTransport {
    const { send, receive } = this.#options;
    const transport = [send, receive].find(({ id }) => id === transportId);
    if (!transport) throw new AppError('NOT_ALLOWED');
    return transport;
  }

  /** Null: not asked for yet. Errors: INVALID_STATE when it is connected to somebody else. */
  connectedOrThrow(transport: WebRtcTransport, dtlsParameters: DtlsParameters): Promise<void> | null {
    const known = this.#connected.get(transport);
    if (known && !isDeepStrictEqual(known.by, dtlsParameters)) throw new AppError('INVALID_STATE');
    return known?.done ?? null;
  }

  /** Errors: those of mediasoup, DeadlineError; then it is not connected, and may be tried again. */
  async connect(transport: WebRtcTransport, dtlsParameters: DtlsParameters): Promise<void> {
    const done = answered(transport.connect({ dtlsParameters: toDtlsParameters(dtlsParameters) }));
    this.#connected.set(transport, { by: dtlsParameters, done });
    try {
      await done;
    } catch (error) {
      this.#connected.delete(transport);
      throw error;
    }
  }

  /** New credentials for ICE, of both. */
  async restart(): Promise<void> {
    await Promise.all([this.#options.send.restartIce(), this.#options.receive.restartIce()]);
  }

  /** Idempotent. */
  close(): void {
    this.#options.send.close();
    this.#options.receive.close();
  }
}
