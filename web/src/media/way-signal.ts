import { CannotTry } from '../features/check/ports.ts';
import { type TestSignal, type TestTone, testThumbnail } from './devices/test-signals.ts';
import type { Sent } from './echo-line.ts';

/** Less than the server lets it. */
const THUMBNAIL_BITRATE = 100_000;

/** What a way is tried with. */
export interface WaySignal {
  readonly sent: Sent;
  stop(): void;
}

/**
 * The tone, or where that does not run a small picture: a device with no loudspeaker at all computes no sound, and takes
 * part all the same. Errors: CannotTry, where the browser makes neither.
 */
export async function takeSignal(tone: TestTone | null, signal: AbortSignal): Promise<WaySignal> {
  const track = (await tone?.take(signal)) ?? null;
  if (track !== null) {
    const sent: Sent = { source: 'microphone', track, codecOptions: { opusDtx: false } };
    return { sent, stop: () => track.stop() };
  }
  const thumbnail = thumbnailOrNull();
  if (thumbnail === null) throw new CannotTry('no-signal');
  const sent: Sent = { source: 'thumbnail', track: thumbnail.track, encodings: [{ maxBitrate: THUMBNAIL_BITRATE }] };
  return { sent, stop: () => thumbnail.stop() };
}

function thumbnailOrNull(): TestSignal | null {
  try {
    return testThumbnail();
  } catch {
    return null;
  }
}
