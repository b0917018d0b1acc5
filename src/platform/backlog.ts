import { AppError } from './errors.ts';

/** Some thousand people who come and go while the disk is full; the oldest are lost first. */
const MAX_BACKLOG = 10_000;

/** Goes to the disk one after the other, in the order in which things happened. */
export class Backlog {
  readonly #works: (() => Promise<void>)[] = [];
  readonly #report: (error: unknown) => void;
  #writing: Promise<void> | null = null;
  #isFailing = false;

  /** `report`: for what could not be kept. */
  constructor({ report }: { readonly report: (error: unknown) => void }) {
    this.#report = report;
  }

  get isEmpty(): boolean {
    return this.#works.length === 0;
  }

  add(work: () => Promise<void>): void {
    this.#works.push(work);
    if (this.#works.length > MAX_BACKLOG) this.#works.shift();
    void this.settled();
  }

  /** All of it is on the disk, or could not be written although it was tried again. */
  async settled(): Promise<void> {
    if (this.isEmpty) return;
    this.#writing ??= this.#write();
    await this.#writing;
  }

  /** What the disk does not take now is tried again with what comes next; each of these may be done twice. */
  async #write(): Promise<void> {
    try {
      for (let work = this.#works[0]; work; work = this.#works[0]) {
        const isDone = await this.#try(work);
        if (!isDone) return;
        if (this.#works[0] === work) this.#works.shift();
      }
    } finally {
      this.#writing = null;
    }
  }

  async #try(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.#isFailing = false;
      return true;
    } catch (error) {
      const mayWorkLater = error instanceof AppError && error.code === 'STORAGE_UNAVAILABLE';
      // Once, and not for everyone who comes and goes while the disk is full.
      if (!mayWorkLater || !this.#isFailing) this.#report(error);
      this.#isFailing = mayWorkLater;
      return !mayWorkLater;
    }
  }
}
