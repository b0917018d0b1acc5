import { agoOf, type SeatNews, type SeatView } from '../../protocol/index.ts';
import type { Participant } from '../meeting/index.ts';
import type { StoredSeat } from '../ports/storage.ts';

/** Who sits where in the plan of one meeting, and which chairs that are empty again everyone has yet to hear of. */
export class Occupancy {
  /** When seats were left by the last who sat there: who was here is not somebody who has yet to come. */
  readonly #leftAt = new Map<string, number>();
  /** By seat; what is not in here is an empty chair. */
  #sitting: ReadonlyMap<string | null, string> = new Map();
  readonly #vacated = new Set<string>();

  /** They give up their seat. */
  left({ seatId }: Participant): void {
    if (seatId !== null) this.#leftAt.set(seatId, Date.now());
  }

  /** The plan is another: nothing is known of seats that are no longer in it. */
  keepOnly(seats: readonly StoredSeat[]): void {
    const kept = new Set(seats.map(({ id }) => id));
    for (const seatId of this.#leftAt.keys()) if (!kept.has(seatId)) this.#leftAt.delete(seatId);
    for (const seatId of this.#vacated) if (!kept.has(seatId)) this.#vacated.delete(seatId);
  }

  view(seats: readonly StoredSeat[], seated: readonly Participant[]): readonly SeatView[] {
    const sitting = sittingIn(seated);
    return seats.map((seat) => ({ ...seat, ...this.#stateOf(seat.id, sitting) }));
  }

  /** Who sits where now. Of the seats that somebody else has taken than sat there: what is to be told. */
  seat(seats: readonly StoredSeat[], seated: readonly Participant[]): readonly SeatNews[] {
    const before = this.#sitting;
    const sitting = sittingIn(seated);
    this.#sitting = sitting;
    const changed = seats.filter(({ id }) => before.get(id) !== sitting.get(id));
    for (const { id } of changed) {
      if (sitting.has(id)) this.#vacated.delete(id);
      else this.#vacated.add(id);
    }
    return changed.flatMap(({ id }) => (sitting.has(id) ? [{ id, ...this.#stateOf(id, sitting) }] : []));
  }

  /** There are chairs of which it is to be told that they are empty again. */
  get hasVacated(): boolean {
    return this.#vacated.size > 0;
  }

  /** What is to be told of them; they are told of then. */
  takeVacated(): readonly SeatNews[] {
    const news = [...this.#vacated].map((id) => ({ id, ...this.#stateOf(id, this.#sitting) }));
    this.#vacated.clear();
    return news;
  }

  #stateOf(seatId: string, sitting: ReadonlyMap<string | null, string>): Omit<SeatNews, 'id'> {
    const participantId = sitting.get(seatId) ?? null;
    const leftAt = participantId === null ? this.#leftAt.get(seatId) : undefined;
    return { participantId, leftAgoMs: leftAt === undefined ? null : agoOf(leftAt) };
  }
}

function sittingIn(seated: readonly Participant[]): ReadonlyMap<string | null, string> {
  return new Map(seated.map(({ seatId, id }) => [seatId, id]));
}
