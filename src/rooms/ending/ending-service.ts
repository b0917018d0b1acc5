import { Timer } from '../../platform/scope.ts';
import { type Command, type LeftMs, leftUntil } from '../../protocol/index.ts';
import type { Leaving } from '../entry/place/leaving.ts';
import { authorize, type Commands, type Feature, type Meeting, type Membership, PerMeeting } from '../meeting/index.ts';

interface Closing {
  /** In milliseconds since the epoch; null: it was not announced. */
  at: number | null;
  readonly timer: Timer;
}

/** The chair ends the meeting, at once or after a while that everyone sees. */
export class EndingService implements Feature {
  readonly commands: Commands<'room:end' | 'room:close' | 'room:keep-open'> = {
    'room:end': (membership) => this.end(membership),
    'room:close': (membership, command) => this.closeLater(membership, command),
    'room:keep-open': (membership) => this.keepOpen(membership),
  };
  readonly #leaving: Leaving;
  readonly #closings = new PerMeeting<Closing>(({ scope }) => ({ at: null, timer: new Timer(scope) }));

  constructor({ leaving }: { readonly leaving: Leaving }) {
    this.#leaving = leaving;
  }

  roomView(meeting: Meeting): { closesInMs: LeftMs | null } {
    const { at } = this.#closings.of(meeting);
    return { closesInMs: at === null ? null : leftUntil(at) };
  }

  async end(membership: Membership): Promise<void> {
    authorize(membership, 'room:end');
    this.#leaving.endRoom(membership.meeting);
  }

  /** Said again, the new time counts. Errors: NOT_ALLOWED. */
  async closeLater(membership: Membership, { afterMs }: Command<'room:close'>): Promise<void> {
    authorize(membership, 'room:close');
    const { meeting } = membership;
    const closing = this.#closings.of(meeting);
    closing.timer.start(afterMs, () => this.#leaving.endRoom(meeting));
    closing.at = Date.now() + afterMs;
    meeting.tell.changes();
  }

  async keepOpen(membership: Membership): Promise<void> {
    authorize(membership, 'room:keep-open');
    const { meeting } = membership;
    const closing = this.#closings.of(meeting);
    if (closing.at === null) return;
    closing.timer.stop();
    closing.at = null;
    meeting.tell.changes();
  }
}
