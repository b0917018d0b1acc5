import type { LineView } from '../../../../src/protocol/index.ts';
import { type Moment, thisMoment } from '../../call/moments.ts';

/** As seldom as figures change that one can act on. */
export const READ_EVERY_MS = 5_000;
/** Questions in a row without an answer after which one is told. */
const MISSES = 2;

/** Everybody's line as it was read last; null: not yet. `staleForMs`: so old it is, since nobody answers any more. */
export interface Lines {
  readonly lines: readonly LineView[] | null;
  readonly isUnanswered: boolean;
  readonly staleForMs: number | null;
}

export const UNREAD: Lines = { lines: null, isUnanswered: false, staleForMs: null };

interface LinesWatchOptions {
  readonly read: () => Promise<readonly LineView[]>;
  /** Nobody looks. */
  readonly isHidden: () => boolean;
  readonly changed: (lines: Lines) => void;
}

/** Reads everybody's line at once, and again and again until it is closed. */
export class LinesWatch {
  readonly #options: LinesWatchOptions;
  readonly #timer: ReturnType<typeof setInterval>;
  #lines: readonly LineView[] | null = null;
  #readAt: Moment | null = null;
  #misses = 0;
  #isReading = false;
  #closed = false;

  constructor(options: LinesWatchOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#read(), READ_EVERY_MS);
    void this.#read();
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }

  async #read(): Promise<void> {
    if (this.#isReading || this.#options.isHidden()) return;
    this.#isReading = true;
    try {
      this.#lines = await this.#options.read();
      this.#readAt = thisMoment();
      this.#misses = 0;
    } catch {
      // Without a connection, or by somebody who chairs no longer: what was known last stays, and is told to be old.
      this.#misses += 1;
    } finally {
      this.#isReading = false;
    }
    if (!this.#closed) this.#options.changed(this.#state());
  }

  #state(): Lines {
    const isUnanswered = this.#misses >= MISSES;
    const staleForMs = isUnanswered && this.#readAt !== null ? thisMoment() - this.#readAt : null;
    return { lines: this.#lines, isUnanswered, staleForMs };
  }
}
