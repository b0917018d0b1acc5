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
    return { led: this.#led.of(meeting).by };
  }

  /** Who does not chair any more leads nobody. */
  chairPassed(meeting: Meeting, { id, isChairing }: Participant): void {
    if (!isChairing && this.#led.of(meeting).by?.participantId === id) this.#turn(meeting, null);
  }

  seatLeft(meeting: Meeting, { id }: Participant): void {
    const { by } = this.#led.of(meeting);
    if (by === null) return;
    if (by.participantId === id) this.#turn(meeting, null);
    else if (shows(by.view, id)) this.#turn(meeting, { ...by, view: among(by.view, (one) => one !== id) });
  }

  handedOver(meeting: Meeting, former: Participant, next: Participant): void {
    const { by } = this.#led.of(meeting);
    if (by === null || (by.participantId !== former.id && !shows(by.view, former.id))) return;
    const nowOf = (id: string) => (id === former.id ? next.id : id);
    const { pinned, screen } = by.view;
    const view = { ...by.view, pinned: pinned.map(nowOf), screen: screen && nowOf(screen) };
    this.#turn(meeting, { ...by, participantId: nowOf(by.participantId), view });
  }

  /** Errors: NOT_ALLOWED. */
  async lead(membership: Membership, { view }: Command<'view:lead'>): Promise<void> {
    authorize(membership, 'view:lead');
    const { meeting, participant } = membership;
    const { by } = this.#led.of(meeting);
    const leads = by?.participantId === participant.id;
    // Who takes back what another has begun meanwhile means their own.
    if (view === null) return leads ? this.#turn(meeting, null) : undefined;
    // Ids from elsewhere are shown to nobody, nor is who comes in later by them.
    const isHere = (id: string) => {
      const one = meeting.people.find(id);
      return one !== undefined && joinedOf(one.state) !== null;
    };
    const id = leads ? by.id : crypto.randomUUID();
    this.#turn(meeting, { id, participantId: participant.id, view: among(view, isHere) });
  }

  #turn(meeting: Meeting, by: Leading | null): void {
    this.#led.of(meeting).by = by;
    meeting.tell.changes();
  }
}

function shows({ pinned, screen }: LedView, id: string): boolean {
  return pinned.includes(id) || screen === id;
}

/** With those of its people alone. */
function among(view: LedView, isOneOf: (id: string) => boolean): LedView {
  const { pinned, screen } = view;
  return { ...view, pinned: pinned.filter(isOneOf), screen: screen !== null && isOneOf(screen) ? screen : null };
}
