import type { Command, Leading, LedView } from '../../protocol/index.ts';
import {
  authorize,
  type Commands,
  type Feature,
  joinedOf,
  type Meeting,
  type Membership,
  type Participant,
  PerMeeting,
} from '../meeting/index.ts';

/** How the chair sees the table, for everyone. Of several who chair the last who began leads. */
export class LedViewService implements Feature {
  readonly commands: Commands<'view:lead'> = {
    'view:lead': (membership, command) => this.lead(membership, command),
  };
  readonly #led = new PerMeeting<{ by: Leading | null }>(() => ({ by: null }));

  roomView(meeting: Meeting): { led: Leading | null } {
    const { by } = this.#led.of(meeting);
    return { led: by && { ...by, view: this.#ofThoseHere(meeting, by.view) } };
  }

  /** Who does not chair any more leads nobody. */
  chairPassed(meeting: Meeting, { id, isChairing }: Participant): void {
    if (!isChairing && this.#led.of(meeting).by?.participantId === id) this.#turn(meeting, null);
  }

  seatLeft(meeting: Meeting, { id }: Participant): void {
    const { by } = this.#led.of(meeting);
    if (by?.participantId === id) this.#turn(meeting, null);
    // They may have been pinned.
    else if (by !== null) meeting.tell.changes();
  }

  handedOver(meeting: Meeting, former: Participant, next: Participant): void {
    const led = this.#led.of(meeting);
    if (led.by?.participantId === former.id) led.by = { ...led.by, participantId: next.id };
  }

  /** Errors: NOT_ALLOWED. */
  async lead(membership: Membership, { view }: Command<'view:lead'>): Promise<void> {
    authorize(membership, 'view:lead');
    const { meeting, participant } = membership;
    const { by } = this.#led.of(meeting);
    const leads = by?.participantId === participant.id;
    // Who takes back what another has begun meanwhile means their own.
    if (view === null) return leads ? this.#turn(meeting, null) : undefined;
    this.#turn(meeting, { id: leads ? by.id : crypto.randomUUID(), participantId: participant.id, view });
  }

  #turn(meeting: Meeting, by: Leading | null): void {
    this.#led.of(meeting).by = by;
    meeting.tell.changes();
  }

  /** Who has left is pinned on nobody's screen; ids from elsewhere are shown to nobody. */
  #ofThoseHere({ people }: Meeting, view: LedView): LedView {
    const isHere = (id: string) => {
      const one = people.find(id);
      return one !== undefined && joinedOf(one.state) !== null;
    };
    const { pinned, screen } = view;
    return { ...view, pinned: pinned.filter(isHere), screen: screen !== null && isHere(screen) ? screen : null };
  }
}
