import { AppError } from '../../../platform/errors.ts';
import type { JoinReply } from '../../../protocol/index.ts';
import type { Directory } from '../../meeting/index.ts';
import type { InviteBook } from '../../ports/auth.ts';
import type { RoomStore } from '../../ports/storage.ts';
import type { FoundWay, WaysBack } from '../place/ways-back.ts';
import type { Comer, Entry } from './comer.ts';
import type { Entrance } from './entrance.ts';
import type { Returning, WithSecret } from './returning.ts';

interface ReentryOptions {
  readonly returning: Returning;
  readonly entrance: Entrance;
  readonly waysBack: WaysBack;
  readonly store: RoomStore;
  readonly invites: Pick<InviteBook, 'isStanding'>;
  readonly directory: Directory;
}

/** Whoever is in the meeting comes back to their place; whoever just left it, by what they were. */
export class Reentry {
  readonly #options: ReentryOptions;

  constructor(options: ReentryOptions) {
    this.#options = options;
  }

  /** Errors: RESUME_INVALID, SERVER_DRAINING, as Returning.comeBack and Entrance.enter. */
  async comeBack(command: WithSecret, comer: Comer): Promise<Entry<JoinReply>> {
    const { returning, waysBack } = this.#options;
    for (;;) {
      const entry = await returning.comeBack(command, comer);
      if (entry) return entry;
      const wayBack = waysBack.find(comer.roomId, command.resume);
      if (!wayBack) throw new AppError('RESUME_INVALID');
      const again = await this.#enterAgain(comer, wayBack);
      if (again) return again;
    }
  }

  async #enterAgain(comer: Comer, wayBack: FoundWay): Promise<Entry<JoinReply> | null> {
    const { store, invites, directory, entrance } = this.#options;
    const { was } = wayBack;
    if (directory.isDraining && !directory.find(was.roomId)) throw new AppError('SERVER_DRAINING');
    const [stored, isStanding] = await Promise.all([
      store.findRoom(was.roomId),
      was.invite === null || invites.isStanding(was.invite.inviteId),
    ]);
    if (!stored || !isStanding) throw new AppError('RESUME_INVALID');
    return entrance.enter(stored, comer, { redeemed: null, shownHash: was.shownHash, wayBack });
  }
}
