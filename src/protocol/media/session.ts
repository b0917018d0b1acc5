import { z } from 'zod';
import { type Done, idSchema, nothing } from '../base/fields.ts';
import { MAX_VIEW_ITEMS, MAX_VIEW_PARTS } from '../limits.ts';
import {
  BEARINGS,
  type ConsumerOptions,
  pictureSizeSchema,
  type SessionOptions,
  sourceSchema,
  type TransportOptions,
  type TurnAccess,
  viewItemSchema,
  type WantedLayer,
} from './media.ts';
import { dtlsParametersSchema, rtpCapabilitiesSchema, rtpParametersSchema } from './rtp.ts';
import type { ScreenCodec } from './screen-codecs.ts';

// Media: sending, and showing what others send.

/** All that media need. */
export interface MediaAccess {
  readonly session: SessionOptions;
  /** Null where there is no TURN server. */
  readonly turn: TurnAccess | null;
}

export interface SpeakerLevel {
  readonly participantId: string;
  /** dBov, from -127 (silence) to 0 (RFC 6464). */
  readonly volume: number;
}

export interface ConsumerState {
  readonly consumerId: string;
  /** Null when the link towards this client is too weak for the smallest layer (or the view hides it). */
  readonly spatialLayer: number | null;
}

const producerId = z.strictObject({ producerId: idSchema });

export const sessionCommands = {
  'session:start': z.strictObject({ rtpCapabilities: rtpCapabilitiesSchema }),
  'transport:connect': z.strictObject({ transportId: idSchema, dtlsParameters: dtlsParametersSchema }),
  'transport:restart': z.strictObject({ transportId: idSchema }),
  /** Whether anything of the server arrives by it: the browser finds that out sooner than anybody else. */
  'transport:report': z.strictObject({ transportId: idSchema, isCut: z.boolean() }),
  /** What one's way up bears: a picture that is off for want of it is not one that was switched off. */
  'upload:report': z.strictObject({ upload: z.enum(BEARINGS) }),
  'turn:renew': nothing,
  /** `inFront`: as if it had begun now, where it takes the place of another. */
  'producer:create': z.strictObject({
    source: sourceSchema,
    rtpParameters: rtpParametersSchema,
    size: pictureSizeSchema.optional(),
    paused: z.boolean().optional(),
    inFront: z.boolean().optional(),
  }),
  /** `interrupted`: not by their owner's wish, but because the device gives nothing for now. */
  'producer:pause': producerId.extend({ interrupted: z.boolean().optional() }),
  'producer:resume': producerId,
  'producer:close': producerId,
  /** All that is shown. One too long for a message comes in parts, in order; it holds with the last of them. */
  'media:view': z.strictObject({
    items: z.array(viewItemSchema).max(MAX_VIEW_ITEMS),
    part: z
      .strictObject({ index: z.int().min(0), of: z.int().min(1).max(MAX_VIEW_PARTS) })
      .refine(({ index, of }) => index < of)
      .optional(),
  }),
  'consumer:resume': z.strictObject({ consumerIds: z.array(idSchema).max(MAX_VIEW_ITEMS) }),
} as const;

export interface SessionReplies {
  'session:start': Done;
  'transport:connect': Done;
  /** The credentials for the restart are new as well. */
  'transport:restart': { iceParameters: TransportOptions['iceParameters']; turn: TurnAccess | null };
  'transport:report': Done;
  'upload:report': Done;
  'turn:renew': { turn: TurnAccess | null };
  'producer:create': { producerId: string; paused: boolean };
  'producer:pause': Done;
  'producer:resume': Done;
  'producer:close': Done;
  /** Consumers for this view, paused until `consumer:resume`: those that it made, and those that were never resumed. */
  'media:view': { consumers: readonly ConsumerOptions[] };
  'consumer:resume': Done;
}

/** To one person. */
export interface SessionEvents {
  'speakers:changed': (event: { active: string | null; levels: readonly SpeakerLevel[] }) => void;
  'consumer:changed': (state: ConsumerState) => void;
  'consumer:closed': (event: { consumerId: string }) => void;
  /** Beside VP8, what everybody in the room decodes now, the best first: a screen in anything else is to be sent anew. */
  'codecs:changed': (event: { codecs: readonly ScreenCodec[] }) => void;
  /** Of one's own picture no larger layer than this is shown to anybody: those above need not be sent until it is said anew. */
  'layers:wanted': (wanted: WantedLayer) => void;
  /** The media worker behind the room was replaced: publish and subscribe again with this. */
  'session:replaced': (media: MediaAccess) => void;
}
