import { AppError } from '../../platform/errors.ts';
import type { Presence } from '../../protocol/calls.ts';
import type { NameMark, Role } from '../../protocol/index.ts';
import type { Leaving } from '../entry/place/leaving.ts';
import { type Begun, type Directory, joinedOf, lobbyOf, type Meeting, type Participant } from '../meeting/index.ts';
import type { RoomStore, StoredRoom } from '../ports/storage.ts';

/** A person in a live room, as the operator sees them. */
interface PersonView {
  readonly id: string;
  readonly displayName: string;
  readonly mark: NameMark | null;
  readonly role: Role;
  readonly state: 'joined' | 'reconnecting' | 'lobby';
  /** As far as it is known here. */
  readonly line: 'good' | 'weak' | 'broken';
  readonly seatId: string | null;
  readonly since: number;
}

interface LiveRoomsOptions {
  readonly directory: Directory;
  readonly leaving: Leaving;
  readonly store: RoomStore;
  readonly remove: (meeting: Meeting, participant: Participant) => void;
  /** The room, or its plan, is kept otherwise than before; `before`: its settings until now. */
  readonly changed: (meeting: Meeting, before: StoredRoom) => Promise<void>;
}

/** How many are in a room, and how many wait to be let in. */
interface Counts {
  readonly participants: number;
  readonly lobby: number;
}

const NOBODY: Counts = { participants: 0, lobby: 0 };

function countsIn({ people }: Meeting): Counts {
  return { participants: people.seated.length, lobby: people.waiting.length };
}

function peopleOf({ people }: Meeting): PersonView[] {
  const present = people.all.filter(({ place }) => place === 'room');
  return present.map(({ id, displayName, mark, state, invite, line, lineState, seatId }) => ({
    id,
    displayName,
    mark,
    role: joinedOf(state)?.role ?? invite?.role ?? 'participant',
    state: state.kind === 'reconnecting' ? 'reconnecting' : joinedOf(state) ? 'joined' : 'lobby',
    line: line === 'good' && lineState.upload !== 'good' ? 'weak' : line,
    seatId,
    since: (joinedOf(state) ?? lobbyOf(state))?.since ?? Date.now(),
  }));
}

/** What the operator sees of rooms in which somebody is, and does there. */
export class LiveRooms {
  readonly #options: LiveRoomsOptions;

  constructor(options: LiveRoomsOptions) {
    this.#options = options;
  }

  get rooms(): readonly { id: string; participants: number; lobby: number }[] {
    return this.#options.directory.rooms.map((meeting) => ({ id: meeting.id, ...countsIn(meeting) }));
  }

  countsOf(roomId: string): Counts {
    const meeting = this.#options.directory.find(roomId);
    return meeting ? countsIn(meeting) : NOBODY;
  }

  /** Whether somebody is in it, or at its door. */
  has(roomId: string): boolean {
    return this.#options.directory.find(roomId) !== undefined;
  }

  /** Of those whom the plan expects, by seat: who is at the table, or at the door with their own link. */
  presenceOf(roomId: string): ReadonlyMap<string, Exclude<Presence, 'away'>> {
    const { seated = [], waiting = [] } = this.#options.directory.find(roomId)?.people ?? {};
    const atDoor = waiting.flatMap(({ invite }) =>
      invite?.seatId == null ? [] : [[invite.seatId, 'at-door'] as const],
    );
    const here = seated.flatMap(({ seatId }) => (seatId === null ? [] : [[seatId, 'here'] as const]));
    return new Map([...atDoor, ...here]);
  }

  /** Errors: NOT_FOUND when nobody is in the room. */
  people(roomId: string): readonly PersonView[] {
    return peopleOf(this.#liveOrThrow(roomId));
  }

  /** Nobody, where nobody is. */
  peopleIn(roomId: string): readonly PersonView[] {
    const meeting = this.#options.directory.find(roomId);
    return meeting ? peopleOf(meeting) : [];
  }

  /** Null: nobody has sat down there yet. */
  begunIn(roomId: string): Begun | null {
    return this.#options.directory.find(roomId)?.begun ?? null;
  }

  /** Errors: NOT_FOUND. */
  removePerson(roomId: string, participantId: string): void {
    const meeting = this.#liveOrThrow(roomId);
    const participant = meeting.people.find(participantId);
    if (participant?.place !== 'room') throw new AppError('NOT_FOUND');
    this.#options.remove(meeting, participant);
  }

  /** Who came by this invite is put out, wherever they are: it lets in nobody any more. */
  revoked(roomId: string, inviteId: string): void {
    const { directory, leaving } = this.#options;
    const meeting = directory.find(roomId);
    const bearers = meeting?.people.all.filter(({ invite }) => invite?.inviteId === inviteId) ?? [];
    for (const bearer of bearers) if (meeting) leaving.dismiss(meeting, bearer, 'remove');
  }

  /** Errors: NOT_FOUND when nobody is in the room. */
  endRoom(roomId: string): void {
    this.#options.leaving.endRoom(this.#liveOrThrow(roomId));
  }

  /** Takes over what was changed in storage while the meeting goes on; a deleted room ends. */
  async reload(roomId: string): Promise<void> {
    const { store, directory, leaving, changed } = this.#options;
    const stored = await store.findRoom(roomId);
    const meeting = directory.find(roomId);
    if (!meeting) return;
    if (!stored) return leaving.endRoom(meeting);
    const before = meeting.settings;
    meeting.takeOver(stored);
    await changed(meeting, before);
  }

  #liveOrThrow(roomId: string): Meeting {
    const meeting = this.#options.directory.find(roomId);
    if (!meeting) throw new AppError('NOT_FOUND');
    return meeting;
  }
}
