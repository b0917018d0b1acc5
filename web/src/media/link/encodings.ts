import type { types } from 'mediasoup-client';
import type { PictureSize, ScreenCodec, Source } from '../../../../src/protocol/index.ts';
import type { CameraStep } from '../../call/line/upload-guard.ts';

type PublishOptions = Pick<types.ProducerOptions, 'encodings' | 'codecOptions'>;
type Encodings = NonNullable<PublishOptions['encodings']>;

/** Bits per second and shape of what is sent, smallest first. VP8 and Opus, which every browser has. */
const CAMERA: Encodings = [
  { scaleResolutionDownBy: 4, maxBitrate: 120_000, scalabilityMode: 'L1T3' },
  { scaleResolutionDownBy: 2, maxBitrate: 400_000, scalabilityMode: 'L1T3' },
  { scaleResolutionDownBy: 1, maxBitrate: 1_400_000, scalabilityMode: 'L1T3' },
];
const SCREEN: Encodings = [
  { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T3' },
  { scaleResolutionDownBy: 1, maxBitrate: 2_500_000, scalabilityMode: 'L1T3' },
];
/** In a codec that is made for it a whole screen takes less than half a one in VP8: one stream for all who look. */
const SCREEN_ALONE: Encodings = [{ maxBitrate: 2_500_000, scalabilityMode: 'L1T3' }];

/**
 * How many streams browsers make of a picture of so many pixels, at the most (libwebrtc, video/config/simulcast.cc).
 * Asked for more they leave out the largest, and the picture arrives at half its size.
 */
const STREAMS: readonly { readonly fromPixels: number; readonly streams: number }[] = [
  { fromPixels: 960 * 540, streams: 3 },
  { fromPixels: 480 * 270, streams: 2 },
  { fromPixels: 0, streams: 1 },
];

/** Enough for both channels of music to sound as they were (RFC 7587, section 3.1.1). */
const MUSIC_BITRATE = 128_000;

/**
 * `size`: as captured; null when the browser does not say. `isMusic`: a microphone's sound is sent as it is. `codec`: of a
 * screen, null for VP8.
 */
export function publishOptions(
  source: Source,
  size: PictureSize | null,
  { isMusic = false, codec = null }: { readonly isMusic?: boolean; readonly codec?: ScreenCodec | null } = {},
): PublishOptions {
  switch (source) {
    case 'microphone':
      // Of ten packets that are lost FEC restores seven or eight. More bits, longer packets, no pauses, sending what is lost
      // once more: each was measured and is not worth its price (docs/groesse.md, `npm run bench -- sound --only loss`).
      if (!isMusic) return { codecOptions: { opusStereo: false, opusDtx: true, opusFec: true } };
      return {
        codecOptions: { opusStereo: true, opusDtx: false, opusFec: true, opusMaxAverageBitrate: MUSIC_BITRATE },
      };
    case 'camera':
      return { encodings: [...largest(CAMERA, size)], codecOptions: { videoGoogleStartBitrate: 1_000 } };
    case 'screen':
      return {
        encodings: [...(codec ? SCREEN_ALONE : largest(SCREEN, size))],
        codecOptions: { videoGoogleStartBitrate: 1_500 },
      };
    case 'screenAudio':
      // Music and films: both channels, and no pause that cuts a quiet passage.
      return { codecOptions: { opusStereo: true, opusDtx: false, opusFec: true } };
  }
}

/** The full picture always, and below it as many streams as the browser will make. */
function largest(encodings: Encodings, size: PictureSize | null): Encodings {
  if (size === null) return encodings;
  const pixels = size.width * size.height;
  const { streams } = STREAMS.find(({ fromPixels }) => pixels >= fromPixels) ?? { streams: 1 };
  return encodings.slice(-streams);
}

/** What a browser sends of a picture's streams, smallest first, of which nobody is shown one above `wanted`; undefined: all are. */
export function sentUpTo(
  wanted: number | undefined,
  now: readonly RTCRtpEncodingParameters[],
): (RTCRtpEncodingParameters & { active: boolean })[] {
  return now.map((encoding, index) => ({ ...encoding, active: index <= (wanted ?? index) }));
}

/** What a voice takes: on a way that is too weak for a picture, music takes no more either. */
const VOICE_BITRATE = 40_000;

/** What a browser sends of a microphone at this step; `now` is what it sends. */
export function soundLimitedTo(step: CameraStep, now: readonly RTCRtpEncodingParameters[]): RTCRtpEncodingParameters[] {
  return now.map(({ maxBitrate: _, ...encoding }) =>
    step === 'full' ? encoding : { ...encoding, maxBitrate: VOICE_BITRATE },
  );
}

/** Of a camera for which there is little room: one stream, and at last with fewer frames. */
const SMALL_BITRATE = 120_000;
const SLOW_BITRATE = 50_000;
const SLOW_FRAMES_PER_SECOND = 8;
/** Hands are read from 20 frames a second and 320 x 240 on (EN 301 549, 6.5.2 and 6.5.3): a picture loses size first, and bits. */
const LEGIBLE = { long: 320, short: 240 };
const LEGIBLE_FRAMES_PER_SECOND = 24;

interface Limiting {
  /** As captured. */
  readonly size?: PictureSize | null;
  /** Whose picture it is speaks with their hands. */
  readonly signs?: boolean;
  /** The largest stream that is shown to anybody; undefined: all are. */
  readonly wanted?: number | undefined;
}

/** What a browser sends of a camera's streams at this step; `now` is what it sends, smallest first, as is `made`. */
export function limitedTo(
  step: CameraStep,
  now: readonly RTCRtpEncodingParameters[],
  made: Encodings = [],
  { size = null, signs = false, wanted }: Limiting = {},
): RTCRtpEncodingParameters[] {
  const isSpared = step !== 'full';
  const few = step === 'slow' ? SLOW_FRAMES_PER_SECOND : undefined;
  const maxFramerate = isSpared && signs ? LEGIBLE_FRAMES_PER_SECOND : few;
  return sentUpTo(wanted, now).map(({ maxFramerate: _, ...encoding }, index) => {
    const {
      maxBitrate = encoding.maxBitrate ?? SMALL_BITRATE,
      scaleResolutionDownBy = encoding.scaleResolutionDownBy,
    } = made[index] ?? {};
    const most = isSpared ? Math.min(maxBitrate, step === 'slow' ? SLOW_BITRATE : SMALL_BITRATE) : maxBitrate;
    const scale = isSpared && signs ? legible(scaleResolutionDownBy, size) : scaleResolutionDownBy;
    return {
      ...encoding,
      active: encoding.active && (!isSpared || (step !== 'none' && index === 0)),
      maxBitrate: most,
      ...(scale !== undefined && { scaleResolutionDownBy: scale }),
      ...(maxFramerate !== undefined && { maxFramerate }),
    };
  });
}

/** By how much a picture may be made smaller so that hands are read; null: the browser does not say how large it is. */
function legible(scale = 1, size: PictureSize | null): number {
  if (size === null) return Math.min(scale, 2);
  const [short = 0, long = 0] = [size.width, size.height].sort((one, other) => one - other);
  return Math.max(1, Math.min(scale, long / LEGIBLE.long, short / LEGIBLE.short));
}
