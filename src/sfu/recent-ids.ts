const MAX_IDS = 2000;

/**
 * Ids that were valid here until lately. A client that names one has only not heard yet; one that names an id which
 * never was here has no business with it.
 */
export class RecentIds {
  readonly #ids = new Set<string>();

  add(id: string): void {
    this.#ids.add(id);
    const [oldest] = this.#ids;
    if (this.#ids.size > MAX_IDS && oldest !== undefined) this.#ids.delete(oldest);
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }
}
