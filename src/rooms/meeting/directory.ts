import type { StoredRoom } from '../ports/storage.ts';
import { Meeting } from './meeting.ts';
import type { Kept, Moments } from './moments.ts';
import { ReservedSeats } from './reserved-seats.ts';

/** The rooms in which somebody is just now. */
export class Directory {
  /** Known when all parts are composed, before anybody comes. */
  readonly #moments: () => Moments<Meeting>;
  readonly #rooms = new Map<string, Meeting>();
  readonly #reserved: ReservedSeats;
  #restartsAt: number | null = null;
  #isDraining = false;

  constructor(moments: () => Moments<Meeting>, reserved = new ReservedSeats(Number.POSITIVE_INFINITY)) {
    this.#moments = moments;
    this.#reserved = reserved;
  }

  /** The live room, opened from what is kept when nobody is in it yet. */
  open(stored: StoredRoom, kept: Kept): Meeting {
    const live = this.#rooms.get(stored.id);
    if (live) return live;
    const meeting = new Meeting(stored, this.#moments());
    meeting.restartsAt = this.#restartsAt;
    meeting.reserved = () => this.#reserved.viewOf(meeting, this.rooms);
    this.#rooms.set(meeting.id, meeting);
    this.#moments().opened(meeting, kept);
    return meeting;
  }

  find(roomId: string): Meeting | undefined {
    return this.#rooms.get(roomId);
  }

  get rooms(): readonly Meeting[] {
    return [...this.#rooms.values()];
  }

  /** Whether nobody new may come in. */
  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** `restartsAt`: of all rooms, also of one that somebody is just opening; null: as it was said before. */
  drain(restartsAt: number | null): void {
    this.#isDraining = true;
    if (restartsAt === null) return;
    this.#restartsAt = restartsAt;
    for (const meeting of this.rooms) meeting.restartsAt = restartsAt;
  }

  /** Forgets a room in which nobody is left. Idempotent. */
  closeIfEmpty(meeting: Meeting): void {
    if (meeting.closed || !meeting.people.isEmpty) return;
    meeting.close();
    this.#rooms.delete(meeting.id);
    this.#reserved.forget(meeting.id);
    // A media room that is still opening is closed when it stands; one that failed has nothing to close.
    meeting.media?.then(
      (media) => media.close(),
      () => undefined,
    );
  }
}
