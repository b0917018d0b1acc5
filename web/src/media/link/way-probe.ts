import type { types } from 'mediasoup-client';
import type { TransportOptions, TurnAccess } from '../../../../src/protocol/index.ts';
import { asTransportOptions } from './wire.ts';

/** A glance at a browser's own figures, while nothing else goes on. */
const LOOK_EVERY_MS = 100;
/** Nothing is ever sent by it, but without it there is nothing to make an offer of. */
const SCTP = { port: 5000, OS: 1024, MIS: 1024, maxSendMessageSize: 1, maxReceiveMessageSize: 1 };

interface WayProbeOptions {
  readonly open: (options: types.TransportOptions) => types.Transport;
  /** Called once for each question that was answered. */
  readonly heard: () => void;
}

/**
 * Asks whether the server's media port answers, without the server knowing of it: for who sends nothing, and so has no
 * half of ICE to begin anew (RFC 8445, 2.5 and 7.3). A connection of its own sends ICE's checks to the transport by which
 * they would send; its DTLS nobody answers.
 */
export class WayProbe {
  readonly #options: WayProbeOptions;
  #transport: types.Transport | null = null;
  #look: ReturnType<typeof setInterval> | null = null;

  constructor(options: WayProbeOptions) {
    this.#options = options;
  }

  /** In place of what was asked before; each begins with checks in quick succession. */
  ask(options: TransportOptions, turn: TurnAccess | null): void {
    this.close();
    const transport = this.#options.open({
      ...asTransportOptions(options, turn),
      sctpParameters: SCTP,
    });
    this.#transport = transport;
    transport.on('connect', (_parameters, done) => done());
    transport.on('producedata', (_parameters, done) => done({ id: transport.id }));
    // Closed before it was ready, or without any network: the next one is asked soon.
    transport.produceData().catch(() => {});
    this.#look = setInterval(() => void this.#lookAt(transport), LOOK_EVERY_MS);
  }

  close(): void {
    if (this.#look !== null) clearInterval(this.#look);
    this.#look = null;
    this.#transport?.close();
    this.#transport = null;
  }

  async #lookAt(transport: types.Transport): Promise<void> {
    const isAnswered = await transport.getStats().then(hasAnswer, () => false);
    if (!isAnswered || this.#transport !== transport) return;
    this.close();
    this.#options.heard();
  }
}

function hasAnswer(stats: RTCStatsReport): boolean {
  return [...stats.values()].some(
    ({ type, responsesReceived = 0 }) => type === 'candidate-pair' && responsesReceived > 0,
  );
}
