/** Part of the packets from which a voice begins to suffer. */
const LOSSY = 0.05;
/** After this long without a figure nothing is known any more: much may have been in between. */
export const FORGOTTEN_MS = 30_000;

/** Parts of the packets that were lost from and to somebody; null where it is not known. */
export interface Losses {
  readonly lossFrom: number | null;
  readonly lossTo: number | null;
}

/** Of whoever is silent there are figures now and then only: what was lost of one participant, as it was last known. */
export class LossMemory {
  readonly #begunAt = performance.now();
  #from: { readonly part: number; readonly at: number } | null = null;
  #to: { readonly part: number; readonly at: number } | null = null;
  #lossySince: number | null = null;

  note({ lossFrom, lossTo }: Losses): void {
    const at = performance.now();
    if (lossFrom !== null) this.#from = { part: lossFrom, at };
    if (lossTo !== null) this.#to = { part: lossTo, at };
    const { lossFrom: from, lossTo: to } = this.losses;
    this.#lossySince = Math.max(from ?? 0, to ?? 0) < LOSSY ? null : (this.#lossySince ?? Date.now());
  }

  get losses(): Losses {
    const known = (one: { readonly part: number; readonly at: number } | null) =>
      one !== null && performance.now() - one.at <= FORGOTTEN_MS ? one.part : null;
    return { lossFrom: known(this.#from), lossTo: known(this.#to) };
  }

  /** Since when much is lost, in milliseconds since the epoch; null: it is not. */
  get lossySince(): number | null {
    return this.#lossySince;
  }

  /** Whether there may well be a figure soon. */
  get isFresh(): boolean {
    return performance.now() - this.#begunAt <= FORGOTTEN_MS;
  }
}
