import { AppError } from '../../../platform/errors.ts';
import type { Command } from '../../../protocol/index.ts';
import type { Directory } from '../../meeting/index.ts';
import type { InviteBook, PasswordGate, Redeemed } from '../../ports/auth.ts';
import type { StoredRoom } from '../../ports/storage.ts';
import type { Standings } from '../standings.ts';
import type { Comer } from './comer.ts';

interface CredentialsOptions {
  readonly passwords: PasswordGate;
  readonly invites: Pick<InviteBook, 'redeem'>;
  readonly standings: Pick<Standings, 'wasCutOff'>;
  readonly directory: Directory;
}

/** What somebody shows at the door: an invite or the password. */
export class Credentials {
  readonly #options: CredentialsOptions;

  constructor(options: CredentialsOptions) {
    this.#options = options;
  }

  /** The use of the invite; null when they come without. Errors: INVITE_INVALID, RATE_LIMITED. */
  async redeem({ invite: secret }: Command<'room:join'>, comer: Comer): Promise<Redeemed | null> {
    if (secret === undefined) return null;
    const { invites, directory } = this.#options;
    const { roomId, address, deviceHash } = comer;
    const redeemed = await invites.redeem({ roomId, secret, address, device: deviceHash });
    // A browser that is banned is told so later.
    if (deviceHash !== null && !redeemed.invite.isPersonal) return redeemed;
    if (!directory.find(roomId)?.banned.has({ invite: redeemed.invite, deviceHash })) return redeemed;
    await redeemed.giveBack();
    throw new AppError('INVITE_INVALID', { details: { reason: 'its bearer was removed' } });
  }

  /**
   * The hash of the password, when the right one was given; null when nobody must have one to come as far as here.
   * Errors: WRONG_PASSWORD, PASSWORD_REQUIRED, RATE_LIMITED.
   */
  async showPassword(
    stored: StoredRoom | null,
    { password }: Command<'room:join'>,
    { roomId, address, deviceHash }: Comer,
  ): Promise<string | null> {
    const { directory, standings, passwords } = this.#options;
    // The chair may have switched it for this meeting.
    const lobby = stored && (directory.find(roomId)?.settings ?? stored).lobby;
    if (stored?.passwordHash === null) return null;
    if (password === undefined) {
      if (lobby === 'without-password') return null;
      if (await standings.wasCutOff(roomId, deviceHash)) return null;
      throw new AppError('PASSWORD_REQUIRED');
    }
    const hash = stored?.passwordHash ?? null;
    await passwords.verify({ roomId, hash, password, address, device: deviceHash });
    return hash;
  }
}
