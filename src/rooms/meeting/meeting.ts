import { Paces } from '../../platform/paces.ts';
import { Scope } from '../../platform/scope.ts';
import type { Role } from '../../protocol/index.ts';
import { numberedName } from '../../protocol/meeting/people.ts';
import { type NameRights, NO_NAME_RIGHTS } from '../ports/auth.ts';
import type { MediaRoom } from '../ports/media-plane.ts';
import type { StoredRoom } from '../ports/storage.ts';
import { KnownBearers } from './kept/known-bearers.ts';
import { PerBearer } from './kept/per-bearer.ts';
import type { Change, Moments } from './moments.ts';
import type { Participant } from './participant/participant.ts';
import { joinedOf } from './participant/participant-state.ts';
import { isIn, People } from './people.ts';
import { NOTHING_RESERVED, type ReservedFor } from './reserved-seats.ts';
import { Telling } from './telling/telling.ts';
import { Views } from './telling/views.ts';

export interface Begun {
  /** As they were called then. */
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A room while somebody is in it. Knows its people and tells them; decides nothing. */
export class Meeting {
  readonly id: string;
  /** As it is kept, with what the chair has switched for this meeting. */
  settings: StoredRoom;
  locked: boolean;
  /** Open, opening or not yet needed. */
  media: Promise<MediaRoom> | null = null;
  /** Who was removed; this meeting does not open to them again. */
  readonly banned = new KnownBearers();
  /** Who was put back into the lobby; whoever goes and comes again waits all the same until they are let in. */
  readonly putBack = new KnownBearers();
  /** Who has sat at the table in this meeting. */
  readonly seatedBefore = new KnownBearers();
  /** What the chair has made of people who left. */
  readonly decidedRoles = new PerBearer<Role>();
  /** Whose names these are, by the links that stand. */
  nameRights: NameRights = NO_NAME_RIGHTS;
  /** What reservations mean for it now, its own and others'. */
  reserved: () => ReservedFor = () => NOTHING_RESERVED;
  /** When the server goes away, by `performance.now()`: somebody may set the clock meanwhile. */
  restartsAt: number | null = null;
  /** Who sat at the table first, and when; null: nobody has yet. */
  begun: Begun | null = null;
  readonly paces = new Paces();
  readonly people = new People();
  readonly views: Views<Meeting>;
  readonly tell: Telling;
  /** Ends when nobody is left, with the timers of the meeting. */
  readonly scope = new Scope();
  readonly #moments: Moments<Meeting>;
  #stored: StoredRoom;

  constructor(settings: StoredRoom, moments: Moments<Meeting>) {
    this.id = settings.id;
    this.#moments = moments;
    this.#stored = settings;
    this.settings = settings;
    this.locked = settings.locked;
    this.views = new Views(this, moments);
    this.tell = new Telling({ people: this.people, roomView: () => this.views.room() });
  }

  get hasBegun(): boolean {
    return this.begun !== null;
  }

  /** As it is kept, whatever the chair has switched for this meeting. */
  get stored(): StoredRoom {
    return this.#stored;
  }

  /** What was changed in storage; what was not stays as the chair has switched it for this meeting. */
  takeOver(stored: StoredRoom): void {
    const before: Readonly<Record<string, unknown>> = { ...this.#stored };
    const changed = Object.entries(stored).filter(([setting, value]) => before[setting] !== value);
    this.#stored = stored;
    this.settings = { ...this.settings, ...(Object.fromEntries(changed) as Partial<StoredRoom>) };
    if (changed.some(([setting]) => setting === 'locked')) this.locked = stored.locked;
  }

  takeSeat(participant: Participant): void {
    this.begun ??= { by: numberedName(participant), at: Date.now() };
    this.people.sit(participant);
  }

  /** Gives the seat up and keeps the person, who waits from here on, behind those who wait already. */
  leaveSeat(participant: Participant): void {
    this.people.standUp(participant);
    this.#moments.seatLeft(this, participant);
  }

  delete(participant: Participant): void {
    // Until now somebody was with them.
    for (const desk of this.people.consolesOf(participant)) desk.touchedAt = performance.now();
    this.leaveSeat(participant);
    this.people.delete(participant);
  }

  /** `formerId`: who they were a moment ago, by their way back. */
  recognise(participant: Participant, formerId: string | null): void {
    this.#moments.recognised(this, participant, formerId);
  }

  /** Who was in is about to go for good. */
  part(participant: Participant): void {
    this.decidedRoles.keep(participant, participant.decidedRole);
    this.#moments.parting(this, participant);
  }

  /** What the chair has decided about somebody, and what they asked for, goes over to the same browser's newer self. */
  handOver(former: Participant, next: Participant): void {
    if (isIn(former)) next.hasTakenOver = true;
    next.hereSince = former.hereSince;
    next.decidedRole = former.decidedRole;
    this.#moments.replaced(this, former, next);
    if (!joinedOf(next.state)) return;
    if (joinedOf(former.state)?.role === joinedOf(next.state)?.role) next.rank = former.rank;
    this.#moments.handedOver(this, former, next);
  }

  /**
   * To be called whenever somebody came, dropped, came back or left, is here as something else, or the plan or the room's
   * settings have changed. Of who arrives the caller tells everyone.
   */
  changed(change: Change = {}): void {
    this.#moments.changed(this, change);
  }

  /** They send nothing and ask for nothing any more. */
  silence(participant: Participant): void {
    this.#moments.silenced(this, participant);
  }

  /** Hard mute does not bind them from here on. */
  floorGiven(participant: Participant): void {
    this.#moments.floorGiven(this, participant);
  }

  /** Everyone sees them as they are now. */
  tellPerson(participant: Participant, { except = null }: { except?: Participant | null } = {}): void {
    this.tell.everyone('participant:updated', this.views.person(participant), { except });
    this.#moments.shownAnew(this, participant);
  }

  /** Those who chair see who waits, as it is now. */
  tellWaiting(participant: Participant): void {
    this.tell.chair('lobby:knocked', this.views.waiting(participant));
  }

  /** Those who chair see the second screens, as they are now. */
  tellConsoles(): void {
    this.tell.chair('consoles:updated', this.views.consoles());
  }

  get closed(): boolean {
    return this.scope.closed;
  }

  /** Idempotent. */
  close(): void {
    if (this.closed) return;
    this.tell.close();
    this.scope.close();
  }
}
