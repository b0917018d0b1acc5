import { Scope } from '../../platform/scope.ts';
import {
  agoOf,
  type ChairView,
  type ConsoleView,
  clockReading,
  type JoinedReply,
  leftUntil,
  type MeetingEvent,
  type MeetingEvents,
  type RoomView,
  type SelfUpdate,
  type ServerEvents,
} from '../../protocol/index.ts';
import type { MediaRoom } from '../media/media-plane.ts';
import { Paces } from '../pace/paces.ts';
import { type KeptStanding, type NameRights, NO_NAME_RIGHTS, type StoredRoom, type StoredSeat } from '../ports.ts';
import { isAttended } from './attended.ts';
import { Broadcast } from './broadcast.ts';
import { DecidedPeople } from './decided-people.ts';
import { KnownBearers } from './known-bearers.ts';
import { lobbyEntry } from './lobby-views.ts';
import type { Participant } from './participant.ts';
import { consoleOf, joinedOf, lobbyOf, mayChair } from './participant-state.ts';
import { ToldView } from './told-view.ts';

/** What the meeting tells its features, and asks them for. */
export interface Moments {
  /** It begins with what is kept of its room. */
  opened(meeting: Meeting, kept: Kept): void;
  /** Who is here has changed, or as what, or what the room is set to. */
  changed(meeting: Meeting, change: Change): void;
  /** Somebody gives up their seat, to leave or to wait: nobody was told yet. */
  seatLeft(meeting: Meeting, participant: Participant): void;
  /** What somebody has at the table goes over to the same browser's newer self. */
  handedOver(meeting: Meeting, former: Participant, next: Participant): void;
  /** Somebody was made an observer, who sends nothing and asks for nothing. */
  silenced(meeting: Meeting, participant: Participant): void;
  /** Somebody was given the floor. */
  floorGiven(meeting: Meeting, participant: Participant): void;
  /** What features add to what everyone is shown of the room, */
  roomView(
    meeting: Meeting,
  ): Pick<RoomView, 'hands' | 'closesInMs' | 'restricted' | 'plan' | 'planVersion' | 'quorum' | 'spotlight'>;
  /** to what an arrival is shown, */
  arrivalView(meeting: Meeting, viewer: Participant): Pick<JoinedReply, 'chat' | 'polls'>;
  /** and to what somebody is shown anew whose rights have changed. */
  selfView(meeting: Meeting, viewer: Participant): Pick<SelfUpdate, 'chat'>;
}

/** What is kept of a room beside its settings. */
export interface Kept {
  /** Expected people in their order. */
  readonly plan: readonly StoredSeat[];
  /** What the meeting knew before the server was started again. */
  readonly standings: readonly KeptStanding[];
}

export interface Change {
  /** Somebody comes in, and everyone is told of them anyway. */
  readonly arriving?: Participant;
  /** They come back to the place that they had. */
  readonly isBack?: boolean;
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
  /** About people who left. */
  readonly decided = new DecidedPeople();
  /** Whose names these are, by the links that stand. */
  nameRights: NameRights = NO_NAME_RIGHTS;
  /** When the server goes away, by `performance.now()`: somebody may set the clock meanwhile. */
  restartsAt: number | null = null;
  readonly paces = new Paces();
  /** When somebody last left who was more than a console. */
  lastPersonAt = Date.now();
  /** Somebody has sat at the table. */
  hasBegun = false;
  /** Ends when nobody is left, with the timers of the meeting. */
  readonly scope = new Scope();
  readonly #moments: Moments;
  readonly #participants = new Map<string, Participant>();
  /** In the order in which they sat down: the same on every screen. */
  readonly #seats: Participant[] = [];
  #stored: StoredRoom;
  readonly #broadcast = new Broadcast({ people: () => this.#here() });
  readonly #told = new ToldView();

  constructor(settings: StoredRoom, moments: Moments) {
    this.id = settings.id;
    this.#moments = moments;
    this.#stored = settings;
    this.settings = settings;
    this.locked = settings.locked;
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

  add(participant: Participant): void {
    this.#participants.set(participant.id, participant);
  }

  takeSeat(participant: Participant): void {
    this.hasBegun = true;
    this.#seats.push(participant);
  }

  /** Gives the seat up and keeps the person, who waits from here on, behind those who wait already. */
  leaveSeat(participant: Participant): void {
    this.queueAgain(participant);
    const seat = this.#seats.indexOf(participant);
    if (seat >= 0) this.#seats.splice(seat, 1);
    this.#moments.seatLeft(this, participant);
  }

  /** Behind those who wait already, as on the screens of those who chair. */
  queueAgain(participant: Participant): void {
    this.#participants.delete(participant.id);
    this.#participants.set(participant.id, participant);
  }

  delete(participant: Participant): void {
    if (participant.place === 'room') this.lastPersonAt = Date.now();
    // Until now somebody was with them.
    for (const desk of this.consolesOf(participant)) desk.touchedAt = Date.now();
    this.leaveSeat(participant);
    this.#participants.delete(participant.id);
  }

  /** The same browser, as it came earlier: who is in before those who are still being let in. */
  olderSelvesOf({ number, deviceHash }: Pick<Participant, 'number' | 'deviceHash'>): readonly Participant[] {
    if (deviceHash === null) return [];
    const selves = this.participants.filter(
      (other) => other.place === 'room' && other.number < number && other.deviceHash === deviceHash,
    );
    return [...selves.filter(isIn), ...selves.filter((self) => !isIn(self))];
  }

  /** What the chair has decided about somebody, and what they asked for, goes over to the same browser's newer self. */
  handOver(former: Participant, next: Participant): void {
    if (isIn(former)) next.hasTakenOver = true;
    next.hereSince = former.hereSince;
    next.restricted = former.restricted;
    next.decidedRole = former.decidedRole;
    next.nameNumber = former.nameNumber;
    next.lobbyWords = former.lobbyWords;
    if (!joinedOf(next.state)) return;
    if (joinedOf(former.state)?.role === joinedOf(next.state)?.role) next.rank = former.rank;
    next.consent = former.consent;
    next.hasFloor = former.hasFloor;
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

  get closed(): boolean {
    return this.scope.closed;
  }

  /** Idempotent. */
  close(): void {
    if (this.closed) return;
    this.#broadcast.close();
    this.scope.close();
  }

  get participants(): readonly Participant[] {
    return [...this.#participants.values()];
  }

  get seated(): readonly Participant[] {
    return this.#seats;
  }

  /** Who waits to be let in, in the order in which they began to. */
  get waiting(): readonly Participant[] {
    return this.participants.filter((participant) => lobbyOf(participant.state)?.admitted === false);
  }

  get consoles(): readonly Participant[] {
    return this.participants.filter((participant) => consoleOf(participant.state) !== null);
  }

  /** Those of somebody who left and came again are theirs: by the invite or the browser that paired them. */
  consolesOf({ id, invite, deviceHash }: Participant): readonly Participant[] {
    return this.consoles.filter((desk) => {
      const ownerId = consoleOf(desk.state)?.ownerId;
      if (ownerId === undefined || ownerId === id) return ownerId === id;
      if (this.#participants.has(ownerId)) return false;
      const isSameInvite = invite !== null && desk.invite?.inviteId === invite.inviteId;
      return isSameInvite || (deviceHash !== null && desk.deviceHash === deviceHash);
    });
  }

  get isEmpty(): boolean {
    return this.#participants.size === 0;
  }

  /** Seats taken or promised: those at the table and those whose session is being made. */
  get seatsTaken(): number {
    return this.#participants.size - this.waiting.length - this.consoles.length;
  }

  /** Whether somebody who may chair is at the table, be their line down just now, or at a console that is not forgotten. */
  get hasHost(): boolean {
    return this.participants.some((participant) => {
      const { state } = participant;
      if (consoleOf(state) && !isAttended(participant, this.participants)) return false;
      return mayChair((joinedOf(state) ?? consoleOf(state))?.role ?? 'participant');
    });
  }

  find(participantId: string): Participant | undefined {
    return this.#participants.get(participantId);
  }

  findByResumeHash(hash: string): Participant | undefined {
    return this.participants.find((participant) => participant.resumeHashes.includes(hash));
  }

  /** What the others at the table send. */
  producersBeside(viewer: Participant): ReadonlySet<string> {
    const others = this.#seats.filter((participant) => participant !== viewer);
    return new Set(others.flatMap(({ producers }) => [...producers.keys()]));
  }

  /**
   * To everyone at the table and at the consoles, gathered with what else happens now (see Broadcast). `volatile`: for
   * what may be lost when a client is slow.
   */
  broadcast<E extends keyof MeetingEvents>(
    name: E,
    data: Parameters<MeetingEvents[E]>[0],
    { except = null, volatile = false }: { except?: Participant | null; volatile?: boolean } = {},
  ): void {
    this.#broadcast.add({ name, data } as MeetingEvent, { to: 'everyone', also: null, except, volatile });
  }

  /** To those who chair now, at the table and at the consoles, and to who is named. Gathered as well. */
  tellChair<E extends keyof MeetingEvents>(
    name: E,
    data: Parameters<MeetingEvents[E]>[0],
    { also = null }: { also?: Participant | null } = {},
  ): void {
    this.#broadcast.add({ name, data } as MeetingEvent, { to: 'chair', also, except: null, volatile: false });
  }

  /** To one person, after all that they have not been told yet: what is said here depends on it. */
  tell<E extends keyof ServerEvents>(participant: Participant, event: E, data: Parameters<ServerEvents[E]>[0]): void {
    this.catchUp(participant);
    participant.connection?.send(event, ...([data] as Parameters<ServerEvents[E]>));
  }

  /** Tells them what they have not been told yet: who is answered knows what their command has done. */
  catchUp(participant: Participant): void {
    if (isHere(participant)) this.#broadcast.tellNow(participant);
  }

  /** Nobody waits any longer for what has happened: for what everyone must see at once, and in its order. */
  tellNow(): void {
    this.#broadcast.tell();
  }

  /** Who speaks and how loud, as it comes: it may be lost, and nothing depends on it. */
  tellSpeakers(event: Parameters<ServerEvents['speakers:changed']>[0]): void {
    const [first, ...others] = this.#here().flatMap(({ connection }) => (connection ? [connection] : []));
    first?.sendToAll(others, 'speakers:changed', event, { volatile: true });
  }

  /** Tells everyone what has changed of the room since they were told last. */
  tellUpdated(): void {
    const changes = this.#told.changesTo(this.view());
    if (Object.keys(changes).length > 0) this.broadcast('room:updated', changes);
  }

  #here(): readonly Participant[] {
    return this.participants.filter(isHere);
  }

  /** For somebody who arrives, who has seen from here on all that has happened so far. */
  arrivalViewFor(participant: Participant): Pick<JoinedReply, 'room' | 'participants' | 'chat' | 'polls'> & ChairView {
    this.#broadcast.hasSeen(participant);
    const room = this.view();
    this.#told.show(room);
    return {
      room,
      participants: this.#seats.map((other) => other.view()),
      ...this.chairViewFor(participant),
      ...this.#moments.arrivalView(this, participant),
    };
  }

  view(): RoomView {
    const { name, muteOnEntry, lobby, trustedPass, lobbyReplies, chat, attendanceDays } = this.settings;
    const opensWithoutPassword = this.#stored.lobby === 'without-password' && this.#stored.passwordHash !== null;
    return {
      id: this.id,
      name,
      locked: this.locked,
      muteOnEntry,
      lobby,
      opensWithoutPassword,
      trustedPass,
      lobbyReplies,
      chat,
      attendanceDays,
      restartsInMs: this.restartsInMs,
      ...this.#moments.roomView(this),
    };
  }

  /** What only those who chair see; nothing for everyone else. */
  chairViewFor(viewer: Participant): ChairView {
    if (!viewer.isChairing) return { lobby: [], consoles: [] };
    return { lobby: this.waiting.map(lobbyEntry), consoles: this.consoleViews() };
  }

  /** What somebody is told when their rights have changed. */
  selfUpdateFor(participant: Participant): SelfUpdate {
    const role = (joinedOf(participant.state) ?? consoleOf(participant.state))?.role ?? 'participant';
    const { isChairing } = participant;
    return { role, isChairing, ...this.chairViewFor(participant), ...this.#moments.selfView(this, participant) };
  }

  consoleViews(): readonly ConsoleView[] {
    return this.consoles.flatMap(({ id, displayName, mark, state }) => {
      const place = consoleOf(state);
      if (!place) return [];
      const { ownerId, since } = place;
      const reconnecting = state.kind === 'reconnecting';
      return [{ id, ownerId, ownerName: displayName, ownerMark: mark, pairedForMs: agoOf(since), reconnecting }];
    });
  }

  /** All that somebody at the table needs to begin, or to begin again. */
  snapshotFor(participant: Participant, own: Pick<JoinedReply, 'resume' | 'sessionKept' | 'turn'>): JoinedReply {
    const seat = joinedOf(participant.state);
    if (!seat) throw new Error('a snapshot is for somebody at the table');
    return {
      state: 'joined',
      clock: clockReading(),
      self: { participantId: participant.id, role: seat.role, isChairing: seat.isChairing },
      ...this.arrivalViewFor(participant),
      session: seat.session.options,
      ...own,
    };
  }

  /** Until the server goes away, as people are told. */
  get restartsInMs(): RoomView['restartsInMs'] {
    return this.restartsAt === null ? null : leftUntil(this.restartsAt, performance.now());
  }
}

/** At the table or in the lobby, be their line cut just now or not. */
export function isIn({ state }: Participant): boolean {
  return joinedOf(state) !== null || lobbyOf(state) !== null;
}

function isHere({ state }: Participant): boolean {
  return state.kind === 'joined' || state.kind === 'console';
}
