import { AppError } from '../../../platform/errors.ts';
import {
  type Connection,
  type Directory,
  type HowIssued,
  joinedOf,
  type Meeting,
  type Membership,
  type Participant,
} from '../../meeting/index.ts';
import { keepPaceOfOrigin, keepPaceOfRoom } from '../../pace/pace.ts';
import type { InviteBook, Secrets } from '../../ports/auth.ts';
import type { Leaving } from './leaving.ts';

interface ResumptionOptions {
  readonly directory: Directory;
  readonly leaving: Leaving;
  readonly invites: InviteBook;
  readonly secrets: Secrets;
}

/** An attempt to come back, which has changed nothing so far. */
export interface Claim {
  readonly meeting: Meeting;
  readonly participant: Participant;
  readonly connection: Connection;
  /** SHA-256 of the secret it was made with. */
  readonly hash: string;
  /** Tells it from other attempts of the same person. */
  readonly attempt: symbol;
}

/** The way back after a lost connection, to the table, the lobby or the console: by a secret that rotates. */
export class Resumption {
  readonly #options: ResumptionOptions;

  constructor(options: ResumptionOptions) {
    this.#options = options;
  }

  /**
   * Whose secret it is, and runs `comeBack` for them; null when it is nobody's who is in the meeting. Until `takeOver`
   * everything stays as it was, so that an attempt that fails costs nothing.
   * Errors: RESUME_INVALID, also when the invite they came by was revoked meanwhile; RATE_LIMITED; as `comeBack`.
   */
  async attempt<T>(
    way: { roomId: string; secret: string; connection: Connection; place: 'room' | 'console' },
    comeBack: (claim: Claim) => Promise<T>,
  ): Promise<T | null> {
    const { directory, secrets } = this.#options;
    const hash = secrets.hash(way.secret);
    const meeting = directory.find(way.roomId);
    const participant = meeting?.people.findByResumeHash(hash);
    if (!meeting || !participant || participant.place !== way.place) return null;
    const command = way.place === 'room' ? 'room:join' : 'console:join';
    const [origin = null] = participant.origins;
    const standing = participant.isChairing ? 'host' : 'back';
    const arrival = { command, of: participant.id, origin, standing } as const;
    keepPaceOfOrigin(meeting, arrival);
    keepPaceOfRoom(meeting, arrival);
    const attempt = Symbol('attempt');
    const claim: Claim = { meeting, participant, connection: way.connection, hash, attempt };
    participant.returning = attempt;
    try {
      await this.#assertInviteStands(claim);
      return await comeBack(claim);
    } finally {
      if (participant.returning === attempt) {
        participant.returning = null;
        // It came to nothing: what a drop does was left to it.
        if (participant.state.kind === 'reconnecting') joinedOf(participant.state)?.session.suspend();
      }
    }
  }

  /**
   * From here on the new connection speaks for them; one from before is told and ended. Nothing is awaited.
   * Errors: RESUME_INVALID when they were put out meanwhile, or there is a newer attempt.
   */
  takeOver({ meeting, participant, connection, hash, attempt }: Claim): Membership {
    const isNewest = participant.returning === attempt && participant.resumeSecrets.has(hash);
    if (participant.state.kind === 'left' || !isNewest) {
      throw new AppError('RESUME_INVALID');
    }
    const former = participant.connection;
    if (former && former !== connection) {
      former.send('room:left', { reason: 'replaced' });
      former.release();
    }
    participant.connection = connection;
    // Of the new one nothing bad is known.
    participant.lineState.isQuiet = false;
    participant.apply({ kind: 'resume' });
    return { meeting, participant, connection };
  }

  /**
   * Whose secret it is, for who said while coming back that they leave, and then did not come back; null when it is
   * nobody's, or when they are in, or coming in, by a newer attempt.
   */
  whose(roomId: string, secret: string): Pick<Claim, 'meeting' | 'participant'> | null {
    const { directory, secrets } = this.#options;
    const hash = secrets.hash(secret);
    const meeting = directory.find(roomId);
    const participant = meeting?.people.findByResumeHash(hash);
    if (!meeting || !participant || participant.returning !== null) return null;
    const isAbsent = participant.state.kind === 'reconnecting';
    return isAbsent || participant.resumeSecrets.isNewest(hash) ? { meeting, participant } : null;
  }

  /** A new secret, for their next way back. */
  issue(participant: Participant, how: HowIssued = {}): string {
    const { secret, hash } = this.#options.secrets.create();
    participant.resumeSecrets.add(hash, how);
    return secret;
  }

  async #assertInviteStands({ meeting, participant }: Claim): Promise<void> {
    const { leaving, invites } = this.#options;
    if (!participant.invite || (await invites.isStanding(participant.invite.inviteId))) return;
    leaving.dismiss(meeting, participant, 'remove');
    throw new AppError('RESUME_INVALID', { details: { reason: 'invite revoked' } });
  }
}
