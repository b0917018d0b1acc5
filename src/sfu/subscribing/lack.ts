/** A picture that is asked for begins with a key frame, which takes its sender a moment. */
export const FIRST_LAYER_MS = 3_000;

interface LackOptions {
  /** Whether the link bears nothing of the picture now. */
  readonly isSo: () => boolean;
  /** It has been so for longer than a picture takes to begin. */
  readonly lasts: () => void;
}

/**
 * Since when the link bears nothing of a picture. The worker tells that a layer is given up, and not that there never was
 * one: on a full link most pictures have none.
 */
export class Lack {
  readonly #options: LackOptions;
  #since: number | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: LackOptions) {
    this.#options = options;
  }

  /** In milliseconds since the epoch; null: it is borne, as far as is known. */
  get since(): number | null {
    return this.#since;
  }

  /** The same; null also while it may just be beginning. */
  get lastingSince(): number | null {
    return this.#since !== null && Date.now() - this.#since >= FIRST_LAYER_MS ? this.#since : null;
  }

  /** To be called whenever it may be otherwise. */
  judge(): void {
    if (!this.#options.isSo()) this.end();
    else if (this.#since === null) {
      this.#since = Date.now();
      this.#timer = setTimeout(() => this.#tell(), FIRST_LAYER_MS);
    }
  }

  /** Idempotent. */
  end(): void {
    this.#since = null;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #tell(): void {
    // Nothing is heard of a sender that has paused it meanwhile.
    this.judge();
    if (this.#since !== null) this.#options.lasts();
  }
}
