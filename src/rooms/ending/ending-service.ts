import { Timer } from '../../platform/scope.ts';
import { type Command, type LeftMs, leftUntil } from '../../protocol/index.ts';
import type { Leaving } from '../entry/place/leaving.ts';
import { authorize, type Commands, type Feature, type Meeting, type Membership, PerMeeting } from '../meeting/index.ts';

/** Whoever was told it later than they should still has the time for a last word. */
const LEAST_NOTICE_MS = 60_000;

interface Closing {
  /** By `performance.now()`, whatever becomes of the time of day meanwhile; null: it was not announced. */
  at: number | null;
  readonly timer: Timer;
}

interface Closings {
  readonly byChair: Closing;
  /** `due`: when the room is for the next ones, in milliseconds since the epoch; who learns that late is told a little later than that. */
  readonly forNext: Closing & { due: number | null };
}

/** The meeting ends by the chair, at once or after a while that everyone sees, or for those who have reserved its room next. */
export class EndingService implements Feature {
  readonly commands: Commands<'room:end' | 'room:close' | 'room:keep-open'> = {
    'room:end': (membership) => this.end(membership),
    'room:close': (membership, command) => this.closeLater(membership, command),
    'room:keep-open': (membership) => this.keepOpen(membership),
  };
  readonly #leaving: Leaving;
  readonly #closings = new PerMeeting<Closings>(({ scope }) => ({
    byChair: { at: null, timer: new Timer(scope) },
    forNext: { at: null, due: null, timer: new Timer(scope) },
  }));

  constructor({ leaving }: { readonly leaving: Leaving }) {
    this.#leaving = leaving;
  }

  roomView(meeting: Meeting): { closesInMs: LeftMs | null; closesForNext: boolean } {
    const { byChair, forNext } = this.#closings.of(meeting);
    const at = Math.min(byChair.at ?? Number.POSITIVE_INFINITY, forNext.at ?? Number.POSITIVE_INFINITY);
    return {
      closesInMs: Number.isFinite(at) ? leftUntil(at, performance.now()) : null,
      closesForNext: at === forNext.at,
    };
  }

  async end(membership: Membership): Promise<void> {
    authorize(membership, 'room:end');
    this.#leaving.endRoom(membership.meeting);
  }

  /** Said again, the new time counts. Errors: NOT_ALLOWED. */
  async closeLater(membership: Membership, { afterMs }: Command<'room:close'>): Promise<void> {
    authorize(membership, 'room:close');
    const { meeting } = membership;
    const closing = this.#closings.of(meeting).byChair;
    closing.timer.start(afterMs, () => this.#leaving.endRoom(meeting));
    closing.at = performance.now() + afterMs;
    meeting.tell.changes();
  }

  /** Nobody who is in can put that off; null: nobody waits for the room any more. */
  endForNext(meeting: Meeting, due: number | null): void {
    const closing = this.#closings.of(meeting).forNext;
    if (closing.due === due) return;
    closing.due = due;
    closing.timer.stop();
    closing.at = null;
    if (due !== null) {
      const afterMs = Math.max(leftUntil(due), LEAST_NOTICE_MS);
      closing.at = performance.now() + afterMs;
      closing.timer.start(afterMs, () => this.#leaving.endRoom(meeting, 'make-room'));
    }
    meeting.tell.changes();
  }

  async keepOpen(membership: Membership): Promise<void> {
    authorize(membership, 'room:keep-open');
    const { meeting } = membership;
    const closing = this.#closings.of(meeting).byChair;
    if (closing.at === null) return;
    closing.timer.stop();
    closing.at = null;
    meeting.tell.changes();
  }
}
