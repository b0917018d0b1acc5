import { Timer } from '../../platform/scope.ts';
import { type Feature, type Meeting, PerMeeting, type ReservedSeats } from '../meeting/index.ts';
import type { ReservedTimeStore } from '../ports/storage.ts';

/** What is known reaches so far; it is asked again whenever somebody comes. */
const KNOWN_AHEAD_MS = 24 * 3_600_000;
/** A door that is to open looks again as often: somebody may have moved the date. */
const LOOK_EVERY_MS = 30_000;

interface ReservedTimesOptions {
  readonly store: ReservedTimeStore;
  readonly seats: ReservedSeats;
  /** Those who wait are sorted anew: the door may have opened. */
  readonly sort: (meeting: Meeting) => Promise<void>;
  readonly report: (error: unknown) => void;
}

/** Reads what is reserved, whoever wrote it, and opens the doors of rooms that are open only then. */
export class ReservedTimes implements Feature {
  readonly #options: ReservedTimesOptions;
  readonly #looks = new PerMeeting(({ scope }) => new Timer(scope));

  constructor(options: ReservedTimesOptions) {
    this.#options = options;
  }

  /** Errors: StorageError. */
  async read({ id, onlyReserved = false }: { readonly id: string; readonly onlyReserved?: boolean }): Promise<void> {
    const { store, seats } = this.#options;
    const now = Date.now();
    seats.know(await store.windowsWithin({ from: now, to: now + KNOWN_AHEAD_MS }));
    if (onlyReserved) seats.knowNext(id, await store.nextOf(id, now));
  }

  changed(meeting: Meeting): void {
    const look = this.#looks.of(meeting);
    const isAwaited = meeting.settings.onlyReserved === true && meeting.people.waiting.length > 0;
    if (!isAwaited) look.stop();
    else if (!look.isRunning) this.#lookLater(meeting);
  }

  #lookLater(meeting: Meeting): void {
    const opensAt = meeting.reserved().opensAt ?? Number.POSITIVE_INFINITY;
    // One that has passed was for who is in already.
    const leftMs = opensAt > Date.now() ? opensAt - Date.now() : LOOK_EVERY_MS;
    this.#looks.of(meeting).start(Math.min(leftMs, LOOK_EVERY_MS), () => void this.#look(meeting));
  }

  async #look(meeting: Meeting): Promise<void> {
    try {
      await this.read({ id: meeting.id, onlyReserved: true });
    } catch (error) {
      // What was known before goes on.
      this.#options.report(error);
    }
    if (meeting.closed) return;
    await this.#options.sort(meeting).catch(this.#options.report);
    if (!meeting.closed) this.changed(meeting);
  }
}
