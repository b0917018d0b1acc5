import type { KeyValueStore } from '../../settings.ts';
import { coverOf } from './worker/pixels.ts';

const STORAGE_KEY = 'tafelrunde.background';
/** As a camera's, in pixels; kept as JPEG it is a few hundred kilobytes. */
const SIZE = { width: 1_280, height: 720 } as const;
const QUALITY = 0.85;
const TYPE = 'image/jpeg';
export const PICTURE_TYPES: readonly string[] = [TYPE, 'image/png', 'image/webp', 'image/avif'];
const MOST_BYTES = 30 * 1024 * 1024;
/** More would take more memory than a phone has. */
const MOST_PIXELS = 60_000_000;
/** A picture of a few pixels is none that somebody wants behind them. */
const LEAST_SIDE = 16;

export type PictureProblem = 'type' | 'large' | 'broken';

/** A picture that somebody has chosen to be behind them: kept in this browser, and sent nowhere but behind them. */
export class OwnPicture {
  readonly #storage: KeyValueStore;

  constructor(storage: KeyValueStore) {
    this.#storage = storage;
  }

  /** Names the picture as it is now; null: there is none. */
  get key(): string | null {
    return this.#storage.getItem(STORAGE_KEY);
  }

  /** Takes a file in, cut to the shape of a camera's picture. What is wrong with it; null: nothing. */
  async take(file: File): Promise<PictureProblem | null> {
    if (!PICTURE_TYPES.includes(file.type)) return 'type';
    if (file.size > MOST_BYTES) return 'large';
    const address = URL.createObjectURL(file);
    try {
      const image = new Image();
      image.src = address;
      // The size alone, before its pixels take memory.
      await new Promise((resolve, reject) => {
        image.onload = resolve;
        image.onerror = reject;
      });
      const { naturalWidth: width, naturalHeight: height } = image;
      if (width * height > MOST_PIXELS) return 'large';
      if (Math.min(width, height) < LEAST_SIDE) return 'broken';
      const canvas = document.createElement('canvas');
      Object.assign(canvas, SIZE);
      const context = canvas.getContext('2d');
      if (!context) return 'broken';
      const part = coverOf({ width, height }, SIZE);
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, part.x, part.y, part.width, part.height, 0, 0, SIZE.width, SIZE.height);
      this.#storage.setItem(STORAGE_KEY, canvas.toDataURL(TYPE, QUALITY));
      return null;
    } catch {
      return 'broken';
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  forget(): void {
    this.#storage.removeItem(STORAGE_KEY);
  }

  /** Errors: when what is kept is no picture. */
  async bitmap(): Promise<ImageBitmap | null> {
    const [head, data] = this.key?.split(',') ?? [];
    if (head !== `data:${TYPE};base64` || data === undefined) return null;
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    return createImageBitmap(new Blob([bytes], { type: TYPE }));
  }
}
