import type { Bearing } from '../../../protocol/index.ts';

/** What is known of one person's way to us and back: by signaling, by media, and as they say themselves. */
export class LineState {
  /** Nothing of their sound and pictures arrives. */
  isMediaCut = false;
  /** Their signaling says nothing, and is not given up yet. */
  isQuiet = false;
  #upload: Bearing = 'good';
  #uploadWeakSince: number | null = null;

  /** What their way up bears, as they say themselves. */
  get upload(): Bearing {
    return this.#upload;
  }

  set upload(upload: Bearing) {
    this.#upload = upload;
    this.#uploadWeakSince = upload === 'good' ? null : (this.#uploadWeakSince ?? Date.now());
  }

  /** Since when that is not all, in milliseconds since the epoch. */
  get uploadWeakSince(): number | null {
    return this.#uploadWeakSince;
  }

  /** A new session is a new way for sound and pictures. */
  mediaBeginAnew(): void {
    this.isMediaCut = false;
    this.upload = 'good';
  }
}
