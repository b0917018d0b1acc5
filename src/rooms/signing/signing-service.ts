import { AppError } from '../../platform/errors.ts';
import { type Command, MAX_SIGNERS } from '../../protocol/index.ts';
import {
  authorize,
  type Commands,
  type Feature,
  type Meeting,
  type Membership,
  type Participant,
  PerMeeting,
  targetOrThrow,
} from '../meeting/index.ts';

/** Who speaks with their hands: everyone sees them as those who speak, which no microphone says of them. */
export class SigningService implements Feature {
  readonly commands: Commands<'signing:set' | 'signing:end'> = {
    'signing:set': (membership, command) => this.set(membership, command),
    'signing:end': (membership, command) => this.end(membership, command),
  };
  readonly #signers = new PerMeeting<{ ids: readonly string[] }>(() => ({ ids: [] }));

  roomView(meeting: Meeting): { signing: readonly string[] } {
    return { signing: this.#signers.of(meeting).ids };
  }

  seatLeft(meeting: Meeting, participant: Participant): void {
    this.#end(meeting, participant);
  }

  silenced(meeting: Meeting, participant: Participant): void {
    this.#end(meeting, participant);
  }

  handedOver(meeting: Meeting, former: Participant, next: Participant): void {
    const signers = this.#signers.of(meeting);
    signers.ids = signers.ids.map((id) => (id === former.id ? next.id : id));
  }

  /** Errors: NOT_ALLOWED; INVALID_STATE where as many sign as can be seen large at once. */
  async set(membership: Membership, { isOn }: Command<'signing:set'>): Promise<void> {
    authorize(membership, 'signing:set');
    const { meeting, participant } = membership;
    if (!isOn) return this.#end(meeting, participant);
    const { ids } = this.#signers.of(meeting);
    if (ids.includes(participant.id)) return;
    if (ids.length >= MAX_SIGNERS) throw new AppError('INVALID_STATE', { details: { reason: 'enough sign already' } });
    this.#tell(meeting, [...ids, participant.id]);
  }

  /** Somebody else's. Errors: NOT_ALLOWED. */
  async end(membership: Membership, { participantId }: Command<'signing:end'>): Promise<void> {
    authorize(membership, 'signing:end');
    this.#end(membership.meeting, targetOrThrow(membership, 'signing:end', participantId));
  }

  #end(meeting: Meeting, { id }: Participant): void {
    const { ids } = this.#signers.of(meeting);
    if (ids.includes(id))
      this.#tell(
        meeting,
        ids.filter((one) => one !== id),
      );
  }

  #tell(meeting: Meeting, ids: readonly string[]): void {
    this.#signers.of(meeting).ids = ids;
    meeting.tell.changes();
  }
}
