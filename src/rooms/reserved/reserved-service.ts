import { AppError } from '../../platform/errors.ts';
import { Timer } from '../../platform/scope.ts';
import { type Command, leftUntil, type ReservedView } from '../../protocol/index.ts';
import {
  authorize,
  type Commands,
  type Feature,
  type Kept,
  type Meeting,
  type Membership,
  PerMeeting,
} from '../meeting/index.ts';
import type { ReservedTime } from '../ports/storage.ts';
import { courseOf, NEXT_COUNTDOWN_MS, type Own } from './course.ts';
import type { RunningDates } from './running-dates.ts';

/** What could not be read is tried again. */
const AGAIN_AFTER_MS = 30_000;

/** Of one date of a reservation. */
export type ReservedDate = Pick<ReservedTime, 'reservationId' | 'date'>;

interface ReservedServiceOptions {
  /** Of one room, as far as they were read. */
  readonly timesOf: (roomId: string) => readonly ReservedTime[];
  /** Reads them anew. */
  readonly read: (meeting: Meeting) => Promise<void>;
  /** Ends it at that time, which everyone sees; null: not any more. */
  readonly endForNext: (meeting: Meeting, at: number | null) => void;
  /** `minutes`: in all. Never shorter. Errors: CAPACITY_TAKEN, ROOM_RESERVED, SERIES_INVALID, NOT_FOUND, INVALID_STATE. */
  readonly extend: (date: ReservedDate, minutes: number) => Promise<void>;
  readonly running: RunningDates;
  readonly report: (error: unknown) => void;
}

interface Followed {
  own: Own | null;
  readonly look: Timer;
}

/** Those who are in know until when the room is theirs, and make room for the next ones. */
export class ReservedService implements Feature {
  readonly commands: Commands<'room:extend'> = {
    'room:extend': (membership, command) => this.extend(membership, command),
  };
  readonly #options: ReservedServiceOptions;
  readonly #followed = new PerMeeting<Followed>(({ scope }) => ({ own: null, look: new Timer(scope) }));

  constructor(options: ReservedServiceOptions) {
    this.#options = options;
  }

  roomView(meeting: Meeting): { reserved: ReservedView | null } {
    return { reserved: this.#course(meeting).view };
  }

  opened(meeting: Meeting, { runningDate }: Kept): void {
    this.#options.running.opened(meeting, runningDate);
    if (runningDate !== null) this.#followed.of(meeting).own = { was: runningDate, isCalledOff: false };
    this.changed(meeting);
  }

  changed(meeting: Meeting): void {
    const now = Date.now();
    const { own, endsForNextAt, lookAt } = this.#course(meeting, now);
    const followed = this.#followed.of(meeting);
    followed.own = own;
    this.#options.running.changed(meeting, own?.was ?? null);
    const isNear = endsForNextAt !== null && endsForNextAt - now <= NEXT_COUNTDOWN_MS;
    this.#options.endForNext(meeting, isNear ? endsForNextAt : null);
    if (lookAt === null) followed.look.stop();
    else followed.look.start(leftUntil(lookAt, now), () => void this.#look(meeting));
  }

  /** Said twice, or by two at once, it is as long as once. Errors: NOT_ALLOWED; INVALID_STATE when no time runs; as `extend`. */
  async extend(membership: Membership, { minutes }: Command<'room:extend'>): Promise<void> {
    authorize(membership, 'room:extend');
    const { meeting } = membership;
    const { own, view } = this.#course(meeting);
    if (own === null || view?.state !== 'running') throw new AppError('INVALID_STATE');
    if (minutes <= view.minutes) return;
    const { reservationId, date } = own.was;
    await this.#options.extend({ reservationId, date }, minutes);
  }

  #course(meeting: Meeting, now = Date.now()) {
    return courseOf(this.#options.timesOf(meeting.id), { former: this.#followed.of(meeting).own, now });
  }

  /** Somebody may have moved it meanwhile, so what is due is asked before it is done. */
  async #look(meeting: Meeting): Promise<void> {
    try {
      await this.#options.read(meeting);
    } catch (error) {
      this.#options.report(error);
      if (!meeting.closed) this.#followed.of(meeting).look.start(AGAIN_AFTER_MS, () => void this.#look(meeting));
      return;
    }
    if (meeting.closed) return;
    this.changed(meeting);
    meeting.tell.changes();
  }
}
