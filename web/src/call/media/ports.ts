import type {
  ConsumerState,
  FloorSource,
  MediaAccess,
  MediaKind,
  ScreenCodec,
  Source,
  ViewItem,
  WantedLayer,
} from '../../../../src/protocol/index.ts';
import type { Commands } from '../../session/commands.ts';
import type { Request } from '../../session/signaling.ts';
import type { DecodeReading } from '../line/relief-guard.ts';
import type { CameraStep, UploadReading } from '../line/upload-guard.ts';

// What the call asks of the browser's media, as small as it needs it. web/src/media implements it.

/** Of both transports the worse. `idle`: nothing to send or receive yet. `blocked`: it never came up. */
export type LinkHealth = 'idle' | 'connecting' | 'connected' | 'interrupted' | 'blocked';

export interface RemoteTrack {
  readonly track: MediaStreamTrack;
  readonly kind: MediaKind;
  /** Null while the link is too weak even for the smallest picture; undefined before the server has said. */
  readonly layer: number | null | undefined;
}

export interface MediaLinkListener {
  /** By producer id; replaces what was told before. */
  tracksChanged(tracks: ReadonlyMap<string, RemoteTrack>): void;
  healthChanged(health: LinkHealth): void;
  /** On a way on which nothing got through something does again: the network is back. */
  heardAgain(): void;
  /** Every UPLOAD_READ_MS, once something was published. */
  uploadRead(reading: UploadReading): void;
  /** Every DECODE_READ_MS, once something arrives. */
  decodeRead(reading: DecodeReading): void;
}

export interface Published {
  readonly producerId: string;
  readonly track: MediaStreamTrack | null;
  readonly paused: boolean;
  /** The server has been told that it is the device's doing. */
  readonly isInterrupted?: boolean;
}

/** What this page sends. */
export interface SendingLink {
  published(source: Source): Published | null;
  /** In the place of what was published of the same source. */
  publish(source: Source, track: MediaStreamTrack, options?: { readonly inFront: boolean }): Promise<Published>;
  /** Whether this track can take the place of what is published, or stay in it: a picture of another size needs other streams. */
  fits(source: Source, track: MediaStreamTrack): boolean;
  replaceTrack(source: Source, track: MediaStreamTrack): Promise<void>;
  /** `isInterrupted`: the device gives nothing of it for now. */
  pause(source: Source, options?: { readonly isInterrupted: boolean }): Promise<void>;
  resume(source: Source): Promise<void>;
  unpublish(source: Source): Promise<void>;
  /** What everybody there decodes beside VP8, the best first: a screen that is published from now on is in one of them. */
  setScreenCodecs(codecs: readonly ScreenCodec[]): void;
  /** Whether somebody there cannot decode it any more. */
  isUnreadable(source: Source): boolean;
  /** Of each of one's pictures that is named no larger layer is shown to anybody; of others all are sent. */
  setWantedLayers(wanted: readonly WantedLayer[]): void;
  /** Sends no more of one's camera than this, now and of one that is published later; of who signs, so that hands are read. */
  limitCamera(step: CameraStep, signs: boolean): Promise<void>;
  /** The server has it so already. */
  confirmPaused(producerId: string, paused: boolean): void;
  /** The server has closed it already. */
  closedByServer(source: Source): void;
}

/** What this page receives. */
export interface ReceivingLink {
  /** Tells the server what is shown and receives what it opens for that. */
  view(items: readonly ViewItem[]): Promise<void>;
  consumerChanged(state: ConsumerState): void;
  consumerClosed(consumerId: string): void;
}

/** Where media of a transport goes. */
export interface MediaWay {
  /** The server's address, or the name of the one that hands it on. */
  readonly host: string;
  readonly by: 'udp' | 'tcp' | 'relay';
}

/** One session's two transports in this browser. */
export interface MediaLink {
  readonly sending: SendingLink;
  readonly receiving: ReceivingLink;
  /** ICE restart of both transports with what a kept session answered. */
  restart(access: MediaAccess): Promise<void>;
  /** This device does not keep up with screens in these: the server is told, and the room sends others. */
  doWithout(codecs: readonly ScreenCodec[]): void;
  /** ICE restart of both transports, since the network has changed. */
  seekWay(): void;
  /** By which ways media goes now. */
  ways(): Promise<readonly MediaWay[]>;
  close(): void;
}

export type OpenMediaLink = (options: {
  readonly access: MediaAccess;
  /** As for `doWithout`, from the beginning: nobody is to be sent for a moment what is too much for this device. */
  readonly undecoded: readonly ScreenCodec[];
  /** For what may as well be asked anew. */
  readonly request: Request;
  /** For what must be done once, however often its answer is lost. */
  readonly commands: Pick<Commands, 'send'>;
  readonly listener: MediaLinkListener;
}) => Promise<MediaLink>;

/** A source as the person wants it and as the browser has it. */
export interface LocalTrack {
  readonly wanted: boolean;
  readonly track: MediaStreamTrack | null;
  /** The system gives nothing of it for now, and the others are to see that. */
  readonly isHeld?: boolean;
}

export interface LocalTracks {
  local(source: Source): LocalTrack;
  /** Switches it off on somebody else's behalf. */
  switchOff(source: Source): void;
  /** Switches it on, where the person has consented to that. */
  switchOn(source: FloorSource): void;
  /** What is behind them is hidden until they choose otherwise. Answers whether it is so by that. */
  blur(): boolean;
  subscribe(listener: () => void): () => void;
}
