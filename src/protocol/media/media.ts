import { z } from 'zod';
import { idSchema } from '../base/fields.ts';
import { MAX_VIEW_PIXELS } from '../limits.ts';
import type { DtlsParameters, RtpCapabilities, RtpParameters } from './rtp.ts';
import type { ScreenCodec } from './screen-codecs.ts';

// What is sent and shown, and all that a client needs to build its media.

export const SOURCES = ['microphone', 'camera', 'screen', 'screenAudio'] as const;
/** What a producer carries, after MediaStreamTrack's origin. */
export const sourceSchema = z.enum(SOURCES);
export type Source = z.infer<typeof sourceSchema>;

export type MediaKind = 'audio' | 'video';
export const KIND_OF_SOURCE: Readonly<Record<Source, MediaKind>> = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  screenAudio: 'audio',
};

/** One side of a session, for mediasoup-client's `createSendTransport` and `createRecvTransport`. */
export interface TransportOptions {
  readonly id: string;
  readonly iceParameters: { usernameFragment: string; password: string; iceLite?: boolean };
  readonly iceCandidates: readonly {
    foundation: string;
    priority: number;
    ip: string;
    address: string;
    protocol: 'udp' | 'tcp';
    port: number;
    type: 'host' | 'srflx' | 'prflx' | 'relay';
    tcpType?: 'active' | 'passive' | 'so';
  }[];
  readonly dtlsParameters: DtlsParameters;
}

/** A TURN server as RTCConfiguration takes it (W3C WebRTC, 4.2.4). */
export interface IceServer {
  /** RFC 7065: `turn:host:port?transport=udp`, `turns:host:443?transport=tcp`. */
  readonly urls: readonly string[];
  readonly username: string;
  readonly credential: string;
}

/** The way through networks that let media out by a TURN server alone (RFC 8656). */
export interface TurnAccess {
  readonly iceServers: readonly IceServer[];
  /** How long the credentials let one begin something, from when they are sent; what has begun goes on. */
  readonly validForMs: number;
}

/** Of a picture in several streams: nobody is shown more of it than this one, counted from 0, the smallest. */
export interface WantedLayer {
  readonly producerId: string;
  readonly spatialLayer: number;
}

/** All a client needs to build its media: both transports at once, so that joining stays one round trip. */
export interface SessionOptions {
  readonly routerRtpCapabilities: RtpCapabilities;
  /** Those that everybody in the room decodes, the best first; absent: none. */
  readonly screenCodecs?: readonly ScreenCodec[];
  /** Of all that this client sends over it already; absent: nothing. */
  readonly wantedLayers?: readonly WantedLayer[];
  readonly send: TransportOptions;
  readonly receive: TransportOptions;
}

/** For mediasoup-client's `transport.consume`. */
export interface ConsumerOptions {
  readonly id: string;
  readonly producerId: string;
  readonly kind: MediaKind;
  readonly rtpParameters: RtpParameters;
}

export const BEARINGS = ['good', 'weak', 'held'] as const;
/** What a way bears beside sound: all pictures; `weak`, lesser ones; `held`, none, and they are off for that. */
export type Bearing = (typeof BEARINGS)[number];

export const WAYS = ['none', 'udp', 'tcp', 'turn'] as const;
/** How somebody's media comes in: straight by UDP or TCP, through the TURN server, or not (yet). */
export type Way = (typeof WAYS)[number];

/** A picture's width and height in pixels, as it is captured. */
export const pictureSizeSchema = z.strictObject({
  width: z.int().min(1).max(MAX_VIEW_PIXELS),
  height: z.int().min(1).max(MAX_VIEW_PIXELS),
});
export type PictureSize = z.infer<typeof pictureSizeSchema>;

/** Size in device pixels at which a client shows a producer. Audio has neither width nor height. */
export const viewItemSchema = z.strictObject({
  producerId: idSchema,
  width: z.int().min(0).max(MAX_VIEW_PIXELS).optional(),
  height: z.int().min(0).max(MAX_VIEW_PIXELS).optional(),
});
export type ViewItem = z.infer<typeof viewItemSchema>;
