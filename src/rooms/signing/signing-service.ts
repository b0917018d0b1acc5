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

/** `changed`: these sign or do so no longer. */
type SignersChanged = (meeting: Meeting, participantIds: readonly string[]) => void;

/** Who speaks with their hands: everyone sees them as those who speak, which no microphone says of them. */
export class SigningService implements Feature {
  readonly commands: Commands<'signing:set' | 'signing:end'> = {
    'signing:set': (membership, command) => this.set(membership, command),
    'signing:end': (membership, command) => this.end(membership, command),
  };
  readonly #signers = new PerMeeting<{ ids: readonly string[] }>(() => ({ ids: [] }));
  readonly #changed: SignersChanged;

  constructor({ changed }: { readonly changed: SignersChanged }) {
    this.#changed = changed;
  }

  signs(meeting: Meeting, participantId: string): boolean {
    return this.#signers.of(meeting).ids.includes(participantId);
  }

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
    if (!this.signs(meeting, former.id)) return;
    const signers = this.#signers.of(meeting);
    signers.ids = signers.ids.map((id) => (id === former.id ? next.id : id));
    this.#changed(meeting, [next.id]);
  }

  /** Errors: NOT_ALLOWED; INVALID_STATE where as many sign as can be seen large at once. */
  async set(membership: Membership, { isOn }: Command<'signing:set'>): Promise<void> {
    authorize(membership, 'signing:set');
    const { meeting, participant } = membership;
    if (!isOn) return this.#end(meeting, participant);
    const { ids } = this.#signers.of(meeting);
    if (ids.includes(participant.id)) return;
    if (ids.length >= MAX_SIGNERS) throw new AppError('INVALID_STATE', { details: { reason: 'enough sign already' } });
    this.#turn(meeting, { ids: [...ids, participant.id], turned: participant.id });
  }

  /** Somebody else's. Errors: NOT_ALLOWED. */
  async end(membership: Membership, { participantId }: Command<'signing:end'>): Promise<void> {
    authorize(membership, 'signing:end');
    this.#end(membership.meeting, targetOrThrow(membership, 'signing:end', participantId));
  }

  #end(meeting: Meeting, { id }: Participant): void {
    const { ids } = this.#signers.of(meeting);
    if (ids.includes(id)) this.#turn(meeting, { ids: ids.filter((one) => one !== id), turned: id });
  }

  #turn(meeting: Meeting, { ids, turned }: { readonly ids: readonly string[]; readonly turned: string }): void {
    this.#signers.of(meeting).ids = ids;
    this.#changed(meeting, [turned]);
    meeting.tell.changes();
  }
}
