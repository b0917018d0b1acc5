/** How many of the last so many were so. */
export class Shares {
  readonly #were: Uint8Array;
  #at = 0;
  #count = 0;

  constructor(length: number) {
    this.#were = new Uint8Array(length);
  }

  note(is: boolean): void {
    this.#count += Number(is) - (this.#were[this.#at] ?? 0);
    this.#were[this.#at] = Number(is);
    this.#at = (this.#at + 1) % this.#were.length;
  }

  /** From 0 to 1; before so many were noted, the missing ones count as not. */
  get share(): number {
    return this.#count / this.#were.length;
  }
}
