/** Something that has packets to send from time to time. */
export interface Paced {
  /** Sends what is due; `nowMs` is monotonic. */
  tick(nowMs: number): void;
}

const TICK_MS = 5;
/** Spreads phases evenly whatever their number (the golden ratio's fraction). */
const PHASE_STEP = 0.618_033_988_75;

/** One timer for all clients of this process: a hundred timers would wake it a hundred times. */
class Pacer {
  readonly #paced = new Set<Paced>();
  #timer: NodeJS.Timeout | null = null;
  #phases = 0;

  add(paced: Paced): void {
    this.#paced.add(paced);
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  remove(paced: Paced): void {
    this.#paced.delete(paced);
    if (this.#paced.size > 0 || !this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Where in its interval the next source begins, from 0 to 1, so that sources do not send in one burst. */
  nextPhase(): number {
    this.#phases += 1;
    return (this.#phases * PHASE_STEP) % 1;
  }

  #tick(): void {
    const nowMs = performance.now();
    for (const paced of this.#paced) paced.tick(nowMs);
  }
}

export const pacer = new Pacer();
