import { plainName } from '../../protocol/base/text.ts';
import type { NameClaim } from '../../protocol/index.ts';
import { joinedOf, mayChair, type Participant } from '../meeting/index.ts';
import type { StoredSeat } from '../ports/storage.ts';
import { type Likeness, Lookalikes } from './likeness.ts';

/** Somebody who may chair, or for whom such a link was made. */
export interface ChairName {
  readonly likeness: Likeness;
  /** By which they are known when they come without their right, as from a second device. */
  readonly participantId: string | null;
  readonly inviteId: string | null;
  readonly deviceHash: string | null;
}

export interface NamedSeat extends StoredSeat {
  readonly likeness: Likeness;
  readonly isTaken: boolean;
  /** When the first link for it was made that stands, in milliseconds since the epoch; null: there is none. */
  readonly linkedAt: number | null;
}

/** Whose the names are in one room just now: the chair's, and those of the plan. */
export class NameClaims {
  readonly #chairs: Lookalikes<ChairName>;
  readonly #seats: Lookalikes<NamedSeat>;

  constructor({ chairs, seats }: { chairs: readonly ChairName[]; seats: readonly NamedSeat[] }) {
    this.#chairs = new Lookalikes(chairs, ({ likeness }) => likeness);
    this.#seats = new Lookalikes(seats, ({ likeness }) => likeness);
  }

  /** What is not theirs of the name that this person bears; null for everyone whose own it may well be. */
  of(person: Participant, likeness: Likeness): NameClaim | null {
    // Their right says who they are.
    if (mayChair(joinedOf(person.state)?.role ?? person.entryRole)) return null;
    const seats = this.#seats.of(likeness);
    const own = seats.find(({ id }) => sitsOn(person, id));
    if (own && cameByLinkOf(own, person)) return null;
    if (this.#isChairs(person, likeness)) return 'chair';
    if (seats.length === 0) return null;
    if (own) return isLinked(own, person) ? 'seatLink' : null;
    // Who waits, or only listens, may be the one who is expected, as long as the seat waits for them too.
    const free = seats.find((seat) => !seat.isTaken && plainName(seat.name) === plainName(person.displayName));
    if (!free) return 'seat';
    return isLinked(free, person) ? 'seatLink' : null;
  }

  #isChairs({ id, invite, deviceHash }: Participant, likeness: Likeness): boolean {
    if (likeness.callsItselfChair) return true;
    return this.#chairs.of(likeness).some((chair) => {
      if (chair.participantId === id) return false;
      if (invite !== null && chair.inviteId === invite.inviteId) return false;
      return deviceHash === null || chair.deviceHash !== deviceHash;
    });
  }
}

function cameByLinkOf({ id }: StoredSeat, { invite }: Participant): boolean {
  return invite?.seatId === id;
}

/** Who waits by a seat's own link will sit on it. */
function sitsOn(person: Participant, seatId: string): boolean {
  return person.seatId === seatId || (joinedOf(person.state) === null && person.invite?.seatId === seatId);
}

/** Whether a link was out when this person took the name: who sat there before it was made needs none. */
function isLinked({ linkedAt }: NamedSeat, { namedAt }: Participant): boolean {
  return linkedAt !== null && linkedAt <= namedAt;
}
