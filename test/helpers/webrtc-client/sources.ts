import type { RtpParameters } from '../../../src/protocol/index.ts';
import type { OutgoingStream } from './outgoing-stream.ts';
import { type Paced, pacer } from './pacer.ts';
import { type VideoPayload, writePayload } from './wire/video-payload.ts';

const AUDIO_CLOCK_PER_MS = 48;
const AUDIO_FRAME_MS = 20;
const AUDIO_PAYLOAD_BYTES = 80;
export const VIDEO_CLOCK_PER_MS = 90;
export const FRAME_MS = 1000 / 30;
const REPORT_INTERVAL_MS = 1000;
/** After a stall of this process, what was not sent by then is left out rather than sent in one burst. */
const MAX_BACKLOG_MS = 100;

/** How much one simulcast layer sends, at 30 frames per second. */
export interface LayerTrace {
  readonly packetsPerFrame: number;
  readonly packetsPerKeyFrame: number;
  readonly payloadBytes: number;
  readonly scaleResolutionDownBy: number;
}

/** 180p with 0.15, 360p with 0.5 and 720p with 1.55 Mbit/s. */
export const LAYER_TRACES: readonly LayerTrace[] = [
  { packetsPerFrame: 1, packetsPerKeyFrame: 4, payloadBytes: 620, scaleResolutionDownBy: 4 },
  { packetsPerFrame: 2, packetsPerKeyFrame: 12, payloadBytes: 1050, scaleResolutionDownBy: 2 },
  { packetsPerFrame: 6, packetsPerKeyFrame: 30, payloadBytes: 1080, scaleResolutionDownBy: 1 },
];
export const MAX_AUDIO_PAYLOAD_BYTES = AUDIO_PAYLOAD_BYTES;

export abstract class Source implements Paced {
  /** For the server's `produce`. */
  readonly rtpParameters: RtpParameters;
  readonly #frameMs: number;
  #nextFrameMs = 0;
  #nextReportMs = 0;

  constructor(rtpParameters: RtpParameters, frameMs: number) {
    this.rtpParameters = rtpParameters;
    this.#frameMs = frameMs;
  }

  /** Idempotent. */
  start(): void {
    this.#nextFrameMs = performance.now() + pacer.nextPhase() * this.#frameMs;
    pacer.add(this);
  }

  /** Idempotent. */
  stop(): void {
    pacer.remove(this);
  }

  tick(nowMs: number): void {
    this.#nextFrameMs = Math.max(this.#nextFrameMs, nowMs - MAX_BACKLOG_MS);
    while (this.#nextFrameMs <= nowMs) {
      this.frame(this.#nextFrameMs);
      this.#nextFrameMs += this.#frameMs;
    }
    this.flush(nowMs);
    if (nowMs < this.#nextReportMs) return;
    this.#nextReportMs = nowMs + REPORT_INTERVAL_MS;
    this.report(nowMs);
  }

  protected abstract frame(atMs: number): void;
  protected abstract report(nowMs: number): void;
  protected flush(_nowMs: number): void {}
}

/**
 * What a browser sends while its gate is closed, by libopus' discontinuous transmission: every 420 ms a frame of the silence
 * that there is, and one that says that nothing follows. `bench -- sound --only silent` counts 5 packets and 75 bytes a second.
 */
const PAUSE_FRAMES = 21;
const PAUSE_PAYLOAD_BYTES = [30, 1] as const;
/** Of Opus (RFC 6716, 3.1): one frame of 20 ms in full band. Alone it says that what follows is a pause. */
const OPUS_TOC = 0xf8;
/** The first bytes of a frame that decodes to silence, whatever follows. */
const OPUS_SILENCE = [0xff, 0xfe] as const;

/** Opus that a decoder takes for silence: a packet every 20 ms, of a loudness that can be said to be another. */
export class AudioSource extends Source {
  /** dBov, from -127 (silence) to 0. */
  level: number;
  /** Hardly anything is sent (discontinuous transmission). */
  isPausing = false;
  #frames = 0;
  readonly #stream: OutgoingStream;

  constructor(options: { rtpParameters: RtpParameters; stream: OutgoingStream; level: number }) {
    super(options.rtpParameters, AUDIO_FRAME_MS);
    this.#stream = options.stream;
    this.level = options.level;
    options.stream.payload.set([OPUS_TOC, ...OPUS_SILENCE]);
  }

  protected frame(atMs: number): void {
    this.#frames += 1;
    const payloadBytes = this.isPausing ? PAUSE_PAYLOAD_BYTES[this.#frames % PAUSE_FRAMES] : AUDIO_PAYLOAD_BYTES;
    if (payloadBytes === undefined) return;
    const timestamp = Math.round(atMs * AUDIO_CLOCK_PER_MS);
    this.#stream.send({ payloadBytes, timestamp, marker: false, level: this.level });
  }

  protected report(nowMs: number): void {
    this.#stream.report(Math.round(nowMs * AUDIO_CLOCK_PER_MS));
  }
}

interface Layer {
  readonly stream: OutgoingStream;
  readonly trace: LayerTrace;
}

interface PendingPacket {
  readonly dueMs: number;
  readonly layer: Layer;
  readonly marker: boolean;
  readonly timestamp: number;
  readonly payload: VideoPayload;
}

/** Single or simulcast video with three temporal layers; the packets of a frame are spread over its time. */
export class VideoSource extends Source {
  keyFrames = 0;
  readonly #layers: readonly Layer[];
  readonly #codec: 'VP8' | 'H264';
  readonly #needsKeyFrame: Set<Layer>;
  #sentLayers: number;
  #pending: PendingPacket[] = [];
  #frames = 0;

  constructor(options: { rtpParameters: RtpParameters; layers: readonly Layer[]; codec: 'VP8' | 'H264' }) {
    super(options.rtpParameters, FRAME_MS);
    this.#layers = options.layers;
    this.#codec = options.codec;
    this.#needsKeyFrame = new Set(options.layers);
    this.#sentLayers = options.layers.length;
  }

  /** Sends none above this one, as a browser whose larger encodings are not active; one that is sent again begins with a key frame. */
  sendUpTo(spatialLayer: number): void {
    for (const layer of this.#layers.slice(this.#sentLayers, spatialLayer + 1)) this.#needsKeyFrame.add(layer);
    this.#sentLayers = spatialLayer + 1;
  }

  /** Somebody cannot decode this stream; SSRCs of other sources are left to them. */
  requestKeyFrame(ssrc: number): void {
    const layer = this.#layers.find(({ stream }) => stream.ssrc === ssrc);
    if (layer) this.#needsKeyFrame.add(layer);
  }

  protected frame(atMs: number): void {
    const timestamp = Math.round(atMs * VIDEO_CLOCK_PER_MS);
    const packets: Omit<PendingPacket, 'dueMs'>[] = [];
    this.#layers.slice(0, this.#sentLayers).forEach((layer, spatialLayer) => {
      const isKeyFrame = this.#needsKeyFrame.delete(layer);
      if (isKeyFrame) this.keyFrames += 1;
      const count = isKeyFrame ? layer.trace.packetsPerKeyFrame : layer.trace.packetsPerFrame;
      for (let index = 0; index < count; index += 1) {
        const payload = { isKeyFrame, isFirst: index === 0, frame: this.#frames, spatialLayer };
        packets.push({ layer, marker: index === count - 1, timestamp, payload });
      }
    });
    this.#frames += 1;
    packets.forEach((packet, index) => {
      this.#pending.push({ ...packet, dueMs: atMs + (index * FRAME_MS) / packets.length });
    });
  }

  protected override flush(nowMs: number): void {
    let sent = 0;
    for (const { dueMs, layer, marker, timestamp, payload } of this.#pending) {
      if (dueMs > nowMs) break;
      const { payloadBytes } = layer.trace;
      writePayload(this.#codec, layer.stream.payload.subarray(0, payloadBytes), payload);
      layer.stream.send({ payloadBytes, timestamp, marker });
      sent += 1;
    }
    if (sent > 0) this.#pending = this.#pending.slice(sent);
  }

  protected report(nowMs: number): void {
    for (const { stream } of this.#layers.slice(0, this.#sentLayers))
      stream.report(Math.round(nowMs * VIDEO_CLOCK_PER_MS));
  }
}
