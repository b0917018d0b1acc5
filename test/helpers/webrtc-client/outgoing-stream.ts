import { randomInt } from 'node:crypto';
import type { MediaSocket } from './media-socket.ts';
import { senderReport } from './wire/rtcp.ts';
import { RtpTemplate } from './wire/rtp.ts';

export const AUDIO_LEVEL = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
export const TRANSPORT_CC = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';

/** Numbers packets across the streams of one transport, for the receiver's feedback. */
export class TransportSequence {
  #next = 0;

  take(): number {
    this.#next = (this.#next + 1) & 0xffff;
    return this.#next;
  }
}

interface OutgoingStreamOptions {
  readonly socket: MediaSocket;
  readonly payloadType: number;
  readonly clockRate: number;
  readonly maxPayloadBytes: number;
  readonly cname: string;
  readonly transportSequence: TransportSequence;
  /** Ids of the header extensions in use, 0 for none. */
  readonly transportCcId: number;
  readonly audioLevelId: number;
}

/** One SSRC that is sent. */
export class OutgoingStream {
  readonly ssrc = randomInt(1, 2 ** 31);
  packets = 0;
  bytes = 0;
  readonly #options: OutgoingStreamOptions;
  readonly #template: RtpTemplate;
  // Below 2^15, so that the receiver does not begin at the very turn of the rollover counter (RFC 3711, 3.3.1).
  #sequence = randomInt(2 ** 15);

  constructor(options: OutgoingStreamOptions) {
    this.#options = options;
    const { payloadType, transportCcId, audioLevelId, maxPayloadBytes } = options;
    this.#template = new RtpTemplate({
      ssrc: this.ssrc,
      payloadType,
      maxPayloadBytes,
      extensions: [
        { id: transportCcId, bytes: 2 },
        { id: audioLevelId, bytes: 1 },
      ].filter(({ id }) => id > 0),
    });
  }

  /** Where the payload goes before `send`. */
  get payload(): Buffer {
    return this.#template.packet.subarray(this.#template.headerBytes);
  }

  /** `level` is dBov, from -127 to 0. */
  send(packet: { payloadBytes: number; timestamp: number; marker: boolean; level?: number }): void {
    const { socket, transportCcId, audioLevelId, transportSequence } = this.#options;
    const { payloadBytes, timestamp, marker, level } = packet;
    const template = this.#template;
    template.write({ sequence: this.#sequence, timestamp, marker });
    if (transportCcId > 0) template.writeExtension(transportCcId, transportSequence.take());
    if (audioLevelId > 0 && level !== undefined) template.writeExtension(audioLevelId, Math.min(127, -level));
    const bytes = template.headerBytes + payloadBytes;
    socket.sendRtp(template.packet.subarray(0, bytes), template.headerBytes, this.#sequence >>> 16);
    this.#sequence += 1;
    this.packets += 1;
    this.bytes += payloadBytes;
  }

  /** Relates media time to the clock: the server needs it to change between layers. */
  report(timestamp: number): void {
    const { socket, cname } = this.#options;
    const { ssrc, packets, bytes } = this;
    socket.sendRtcp(senderReport({ ssrc, unixMs: Date.now(), timestamp, packets, bytes, cname }));
  }
}
