import { AppError } from '../../platform/errors.ts';
import type { Command } from '../../protocol/index.ts';
import type { WaitingLine } from '../entry/place/waiting-line.ts';
import { lobbyStatusOf, mayProve } from '../entry/place/waiting-rule.ts';
import { authorize, type Commands, lobbyOf, type Membership } from '../meeting/index.ts';
import type { PasswordGate } from '../ports/auth.ts';

/** For who waits where only those without the password must: it can be given there as well as at the door. */
export class LobbyProof {
  readonly commands: Commands<'lobby:prove'> = {
    'lobby:prove': (membership, command) => this.prove(membership, command),
  };
  readonly #passwords: PasswordGate;
  readonly #waitingLine: WaitingLine;

  constructor({ passwords, waitingLine }: { passwords: PasswordGate; waitingLine: WaitingLine }) {
    this.#passwords = passwords;
    this.#waitingLine = waitingLine;
  }

  /**
   * Lets them in, or, where nobody may meet before the host, lets them wait for that alone. Whoever mistypes waits on.
   * Errors: NOT_ALLOWED where no password helps, WRONG_PASSWORD, RATE_LIMITED, ROOM_LOCKED, ROOM_FULL.
   */
  async prove(membership: Membership, { password }: Command<'lobby:prove'>): Promise<void> {
    const { meeting, participant } = membership;
    assertMayProve(membership);
    const { passwordHash: hash } = meeting.settings;
    const { address, deviceHash: device } = participant;
    await this.#passwords.verify({ roomId: meeting.id, hash, password, address, device });
    // The chair has let them in meanwhile.
    if (participant.connection === membership.connection && lobbyOf(participant.state)?.admitted !== false) return;
    assertMayProve(membership);
    // It was changed meanwhile, and what they know is no longer it.
    if (meeting.settings.passwordHash !== hash) throw new AppError('WRONG_PASSWORD');
    if (lobbyOf(participant.state)?.waitingFor === 'host') {
      participant.shownHash = hash;
      participant.connection?.send('lobby:updated', lobbyStatusOf(meeting, participant));
      return;
    }
    await this.#waitingLine.admit(meeting, participant);
    participant.shownHash = hash;
  }
}

function assertMayProve(membership: Membership): void {
  authorize(membership, 'lobby:prove');
  const { meeting, participant } = membership;
  if (!mayProve(meeting, participant)) throw new AppError('NOT_ALLOWED', { details: { reason: 'no password helps' } });
  if (meeting.locked) throw new AppError('ROOM_LOCKED');
}
