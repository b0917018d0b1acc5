import type { KeyValueStore } from '../../settings.ts';
import { drawnFrom, type PictureProblem } from './chosen-file.ts';

const STORAGE_KEY = 'tafelrunde.background';
/** As a camera's, in pixels; kept as JPEG it is a few hundred kilobytes. */
const SIZE = { width: 1_280, height: 720 } as const;
const QUALITY = 0.85;
const TYPE = 'image/jpeg';

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
    const drawn = await drawnFrom(file, SIZE);
    if (typeof drawn === 'string') return drawn;
    this.#storage.setItem(STORAGE_KEY, drawn.toDataURL(TYPE, QUALITY));
    return null;
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
