import {
  agoOf,
  type ChairView,
  type ConsoleView,
  clockReading,
  type JoinedReply,
  type LobbyEntryView,
  type LobbyStatus,
  leftUntil,
  type ParticipantView,
  type RoomView,
  type SelfUpdate,
} from '../../../protocol/index.ts';
import type { StoredRoom } from '../../ports/storage.ts';
import type { Moments } from '../moments.ts';
import type { Participant } from '../participant/participant.ts';
import { consoleOf, joinedOf, lobbyOf } from '../participant/participant-state.ts';
import type { People } from '../people.ts';
import type { Telling } from './telling.ts';

/** Of a meeting, what views are made of beside what its features add. */
interface Viewed {
  readonly id: string;
  readonly locked: boolean;
  readonly settings: StoredRoom;
  readonly stored: StoredRoom;
  /** By `performance.now()`. */
  readonly restartsAt: number | null;
  readonly people: People;
  readonly tell: Telling;
}

/** What people are shown of a meeting. */
export class Views<M extends Viewed> {
  readonly #meeting: M;
  readonly #moments: Moments<M>;

  constructor(meeting: M, moments: Moments<M>) {
    this.#meeting = meeting;
    this.#moments = moments;
  }

  /** Of the room, for everyone at the table and at the consoles. */
  room(): RoomView {
    const { id, locked, settings, stored } = this.#meeting;
    const { name, muteOnEntry, cameraOnEntry, renaming, pseudonyms, lobby, trustedPass, lobbyReplies, chat } = settings;
    const hasPassword = stored.passwordHash !== null;
    const opensWithoutPassword = stored.lobby === 'without-password' && hasPassword;
    return {
      id,
      name,
      locked,
      muteOnEntry,
      cameraOnEntry,
      renaming,
      pseudonyms,
      lobby,
      hasPassword,
      opensWithoutPassword,
      trustedPass,
      lobbyReplies,
      chat,
      attendanceDays: settings.attendanceDays,
      restartsInMs: this.restartsInMs,
      ...this.#moments.roomView(this.#meeting),
    };
  }

  /** Until the server goes away, as people are told. */
  get restartsInMs(): RoomView['restartsInMs'] {
    const { restartsAt } = this.#meeting;
    return restartsAt === null ? null : leftUntil(restartsAt, performance.now());
  }

  /** Of somebody at the table. */
  person(participant: Participant): ParticipantView {
    return { ...participant.view(), ...this.#moments.personView(this.#meeting, participant) };
  }

  /** Of somebody who waits, for those who chair. */
  waiting(participant: Participant): LobbyEntryView {
    const { id, displayName, mark, state, isFromMarkedOrigin } = participant;
    return {
      id,
      displayName,
      mark,
      waitedMs: agoOf(lobbyOf(state)?.since ?? Date.now()),
      reconnecting: state.kind === 'reconnecting',
      ...this.#moments.waitingView(this.#meeting, participant),
      ...(isFromMarkedOrigin && { fromMarkedNetwork: true }),
    };
  }

  /** What was said to somebody who waits. */
  lobbyTextsFor(waiting: Participant): Pick<LobbyStatus, 'texts'> {
    return this.#moments.lobbyView(this.#meeting, waiting);
  }

  /** For somebody who arrives, who has seen from here on all that has happened so far. */
  arrivalFor(viewer: Participant): Pick<JoinedReply, 'room' | 'participants' | 'chat' | 'polls'> & ChairView {
    const { people, tell } = this.#meeting;
    return {
      room: tell.arrival(viewer),
      participants: people.seated.map((other) => this.person(other)),
      ...this.chairFor(viewer),
      ...this.#moments.arrivalView(this.#meeting, viewer),
    };
  }

  /** All that somebody at the table needs to begin, or to begin again. */
  snapshotFor(participant: Participant, own: Pick<JoinedReply, 'resume' | 'sessionKept' | 'turn'>): JoinedReply {
    const seat = joinedOf(participant.state);
    if (!seat) throw new Error('a snapshot is for somebody at the table');
    return {
      state: 'joined',
      clock: clockReading(),
      self: { participantId: participant.id, role: seat.role, isChairing: seat.isChairing },
      ...this.arrivalFor(participant),
      session: seat.session.options,
      ...own,
    };
  }

  /** What only those who chair see; nothing for everyone else. */
  chairFor(viewer: Participant): ChairView {
    if (!viewer.isChairing) return { lobby: [], consoles: [], noisy: [] };
    return {
      lobby: this.#meeting.people.waiting.map((one) => this.waiting(one)),
      consoles: this.consoles(),
      ...this.#moments.chairView(this.#meeting),
    };
  }

  /** What somebody is told when their rights have changed. */
  selfFor(participant: Participant): SelfUpdate {
    const role = (joinedOf(participant.state) ?? consoleOf(participant.state))?.role ?? 'participant';
    const { isChairing } = participant;
    return { role, isChairing, ...this.chairFor(participant), ...this.#moments.selfView(this.#meeting, participant) };
  }

  /** Of the second screens, for those who chair. */
  consoles(): readonly ConsoleView[] {
    return this.#meeting.people.consoles.flatMap(({ id, displayName, mark, state }) => {
      const place = consoleOf(state);
      if (!place) return [];
      const { ownerId, since } = place;
      const reconnecting = state.kind === 'reconnecting';
      return [{ id, ownerId, ownerName: displayName, ownerMark: mark, pairedForMs: agoOf(since), reconnecting }];
    });
  }
}
