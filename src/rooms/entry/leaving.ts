import type { LeaveReason } from '../../protocol/index.ts';
import type { Directory } from '../meeting/directory.ts';
import { lobbyEntry } from '../meeting/lobby-views.ts';
import { isIn, type Meeting } from '../meeting/meeting.ts';
import type { Membership } from '../meeting/membership.ts';
import type { Participant } from '../meeting/participant.ts';
import { joinedOf, lobbyOf, mayChair, type ParticipantEvent, RESUME_WINDOW_MS } from '../meeting/participant-state.ts';
import { beyondShare, RELOAD_WINDOW_MS, windowFor } from './absence.ts';
import type { WaysBack } from './ways-back.ts';

type Farewell = Extract<ParticipantEvent['kind'], 'leave' | 'remove' | 'replace' | 'deny' | 'end' | 'timeout' | 'fail'>;

interface LeavingOptions {
  readonly directory: Directory;
  readonly waysBack: WaysBack;
}

/** Every way out of a room, and the drop that may lead back. */
export class Leaving {
  readonly #directory: Directory;
  readonly #waysBack: WaysBack;

  constructor({ directory, waysBack }: LeavingOptions) {
    this.#directory = directory;
    this.#waysBack = waysBack;
  }

  /** Ends somebody's stay: frees the seat, closes their media, tells them (with the chair's note) and the others. False when it did not apply. */
  dismiss(meeting: Meeting, participant: Participant, farewell: Farewell, note?: string): boolean {
    if (!this.#dismiss(meeting, participant, farewell, note)) return false;
    if (farewell === 'remove') this.cutConsoles(meeting, participant);
    meeting.changed();
    return true;
  }

  /** By their own wish, and with a way back for two minutes: it may have been a slip. */
  leave(
    { meeting, participant }: Pick<Membership, 'meeting' | 'participant'>,
    { mayReturn }: { mayReturn: boolean },
  ): void {
    if (mayReturn && participant.place === 'room') this.#waysBack.keep(meeting, participant, Date.now());
    this.dismiss(meeting, participant, 'leave');
  }

  /** Nobody takes the place of who is gone until it is needed; then they go, and find their way back if there is room. */
  giveUpPlace(meeting: Meeting, participant: Participant): void {
    const { state } = participant;
    // A console's secret must not lead to a place at the table.
    if (state.kind === 'reconnecting' && participant.place === 'room')
      this.#waysBack.keep(meeting, participant, state.since);
    this.dismiss(meeting, participant, 'timeout');
  }

  #dismiss(meeting: Meeting, participant: Participant, farewell: Farewell, note?: string): boolean {
    const { place } = participant;
    const seat = joinedOf(participant.state);
    const waited = lobbyOf(participant.state)?.admitted === false;
    if (isIn(participant)) meeting.decided.keep(participant);
    if (!participant.apply({ kind: farewell })) return false;
    const { connection } = participant;
    participant.connection = null;
    participant.producers.clear();
    meeting.delete(participant);
    seat?.session.close();
    if (participant.state.kind === 'left') tellLeft(connection, participant.state.reason, note);
    if (seat) meeting.broadcast('participant:left', { participantId: participant.id });
    if (waited) meeting.tellChair('lobby:left', { participantId: participant.id });
    if (place === 'console') meeting.tellChair('consoles:updated', meeting.consoleViews());
    this.#directory.closeIfEmpty(meeting);
    return true;
  }

  /** A join that came to nothing: no stay has begun, and its caller is told by the answer alone. */
  undo(meeting: Meeting, participant: Participant): void {
    participant.connection = null;
    this.dismiss(meeting, participant, 'fail');
  }

  /**
   * From the table back to wait for admission: seat, media, floor, hand and consent are given up, and they are on the
   * chair's list from here on, be their connection lost or not. False when it did not apply. They are told by the caller.
   */
  putBack(meeting: Meeting, participant: Participant): boolean {
    const seat = joinedOf(participant.state);
    if (!seat || !participant.apply({ kind: 'return-to-lobby', at: Date.now() })) return false;
    meeting.putBack.add(participant);
    meeting.leaveSeat(participant);
    participant.giveUpTable();
    seat.session.close();
    meeting.broadcast('participant:left', { participantId: participant.id });
    meeting.tellChair('lobby:knocked', lobbyEntry(participant));
    this.cutConsoles(meeting, participant);
    meeting.changed();
    return true;
  }

  /** Second screens go with the right of whom they belong to. */
  cutConsoles(meeting: Meeting, owner: Participant): void {
    for (const desk of meeting.consolesOf(owner)) this.dismiss(meeting, desk, 'remove');
  }

  /** To their owner's newer self, where that may chair; else they are cut. */
  handConsolesOver(meeting: Meeting, former: Participant, next: Participant): void {
    const role = joinedOf(next.state)?.role;
    if (role === undefined || !mayChair(role)) {
      this.cutConsoles(meeting, former);
      return;
    }
    const desks = meeting.consolesOf(former);
    for (const desk of desks) {
      desk.apply({ kind: 'adopt-console', ownerId: next.id });
      desk.apply({ kind: 'set-role', role });
    }
    if (desks.length > 0) meeting.tellChair('consoles:updated', meeting.consoleViews());
  }

  /**
   * The connection is gone: the place is kept for a while. `goodbye`: the page said that it goes, so it is loaded again
   * at once or it was closed; the way back stays open for as long as after any drop.
   */
  drop({ meeting, participant, connection }: Membership, { goodbye = false } = {}): void {
    if (participant.connection !== connection) return;
    participant.connection = null;
    connection.release();
    const now = Date.now();
    const windowMs = goodbye ? RELOAD_WINDOW_MS : windowFor(participant, now);
    if (!participant.apply({ kind: 'drop', at: now, deadline: now + windowMs })) {
      // Not in yet, so there is nothing to come back to.
      this.dismiss(meeting, participant, 'leave');
      return;
    }
    participant.setDeadline(windowMs, () => this.#timeOut(meeting, participant));
    const seat = joinedOf(participant.state);
    if (seat) {
      // On the way back already, and the pictures with them.
      if (participant.returning === null) seat.session.suspend();
      meeting.broadcast('participant:updated', participant.view());
    } else if (lobbyOf(participant.state)?.admitted === false) {
      meeting.tellChair('lobby:knocked', lobbyEntry(participant));
    } else if (participant.place === 'console') {
      meeting.tellChair('consoles:updated', meeting.consoleViews());
    }
    meeting.changed();
    for (const excess of beyondShare(meeting.participants, participant)) this.giveUpPlace(meeting, excess);
  }

  /** Whoever is just coming back has the time for it, and for another attempt should this one fail. */
  #timeOut(meeting: Meeting, participant: Participant): void {
    if (participant.returning === null) this.giveUpPlace(meeting, participant);
    else participant.setDeadline(RELOAD_WINDOW_MS, () => this.#timeOut(meeting, participant));
  }

  /** The chair or the operator ends the meeting: for everyone, and for good. */
  endRoom(meeting: Meeting): void {
    this.#waysBack.forgetRoom(meeting.id);
    for (const participant of meeting.participants) this.#dismiss(meeting, participant, 'end');
  }

  /**
   * Ends a meeting that nobody but consoles is in, for those who come now. The consoles lose their connections and come
   * by themselves: see `awaitConsole`.
   */
  endForsaken(meeting: Meeting): readonly Participant[] {
    const now = Date.now();
    const { consoles } = meeting;
    const awaited = consoles.flatMap((desk) => desk.asAwaitedConsole(now, now + RESUME_WINDOW_MS) ?? []);
    for (const desk of consoles) {
      desk.connection?.release();
      desk.connection = null;
      this.#dismiss(meeting, desk, 'fail');
    }
    return awaited;
  }

  /** A console of the meeting before, in the one that has begun instead. */
  awaitConsole(meeting: Meeting, desk: Participant): void {
    meeting.add(desk);
    desk.setDeadline(RESUME_WINDOW_MS, () => this.giveUpPlace(meeting, desk));
  }

  /** The server goes away. Whoever is there is not out: they come back by themselves when it is there again. */
  suspendRoom(meeting: Meeting): void {
    for (const participant of meeting.participants) {
      participant.connection?.send('server:closing', {});
      participant.connection?.release();
      participant.connection = null;
    }
    for (const participant of meeting.participants) this.#dismiss(meeting, participant, 'fail');
  }
}

function tellLeft(connection: Participant['connection'], reason: LeaveReason, note?: string): void {
  connection?.send('room:left', note === undefined ? { reason } : { reason, note });
  connection?.release();
}
