/** Of what is begun one after the other for the same thing only the latest counts: whatever was overtaken does nothing more. */
export class Latest {
  #latest: symbol | null = null;

  /** Begins another one. The answer says whether it is still the latest, and nothing has ended it. */
  begin(): () => boolean {
    const mine = Symbol('mine');
    this.#latest = mine;
    return () => this.#latest === mine;
  }

  get isRunning(): boolean {
    return this.#latest !== null;
  }

  /** What is under way does not count any more. */
  end(): void {
    this.#latest = null;
  }
}
