import type { Command } from '../../protocol/index.ts';
import type { Leaving } from '../entry/leaving.ts';
import type { Placement } from '../entry/placement.ts';
import { switchOff } from '../floor/enforcement.ts';
import type { Meeting } from '../meeting/meeting.ts';
import { authorize, type Membership, targetOrThrow } from '../meeting/membership.ts';
import type { Participant } from '../meeting/participant.ts';
import type { StoredRoom } from '../ports.ts';
import { Countdown } from './countdown.ts';

interface ModerationServiceOptions {
  readonly placement: Placement;
  readonly leaving: Leaving;
}

/** What the chair does to others at the table and to the room. */
export class ModerationService {
  readonly #placement: Placement;
  readonly #leaving: Leaving;
  readonly #closings = new WeakMap<Meeting, Countdown>();

  constructor({ placement, leaving }: ModerationServiceOptions) {
    this.#placement = placement;
    this.#leaving = leaving;
  }

  /** They may switch it on again themselves, unless hard mute forbids it. Errors: NOT_ALLOWED. */
  async switchOff(membership: Membership, { participantId, source }: Command<'participant:switch-off'>): Promise<void> {
    authorize(membership, 'participant:switch-off');
    await switchOff(membership.meeting, targetOrThrow(membership, 'participant:switch-off', participantId), source);
  }

  /** Every microphone but one's own, those of who chairs, and the excepted. Errors: NOT_ALLOWED. */
  async muteAll(membership: Membership, { except = [] }: Command<'participant:mute-all'>): Promise<void> {
    authorize(membership, 'participant:mute-all');
    const { meeting, participant } = membership;
    const others = meeting.seated.filter(
      (other) => other !== participant && !other.isChairing && !except.includes(other.id),
    );
    await Promise.all(others.map((other) => switchOff(meeting, other, 'microphone')));
  }

  async remove(membership: Membership, { participantId }: Command<'participant:remove'>): Promise<void> {
    authorize(membership, 'participant:remove');
    this.removeFrom(membership.meeting, targetOrThrow(membership, 'participant:remove', participantId));
  }

  /** Out for this meeting: neither the resume secret, the invite they came by nor this browser brings them back. */
  removeFrom(meeting: Meeting, participant: Participant): void {
    meeting.banned.add(participant);
    this.#leaving.dismiss(meeting, participant, 'remove');
  }

  async lock(membership: Membership, { locked }: Command<'room:lock'>): Promise<void> {
    authorize(membership, 'room:lock');
    const { meeting } = membership;
    if (meeting.locked === locked) return;
    meeting.locked = locked;
    meeting.tellUpdated();
  }

  async end(membership: Membership): Promise<void> {
    authorize(membership, 'room:end');
    this.#leaving.endRoom(membership.meeting);
  }

  /** Ends the meeting after a while that everyone sees; said again, the new time counts. Errors: NOT_ALLOWED. */
  async closeLater(membership: Membership, { afterMs }: Command<'room:close'>): Promise<void> {
    authorize(membership, 'room:close');
    const { meeting } = membership;
    let closing = this.#closings.get(meeting);
    if (!closing) {
      closing = new Countdown(meeting);
      this.#closings.set(meeting, closing);
    }
    closing.start(afterMs, () => this.#leaving.endRoom(meeting));
    meeting.closesAt = Date.now() + afterMs;
    meeting.tellUpdated();
  }

  async keepOpen(membership: Membership): Promise<void> {
    authorize(membership, 'room:keep-open');
    const { meeting } = membership;
    if (meeting.closesAt === null) return;
    this.#closings.get(meeting)?.stop();
    meeting.closesAt = null;
    meeting.tellUpdated();
  }

  /** For this meeting. Switching the lobby off lets in whoever waits for admission, as far as the seats go. */
  async configure(membership: Membership, changes: Command<'room:configure'>): Promise<void> {
    authorize(membership, 'room:configure');
    const { meeting } = membership;
    const before = meeting.settings;
    const { lobby, trustedPass, lobbyReplies, chat, muteOnEntry, attendanceDays } = before;
    meeting.settings = {
      ...meeting.settings,
      lobby: changes.lobby ?? lobby,
      trustedPass: changes.trustedPass ?? trustedPass,
      lobbyReplies: changes.lobbyReplies ?? lobbyReplies,
      chat: changes.chat ?? chat,
      muteOnEntry: changes.muteOnEntry ?? muteOnEntry,
      attendanceDays: changes.attendanceDays ?? attendanceDays,
    };
    // Said once more, it lets in who was put back meanwhile.
    if (changes.lobby === 'off') this.#forgive(meeting);
    await this.settingsChanged(meeting, before);
  }

  /**
   * What follows from other settings than before, whoever has changed them, the chair or the operator: those who wait are
   * sorted as though they came now.
   */
  async settingsChanged(meeting: Meeting, before: StoredRoom): Promise<void> {
    const { lobby, lobbyReplies, lobbyMessage, passwordHash } = meeting.settings;
    meeting.tellUpdated();
    const isTold =
      lobbyReplies !== before.lobbyReplies ||
      lobbyMessage !== before.lobbyMessage ||
      lobby !== before.lobby ||
      passwordHash !== before.passwordHash;
    if (lobby === 'off' && before.lobby !== 'off') this.#forgive(meeting);
    meeting.changed();
    await this.#placement.sortWaiting(meeting, { isTold });
  }

  /** An open lobby opens to everyone. */
  #forgive(meeting: Meeting): void {
    meeting.putBack.clear();
    for (const waiting of meeting.waiting) waiting.isFromMarkedOrigin = false;
  }
}
