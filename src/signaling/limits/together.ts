/** Hardly noticed by a person, and a thousand times what a flood lies between two commands. */
const TOGETHER_MS = 50;

/**
 * What is told to whoever comes too fast goes out together: to somebody who waits for each answer that is a brake, and to
 * somebody who floods it costs few system calls in place of one for each command.
 */
export class Together {
  #waiting: (() => void)[] = [];
  #timer: NodeJS.Timeout | null = null;

  add(tell: () => void): void {
    this.#waiting.push(tell);
    this.#timer ??= setTimeout(() => this.#tell(), TOGETHER_MS);
  }

  /** Nobody hears it any more. Idempotent. */
  end(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#waiting = [];
  }

  #tell(): void {
    const waiting = this.#waiting;
    [this.#waiting, this.#timer] = [[], null];
    for (const tell of waiting) tell();
  }
}
