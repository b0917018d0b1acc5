import type { FederalState } from '../../protocol/reservations/federal-states.ts';
import type { ReminderMinutes } from '../../protocol/reservations/reminder.ts';
import type { Series } from '../../protocol/reservations/series.ts';
import type { RoomOwner } from '../ports.ts';

// What reservations ask of storage. Instants are milliseconds since the epoch.

/** What a reservation is beside its times. */
export interface ReservationTerms {
  /** What invitations say; null: as the room is called. */
  readonly title: string | null;
  /** Seats that are sure while it goes on. */
  readonly seats: number;
  /** For so long before it begins its seats are kept free, and its door is open. */
  readonly minutesBefore: number;
  /** For so long they stay so after its end. */
  readonly minutesAfter: number;
  /** So long before each date those who were invited are reminded of it by mail; null: they are not. */
  readonly reminderMinutes: ReminderMinutes | null;
}

export interface StoredReservation extends ReservationTerms {
  readonly id: string;
  readonly roomId: string;
  readonly roomName: string;
  /** Of its room; null: the operator's. */
  readonly owner: RoomOwner | null;
  /** Of its organisation: whose public holidays are said; null: those of all. */
  readonly federalState: FederalState | null;
  readonly series: Series;
  /** Nothing of it takes place any more; null: it does. */
  readonly cancelledAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type NewReservation = Omit<StoredReservation, 'roomName' | 'owner' | 'federalState' | 'createdAt' | 'updatedAt'>;
export type ReservationChanges = Partial<Pick<NewReservation, keyof ReservationTerms | 'series' | 'cancelledAt'>>;

/** For how long a date keeps its seats. */
export interface SeatWindow {
  /** Which of its series. */
  readonly date: string;
  readonly beginsAt: number;
  readonly endsAt: number;
  /** With what is kept free before and after. */
  readonly opensAt: number;
  readonly closesAt: number;
}

/** As it is seen beside all others. */
export interface ReservedWindow extends SeatWindow {
  readonly reservationId: string;
  readonly roomId: string;
  readonly organisationId: string | null;
  readonly seats: number;
}

/** Where a reservation is to be: what limits it. */
export interface Place {
  readonly roomId: string;
  readonly organisationId: string | null;
  /** Its room has no more; a lower number of people is let in. */
  readonly roomSeats: number;
  /** Its organisation has no more at once; null: as many as the server. */
  readonly houseSeats: number | null;
}

/** What is asked before anything is kept, in the same step. Throws what it is refused with. */
export type Judge = (wish: {
  readonly place: Place;
  readonly seats: number;
  readonly windows: readonly SeatWindow[];
  /** All that touch these, but not those of the same reservation. */
  readonly others: readonly ReservedWindow[];
}) => void;

/** Null: all of the installation. */
export interface ReservationScope {
  readonly organisationId: string | null;
}

/** Between two instants. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface ReservationStore {
  findPlace(roomId: string): Promise<(Place & { readonly owner: RoomOwner | null }) | null>;
  find(reservationId: string): Promise<StoredReservation | null>;
  /** By their beginning; those alone of which a date touches the span, where one is given. */
  list(scope: ReservationScope, span?: Span): Promise<readonly StoredReservation[]>;
  windowsWithin(span: Span): Promise<readonly ReservedWindow[]>;
  /** Errors: NOT_FOUND without its room; as `judge`. */
  create(
    reservation: NewReservation,
    step: { readonly windows: readonly SeatWindow[]; readonly judge: Judge },
  ): Promise<StoredReservation>;
  /** In one step with what it is now, so that of two who change it neither undoes the other's. Null: it is gone. */
  change(reservationId: string, step: ChangeStep): Promise<StoredReservation | null>;
  delete(reservationId: string): Promise<boolean>;
}

export interface ChangeStep {
  /** Throws what it is refused with. */
  readonly change: (stored: StoredReservation) => ReservationChanges;
  readonly windowsOf: (stored: StoredReservation) => readonly SeatWindow[];
  readonly judge: Judge;
}
