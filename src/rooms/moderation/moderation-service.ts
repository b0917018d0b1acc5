import type { Command } from '../../protocol/index.ts';
import type { AttendanceService } from '../attendance/attendance-service.ts';
import type { Departures } from '../entry/leaving.ts';
import type { Placement } from '../entry/placement.ts';
import type { Standings } from '../entry/standings.ts';
import { switchOff } from '../floor/enforcement.ts';
import type { Room } from '../meeting/meeting.ts';
import { authorize, type Membership, targetOrThrow } from '../meeting/membership.ts';
import type { Participant } from '../meeting/participant.ts';
import type { StoredRoom } from '../ports.ts';
import { Countdown } from './countdown.ts';

interface ModerationServiceOptions {
  readonly placement: Placement;
  readonly departures: Departures;
  readonly attendance: AttendanceService;
  readonly standings: Standings;
}

/** What the chair does to others at the table and to the room. */
export class ModerationService {
  readonly #placement: Placement;
  readonly #departures: Departures;
  readonly #attendance: AttendanceService;
  readonly #standings: Standings;
  readonly #closings = new WeakMap<Room, Countdown>();

  constructor({ placement, departures, attendance, standings }: ModerationServiceOptions) {
    this.#placement = placement;
    this.#departures = departures;
    this.#attendance = attendance;
    this.#standings = standings;
  }

  /** They may switch it on again themselves, unless hard mute forbids it. Errors: NOT_ALLOWED. */
  async switchOff(membership: Membership, { participantId, source }: Command<'participant:switch-off'>): Promise<void> {
    authorize(membership, 'participant:switch-off');
    await switchOff(membership.room, targetOrThrow(membership, 'participant:switch-off', participantId), source);
  }

  /** Every microphone but one's own, those of who chairs, and the excepted. Errors: NOT_ALLOWED. */
  async muteAll(membership: Membership, { except = [] }: Command<'participant:mute-all'>): Promise<void> {
    authorize(membership, 'participant:mute-all');
    const { room, participant } = membership;
    const others = room.seated.filter(
      (other) => other !== participant && !other.isChairing && !except.includes(other.id),
    );
    await Promise.all(others.map((other) => switchOff(room, other, 'microphone')));
  }

  async remove(membership: Membership, { participantId }: Command<'participant:remove'>): Promise<void> {
    authorize(membership, 'participant:remove');
    this.removeFrom(membership.room, targetOrThrow(membership, 'participant:remove', participantId));
  }

  /** Out for this meeting: neither the resume secret, the invite they came by nor this browser brings them back. */
  removeFrom(room: Room, participant: Participant): void {
    room.banned.add(participant);
    this.#departures.dismiss(room, participant, 'remove');
  }

  async lock(membership: Membership, { locked }: Command<'room:lock'>): Promise<void> {
    authorize(membership, 'room:lock');
    const { room } = membership;
    if (room.locked === locked) return;
    room.locked = locked;
    room.tellUpdated();
  }

  async end(membership: Membership): Promise<void> {
    authorize(membership, 'room:end');
    this.#departures.endRoom(membership.room);
  }

  /** Ends the meeting after a while that everyone sees; said again, the new time counts. Errors: NOT_ALLOWED. */
  async closeLater(membership: Membership, { afterMs }: Command<'room:close'>): Promise<void> {
    authorize(membership, 'room:close');
    const { room } = membership;
    let closing = this.#closings.get(room);
    if (!closing) {
      closing = new Countdown(room);
      this.#closings.set(room, closing);
    }
    closing.start(afterMs, () => this.#departures.endRoom(room));
    room.closesAt = Date.now() + afterMs;
    room.tellUpdated();
  }

  async keepOpen(membership: Membership): Promise<void> {
    authorize(membership, 'room:keep-open');
    const { room } = membership;
    if (room.closesAt === null) return;
    this.#closings.get(room)?.stop();
    room.closesAt = null;
    room.tellUpdated();
  }

  /** For this meeting. Switching the lobby off lets in whoever waits for admission, as far as the seats go. */
  async configure(membership: Membership, changes: Command<'room:configure'>): Promise<void> {
    authorize(membership, 'room:configure');
    const { room } = membership;
    const before = room.settings;
    const { lobby, trustedPass, lobbyReplies, chat, muteOnEntry, attendanceDays } = before;
    room.settings = {
      ...room.settings,
      lobby: changes.lobby ?? lobby,
      trustedPass: changes.trustedPass ?? trustedPass,
      lobbyReplies: changes.lobbyReplies ?? lobbyReplies,
      chat: changes.chat ?? chat,
      muteOnEntry: changes.muteOnEntry ?? muteOnEntry,
      attendanceDays: changes.attendanceDays ?? attendanceDays,
    };
    // Said once more, it lets in who was put back meanwhile.
    if (changes.lobby === 'off') this.#forgive(room);
    await this.settingsChanged(room, before);
  }

  /**
   * What follows from other settings than before, whoever has changed them, the chair or the operator: those who wait are
   * sorted as though they came now.
   */
  async settingsChanged(room: Room, before: StoredRoom): Promise<void> {
    const { lobby, lobbyReplies, lobbyMessage, passwordHash } = room.settings;
    this.#attendance.review(room);
    room.tellUpdated();
    const isTold =
      lobbyReplies !== before.lobbyReplies ||
      lobbyMessage !== before.lobbyMessage ||
      lobby !== before.lobby ||
      passwordHash !== before.passwordHash;
    if (lobby === 'off' && before.lobby !== 'off') this.#forgive(room);
    this.#standings.review(room);
    await this.#placement.sortWaiting(room, { isTold });
  }

  /** An open lobby opens to everyone. */
  #forgive(room: Room): void {
    room.putBack.clear();
    for (const waiting of room.waiting) waiting.isFromMarkedOrigin = false;
  }
}
