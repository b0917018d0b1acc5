import type { RouterRtpCodecCapability, RtpParameters } from 'mediasoup/types';
import { AppError } from '../platform/errors.ts';
import { type RtpParameters as ClientRtpParameters, KIND_OF_SOURCE, type Source } from '../protocol/index.ts';
import { toRtpParameters } from './protocol-types.ts';

/** Simulcast streams of one picture: small, middle, large. */
export const MAX_ENCODINGS = 3;

/**
 * What a router takes, in the order in which clients try them. mediasoup adds NACK, PLI, FIR, transport-cc and RTX.
 * VP8 is first: it is what every browser has, Firefox on Debian has no H264.
 */
export const ROUTER_CODECS: RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1, usedtx: 1, minptime: 10 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  { kind: 'video', mimeType: 'video/VP9', clockRate: 90_000, parameters: { 'profile-id': 0 } },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    // Constrained baseline 3.1, which Safari and phones encode in hardware.
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
  { kind: 'video', mimeType: 'video/AV1', clockRate: 90_000 },
];

// With more layers than a codec's payload can tell apart, the worker would wait for streams that never come.
const SCALABILITY_MODES: Readonly<Record<string, RegExp>> = {
  'video/vp8': /^L1T[1-3]$/,
  'video/h264': /^L1T[1-3]$/,
  'video/vp9': /^L[1-3]T[1-3](h|_KEY)?$/,
  // mediasoup 3.27 passes on no dependency descriptors, without which a browser cannot tell spatial layers apart.
  'video/av1': /^L1T[1-3]$/,
};
const SIMULCAST_CODECS: readonly string[] = ['video/vp8', 'video/h264'];

function refuse(reason: string): never {
  throw new AppError('BAD_REQUEST', { details: { reason } });
}

/**
 * What mediasoup is given for a client's producer: one media codec of the source's kind (and its RTX), at most three
 * simulcast streams of a codec that can, known scalability modes. mediasoup checks the rest.
 * Errors: BAD_REQUEST.
 */
export function toProducerParameters(source: Source, parameters: ClientRtpParameters): RtpParameters {
  const kind = KIND_OF_SOURCE[source];
  const [codec, ...others] = parameters.codecs.filter(({ mimeType }) => !/\/rtx$/i.test(mimeType));
  if (!codec || others.length > 0) refuse('not exactly one media codec');
  if (parameters.codecs.some(({ mimeType }) => !mimeType.toLowerCase().startsWith(`${kind}/`))) refuse('wrong kind');
  const mimeType = codec.mimeType.toLowerCase();
  const encodings = parameters.encodings ?? [];
  if (encodings.length > (kind === 'audio' ? 1 : MAX_ENCODINGS)) refuse('too many encodings');
  // Not all that come later could see it, and a camera is not sent anew for them.
  if (source === 'camera' && mimeType === 'video/av1') refuse('codec of screens');
  if (encodings.length > 1 && !SIMULCAST_CODECS.includes(mimeType)) refuse('codec without simulcast');
  for (const { scalabilityMode } of encodings) {
    if (scalabilityMode !== undefined && !SCALABILITY_MODES[mimeType]?.test(scalabilityMode))
      refuse('scalability mode');
  }
  const copy = toRtpParameters(structuredClone(parameters));
  // A still screen sends nothing for minutes; without this the worker takes its stream for dead after seconds.
  if (source === 'screen') for (const encoding of copy.encodings ?? []) encoding.dtx = true;
  return copy;
}

/** Sound chosen to be heard as it is: browsers send it in stereo (RFC 7587, 6.1). */
export function isMusic({ codecs }: Pick<RtpParameters, 'codecs'>): boolean {
  return codecs.some(({ parameters }) => Number(parameters?.['sprop-stereo']) === 1);
}

/** Of these the worker sends nothing on before a key frame; of AV1 all, and whoever cannot decode it asks by themselves. */
const HELD_FOR_KEY_FRAME = ['video/vp8', 'video/vp9', 'video/h264'];

export function isHeldForKeyFrame({ codecs }: Pick<RtpParameters, 'codecs'>): boolean {
  return HELD_FOR_KEY_FRAME.includes(codecs[0]?.mimeType.toLowerCase() ?? '');
}
