import type { NameMark } from '../../protocol/index.ts';
import {
  type Change,
  consoleOf,
  type Feature,
  joinedOf,
  type Meeting,
  mayChair,
  type Participant,
  PerMeeting,
} from '../meeting/index.ts';
import type { StoredSeat } from '../ports/storage.ts';
import { type Likeness, likenessOf } from './likeness.ts';
import { type ChairName, NameClaims, type NamedSeat } from './name-claims.ts';
import { numbers, numberTwins } from './twins.ts';

/** Of one meeting; more people than these do not lead one after the other. */
const MAX_CHAIR_NAMES = 100;

/** What has to be said beside names, so that nobody is taken for somebody else: at the table and in the lobby. */
export class Names implements Feature {
  readonly #planOf: (meeting: Meeting) => readonly StoredSeat[];
  readonly #chairs = new PerMeeting<ChairName[]>(() => []);
  /** Of people, seats and labels, which stay while many come. */
  readonly #likenesses = new PerMeeting(() => new WeakMap<object, Likeness>());

  constructor({ planOf }: { readonly planOf: (meeting: Meeting) => readonly StoredSeat[] }) {
    this.#planOf = planOf;
  }

  /** Tells everyone whose mark has changed. */
  changed(meeting: Meeting, { arriving, isBack = false }: Change): void {
    const people = inOrder(meeting);
    numberTwins(people, {
      arriving: isBack ? undefined : arriving,
      likenessOf: (one) => this.#likenessOf(meeting, one, one.displayName),
    });
    const claims = new NameClaims({ chairs: this.#chairsOf(meeting), seats: this.#seatsOf(meeting) });
    for (const person of people) {
      const twin = numbers.of(person).number > 1 ? numbers.of(person).number : null;
      if (
        setMark(person, { twin, claims: claims.of(person, this.#likenessOf(meeting, person, person.displayName)) }) &&
        person !== arriving
      )
        tell(meeting, person);
    }
    const changedDesks = meeting.people.consoles.filter((desk) => {
      const owner = meeting.people.find(consoleOf(desk.state)?.ownerId ?? '');
      return owner !== undefined && setMark(desk, owner.mark);
    });
    if (changedDesks.length > 0) meeting.tellConsoles();
  }

  /** They bear another name, and are counted among those of it from now on. */
  renamed(meeting: Meeting, person: Participant): void {
    this.#likenesses.of(meeting).delete(person);
    numbers.of(person).number = 0;
  }

  replaced(_meeting: Meeting, former: Participant, next: Participant): void {
    numbers.of(next).number = numbers.of(former).number;
  }

  /** Everyone who has been able to chair in this meeting, and for whom such a link stands. */
  #chairsOf(meeting: Meeting): readonly ChairName[] {
    const known = this.#chairs.of(meeting);
    for (const person of meeting.people.seated) {
      const { id, invite, deviceHash, state } = person;
      if (!mayChair(joinedOf(state)?.role ?? 'participant')) continue;
      const likeness = this.#likenessOf(meeting, person, person.displayName);
      // Under each name that they have borne.
      if (known.some((one) => one.participantId === id && one.likeness === likeness)) continue;
      known.push({ likeness, participantId: id, inviteId: invite?.inviteId ?? null, deviceHash });
      if (known.length > MAX_CHAIR_NAMES) known.shift();
    }
    const labelled = meeting.nameRights.chairLabels.map((one) => {
      return {
        likeness: this.#likenessOf(meeting, one, one.label),
        participantId: null,
        inviteId: one.inviteId,
        deviceHash: null,
      };
    });
    return [...known, ...labelled];
  }

  #seatsOf(meeting: Meeting): readonly NamedSeat[] {
    const { people, nameRights } = meeting;
    const taken = new Set(people.seated.map(({ seatId }) => seatId));
    return this.#planOf(meeting).map((seat) => ({
      ...seat,
      likeness: this.#likenessOf(meeting, seat, seat.name),
      isTaken: taken.has(seat.id),
      linkedAt: nameRights.seatLinks.get(seat.id) ?? null,
    }));
  }

  #likenessOf(meeting: Meeting, thing: object, name: string): Likeness {
    const likenesses = this.#likenesses.of(meeting);
    const known = likenesses.get(thing) ?? likenessOf(name);
    likenesses.set(thing, known);
    return known;
  }
}

/** Those first who keep their name as it is: who may chair, then the table in its order, then who waits. */
function inOrder(meeting: Meeting): readonly Participant[] {
  const rank = ({ state, entryRole }: Participant) => {
    const seat = joinedOf(state);
    return (seat ? 0 : 2) + (mayChair(seat?.role ?? entryRole) ? 0 : 1);
  };
  return [...meeting.people.seated, ...meeting.people.waiting].sort((one, other) => rank(one) - rank(other));
}

/** Whether it has changed. */
function setMark(person: Participant, wanted: NameMark | null): boolean {
  const mark = wanted?.twin === null && wanted.claims === null ? null : wanted;
  const hasChanged = person.mark?.twin !== mark?.twin || person.mark?.claims !== mark?.claims;
  person.mark = mark;
  return hasChanged;
}

function tell(meeting: Meeting, person: Participant): void {
  if (joinedOf(person.state)) meeting.tellPerson(person);
  else meeting.tellWaiting(person);
}
