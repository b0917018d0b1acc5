import { joinedOf, lobbyOf, type Meeting, type Membership, type Participant } from '../../meeting/index.ts';
import { beyondShare, RELOAD_WINDOW_MS, windowFor } from './absence.ts';
import type { Farewell, Farewells } from './farewells.ts';
import type { SecondScreens } from './second-screens.ts';
import type { WaysBack } from './ways-back.ts';

interface LeavingOptions {
  readonly farewells: Farewells;
  readonly secondScreens: SecondScreens;
  readonly waysBack: WaysBack;
}

/** Every way out of a room, and the drop that may lead back. */
export class Leaving {
  readonly #farewells: Farewells;
  readonly #secondScreens: SecondScreens;
  readonly #waysBack: WaysBack;

  constructor({ farewells, secondScreens, waysBack }: LeavingOptions) {
    this.#farewells = farewells;
    this.#secondScreens = secondScreens;
    this.#waysBack = waysBack;
  }

  /** Ends somebody's stay: frees the seat, closes their media, tells them (with the chair's note) and the others. False when it did not apply. */
  dismiss(meeting: Meeting, participant: Participant, farewell: Farewell, note?: string): boolean {
    if (!this.#farewells.say(meeting, participant, farewell, note)) return false;
    if (farewell === 'remove') this.#secondScreens.cut(meeting, participant);
    meeting.changed();
    return true;
  }

  /** By their own wish, and with a way back for two minutes: it may have been a slip. */
  leave(
    { meeting, participant }: Pick<Membership, 'meeting' | 'participant'>,
    { mayReturn }: { mayReturn: boolean },
  ): void {
    if (mayReturn && participant.place === 'room') this.#waysBack.keep(meeting, participant, performance.now());
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
    meeting.tell.everyone('participant:left', { participantId: participant.id });
    meeting.tellWaiting(participant);
    this.#secondScreens.cut(meeting, participant);
    meeting.changed();
    return true;
  }

  /**
   * The connection is gone: the place is kept for a while. `goodbye`: the page said that it goes, so it is loaded again
   * at once or it was closed; the way back stays open for as long as after any drop.
   */
  drop({ meeting, participant, connection }: Membership, { goodbye = false } = {}): void {
    if (participant.connection !== connection) return;
    participant.connection = null;
    connection.release();
    const now = performance.now();
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
      meeting.tellPerson(participant);
    } else if (lobbyOf(participant.state)?.admitted === false) {
      meeting.tellWaiting(participant);
    } else if (participant.place === 'console') {
      meeting.tellConsoles();
    }
    meeting.changed();
    for (const excess of beyondShare(meeting.people.all, participant)) this.giveUpPlace(meeting, excess);
  }

  /** Whoever is just coming back has the time for it, and for another attempt should this one fail. */
  #timeOut(meeting: Meeting, participant: Participant): void {
    if (participant.returning === null) this.giveUpPlace(meeting, participant);
    else participant.setDeadline(RELOAD_WINDOW_MS, () => this.#timeOut(meeting, participant));
  }

  /** It ends for everyone, and for good: by the chair or the operator, or for those who have reserved its room next. */
  endRoom(meeting: Meeting, farewell: 'end' | 'make-room' = 'end'): void {
    this.#waysBack.forgetRoom(meeting.id);
    for (const participant of meeting.people.all) this.#farewells.say(meeting, participant, farewell);
  }

  /** The server goes away. Whoever is there is not out: they come back by themselves when it is there again. */
  suspendRoom(meeting: Meeting): void {
    for (const participant of meeting.people.all) {
      participant.connection?.send('server:closing', {});
      participant.connection?.release();
      participant.connection = null;
    }
    for (const participant of meeting.people.all) this.#farewells.say(meeting, participant, 'fail');
  }
}
