import type { NameMark } from '../../protocol/index.ts';
import type { Feature } from '../meeting/feature.ts';
import { lobbyEntry } from '../meeting/lobby-views.ts';
import type { Change, Meeting } from '../meeting/meeting.ts';
import type { Participant } from '../meeting/participant.ts';
import { consoleOf, joinedOf, mayChair } from '../meeting/participant-state.ts';
import { PerMeeting } from '../meeting/per-meeting.ts';
import type { StoredSeat } from '../ports.ts';
import { type Likeness, likenessOf } from './likeness.ts';
import { type ChairName, NameClaims, type NamedSeat } from './name-claims.ts';

/** Of one meeting; more people than these do not lead one after the other. */
const MAX_CHAIR_NAMES = 100;

/** What has to be said beside names, so that nobody is taken for somebody else: at the table and in the lobby. */
export class Names implements Feature {
  readonly #planOf: (meeting: Meeting) => readonly StoredSeat[];
  readonly #chairs = new PerMeeting<ChairName[]>(() => []);
  /** Of people, seats and labels, which stay while many come. */
  readonly #likenesses = new WeakMap<object, Likeness>();

  constructor({ planOf }: { readonly planOf: (meeting: Meeting) => readonly StoredSeat[] }) {
    this.#planOf = planOf;
  }

  /** Tells everyone whose mark has changed. */
  changed(meeting: Meeting, { arriving, isBack = false }: Change): void {
    const people = inOrder(meeting);
    numberTwins(people, {
      arriving: isBack ? undefined : arriving,
      likenessOf: (one) => this.#likenessOf(one, one.displayName),
    });
    const claims = new NameClaims({ chairs: this.#chairsOf(meeting), seats: this.#seatsOf(meeting) });
    for (const person of people) {
      const twin = person.nameNumber > 1 ? person.nameNumber : null;
      if (
        setMark(person, { twin, claims: claims.of(person, this.#likenessOf(person, person.displayName)) }) &&
        person !== arriving
      )
        tell(meeting, person);
    }
    const changedDesks = meeting.consoles.filter((desk) => {
      const owner = meeting.find(consoleOf(desk.state)?.ownerId ?? '');
      return owner !== undefined && setMark(desk, owner.mark);
    });
    if (changedDesks.length > 0) meeting.tellChair('consoles:updated', meeting.consoleViews());
  }

  /** Everyone who has been able to chair in this meeting, and for whom such a link stands. */
  #chairsOf(meeting: Meeting): readonly ChairName[] {
    const known = this.#chairs.of(meeting);
    for (const person of meeting.seated) {
      const { id, invite, deviceHash, state } = person;
      if (!mayChair(joinedOf(state)?.role ?? 'participant')) continue;
      if (known.some(({ participantId }) => participantId === id)) continue;
      const likeness = this.#likenessOf(person, person.displayName);
      known.push({ likeness, participantId: id, inviteId: invite?.inviteId ?? null, deviceHash });
      if (known.length > MAX_CHAIR_NAMES) known.shift();
    }
    const labelled = meeting.nameRights.chairLabels.map((one) => {
      return {
        likeness: this.#likenessOf(one, one.label),
        participantId: null,
        inviteId: one.inviteId,
        deviceHash: null,
      };
    });
    return [...known, ...labelled];
  }

  #seatsOf(meeting: Meeting): readonly NamedSeat[] {
    const { seated, nameRights } = meeting;
    const taken = new Set(seated.map(({ seatId }) => seatId));
    return this.#planOf(meeting).map((seat) => ({
      ...seat,
      likeness: this.#likenessOf(seat, seat.name),
      isTaken: taken.has(seat.id),
      linkedAt: nameRights.seatLinks.get(seat.id) ?? null,
    }));
  }

  #likenessOf(thing: object, name: string): Likeness {
    const known = this.#likenesses.get(thing) ?? likenessOf(name);
    this.#likenesses.set(thing, known);
    return known;
  }
}

/** Those first who keep their name as it is: who may chair, then the table in its order, then who waits. */
function inOrder(meeting: Meeting): readonly Participant[] {
  const rank = ({ state, entryRole }: Participant) => {
    const seat = joinedOf(state);
    return (seat ? 0 : 2) + (mayChair(seat?.role ?? entryRole) ? 0 : 1);
  };
  return [...meeting.seated, ...meeting.waiting].sort((one, other) => rank(one) - rank(other));
}

/** The first who comes keeps the name as it is, and everyone their number as long as they are here. */
function numberTwins(
  people: readonly Participant[],
  { arriving, likenessOf }: { arriving: Participant | undefined; likenessOf: (person: Participant) => Likeness },
): void {
  const crowds = new Map<string, Crowd>();
  for (const person of people) {
    for (const key of likenessOf(person).keys) crowds.set(key, (crowds.get(key) ?? new Crowd()).add(person));
  }
  for (const person of people) {
    const own = likenessOf(person).keys.flatMap((key) => crowds.get(key) ?? []);
    const isAlone = person === arriving && own.every((crowd) => crowd.isOnly(person));
    if (person.nameNumber === 0 || isAlone || own.some((crowd) => crowd.hasGiven(person.nameNumber, person))) {
      const isFirst = own.every((crowd) => !crowd.hasGivenAny(person));
      person.nameNumber = isFirst ? 1 : 1 + Math.max(...own.map(({ highest }) => highest));
    }
    for (const crowd of own) crowd.give(person);
  }
}

/** Everyone whose names look alike. */
class Crowd {
  highest = 0;
  readonly #people: Participant[] = [];
  /** Who has which number for good. */
  readonly #given = new Map<number, Participant>();

  add(person: Participant): this {
    this.#people.push(person);
    this.highest = Math.max(this.highest, person.nameNumber);
    return this;
  }

  give(person: Participant): void {
    this.#given.set(person.nameNumber, person);
    this.highest = Math.max(this.highest, person.nameNumber);
  }

  isOnly(person: Participant): boolean {
    return this.#people.every((other) => isSame(other, person));
  }

  hasGiven(number: number, person: Participant): boolean {
    const holder = this.#given.get(number);
    return holder !== undefined && !isSame(holder, person);
  }

  hasGivenAny(person: Participant): boolean {
    return this.#given.size > 1 || [...this.#given.values()].some((holder) => !isSame(holder, person));
  }
}

/** The same browser is the same person, who comes back before they are missed. */
function isSame(one: Participant, other: Participant): boolean {
  return one === other || (one.deviceHash !== null && one.deviceHash === other.deviceHash);
}

/** Whether it has changed. */
function setMark(person: Participant, wanted: NameMark | null): boolean {
  const mark = wanted?.twin === null && wanted.claims === null ? null : wanted;
  const hasChanged = person.mark?.twin !== mark?.twin || person.mark?.claims !== mark?.claims;
  person.mark = mark;
  return hasChanged;
}

function tell(meeting: Meeting, person: Participant): void {
  if (joinedOf(person.state)) meeting.broadcast('participant:updated', person.view());
  else meeting.tellChair('lobby:knocked', lobbyEntry(person));
}
