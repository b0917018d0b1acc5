import { isAttended } from './attended.ts';
import type { Participant } from './participant/participant.ts';
import { consoleOf, joinedOf, lobbyOf, mayChair } from './participant/participant-state.ts';

/** Who is in a meeting: at the table, waiting, at a console, or on the way to one of them. */
export class People {
  readonly #all = new Map<string, Participant>();
  /** In the order in which they sat down: the same on every screen. */
  readonly #seats: Participant[] = [];
  #lastPersonAt = performance.now();

  /** They are on their way to a place. */
  add(participant: Participant): void {
    this.#all.set(participant.id, participant);
  }

  /** Behind those who sit already. */
  sit(participant: Participant): void {
    this.#seats.push(participant);
  }

  /** They stay, and wait from here on. */
  standUp(participant: Participant): void {
    this.queueAgain(participant);
    const seat = this.#seats.indexOf(participant);
    if (seat >= 0) this.#seats.splice(seat, 1);
  }

  /** Behind those who wait already, as on the screens of those who chair. */
  queueAgain(participant: Participant): void {
    this.#all.delete(participant.id);
    this.#all.set(participant.id, participant);
  }

  /** They have left for good. */
  delete(participant: Participant): void {
    if (participant.place === 'room') this.#lastPersonAt = performance.now();
    this.#all.delete(participant.id);
  }

  get all(): readonly Participant[] {
    return [...this.#all.values()];
  }

  get isEmpty(): boolean {
    return this.#all.size === 0;
  }

  /** At the table, their line cut just now or not. */
  get seated(): readonly Participant[] {
    return this.#seats;
  }

  /** Who waits to be let in, in the order in which they began to. */
  get waiting(): readonly Participant[] {
    return this.all.filter(({ state }) => lobbyOf(state)?.admitted === false);
  }

  get consoles(): readonly Participant[] {
    return this.all.filter(({ state }) => consoleOf(state) !== null);
  }

  /** Who can be told something now: at the table and at the consoles. */
  get here(): readonly Participant[] {
    return this.all.filter(isHere);
  }

  /** When somebody last left who was more than a console, by `performance.now()`. */
  get lastPersonAt(): number {
    return this.#lastPersonAt;
  }

  /** Seats taken or promised: those at the table and those whose session is being made. */
  get seatsTaken(): number {
    return this.#all.size - this.waiting.length - this.consoles.length;
  }

  /** Whether somebody who may chair is at the table, be their line down just now, or at a console that is not forgotten. */
  get hasHost(): boolean {
    return this.all.some((participant) => {
      const { state } = participant;
      if (consoleOf(state) && !isAttended(participant, this.all)) return false;
      return mayChair((joinedOf(state) ?? consoleOf(state))?.role ?? 'participant');
    });
  }

  find(participantId: string): Participant | undefined {
    return this.#all.get(participantId);
  }

  findByResumeHash(hash: string): Participant | undefined {
    return this.all.find(({ resumeSecrets }) => resumeSecrets.has(hash));
  }

  /** The same browser, as it came earlier: who is in before those who are still being let in. */
  olderSelvesOf({ number, deviceHash }: Pick<Participant, 'number' | 'deviceHash'>): readonly Participant[] {
    if (deviceHash === null) return [];
    const selves = this.all.filter(
      (other) => other.place === 'room' && other.number < number && other.deviceHash === deviceHash,
    );
    return [...selves.filter(isIn), ...selves.filter((self) => !isIn(self))];
  }

  /** Those of somebody who left and came again are theirs: by the invite or the browser that paired them. */
  consolesOf({ id, invite, deviceHash }: Participant): readonly Participant[] {
    return this.consoles.filter((desk) => {
      const ownerId = consoleOf(desk.state)?.ownerId;
      if (ownerId === undefined || ownerId === id) return ownerId === id;
      if (this.#all.has(ownerId)) return false;
      const isSameInvite = invite !== null && desk.invite?.inviteId === invite.inviteId;
      return isSameInvite || (deviceHash !== null && desk.deviceHash === deviceHash);
    });
  }

  /** What the others at the table send. */
  producersBeside(viewer: Participant): ReadonlySet<string> {
    const others = this.#seats.filter((participant) => participant !== viewer);
    return new Set(others.flatMap(({ producers }) => [...producers.keys()]));
  }
}

/** At the table or in the lobby, be their line cut just now or not. */
export function isIn({ state }: Participant): boolean {
  return joinedOf(state) !== null || lobbyOf(state) !== null;
}

export function isHere({ state }: Participant): boolean {
  return state.kind === 'joined' || state.kind === 'console';
}
