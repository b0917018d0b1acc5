import type { SeatWindow, StoredReservation } from './ports.ts';
import { seatWindowsOf } from './seat-windows.ts';

const DAY_MS = 86_400_000;

interface KeptStore {
  deleteEnded(then: number): Promise<void>;
  followZones(windowsOf: (stored: StoredReservation) => readonly SeatWindow[]): Promise<void>;
}

/** What time does to reservations: those that are over go, and the rest follows its time zone's rules. */
export class KeptReservations {
  readonly #store: KeptStore;
  readonly #days: number;

  /** `days`: for so long they are kept when they are over. */
  constructor({ store, days }: { readonly store: KeptStore; readonly days: number }) {
    this.#store = store;
    this.#days = days;
  }

  /** Errors: StorageError. */
  async forgetOld(): Promise<void> {
    await this.#store.followZones(seatWindowsOf);
    await this.#store.deleteEnded(Date.now() - this.#days * DAY_MS);
  }
}
