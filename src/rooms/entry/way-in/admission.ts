import { AppError } from '../../../platform/errors.ts';
import type { Command, JoinReply } from '../../../protocol/index.ts';
import type { Directory } from '../../meeting/index.ts';
import type { RoomStore } from '../../ports/storage.ts';
import type { Caller, Comer, Comers, Entry } from './comer.ts';
import type { Credentials } from './credentials.ts';
import type { Entrance } from './entrance.ts';
import type { Reentry } from './reentry.ts';

interface AdmissionOptions {
  readonly store: RoomStore;
  readonly directory: Directory;
  readonly comers: Comers;
  readonly credentials: Credentials;
  readonly entrance: Entrance;
  readonly reentry: Reentry;
}

/** The way in: by link, password or invite to the table or into the lobby, and back after a lost connection. */
export class Admission {
  readonly #options: AdmissionOptions;

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  /**
   * Lets somebody in, or into the lobby.
   * Errors: WRONG_PASSWORD and PASSWORD_REQUIRED (also for a room that does not exist), INVITE_INVALID, RATE_LIMITED,
   * ROOM_LOCKED, ROOM_FULL, SERVER_FULL, TOO_MANY, BANNED, RESUME_INVALID, MEDIA_UNAVAILABLE, SERVER_DRAINING.
   */
  async join(command: Command<'room:join'>, caller: Caller): Promise<Entry<JoinReply>> {
    const { store, directory, comers, credentials, entrance, reentry } = this.#options;
    const { resume } = command;
    const comer = comers.of(command, caller);
    if (resume !== undefined) return reentry.comeBack({ ...command, resume }, comer);
    if (directory.isDraining && !this.#wasHere(comer)) throw new AppError('SERVER_DRAINING');
    const stored = await store.findRoom(command.roomId);
    const redeemed = await credentials.redeem(command, comer);
    try {
      const shownHash = redeemed === null ? await credentials.showPassword(stored, command, comer) : null;
      if (!stored) throw new AppError('PASSWORD_REQUIRED');
      return await entrance.enter(stored, comer, { redeemed, shownHash });
    } catch (error) {
      await redeemed?.giveBack();
      throw error;
    }
  }

  /** Also they may come in while nobody new may. */
  #wasHere(comer: Comer): boolean {
    const { entrance, directory } = this.#options;
    const { roomId, deviceHash } = comer;
    if (entrance.formerOf(comer)) return true;
    return directory.find(roomId)?.seatedBefore.has({ invite: null, deviceHash }) === true;
  }
}
