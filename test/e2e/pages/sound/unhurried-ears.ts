import type { Ears } from '../../support/media/recordings.ts';

// After `ears.ts`: takes down what the browser hands to its loudspeaker, which waits while the page is busy. What the page
// itself computes from a sound has gaps then.

/** Pieces of 10 ms. */
const WAITING = 500;

declare class MediaStreamTrackProcessor {
  constructor(init: { readonly track: MediaStreamTrack; readonly maxBufferSize: number });
  readonly readable: ReadableStream<AudioData>;
}

const { ears } = globalThis as unknown as { ears: Ears };

async function record(seconds: number): Promise<string> {
  const [track, ...others] = [...document.querySelectorAll('audio')].flatMap(({ srcObject }) =>
    srcObject instanceof MediaStream ? srcObject.getAudioTracks() : [],
  );
  if (!track || others.length > 0) throw new Error('there is not one sound that is played');
  // Its end would be that of the page's own track.
  const copy = track.clone();
  const reader = new MediaStreamTrackProcessor({ track: copy, maxBufferSize: WAITING }).readable.getReader();
  const samples = new Int16Array(seconds * 48_000);
  let at = 0;
  while (at < samples.length) {
    const { value, done } = await reader.read();
    if (done) throw new Error('the sound has ended');
    const piece = new Float32Array(value.numberOfFrames);
    value.copyTo(piece, { planeIndex: 0, format: 'f32-planar' });
    value.close();
    for (const sample of piece.subarray(0, samples.length - at)) {
      samples[at] = Math.round(32_767 * Math.min(1, Math.max(-1, sample)));
      at += 1;
    }
  }
  await reader.cancel();
  copy.stop();
  return btoa(Array.from(new Uint8Array(samples.buffer), (byte) => String.fromCharCode(byte)).join(''));
}

Object.assign(globalThis, { ears: { ...ears, record } satisfies Ears });
