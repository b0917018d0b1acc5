import type { PictureSize } from '../../../src/protocol/index.ts';

/** Of a track that was made here a browser says little, and nothing when its pictures become others. */
const sizes = new WeakMap<MediaStreamTrack, PictureSize>();

/** The pictures of this track, which is made here, are so large from now on. */
export function setMadeSize(track: MediaStreamTrack, size: PictureSize): void {
  sizes.set(track, size);
}

/** Null: it is no picture that was made here. */
export function madeSizeOf(track: MediaStreamTrack): PictureSize | null {
  return sizes.get(track) ?? null;
}
