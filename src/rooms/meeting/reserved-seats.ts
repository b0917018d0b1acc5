import type { ReservedTime } from '../ports/storage.ts';

/** A room in which somebody is, as far as seats go. */
interface SeatTaker {
  readonly id: string;
  readonly people: { readonly seatsTaken: number };
  readonly settings: { readonly sharedSeats?: { readonly of: string } | null };
}

/** What reservations mean for who comes to one room now. */
export interface ReservedFor {
  /** Seats that are sure for it. */
  readonly promised: number;
  /** Of the server, for those beyond that; without bound while nobody else has reserved any. */
  readonly serverLeft: number;
  /** Taken by others of its organisation, or promised to them. */
  readonly seatsBeside: (organisationId: string) => number;
  /** It is reserved now, or about to be. */
  readonly isOpen: boolean;
  /** When it will be; null: nobody knows of any time. */
  readonly opensAt: number | null;
}

export const NOTHING_RESERVED: ReservedFor = {
  promised: 0,
  serverLeft: Number.POSITIVE_INFINITY,
  seatsBeside: () => 0,
  isOpen: false,
  opensAt: null,
};

/**
 * Seats that are promised to rooms. Whoever has reserved gets in up to their number, however full the server is; all
 * others take none of what is promised, be it used yet or not.
 */
export class ReservedSeats {
  readonly #capacitySeats: number;
  #times: readonly ReservedTime[] = [];
  readonly #nextOf = new Map<string, ReservedTime>();

  /** Seats at once that this server carries. */
  constructor(capacitySeats: number) {
    this.#capacitySeats = capacitySeats;
  }

  /** All that are reserved now or soon. */
  know(times: readonly ReservedTime[]): void {
    this.#times = times;
  }

  /** When a room is open for the next time; null: never, as far as anybody has said. */
  knowNext(roomId: string, next: ReservedTime | null): void {
    if (next === null) this.#nextOf.delete(roomId);
    else this.#nextOf.set(roomId, next);
  }

  /** Those of one room that are known. */
  timesOf(roomId: string): readonly ReservedTime[] {
    return this.#times.filter((time) => time.roomId === roomId);
  }

  forget(roomId: string): void {
    this.#nextOf.delete(roomId);
  }

  viewOf(meeting: SeatTaker, rooms: readonly SeatTaker[], now = Date.now()): ReservedFor {
    const active = this.#times.filter(({ opensAt, closesAt }) => opensAt <= now && closesAt > now);
    const promisedTo = seatsByRoom(active);
    const promised = promisedTo.get(meeting.id) ?? 0;
    const seats = seatsByRoom(active);
    for (const { id, people } of rooms) seats.set(id, Math.max(people.seatsTaken, promisedTo.get(id) ?? 0));
    const isAlone = active.every(({ roomId }) => roomId === meeting.id);
    const taken = sum([...seats.values()]);
    return {
      promised,
      serverLeft: isAlone ? Number.POSITIVE_INFINITY : this.#capacitySeats - taken,
      seatsBeside: (organisationId) => {
        const ofHouse = new Set([
          ...active.filter((time) => time.organisationId === organisationId).map(({ roomId }) => roomId),
          ...rooms.filter(({ settings }) => settings.sharedSeats?.of === organisationId).map(({ id }) => id),
        ]);
        ofHouse.delete(meeting.id);
        return sum([...ofHouse].map((roomId) => seats.get(roomId) ?? 0));
      },
      isOpen: promised > 0,
      opensAt: this.#nextOf.get(meeting.id)?.opensAt ?? null,
    };
  }
}

/** Two windows of one room that touch are the same seats. */
function seatsByRoom(times: readonly ReservedTime[]): Map<string, number> {
  const byRoom = new Map<string, number>();
  for (const { roomId, seats } of times) byRoom.set(roomId, Math.max(seats, byRoom.get(roomId) ?? 0));
  return byRoom;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
