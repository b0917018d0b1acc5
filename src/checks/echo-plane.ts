import type {
  ConsumerOptions,
  DtlsParameters,
  RtpCapabilities,
  RtpParameters,
  SessionOptions,
  Source,
} from '../protocol/index.ts';

// The seam between checks and media: sound and pictures that come back to whoever sends them. src/sfu implements it.

export interface EchoPlane {
  /** On the least loaded worker. `lost`: that died, or far too much was sent, and everything is closed already. Errors: MEDIA_UNAVAILABLE. */
  openEcho(listener: { lost(): void }): Promise<Echo>;
}

/** One check's media, apart from every room's. */
export interface Echo {
  /** Errors: MEDIA_UNAVAILABLE, INVALID_STATE. */
  openLine(): Promise<EchoLine>;
  /** Idempotent; closes its lines. */
  close(): void;
}

/** Two transports. What carries more than it was told to is closed. */
export interface EchoLine {
  readonly options: SessionOptions;
  /** The same said again is done. Errors: BAD_REQUEST, INVALID_STATE, MEDIA_UNAVAILABLE. */
  connect(side: 'send' | 'receive', dtlsParameters: DtlsParameters): Promise<void>;
  /** Once. Errors: BAD_REQUEST, INVALID_STATE, MEDIA_UNAVAILABLE. */
  send(source: EchoSource, rtpParameters: RtpParameters): Promise<string>;
  /** What is sent, so many times, at once. Once. Errors: as `send`. */
  receive(rtpCapabilities: RtpCapabilities, echoes: number): Promise<readonly ConsumerOptions[]>;
  /** Idempotent. */
  close(): void;
}

/** `thumbnail`: a picture that takes no more than sound, of a browser that makes none. */
export type EchoSource = Extract<Source, 'microphone' | 'camera'> | 'thumbnail';
