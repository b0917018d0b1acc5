import type { Meeting } from './meeting.ts';

interface ToldSoonOptions {
  /** From the first that happens: what happens until then is told with it. */
  readonly afterMs: number;
  readonly tell: (meeting: Meeting) => void;
}

/**
 * For what is large or comes from everybody at once, and need not be told within the frame of a screen as everything else
 * is (see Broadcast): once for all of it, a moment later. Ends with the room.
 */
export class ToldSoon {
  readonly #options: ToldSoonOptions;
  /** Undefined: nothing is due. */
  readonly #timers = new WeakMap<Meeting, { due?: NodeJS.Timeout | undefined }>();

  constructor(options: ToldSoonOptions) {
    this.#options = options;
  }

  /** Something happened that is to be told. */
  add(meeting: Meeting): void {
    const timer = this.#timerOf(meeting);
    timer.due ??= setTimeout(() => {
      this.cancel(meeting);
      this.#options.tell(meeting);
    }, this.#options.afterMs);
  }

  /** It was told otherwise. Idempotent. */
  cancel(meeting: Meeting): void {
    const timer = this.#timers.get(meeting);
    clearTimeout(timer?.due);
    if (timer) timer.due = undefined;
  }

  #timerOf(meeting: Meeting) {
    const known = this.#timers.get(meeting);
    if (known) return known;
    const timer: { due?: NodeJS.Timeout | undefined } = {};
    this.#timers.set(meeting, timer);
    meeting.scope.onClose(() => this.cancel(meeting));
    return timer;
  }
}
