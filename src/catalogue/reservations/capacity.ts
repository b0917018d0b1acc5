import { AppError } from '../../platform/errors.ts';
import type { TimeWindow } from '../../protocol/reservations/series.ts';
import type { Judge, Place, ReservedWindow, SeatWindow } from './ports.ts';

// Whether seats that are promised to one are there for all to whom seats were promised.

/** A date that cannot be had. */
interface Taken {
  /** Its name in the series. */
  readonly date: string;
  readonly beginsAt: number;
}

/** What is refused, and what could be had instead. */
export class ReservationRefusal extends AppError {
  readonly taken: readonly Taken[];
  /** Seats that are left when all others have theirs, at the worst of these dates; null: seats are not what is missing. */
  readonly seatsLeft: number | null;
  /** The next times of the same length; local times of the zone that was asked for. */
  readonly free: readonly TimeWindow[];

  constructor(
    code: 'CAPACITY_TAKEN' | 'ROOM_RESERVED',
    { taken, seatsLeft, free = [] }: Pick<ReservationRefusal, 'taken' | 'seatsLeft'> & { free?: readonly TimeWindow[] },
  ) {
    super(code, { details: { dates: taken.length, seatsLeft } });
    this.taken = taken;
    this.seatsLeft = seatsLeft;
    this.free = free;
  }

  with(free: readonly TimeWindow[]): ReservationRefusal {
    const code = this.code === 'ROOM_RESERVED' ? 'ROOM_RESERVED' : 'CAPACITY_TAKEN';
    return new ReservationRefusal(code, { taken: this.taken, seatsLeft: this.seatsLeft, free });
  }
}

/** Refuses what cannot be promised on all of its dates: half of a series is of no use to whoever planned it. */
export function judgeWith(capacitySeats: number): Judge {
  return ({ place, seats, windows, others }) => {
    const double = windows.filter((window) => isRoomTaken(window, place, others));
    if (double.length > 0) throw new ReservationRefusal('ROOM_RESERVED', { taken: double, seatsLeft: null });
    const left = windows.map((window) => seatsLeftIn(window, { place, others, capacitySeats }));
    const taken = windows.filter((_, index) => seats > (left[index] ?? 0));
    if (taken.length === 0) return;
    throw new ReservationRefusal('CAPACITY_TAKEN', { taken, seatsLeft: Math.max(0, Math.min(...left)) });
  };
}

/** Without what is kept free around them: one meeting may follow the other. */
function isRoomTaken({ beginsAt, endsAt }: SeatWindow, { roomId }: Place, others: readonly ReservedWindow[]): boolean {
  return others.some((other) => other.roomId === roomId && other.beginsAt < endsAt && other.endsAt > beginsAt);
}

interface Around {
  readonly place: Place;
  readonly others: readonly ReservedWindow[];
  readonly capacitySeats: number;
}

/** As many as may be promised for all of a window: of the room, of its organisation and of the server. */
function seatsLeftIn({ opensAt, closesAt }: SeatWindow, { place, others, capacitySeats }: Around): number {
  const beside = others.filter((other) => other.opensAt < closesAt && other.closesAt > opensAt);
  // It is fullest when one of them begins.
  const instants = [opensAt, ...beside.map((other) => other.opensAt).filter((at) => at > opensAt)];
  const { houseSeats, organisationId } = place;
  const left = instants.map((at) => {
    const then = beside.filter((other) => other.opensAt <= at && other.closesAt > at && other.roomId !== place.roomId);
    const house = then.filter((other) => organisationId !== null && other.organisationId === organisationId);
    const ofHouse = houseSeats === null ? Number.POSITIVE_INFINITY : houseSeats - seatsOf(house);
    return Math.min(capacitySeats - seatsOf(then), ofHouse);
  });
  return Math.min(place.roomSeats, ...left);
}

/** A room whose meetings follow each other closely has its seats once: those of the larger one. */
export function seatsOf(windows: readonly Pick<ReservedWindow, 'roomId' | 'seats'>[]): number {
  const byRoom = new Map<string, number>();
  for (const { roomId, seats } of windows) byRoom.set(roomId, Math.max(seats, byRoom.get(roomId) ?? 0));
  return [...byRoom.values()].reduce((sum, seats) => sum + seats, 0);
}
