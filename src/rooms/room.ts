import type { JoinedReply, LobbyEntryView, RoomView, ServerEvents } from '../signaling/protocol/index.ts';
import type { Participant } from './live-participant.ts';
import type { MediaRoom } from './media-plane.ts';
import { joinedOf, lobbyOf } from './participant.ts';
import type { StoredRoom } from './ports.ts';

/** A room while somebody is in it. Knows its people and tells them; decides nothing. */
export class Room {
  readonly id: string;
  settings: StoredRoom;
  locked: boolean;
  /** Open, opening or not yet needed. */
  media: Promise<MediaRoom> | null = null;
  /** Invites whose bearer was removed; they do not open this meeting again. */
  readonly bannedInvites = new Set<string>();
  closed = false;
  readonly #participants = new Map<string, Participant>();
  /** In the order in which they sat down: the same on every screen. */
  readonly #seats: Participant[] = [];

  constructor(settings: StoredRoom) {
    this.id = settings.id;
    this.settings = settings;
    this.locked = settings.locked;
  }

  add(participant: Participant): void {
    this.#participants.set(participant.id, participant);
  }

  takeSeat(participant: Participant): void {
    this.#seats.push(participant);
  }

  delete(participant: Participant): void {
    this.#participants.delete(participant.id);
    const seat = this.#seats.indexOf(participant);
    if (seat >= 0) this.#seats.splice(seat, 1);
  }

  get participants(): readonly Participant[] {
    return [...this.#participants.values()];
  }

  get seated(): readonly Participant[] {
    return this.#seats;
  }

  get waiting(): readonly Participant[] {
    return this.participants.filter((participant) => lobbyOf(participant.state)?.admitted === false);
  }

  get isEmpty(): boolean {
    return this.#participants.size === 0;
  }

  /** Seats taken or promised: those at the table and those whose session is being made. */
  get seatsTaken(): number {
    return this.#participants.size - this.waiting.length;
  }

  get hasModerator(): boolean {
    return this.#seats.some((participant) => joinedOf(participant.state)?.role === 'moderator');
  }

  find(participantId: string): Participant | undefined {
    return this.#participants.get(participantId);
  }

  findByResumeHash(hash: string): Participant | undefined {
    return this.participants.find((participant) => participant.resumeHashes.includes(hash));
  }

  /** Whether this is a producer that others at the table may see. */
  hasProducer(producerId: string): boolean {
    return this.#seats.some((participant) => participant.producers.has(producerId));
  }

  /** To everyone at the table. */
  broadcast<E extends keyof ServerEvents>(
    event: E,
    data: Parameters<ServerEvents[E]>[0],
    { except, volatile = false }: { except?: Participant; volatile?: boolean } = {},
  ): void {
    for (const participant of this.#seats) {
      if (participant === except || participant.state.kind !== 'joined') continue;
      const args = [data] as Parameters<ServerEvents[E]>;
      if (volatile) participant.connection?.sendVolatile(event, ...args);
      else participant.connection?.send(event, ...args);
    }
  }

  tellModerators<E extends keyof ServerEvents>(event: E, data: Parameters<ServerEvents[E]>[0]): void {
    for (const { state, connection } of this.#seats) {
      if (state.kind !== 'joined' || state.role !== 'moderator') continue;
      connection?.send(event, ...([data] as Parameters<ServerEvents[E]>));
    }
  }

  view(): RoomView {
    const { name, muteOnEntry } = this.settings;
    return { id: this.id, name, locked: this.locked, muteOnEntry };
  }

  lobbyViews(): readonly LobbyEntryView[] {
    return this.waiting.map(lobbyEntry);
  }

  /** All that somebody at the table needs to begin, or to begin again. */
  snapshotFor(
    participant: Participant,
    { resume, sessionKept }: { resume: string; sessionKept: boolean },
  ): JoinedReply {
    const seat = joinedOf(participant.state);
    if (!seat) throw new Error('a snapshot is for somebody at the table');
    return {
      state: 'joined',
      room: this.view(),
      self: { participantId: participant.id, role: seat.role },
      participants: this.#seats.map((other) => other.view()),
      lobby: seat.role === 'moderator' ? this.lobbyViews() : [],
      session: seat.session.options,
      sessionKept,
      resume,
    };
  }
}

export function lobbyEntry(participant: Participant): LobbyEntryView {
  return {
    id: participant.id,
    displayName: participant.displayName,
    since: lobbyOf(participant.state)?.since ?? Date.now(),
    reconnecting: participant.state.kind === 'reconnecting',
  };
}
