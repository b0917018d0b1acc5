/** A program of 200 kB is compiled in less. */
const START_SECONDS = 8;
/** No filter makes digital silence of a room for so long. */
const DEAD_SECONDS = 1.5;
/** A frame's delay, and some: what comes out first is what was before. */
const SETTLE_SECONDS = 0.2;

export type FilterState = 'none' | 'starting' | 'works' | 'dead';

/** Whether a filter gives sound of what it gets, by whether there is any in each block before and behind it. */
export class FilterWatch {
  #state: FilterState = 'none';
  #silentFor = 0;
  #soundFor = 0;

  get state(): FilterState {
    return this.#state;
  }

  /** There is a new one, or none from here on. */
  begin(has: boolean): void {
    this.#state = has ? 'starting' : 'none';
    this.#silentFor = 0;
    this.#soundFor = 0;
  }

  note(hasInput: boolean, hasOutput: boolean, seconds: number): void {
    if (this.#state === 'none' || this.#state === 'dead') return;
    if (hasOutput) {
      this.#silentFor = 0;
      this.#soundFor += seconds;
      if (this.#soundFor >= SETTLE_SECONDS) this.#state = 'works';
    } else if (hasInput) {
      this.#silentFor += seconds;
      if (this.#silentFor >= (this.#state === 'works' ? DEAD_SECONDS : START_SECONDS)) this.#state = 'dead';
    }
  }
}
