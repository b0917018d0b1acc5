import type {
  Bearing,
  ConsumerOptions,
  ConsumerState,
  DtlsParameters,
  PictureSize,
  RtpCapabilities,
  RtpParameters,
  ScreenCodec,
  SessionOptions,
  Source,
  SpeakerLevel,
  TransportOptions,
  ViewItem,
  WantedLayer,
  Way,
} from '../../protocol/index.ts';

// The seam between rooms and media: what the core asks of an SFU. src/sfu implements it on mediasoup.

export interface MediaPlane {
  /** Places a room on the least loaded worker. Errors: MEDIA_UNAVAILABLE when no worker runs. */
  openRoom(roomId: string, listener: MediaRoomListener): Promise<MediaRoom>;
}

export interface MediaRoomListener {
  /** When others speak than before, again every 2 s while they do, and once when it becomes quiet. */
  speakersChanged(event: { active: string | null; levels: readonly SpeakerLevel[] }): void;
  /** Whose sound is sent to all even where so many microphones are open that the quiet ones are not. */
  mustBeHeard(participantId: string): boolean;
  /** Who speaks with their hands: their camera's picture is never too small or too slow to be understood, as far as links bear it. */
  signs(participantId: string): boolean;
  /** The worker died: room and sessions are closed already; a new room can be opened. */
  lost(): void;
}

export interface MediaRoom {
  /** Makes both transports of one participant. Errors: MEDIA_UNAVAILABLE. */
  openSession(participantId: string, listener: MediaSessionListener): Promise<MediaSession>;
  /** These have begun to speak with their hands, or have ended it: the listener is asked anew. */
  signersChanged(participantIds: readonly string[]): void;
  /** Idempotent; closes its sessions. */
  close(): void;
}

export interface MediaSessionListener {
  consumerChanged(state: ConsumerState): void;
  /** Its producer went away. */
  consumerClosed(consumerId: string): void;
  /**
   * Nothing of this participant arrives any more, or nothing arrives at them, or it does again; a hiccup of one or two
   * seconds is no change.
   */
  lineChanged(isBroken: boolean): void;
  /** Beside VP8, what all who have started decode now, the best first. */
  screenCodecsChanged(codecs: readonly ScreenCodec[]): void;
  /** Of what this participant sends; it is in the session's options as well. */
  layersWanted(wanted: WantedLayer): void;
}

export interface NewProducer {
  readonly source: Source;
  readonly rtpParameters: RtpParameters;
  readonly paused: boolean;
  /** The full picture in pixels, for the choice of layers; undefined for sound, or when the client does not know. */
  readonly size?: PictureSize | undefined;
}

/** How one participant's line is now. */
export interface LineReading {
  readonly way: Way;
  /** What the way to them bears, and since when (milliseconds since the epoch) that is not all. */
  readonly download: Bearing;
  readonly downloadWeakSince: number | null;
  /** Parts of the packets that were lost since the reading before; null where it is not known. */
  readonly lossFrom: number | null;
  readonly lossTo: number | null;
  readonly roundTripMs: number | null;
}

/** One participant's transports, producers and consumers. Ids of another session: NOT_ALLOWED. */
export interface MediaSession {
  readonly options: SessionOptions;
  /** Whether something of theirs has just arrived. */
  readonly isHeard: boolean;
  /** Asks the worker. Errors: MEDIA_UNAVAILABLE, INVALID_STATE (closed). */
  readLine(): Promise<LineReading>;
  /** What this client can receive; needed before `view`. Errors: BAD_REQUEST. */
  start(rtpCapabilities: RtpCapabilities): void;
  connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<void>;
  /** ICE restart (RFC 8445, 2.4). */
  restartTransport(transportId: string): Promise<TransportOptions['iceParameters']>;
  /** Whether the client finds that nothing arrives by it: believed of its own line, until `restart`. */
  reportTransport(transportId: string, isCut: boolean): void;
  /** One producer per source. Errors: BAD_REQUEST (parameters mediasoup refuses), INVALID_STATE (source in use). */
  produce(producer: NewProducer): Promise<string>;
  pauseProducer(producerId: string): Promise<void>;
  resumeProducer(producerId: string): Promise<void>;
  /** Idempotent. */
  closeProducer(producerId: string): void;
  /**
   * What the client shows now, whole: makes missing consumers (paused), pauses those no longer shown, picks layers by
   * size. The producers are checked to be of this room and of others. Answers the consumers that the client has not
   * said to be ready for: those just made, and those whose answer may have been lost.
   */
  view(items: readonly ViewItem[]): Promise<readonly ConsumerOptions[]>;
  /** The client is ready to receive these. */
  resumeConsumers(consumerIds: readonly string[]): Promise<void>;
  /** Both transports' new ICE parameters in `options`, for a client that kept its transports. */
  restart(): Promise<SessionOptions>;
  /** The connection is lost: no pictures until `restart`. Sound goes on as long as its own way is open. */
  suspend(): void;
  /** Idempotent. */
  close(): void;
}
