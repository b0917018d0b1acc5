import type { Meeting } from '../meeting/meeting.ts';

/** One timer of a room; it ends with the room. */
export class Countdown {
  #timer: NodeJS.Timeout | undefined;

  constructor(meeting: Meeting) {
    meeting.scope.onClose(() => this.stop());
  }

  /** In place of one that runs. */
  start(delayMs: number, expired: () => void): void {
    this.stop();
    this.#timer = setTimeout(expired, delayMs);
  }

  /** Idempotent. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
