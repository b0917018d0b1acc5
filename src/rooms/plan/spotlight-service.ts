import type { Command } from '../../protocol/index.ts';
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

/** Whom everyone sees large. */
export class SpotlightService implements Feature {
  readonly commands: Commands<'spotlight:set'> = {
    'spotlight:set': (membership, command) => this.set(membership, command),
  };
  readonly #spotlights = new PerMeeting<{ on: string | null }>(() => ({ on: null }));

  roomView(meeting: Meeting): { spotlight: string | null } {
    return { spotlight: this.#spotlights.of(meeting).on };
  }

  seatLeft(meeting: Meeting, participant: Participant): void {
    this.#leave(meeting, participant);
  }

  silenced(meeting: Meeting, participant: Participant): void {
    this.#leave(meeting, participant);
  }

  handedOver(meeting: Meeting, former: Participant, next: Participant): void {
    const spotlight = this.#spotlights.of(meeting);
    if (spotlight.on === former.id) spotlight.on = next.id;
  }

  /** Errors: NOT_ALLOWED. */
  async set(membership: Membership, { participantId }: Command<'spotlight:set'>): Promise<void> {
    authorize(membership, 'spotlight:set');
    const { meeting } = membership;
    if (participantId !== null) targetOrThrow(membership, 'spotlight:set', participantId);
    this.#turn(meeting, participantId);
  }

  #leave(meeting: Meeting, { id }: Participant): void {
    if (this.#spotlights.of(meeting).on === id) this.#turn(meeting, null);
  }

  #turn(meeting: Meeting, participantId: string | null): void {
    const spotlight = this.#spotlights.of(meeting);
    if (spotlight.on === participantId) return;
    spotlight.on = participantId;
    meeting.tell.changes();
  }
}
