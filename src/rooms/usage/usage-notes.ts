import { type Feature, type Meeting, PerMeeting } from '../meeting/index.ts';
import type { UseStore } from '../ports/storage.ts';

/** While a meeting goes on; its end is noted besides. */
const NOTE_EVERY_MS = 24 * 3_600_000;

interface UsageNotesOptions {
  readonly store: UseStore;
  /** For what could not be noted; once until something could again. */
  readonly report: (error: unknown) => void;
}

/**
 * Notes that a room is used, so that one which is kept for as long as it is used does not go: when a meeting begins and
 * ends, and once a day in between. Nobody waits for it; what cannot be written is kept here until it can.
 */
export class UsageNotes implements Feature {
  readonly #store: UseStore;
  readonly #report: (error: unknown) => void;
  readonly #noted = new PerMeeting(() => ({ at: Number.NEGATIVE_INFINITY }));
  /** When a room was used last, on its way to the disk: no more than there are rooms. */
  readonly #pending = new Map<string, number>();
  #writing: Promise<void> | null = null;
  #isFailing = false;

  constructor({ store, report }: UsageNotesOptions) {
    this.#store = store;
    this.#report = report;
  }

  opened(meeting: Meeting): void {
    meeting.scope.onClose(() => meeting.hasBegun && this.#note(meeting.id));
  }

  changed(meeting: Meeting): void {
    const noted = this.#noted.of(meeting);
    const now = Date.now();
    // Also after the clock was set back.
    if (!meeting.hasBegun || Math.abs(now - noted.at) < NOTE_EVERY_MS) return;
    noted.at = now;
    this.#note(meeting.id);
  }

  /** Whether this room was used since what is on the disk says so. */
  isUnwritten(roomId: string): boolean {
    return this.#pending.has(roomId);
  }

  /** Tries to write what is on its way; what cannot be written stays so. Never fails. */
  settled(): Promise<void> {
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  #note(roomId: string): void {
    this.#pending.set(roomId, Date.now());
    void this.settled();
  }

  async #write(): Promise<void> {
    // What comes in the same breath goes along.
    await Promise.resolve();
    for (let [next] = this.#pending; next; [next] = this.#pending) {
      const [roomId, at] = next;
      try {
        await this.#store.noteUse(roomId, at);
        this.#isFailing = false;
      } catch (error) {
        if (!this.#isFailing) this.#report(error);
        this.#isFailing = true;
        return;
      }
      if (this.#pending.get(roomId) === at) this.#pending.delete(roomId);
    }
  }
}
