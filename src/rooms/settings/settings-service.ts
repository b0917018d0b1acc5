import { definedOnly } from '../../platform/defined-only.ts';
import type { Command } from '../../protocol/index.ts';
import type { WaitingLine } from '../entry/place/waiting-line.ts';
import { authorize, type Commands, type Meeting, type Membership } from '../meeting/index.ts';
import type { StoredRoom } from '../ports/storage.ts';

/** What changes of a room for good; what is left out stays as it is. */
export type KeepRoom = (roomId: string, changes: Command<'room:keep'>) => Promise<void>;

/** What the chair sets the room to for this meeting. */
export class SettingsService {
  readonly commands: Commands<'room:lock' | 'room:configure' | 'room:keep'> = {
    'room:lock': (membership, command) => this.lock(membership, command),
    'room:configure': (membership, command) => this.configure(membership, command),
    'room:keep': (membership, command) => this.keep(membership, command),
  };
  readonly #waitingLine: WaitingLine;
  readonly #keep: KeepRoom;

  constructor({ waitingLine, keep }: { readonly waitingLine: WaitingLine; readonly keep: KeepRoom }) {
    this.#waitingLine = waitingLine;
    this.#keep = keep;
  }

  async lock(membership: Membership, { locked }: Command<'room:lock'>): Promise<void> {
    authorize(membership, 'room:lock');
    const { meeting } = membership;
    if (meeting.locked === locked) return;
    meeting.locked = locked;
    meeting.tell.changes();
  }

  /** For this meeting. Switching the lobby off lets in whoever waits for admission, as far as the seats go. */
  async configure(membership: Membership, changes: Command<'room:configure'>): Promise<void> {
    authorize(membership, 'room:configure');
    const { meeting } = membership;
    const before = meeting.settings;
    meeting.settings = {
      ...before,
      ...definedOnly(changes),
    };
    // Said once more, it lets in who was put back meanwhile.
    if (changes.lobby === 'off') this.#forgive(meeting);
    await this.settingsChanged(meeting, before);
  }

  /** For this meeting and all that follow. Errors: NOT_ALLOWED, NOT_FOUND, STORAGE_UNAVAILABLE. */
  async keep(membership: Membership, changes: Command<'room:keep'>): Promise<void> {
    authorize(membership, 'room:keep');
    await this.#keep(membership.meeting.id, changes);
  }

  /**
   * What follows from other settings than before, whoever has changed them, the chair or the operator: those who wait are
   * sorted as though they came now.
   */
  async settingsChanged(meeting: Meeting, before: StoredRoom): Promise<void> {
    const { lobby, lobbyReplies, lobbyMessage, passwordHash } = meeting.settings;
    meeting.tell.changes();
    const isTold =
      lobbyReplies !== before.lobbyReplies ||
      lobbyMessage !== before.lobbyMessage ||
      lobby !== before.lobby ||
      passwordHash !== before.passwordHash;
    if (lobby === 'off' && before.lobby !== 'off') this.#forgive(meeting);
    meeting.changed();
    await this.#waitingLine.sort(meeting, { isTold });
  }

  /** An open lobby opens to everyone. */
  #forgive(meeting: Meeting): void {
    meeting.putBack.clear();
    for (const waiting of meeting.people.waiting) waiting.isFromMarkedOrigin = false;
  }
}
