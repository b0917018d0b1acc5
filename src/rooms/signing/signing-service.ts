import { AppError } from '../../platform/errors.ts';
import { type Command, MAX_SIGNERS } from '../../protocol/index.ts';
import {
  authorize,
  type Commands,
  type Meeting,
  type Membership,
  SingledOut,
  targetOrThrow,
} from '../meeting/index.ts';

/** `changed`: these sign or do so no longer. */
type SignersChanged = (meeting: Meeting, participantIds: readonly string[]) => void;

/** Who speaks with their hands: everyone sees them as those who speak, which no microphone says of them. */
export class SigningService extends SingledOut {
  readonly commands: Commands<'signing:set' | 'signing:end'> = {
    'signing:set': (membership, command) => this.set(membership, command),
    'signing:end': (membership, command) => this.end(membership, command),
  };
  readonly #changed: SignersChanged;

  constructor({ changed }: { readonly changed: SignersChanged }) {
    super();
    this.#changed = changed;
  }

  signs(meeting: Meeting, participantId: string): boolean {
    return this.idsIn(meeting).includes(participantId);
  }

  roomView(meeting: Meeting): { signing: readonly string[] } {
    return { signing: this.idsIn(meeting) };
  }

  /** Errors: NOT_ALLOWED; INVALID_STATE where as many sign as can be seen large at once. */
  async set(membership: Membership, { isOn }: Command<'signing:set'>): Promise<void> {
    authorize(membership, 'signing:set');
    const { meeting, participant } = membership;
    if (!isOn) return this.leave(meeting, participant.id);
    const ids = this.idsIn(meeting);
    if (ids.includes(participant.id)) return;
    if (ids.length >= MAX_SIGNERS) throw new AppError('INVALID_STATE', { details: { reason: 'enough sign already' } });
    this.turn(meeting, [...ids, participant.id]);
  }

  /** Somebody else's. Errors: NOT_ALLOWED. */
  async end(membership: Membership, { participantId }: Command<'signing:end'>): Promise<void> {
    authorize(membership, 'signing:end');
    this.leave(membership.meeting, targetOrThrow(membership, 'signing:end', participantId).id);
  }

  protected override turned(meeting: Meeting, participantIds: readonly string[]): void {
    this.#changed(meeting, participantIds);
  }
}
