import type { CommandInput } from '../../../src/protocol/index.ts';
import { Latest } from '../latest.ts';
import { failureOf, type Signaling } from './signaling.ts';

/** As long as the server keeps the way back of somebody who left. */
export const WAY_BACK_MS = 120_000;

interface GoodbyeOptions {
  readonly signaling: Pick<Signaling, 'connected' | 'request' | 'renew' | 'rest'>;
  readonly leaving: CommandInput<'room:leave'>;
  /** In again, for as long as it takes to leave. Answers the next secret that leads back. Errors: RequestError. */
  readonly comeBack: (resume: string) => Promise<string>;
}

/**
 * That one has left, so that nobody's place stands empty for minutes. Where nobody can hear of it, it is said as soon as
 * somebody can, by coming back for a moment; and no more once the place is given up without it. Then the connection rests.
 */
export class Goodbye {
  readonly #options: GoodbyeOptions;
  readonly #latest = new Latest();
  #state: 'said' | 'under-way' | 'owed' = 'said';
  #wayBack: string | null = null;
  #givenUpAt = 0;
  #patience: ReturnType<typeof setTimeout> | null = null;

  constructor(options: GoodbyeOptions) {
    this.#options = options;
  }

  /** `wayBack`: leads back to the place; null: there is none, and nothing is owed where nobody hears of it. */
  say(wayBack: string | null): void {
    this.#wayBack = wayBack;
    this.#givenUpAt = performance.now() + WAY_BACK_MS;
    void this.#say();
  }

  /** Somebody can hear of it. */
  connected(): void {
    if (this.#state === 'owed') void this.#say();
  }

  /** They come in again. Answers what leads back, and whether the connection is free of it: one that carries a goodbye carries nothing else. */
  takeBack(): { readonly wayBack: string | null; readonly isFree: boolean } {
    const taken = { wayBack: this.#wayBack, isFree: this.#state === 'said' };
    this.#wayBack = null;
    this.#state = 'said';
    this.close();
    return taken;
  }

  close(): void {
    this.#latest.end();
    if (this.#patience !== null) clearTimeout(this.#patience);
    this.#patience = null;
  }

  async #say(): Promise<void> {
    const { signaling, leaving, comeBack } = this.#options;
    const isLatest = this.#latest.begin();
    const isBelated = this.#state === 'owed';
    this.#state = 'under-way';
    try {
      if (isBelated && this.#wayBack !== null) {
        const wayBack = await comeBack(this.#wayBack);
        if (!isLatest()) return;
        this.#wayBack = wayBack;
      }
      await signaling.request('room:leave', leaving);
    } catch (error) {
      const { code } = failureOf(error);
      if (!isLatest()) return;
      if (this.#wayBack !== null && (code === 'OFFLINE' || code === 'NO_ANSWER')) {
        this.#owe();
        if (code === 'NO_ANSWER') signaling.renew();
        // Another one was there before this one was known to be lost.
        else if (signaling.connected) void this.#say();
        return;
      }
    }
    if (isLatest()) this.#said();
  }

  #owe(): void {
    this.#state = 'owed';
    this.#patience ??= setTimeout(
      () => {
        this.#patience = null;
        // One that is under way is not cut short.
        if (this.#state === 'owed') this.#said();
      },
      Math.max(0, this.#givenUpAt - performance.now()),
    );
  }

  #said(): void {
    this.#state = 'said';
    this.close();
    this.#options.signaling.rest();
  }
}
