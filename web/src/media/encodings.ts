import type { types } from 'mediasoup-client';
import type { Source } from '../../../src/signaling/protocol/index.ts';

type PublishOptions = Pick<types.ProducerOptions, 'encodings' | 'codecOptions'>;

/** Bits per second and shape of what is sent. VP8 and Opus, which every browser has. */
export const PUBLISH_OPTIONS: Readonly<Record<Source, PublishOptions>> = {
  microphone: { codecOptions: { opusStereo: false, opusDtx: true, opusFec: true } },
  camera: {
    encodings: [
      { scaleResolutionDownBy: 4, maxBitrate: 120_000, scalabilityMode: 'L1T3' },
      { scaleResolutionDownBy: 2, maxBitrate: 400_000, scalabilityMode: 'L1T3' },
      { scaleResolutionDownBy: 1, maxBitrate: 1_400_000, scalabilityMode: 'L1T3' },
    ],
    codecOptions: { videoGoogleStartBitrate: 1_000 },
  },
  screen: {
    encodings: [
      { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T3' },
      { scaleResolutionDownBy: 1, maxBitrate: 2_500_000, scalabilityMode: 'L1T3' },
    ],
    codecOptions: { videoGoogleStartBitrate: 1_500 },
  },
  // Music and films: both channels, and no pause that cuts a quiet passage.
  screenAudio: { codecOptions: { opusStereo: true, opusDtx: false, opusFec: true } },
};
