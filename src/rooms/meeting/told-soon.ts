import type { Room } from './meeting.ts';

interface ToldSoonOptions {
  /** From the first that happens: what happens until then is told with it. */
  readonly afterMs: number;
  readonly tell: (room: Room) => void;
}

/**
 * For what is large or comes from everybody at once, and need not be told within the frame of a screen as everything else
 * is (see Broadcast): once for all of it, a moment later. Ends with the room.
 */
export class ToldSoon {
  readonly #options: ToldSoonOptions;
  /** Undefined: nothing is due. */
  readonly #timers = new WeakMap<Room, { due?: NodeJS.Timeout | undefined }>();

  constructor(options: ToldSoonOptions) {
    this.#options = options;
  }

  /** Something happened that is to be told. */
  add(room: Room): void {
    const timer = this.#timerOf(room);
    timer.due ??= setTimeout(() => {
      this.cancel(room);
      this.#options.tell(room);
    }, this.#options.afterMs);
  }

  /** It was told otherwise. Idempotent. */
  cancel(room: Room): void {
    const timer = this.#timers.get(room);
    clearTimeout(timer?.due);
    if (timer) timer.due = undefined;
  }

  #timerOf(room: Room) {
    const known = this.#timers.get(room);
    if (known) return known;
    const timer: { due?: NodeJS.Timeout | undefined } = {};
    this.#timers.set(room, timer);
    room.onClose(() => this.cancel(room));
    return timer;
  }
}
