import type { Directory, Meeting } from '../meeting/index.ts';
import type { Leaving } from './place/leaving.ts';

interface DrainingOptions {
  readonly directory: Directory;
  readonly leaving: Leaving;
  /** Those who wait are told when the server goes away. */
  readonly tellWaiting: (meeting: Meeting) => void;
  /** The meetings do not end by what comes now. */
  readonly suspended: () => void;
}

/** The server goes away: nobody new comes in, those who are here see it come, and all of them come back later. */
export class Draining {
  readonly #options: DrainingOptions;

  constructor(options: DrainingOptions) {
    this.#options = options;
  }

  get hasBegun(): boolean {
    return this.#options.directory.isDraining;
  }

  /** From here on nobody new comes in. `withinMs`: after which the server goes away at the latest, which everyone is shown. */
  begin({ withinMs = 0 } = {}): void {
    const { directory, tellWaiting } = this.#options;
    directory.drain(withinMs > 0 ? performance.now() + withinMs : null);
    if (withinMs <= 0) return;
    for (const meeting of directory.rooms) {
      meeting.tell.changes();
      tellWaiting(meeting);
    }
  }

  /** Everyone is told that the server goes away. Idempotent. */
  end(): void {
    const { directory, leaving, suspended } = this.#options;
    this.begin();
    suspended();
    for (const meeting of directory.rooms) leaving.suspendRoom(meeting);
  }
}
