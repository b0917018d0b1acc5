import { newPublicId } from '../../auth/index.ts';
import { AppError } from '../../platform/errors.ts';
import { DEFAULT_REMINDER_MINUTES } from '../../protocol/reservations/reminder.ts';
import { MIN_MEETING_MINUTES, type Times, type TimeWindow } from '../../protocol/reservations/series.ts';
import { foundOrThrow } from '../access/found.ts';
import { type Actor, type Deed, requireRight } from '../access/rights.ts';
import { requireRoomRight } from '../rooms/room-right.ts';
import type { RunningMeetings } from '../rooms/running-meetings.ts';
import { judgeWith, ReservationRefusal } from './capacity.ts';
import { changeDate, changeSeries, endSeries, touchSeries } from './changes.ts';
import { canonicalTimes, SeriesError } from './dates.ts';
import { type FreeWish, freeWindows, searchSpan } from './free-windows.ts';
import { occurrencesOf } from './occurrences.ts';
import type {
  ChangeStep,
  Judge,
  ReservationChanges,
  ReservationStore,
  ReservationTerms,
  SeatWindow,
  Span,
  StoredReservation,
} from './ports.ts';
import { overlapThemselves, seatWindowsOf } from './seat-windows.ts';
import { instantOf } from './zoned.ts';

/** People come a little early and leave a little late. */
export const DEFAULT_MINUTES_AROUND = 15;

export interface ReservationWish extends Times, Partial<Omit<ReservationTerms, 'seats'>> {
  readonly roomId: string;
  readonly seats: number;
}

export interface ReservationUpdate extends Partial<ReservationTerms> {
  readonly times?: Partial<Times>;
}

interface ReservationsOptions {
  readonly store: ReservationStore;
  /** Who is in a room is told until when it is theirs. */
  readonly meetings: Pick<RunningMeetings, 'reload'>;
  /** Seats at once that this server carries. */
  readonly capacitySeats: number;
}

/**
 * Rooms that are reserved for a time, with seats that are sure: what is promised here is there when they come, so it is
 * asked in the step that keeps it whether it can be. Who may is asked of the table of rights first.
 */
export class Reservations {
  readonly #store: ReservationStore;
  readonly #meetings: ReservationsOptions['meetings'];
  readonly #judge: Judge;
  /** Seats at once that this server carries. */
  readonly capacitySeats: number;

  constructor({ store, meetings, capacitySeats }: ReservationsOptions) {
    this.#store = store;
    this.#meetings = meetings;
    this.capacitySeats = capacitySeats;
    this.#judge = judgeWith(capacitySeats);
  }

  /** Errors: NOT_FOUND, NOT_ALLOWED, SERIES_INVALID, CAPACITY_TAKEN and ROOM_RESERVED with what is free instead. */
  async create(actor: Actor, { roomId, title = null, ...wish }: ReservationWish): Promise<StoredReservation> {
    requireRoomRight(actor, 'reservation:create', await this.#store.findPlace(roomId));
    const { seats, minutesBefore = DEFAULT_MINUTES_AROUND, minutesAfter = DEFAULT_MINUTES_AROUND } = wish;
    const { reminderMinutes = DEFAULT_REMINDER_MINUTES } = wish;
    const { start, zone, minutes, rule } = wish;
    const times = canonicalTimes({ start, zone, minutes, rule });
    const id = newPublicId();
    const series = { ...times, changes: [], uid: id, sequence: 0 };
    const terms = { title, seats, minutesBefore, minutesAfter, reminderMinutes };
    const reservation = { id, roomId, ...terms, series, cancelledAt: null };
    const windows = possibleWindowsOf(reservation);
    const made = await this.#orWithFree({ ...terms, ...times }, roomId, () =>
      this.#store.create(reservation, { windows, judge: this.#judge }),
    );
    await this.#meetings.reload(roomId);
    return made;
  }

  /** Of one organisation, or of all (null); those alone of which a date touches the span, where one is given. */
  async list(actor: Actor, organisationId: string | null, span?: Span): Promise<readonly StoredReservation[]> {
    requireRight(actor, 'reservation:list', { organisationId });
    return this.#store.list({ organisationId }, span);
  }

  /** Errors: NOT_FOUND, NOT_ALLOWED. */
  async read(actor: Actor, reservationId: string): Promise<StoredReservation> {
    return this.#requireOf(actor, 'reservation:read', reservationId);
  }

  /** As a whole. Errors: as `create`; INVALID_STATE once it was cancelled. */
  async update(
    actor: Actor,
    reservationId: string,
    { times, ...terms }: ReservationUpdate,
  ): Promise<StoredReservation> {
    // When they are reminded is nothing that those who are invited have to be told, nor their calendars.
    const isUnsaid = times === undefined && Object.keys(terms).every((name) => name === 'reminderMinutes');
    return this.#change(actor, reservationId, ({ series }) => ({
      ...terms,
      series: times === undefined ? (isUnsaid ? series : touchSeries(series)) : changeSeries(series, times),
    }));
  }

  /** One date, named by when it would have begun. Errors: as `update`; NOT_FOUND also for a date that it does not have. */
  async moveDate(actor: Actor, id: string, date: string, to: TimeWindow): Promise<StoredReservation> {
    return this.#change(actor, id, ({ series }) => ({ series: changeDate(series, date, to) }), date);
  }

  /** One date goes on for so many minutes in all; never shorter than it is. Errors: as `moveDate`. */
  async extendDate(actor: Actor, id: string, date: string, minutes: number): Promise<StoredReservation> {
    return this.#change(actor, id, ({ series }) => {
      const moved = series.changes.find((change) => change.date === date)?.moved;
      const { start, minutes: before } = moved ?? { start: date, minutes: series.minutes };
      return minutes > before ? { series: changeDate(series, date, { start, minutes }) } : {};
    });
  }

  /** One date does not take place. Errors: as `moveDate`. */
  async cancelDate(actor: Actor, id: string, date: string): Promise<StoredReservation> {
    return this.#change(actor, id, ({ series }) => ({ series: changeDate(series, date, null) }));
  }

  /** `lastDay` (`2027-03-29`): of a series, on which it takes place for the last time. Errors: as `update`. */
  async end(actor: Actor, id: string, lastDay: string): Promise<StoredReservation> {
    return this.#change(actor, id, ({ series }) => ({ series: endSeries(series, lastDay) }));
  }

  /** The date that goes on now is over. Errors: as `update`; INVALID_STATE when none goes on. */
  async endRunning(actor: Actor, id: string): Promise<StoredReservation> {
    const now = Date.now();
    return this.#change(actor, id, ({ series }) => {
      const running = occurrencesOf(series).find(({ beginsAt, endsAt }) => beginsAt <= now && endsAt > now);
      if (running === undefined) throw new AppError('INVALID_STATE');
      const { date, start, beginsAt } = running;
      // To the whole minute, and as short as a date may be.
      const minutes = Math.max(MIN_MEETING_MINUTES, Math.floor((now - beginsAt) / 60_000) + 1);
      return minutes < running.minutes ? { series: changeDate(series, date, { start, minutes }) } : {};
    });
  }

  /** Nothing of it takes place any more. It is kept a while, so that everyone can be told. Idempotent. */
  async cancel(actor: Actor, reservationId: string): Promise<StoredReservation> {
    const stored = await this.#requireOf(actor, 'reservation:update', reservationId);
    if (stored.cancelledAt !== null) return stored;
    const cancelled = await this.#store.change(reservationId, {
      change: ({ series, cancelledAt }) =>
        cancelledAt === null ? { series: touchSeries(series), cancelledAt: Date.now() } : {},
      windowsOf: seatWindowsOf,
      judge: this.#judge,
    });
    await this.#meetings.reload(stored.roomId);
    return foundOrThrow(cancelled);
  }

  /** With all that is kept of it. Errors: NOT_FOUND, NOT_ALLOWED. */
  async delete(actor: Actor, reservationId: string): Promise<void> {
    const { roomId } = await this.#requireOf(actor, 'reservation:delete', reservationId);
    if (!(await this.#store.delete(reservationId))) throw new AppError('NOT_FOUND');
    await this.#meetings.reload(roomId);
  }

  /** The next times at which a room could have so many seats. Errors: NOT_FOUND, NOT_ALLOWED. */
  async findFree(actor: Actor, roomId: string, wish: FreeWish): Promise<readonly TimeWindow[]> {
    requireRoomRight(actor, 'reservation:find-free', await this.#store.findPlace(roomId));
    return this.#free(roomId, wish);
  }

  async #change(
    actor: Actor,
    reservationId: string,
    change: (stored: StoredReservation) => ReservationChanges,
    movedDate?: string,
  ): Promise<StoredReservation> {
    const before = await this.#requireOf(actor, 'reservation:update', reservationId);
    let wished = before;
    const step: ChangeStep = {
      change: (stored) => {
        if (stored.cancelledAt !== null) throw new AppError('INVALID_STATE');
        const changes = change(stored);
        wished = { ...stored, ...changes };
        return changes;
      },
      windowsOf: possibleWindowsOf,
      judge: this.#judge,
    };
    const free = () => {
      const moved = wished.series.changes.find(({ date }) => date === movedDate)?.moved;
      return { ...wished, ...wished.series, ...moved };
    };
    const changed = await this.#orWithFree(free, before.roomId, () => this.#store.change(reservationId, step));
    await this.#meetings.reload(before.roomId);
    return foundOrThrow(changed);
  }

  /** What is refused for want of seats says what could be had. */
  async #orWithFree<T>(wish: FreeWish | (() => FreeWish), roomId: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ReservationRefusal)) throw error;
      const asked = typeof wish === 'function' ? wish() : wish;
      // From the first date that cannot be had.
      const start = error.taken[0]?.date ?? asked.start;
      const isMoved = instantOf(start, asked.zone) !== error.taken[0]?.beginsAt;
      throw error.with(await this.#free(roomId, { ...asked, start: isMoved ? asked.start : start }));
    }
  }

  async #free(roomId: string, wish: FreeWish): Promise<readonly TimeWindow[]> {
    const place = foundOrThrow(await this.#store.findPlace(roomId));
    const others = await this.#store.windowsWithin(searchSpan(wish));
    return freeWindows(wish, { place, others, judge: this.#judge });
  }

  async #requireOf(actor: Actor, deed: Deed, reservationId: string): Promise<StoredReservation> {
    return requireRoomRight(actor, deed, await this.#store.find(reservationId));
  }
}

/** Errors: SeriesError. */
function possibleWindowsOf(
  reservation: Pick<StoredReservation, 'series' | 'cancelledAt' | keyof ReservationTerms>,
): readonly SeatWindow[] {
  const windows = seatWindowsOf(reservation);
  if (overlapThemselves(windows)) throw new SeriesError('overlaps-itself');
  const last = windows.at(-1);
  if (last !== undefined && last.endsAt <= Date.now()) throw new SeriesError('is-over');
  return windows;
}
