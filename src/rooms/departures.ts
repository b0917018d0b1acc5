import type { LeaveReason } from '../signaling/protocol/index.ts';
import type { Participant } from './live-participant.ts';
import type { Membership } from './membership.ts';
import { joinedOf, lobbyOf, type ParticipantEvent } from './participant.ts';
import { lobbyEntry, type Room } from './room.ts';
import type { RoomDirectory } from './room-directory.ts';

/** How long a dropped participant keeps seat, role and lobby place: a lift, a tunnel, a router that restarts. */
export const RESUME_WINDOW_MS = 120_000;

type Farewell = Extract<ParticipantEvent['kind'], 'leave' | 'remove' | 'deny' | 'end' | 'timeout' | 'fail'>;

/** Every way out of a room, and the drop that may lead back. */
export class Departures {
  readonly #directory: RoomDirectory;
  readonly #changed: (room: Room) => void;

  constructor({ directory, changed }: { directory: RoomDirectory; changed: (room: Room) => void }) {
    this.#directory = directory;
    this.#changed = changed;
  }

  /** Ends somebody's stay: frees the seat, closes their media, tells them (with the chair's note) and the others. False when it did not apply. */
  dismiss(room: Room, participant: Participant, farewell: Farewell, note?: string): boolean {
    const wasMentioned = room.mentions(participant);
    if (!this.#dismiss(room, participant, farewell, note)) return false;
    if (wasMentioned) room.tellUpdated();
    if (farewell === 'remove') this.cutConsoles(room, participant);
    this.#changed(room);
    return true;
  }

  #dismiss(room: Room, participant: Participant, farewell: Farewell, note?: string): boolean {
    const { place } = participant;
    const seat = joinedOf(participant.state);
    const waited = lobbyOf(participant.state)?.admitted === false;
    if (!participant.apply({ kind: farewell })) return false;
    const { connection } = participant;
    participant.connection = null;
    participant.producers.clear();
    room.delete(participant);
    seat?.session.close();
    if (participant.state.kind === 'left') tellLeft(connection, participant.state.reason, note);
    if (seat) room.broadcast('participant:left', { participantId: participant.id });
    if (waited) room.tellChair('lobby:left', { participantId: participant.id });
    if (place === 'console') room.tellChair('consoles:updated', room.consoleViews());
    this.#directory.closeIfEmpty(room);
    return true;
  }

  /**
   * From the table back to wait for admission: seat, media, floor, hand and consent are given up, and they are on the
   * chair's list from here on, be their connection lost or not. False when it did not apply. They are told by the caller.
   */
  putBack(room: Room, participant: Participant): boolean {
    const seat = joinedOf(participant.state);
    if (!seat || !participant.apply({ kind: 'return-to-lobby', at: Date.now() })) return false;
    const wasMentioned = room.mentions(participant);
    room.putBack.add(participant);
    room.leaveSeat(participant);
    participant.giveUpTable();
    seat.session.close();
    room.broadcast('participant:left', { participantId: participant.id });
    if (wasMentioned) room.tellUpdated();
    room.tellChair('lobby:knocked', lobbyEntry(participant));
    this.cutConsoles(room, participant);
    this.#changed(room);
    return true;
  }

  /** Second screens go with the right of whom they belong to. */
  cutConsoles(room: Room, owner: Participant): void {
    for (const desk of room.consolesOf(owner)) this.dismiss(room, desk, 'remove');
  }

  /** The connection is gone without a word: the place is kept for the resume window. */
  drop({ room, participant, connection }: Membership): void {
    if (participant.connection !== connection) return;
    if (participant.state.kind === 'reconnecting') {
      // It dropped again before it was back; the first deadline still stands.
      participant.connection = null;
      connection.release();
      return;
    }
    if (!participant.apply({ kind: 'drop', deadline: Date.now() + RESUME_WINDOW_MS })) {
      this.dismiss(room, participant, 'leave');
      return;
    }
    participant.connection = null;
    connection.release();
    participant.setDeadline(RESUME_WINDOW_MS, () => this.dismiss(room, participant, 'timeout'));
    const seat = joinedOf(participant.state);
    if (seat) {
      seat.session.suspend();
      room.broadcast('participant:updated', participant.view());
    } else if (lobbyOf(participant.state)?.admitted === false) {
      room.tellChair('lobby:knocked', lobbyEntry(participant));
    } else if (participant.place === 'console') {
      room.tellChair('consoles:updated', room.consoleViews());
    }
    this.#changed(room);
  }

  endRoom(room: Room, farewell: 'end' | 'fail' = 'end'): void {
    for (const participant of room.participants) this.#dismiss(room, participant, farewell);
  }
}

function tellLeft(connection: Participant['connection'], reason: LeaveReason, note?: string): void {
  connection?.send('room:left', note === undefined ? { reason } : { reason, note });
  connection?.release();
}
