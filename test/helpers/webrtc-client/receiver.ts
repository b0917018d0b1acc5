import { randomInt } from 'node:crypto';
import type { ConsumerOptions, MediaKind } from '../../../src/protocol/index.ts';
import { Link } from './link.ts';
import type { MediaSocket } from './media-socket.ts';
import { TRANSPORT_CC } from './outgoing-stream.ts';
import { type Paced, pacer } from './pacer.ts';
import {
  lastReportOf,
  pictureLoss,
  type ReportBlock,
  receiverReports,
  SENDER_REPORT,
  splitCompound,
} from './wire/rtcp.ts';
import { extensionOffset, headerBytesOf } from './wire/rtp.ts';
import { FeedbackRecorder, unwrap } from './wire/transport-feedback.ts';
import { spatialLayerIn } from './wire/video-payload.ts';

/** What has come of one consumer since it was expected. */
export interface ReceivedStats {
  readonly kind: MediaKind;
  readonly packets: number;
  readonly bytes: number;
  /** Missing in the sequence, be it on the way or at the client's own bottleneck. */
  readonly lost: number;
  readonly decrypted: number;
  /** Not made with our keys; must be 0. */
  readonly forged: number;
  /** Simulcast layer of the last packet that was decrypted. */
  readonly spatialLayer: number | null;
}

interface Incoming {
  readonly consumerId: string;
  readonly kind: MediaKind;
  readonly ssrc: number;
  readonly transportCcId: number;
  packets: number;
  bytes: number;
  decrypted: number;
  forged: number;
  spatialLayer: number | null;
  first: number;
  highest: number;
  /** At the last receiver report. */
  reported: { packets: number; highest: number };
  lastReport: number;
  lastReportAtMs: number;
}

const FEEDBACK_INTERVAL_MS = 100;
const REPORT_INTERVAL_MS = 1000;
/** mediasoup's probing of the bandwidth: padding with a payload type and an SSRC of its own. */
const PROBATION_SSRC = 1234;

/** Counts what arrives, and answers as a browser would, so that the server's bandwidth estimation works. */
export class Receiver implements Paced {
  readonly link = new Link();
  unexpectedPackets = 0;
  probationPackets = 0;
  readonly #bySsrc = new Map<number, Incoming>();
  readonly #feedback = new FeedbackRecorder();
  readonly #decryptEvery: number;
  readonly #ownSsrc = randomInt(1, 2 ** 31);
  #socket: MediaSocket | null = null;
  #transportCcId = 0;
  #nextFeedbackMs = 0;
  #nextReportMs = 0;

  constructor(options: { readonly decryptEvery: number }) {
    this.#decryptEvery = options.decryptEvery;
  }

  start(socket: MediaSocket): void {
    this.#socket = socket;
    pacer.add(this);
  }

  stop(): void {
    pacer.remove(this);
  }

  expect({ id, kind, rtpParameters }: ConsumerOptions): void {
    const ssrc = rtpParameters.encodings?.[0]?.ssrc;
    if (ssrc === undefined) throw new Error(`consumer ${id} has no SSRC`);
    const transportCcId = rtpParameters.headerExtensions?.find(({ uri }) => uri === TRANSPORT_CC)?.id ?? 0;
    if (transportCcId > 0) this.#transportCcId = transportCcId;
    this.#bySsrc.set(ssrc, {
      consumerId: id,
      kind,
      ssrc,
      transportCcId,
      packets: 0,
      bytes: 0,
      decrypted: 0,
      forged: 0,
      spatialLayer: null,
      first: 0,
      highest: -1,
      reported: { packets: 0, highest: 0 },
      lastReport: 0,
      lastReportAtMs: 0,
    });
  }

  stats(): ReadonlyMap<string, ReceivedStats> {
    const stats = new Map<string, ReceivedStats>();
    for (const incoming of this.#bySsrc.values()) {
      const { consumerId, kind, packets, bytes, decrypted, forged, spatialLayer, first, highest } = incoming;
      const lost = packets === 0 ? 0 : highest - first + 1 - packets;
      stats.set(consumerId, { kind, packets, bytes, lost, decrypted, forged, spatialLayer });
    }
    return stats;
  }

  requestKeyFrame(consumerId: string): void {
    for (const { ssrc, consumerId: id } of this.#bySsrc.values()) {
      if (id === consumerId) this.#socket?.sendRtcp(pictureLoss(this.#ownSsrc, ssrc));
    }
  }

  rtp(packet: Buffer): void {
    const nowMs = performance.now();
    const outMs = this.link.pass(packet.length, nowMs);
    if (outMs === null) return;
    const ssrc = packet.readUInt32BE(8);
    const incoming = this.#bySsrc.get(ssrc);
    const transportCcId = incoming ? incoming.transportCcId : this.#transportCcId;
    if (transportCcId > 0) {
      const offset = extensionOffset(packet, transportCcId);
      if (offset >= 0) this.#feedback.arrived(packet.readUInt16BE(offset), outMs);
    }
    if (incoming) this.#count(incoming, packet);
    else if (ssrc === PROBATION_SSRC) this.probationPackets += 1;
    else this.unexpectedPackets += 1;
  }

  rtcp(compound: Buffer): void {
    for (const packet of splitCompound(compound)) {
      if (packet.type !== SENDER_REPORT) continue;
      const { ssrc, lastReport } = lastReportOf(packet);
      const incoming = this.#bySsrc.get(ssrc);
      if (!incoming) continue;
      incoming.lastReport = lastReport;
      incoming.lastReportAtMs = performance.now();
    }
  }

  tick(nowMs: number): void {
    if (nowMs >= this.#nextFeedbackMs) {
      this.#nextFeedbackMs = nowMs + FEEDBACK_INTERVAL_MS;
      const feedback = this.#feedback.take(this.#ownSsrc, 0, nowMs);
      if (feedback) this.#socket?.sendRtcp(feedback);
    }
    if (nowMs >= this.#nextReportMs) {
      this.#nextReportMs = nowMs + REPORT_INTERVAL_MS;
      const active = [...this.#bySsrc.values()].filter(({ packets }) => packets > 0);
      if (active.length > 0) {
        const blocks = active.map((incoming) => reportBlock(incoming, nowMs));
        this.#socket?.sendRtcp(receiverReports(this.#ownSsrc, blocks));
      }
    }
  }

  #count(incoming: Incoming, packet: Buffer): void {
    const sequence = packet.readUInt16BE(2);
    const counted = incoming.packets === 0 ? sequence : unwrap(sequence, incoming.highest);
    if (incoming.packets === 0) {
      incoming.first = counted;
      incoming.reported.highest = counted - 1;
    }
    incoming.highest = Math.max(incoming.highest, counted);
    incoming.packets += 1;
    incoming.bytes += packet.length;
    if (incoming.packets % this.#decryptEvery !== 0) return;
    const payload = this.#socket?.decryptRtp(packet, headerBytesOf(packet), counted >>> 16);
    if (!payload) {
      incoming.forged += 1;
      return;
    }
    incoming.decrypted += 1;
    if (incoming.kind === 'video') incoming.spatialLayer = spatialLayerIn(payload);
  }
}

function reportBlock(incoming: Incoming, nowMs: number): ReportBlock {
  const { ssrc, packets, first, highest, reported, lastReport, lastReportAtMs } = incoming;
  const expected = highest - reported.highest;
  const missing = Math.max(0, expected - (packets - reported.packets));
  incoming.reported = { packets, highest };
  return {
    ssrc,
    fractionLost: expected > 0 ? Math.floor((missing * 256) / expected) : 0,
    lost: highest - first + 1 - packets,
    highestSequence: highest,
    lastReport,
    delay: lastReport === 0 ? 0 : Math.round((nowMs - lastReportAtMs) * 65.536),
  };
}
