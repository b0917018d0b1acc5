import type { types } from 'mediasoup-client';
import { SCREEN_CODECS, type ScreenCodec } from '../../../../src/protocol/media/screen-codecs.ts';

/** As large and as fast as a screen is shared (media/devices/capture.ts). */
const SCREEN = { width: 1920, height: 1080, bitrate: 2_500_000, framerate: 15 };

/** Undefined: this browser does not know it. */
export function codecOf(
  { codecs = [] }: types.RtpCapabilities,
  name: ScreenCodec | 'VP8',
): types.RtpCodecCapability | undefined {
  return codecs.find(({ mimeType }) => isNamed(mimeType, name));
}

/** Whether this device encodes a screen in it without stumbling, as its browser expects; where it says nothing: yes. */
export async function sendsWell(name: ScreenCodec, track: MediaStreamTrack): Promise<boolean> {
  const { width = SCREEN.width, height = SCREEN.height } = track.getSettings();
  const video = { ...SCREEN, width, height, contentType: `video/${name}`, scalabilityMode: 'L1T3' };
  return isSmooth(navigator.mediaCapabilities?.encodingInfo({ type: 'webrtc', video }));
}

/** What of this the device decodes without stumbling. A room in which somebody does not is sent screens in VP8. */
export async function receivedWell(capabilities: types.RtpCapabilities): Promise<types.RtpCapabilities> {
  const answers = SCREEN_CODECS.map(async (name) => {
    const video = { ...SCREEN, contentType: `video/${name}` };
    return (await isSmooth(navigator.mediaCapabilities?.decodingInfo({ type: 'webrtc', video }))) ? [] : [name];
  });
  return without(capabilities, (await Promise.all(answers)).flat());
}

export function without(capabilities: types.RtpCapabilities, names: readonly ScreenCodec[]): types.RtpCapabilities {
  const codecs = capabilities.codecs?.filter(({ mimeType }) => !names.some((name) => isNamed(mimeType, name)));
  return { ...capabilities, ...(codecs && { codecs }) };
}

/** Null: none that is taken for screens alone. */
export function nameOf(mimeType: string): ScreenCodec | null {
  return SCREEN_CODECS.find((name) => isNamed(mimeType, name)) ?? null;
}

function isNamed(mimeType: string, name: string): boolean {
  return mimeType.toLowerCase() === `video/${name.toLowerCase()}`;
}

async function isSmooth(asked: Promise<MediaCapabilitiesInfo> | undefined): Promise<boolean> {
  try {
    return (await asked)?.smooth ?? true;
  } catch {
    // It does not know the question.
    return true;
  }
}
