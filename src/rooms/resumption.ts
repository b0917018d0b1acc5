import { AppError } from '../errors.ts';
import type { Departures } from './departures.ts';
import type { Connection, Participant } from './live-participant.ts';
import type { InviteBook, Secrets } from './ports.ts';
import type { Room } from './room.ts';
import type { RoomDirectory } from './room-directory.ts';

interface ResumptionOptions {
  readonly directory: RoomDirectory;
  readonly departures: Departures;
  readonly invites: InviteBook;
  readonly secrets: Secrets;
}

/** The way back after a lost connection, to the table, the lobby or the console: by a secret that rotates. */
export class Resumption {
  readonly #options: ResumptionOptions;

  constructor(options: ResumptionOptions) {
    this.#options = options;
  }

  /**
   * Whose secret it is. From here on the new connection speaks for them; one from before is told and let go.
   * Errors: RESUME_INVALID, also when the invite they came by was revoked meanwhile.
   */
  async claim(claim: {
    readonly roomId: string;
    readonly secret: string;
    readonly connection: Connection;
    readonly place: 'room' | 'console';
  }): Promise<{ room: Room; participant: Participant }> {
    const { directory, departures, invites, secrets } = this.#options;
    const hash = secrets.hash(claim.secret);
    const room = directory.find(claim.roomId);
    const participant = room?.findByResumeHash(hash);
    if (!room || !participant || participant.place !== claim.place) throw new AppError('RESUME_INVALID');
    if (participant.invite && !(await invites.isStanding(participant.invite.inviteId))) {
      departures.dismiss(room, participant, 'remove');
      throw new AppError('RESUME_INVALID', { details: { reason: 'invite revoked' } });
    }
    // Meanwhile they may have been put out, or another connection was quicker.
    if (participant.state.kind === 'left' || !participant.resumeHashes.includes(hash)) {
      throw new AppError('RESUME_INVALID');
    }
    this.#takeOver(room, participant, claim.connection);
    return { room, participant };
  }

  /** The secret before it stays good until its successor is heard of: the answer may be lost on the way. */
  issue(participant: Participant): string {
    const { secret, hash } = this.#options.secrets.create();
    participant.resumeHashes = [hash, ...participant.resumeHashes.slice(0, 1)];
    return secret;
  }

  #takeOver(room: Room, participant: Participant, connection: Connection): void {
    const former = participant.connection;
    if (former) {
      former.send('room:left', { reason: 'replaced' });
      this.#options.departures.drop({ room, participant, connection: former });
    }
    participant.connection = connection;
  }
}
