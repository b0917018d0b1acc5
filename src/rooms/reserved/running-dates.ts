import { Backlog } from '../../platform/backlog.ts';
import { RESTART_WINDOW_MS } from '../entry/standings.ts';
import { type Meeting, PerMeeting } from '../meeting/index.ts';
import type { RunningDate, RunningDateStore } from '../ports/storage.ts';

interface RunningDatesOptions {
  readonly store: RunningDateStore;
  /** For what could not be kept: the meeting goes on. */
  readonly report: (error: unknown) => void;
}

/**
 * Keeps which reserved date a meeting is for as long as it goes on: while two of a room are open at once, a crash or a restart
 * would make the later one of it otherwise, and nobody would make room for that one's people.
 */
export class RunningDates {
  readonly #store: RunningDateStore;
  readonly #backlog: Backlog;
  readonly #startedAt = performance.now();
  /** Rooms in which a meeting has begun while what was kept before is still asked for: of them it is over. */
  readonly #begun = new Set<string>();
  readonly #noted = new PerMeeting<{ date: RunningDate | null }>(() => ({ date: null }));
  #isSuspended = false;

  constructor({ store, report }: RunningDatesOptions) {
    this.#store = store;
    this.#backlog = new Backlog({ report });
  }

  /** Which one the meeting was when the server was started again, minutes ago. To be read before the room is opened. */
  async before(roomId: string): Promise<RunningDate | null> {
    if (!this.#isJustStarted || this.#begun.has(roomId)) return null;
    return this.#store.find(roomId);
  }

  opened(meeting: Meeting, date: RunningDate | null): void {
    this.#noted.of(meeting).date = date;
    // Whoever knocked or was refused and went again has ended no meeting.
    meeting.scope.onClose(() => meeting.hasBegun && this.#isOver(meeting));
  }

  changed(meeting: Meeting, date: RunningDate | null): void {
    if (!meeting.hasBegun) return;
    if (this.#isJustStarted) this.#begun.add(meeting.id);
    const noted = this.#noted.of(meeting);
    if (date === null || isSame(date, noted.date)) return;
    noted.date = date;
    this.#backlog.add(() => this.#store.note(meeting.id, date));
  }

  /** The server goes away, and the meetings do not end by it. */
  suspend(): void {
    this.#isSuspended = true;
  }

  settled(): Promise<void> {
    return this.#backlog.settled();
  }

  get #isJustStarted(): boolean {
    return performance.now() - this.#startedAt <= RESTART_WINDOW_MS;
  }

  #isOver(meeting: Meeting): void {
    if (this.#isSuspended || this.#noted.of(meeting).date === null) return;
    this.#backlog.add(() => this.#store.forget(meeting.id));
  }
}

function isSame(one: RunningDate, other: RunningDate | null): boolean {
  return (
    one.reservationId === other?.reservationId &&
    one.date === other.date &&
    one.opensAt === other.opensAt &&
    one.closesAt === other.closesAt &&
    one.beginsAt === other.beginsAt &&
    one.endsAt === other.endsAt
  );
}
