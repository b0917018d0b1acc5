import { AppError } from '../../platform/errors.ts';
import type { Command } from '../../protocol/index.ts';
import {
  authorize,
  type Commands,
  type Meeting,
  type Membership,
  type Participant,
  targetOrThrow,
} from '../meeting/index.ts';
import type { Names } from './names.ts';

/** People get other names while they are in: by themselves where the room allows it, or by the chair. */
export class RenamingService {
  readonly commands: Commands<'name:change' | 'participant:rename'> = {
    'name:change': (membership, command) => this.change(membership, command),
    'participant:rename': (membership, command) => this.rename(membership, command),
  };
  readonly #names: Pick<Names, 'renamed'>;

  constructor({ names }: { readonly names: Pick<Names, 'renamed'> }) {
    this.#names = names;
  }

  /** Errors: NOT_ALLOWED, also where the room keeps the names as people came. */
  async change(membership: Membership, { displayName }: Command<'name:change'>): Promise<void> {
    authorize(membership, 'name:change');
    const { meeting, participant } = membership;
    if (!meeting.settings.renaming && !participant.isChairing) {
      throw new AppError('NOT_ALLOWED', { details: { reason: 'names stay as they are' } });
    }
    this.#give(meeting, participant, displayName);
  }

  /** Errors: NOT_ALLOWED. */
  async rename(membership: Membership, { participantId, displayName }: Command<'participant:rename'>): Promise<void> {
    authorize(membership, 'participant:rename');
    const target = targetOrThrow(membership, 'participant:rename', participantId);
    this.#give(membership.meeting, target, displayName);
  }

  /** Their second screens bear it too. Whom the plan expects under it sits down there, as on coming in. */
  #give(meeting: Meeting, participant: Participant, displayName: string): void {
    if (participant.displayName === displayName) return;
    const desks = meeting.people.consolesOf(participant);
    for (const one of [participant, ...desks]) {
      one.displayName = displayName;
      one.namedAt = Date.now();
      this.#names.renamed(meeting, one);
    }
    meeting.tellPerson(participant);
    if (desks.length > 0) meeting.tellConsoles();
    meeting.changed();
  }
}
