import { Timer } from '../../../platform/scope.ts';
import { PerMeeting } from '../kept/per.ts';
import type { Meeting } from '../meeting.ts';

interface ToldSoonOptions {
  /** From the first that happens: what happens until then is told with it. */
  readonly afterMs: number;
  readonly tell: (meeting: Meeting) => void;
}

/**
 * For what is large or comes from everybody at once, and need not be told within the frame of a screen as everything else
 * is (see Broadcast): once for all of it, a moment later. Ends with the meeting.
 */
export class ToldSoon {
  readonly #options: ToldSoonOptions;
  readonly #timers = new PerMeeting(({ scope }) => new Timer(scope));

  constructor(options: ToldSoonOptions) {
    this.#options = options;
  }

  /** Something happened that is to be told. */
  add(meeting: Meeting): void {
    const timer = this.#timers.of(meeting);
    if (!timer.isRunning) timer.start(this.#options.afterMs, () => this.#options.tell(meeting));
  }

  /** It was told otherwise. Idempotent. */
  cancel(meeting: Meeting): void {
    this.#timers.of(meeting).stop();
  }
}
