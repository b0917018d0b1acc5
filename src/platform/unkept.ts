/** What has become of things while it cannot be kept, on a full disk say: all of it is tried again, in its order, one after the other. */
export class Unkept {
  readonly #steps = new Map<string, () => Promise<void>>();
  readonly #report: (error: unknown) => void;
  #keeping: Promise<void> = Promise.resolve();

  constructor({ report }: { readonly report: (error: unknown) => void }) {
    this.#report = report;
  }

  /** At once where it can be. Never fails. */
  keep(id: string, step: () => Promise<void>): Promise<void> {
    this.#steps.set(id, step);
    return this.keepAll();
  }

  /** Up to the first that cannot be kept. Never fails. */
  keepAll(): Promise<void> {
    // Whoever comes while another keeps does nothing of it a second time.
    this.#keeping = this.#keeping.then(() => this.#tryAll());
    return this.#keeping;
  }

  async #tryAll(): Promise<void> {
    for (const [id, step] of [...this.#steps]) {
      try {
        await step();
        if (this.#steps.get(id) === step) this.#steps.delete(id);
      } catch (error) {
        this.#report(error);
        return;
      }
    }
  }
}

/** How long to wait after the first time, the second ...; then again and again the last. */
export function waitFor(steps: readonly number[], times: number): number {
  return steps[Math.min(times, steps.length) - 1] ?? 0;
}
