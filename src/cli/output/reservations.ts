import { plannedDatesOf } from '../../catalogue/reservations/planned-dates.ts';
import type { StoredReservation } from '../../catalogue/reservations/ports.ts';
import { details, shorten, table } from './render.ts';
import { formatCount } from './text.ts';

// What is printed of reservations. Times are those of the reservation's own zone.

export function reservationView({
  cancelledAt,
  createdAt,
  updatedAt,
  owner,
  federalState,
  ...reservation
}: StoredReservation) {
  return {
    ...reservation,
    organisationId: owner?.organisationId ?? null,
    isCancelled: cancelledAt !== null,
    dates: plannedDatesOf(reservation.series, { isCancelled: cancelledAt !== null, state: federalState }).map(
      ({ beginsAt, endsAt, ...date }) => ({
        ...date,
        beginsAt: new Date(beginsAt).toISOString(),
        endsAt: new Date(endsAt).toISOString(),
      }),
    ),
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  };
}
type ReservationView = ReturnType<typeof reservationView>;

export function reservationTable(reservations: readonly ReservationView[]): string {
  const rows = reservations.map(({ id, title, roomName, seats, series, dates, isCancelled }) => [
    shorten(title ?? roomName),
    spaced(series.start),
    series.zone,
    isCancelled ? 'cancelled' : formatCount(dates.length, 'date', 'dates'),
    String(seats),
    id,
  ]);
  return table(['What', 'Begins', 'Zone', 'Dates', 'Seats', 'Id'], rows);
}

export function reservationDetails(view: ReservationView): string {
  const lines = details([
    ['Room', view.roomName],
    ['Title', view.title ?? '-'],
    ['Id', view.id],
    ['Seats', String(view.seats)],
    ['Kept free', `${view.minutesBefore} minutes before, ${view.minutesAfter} after`],
    ['Reminder', reminderText(view.reminderMinutes)],
    ['Zone', view.series.zone],
    ['Rule', view.series.rule ?? 'once'],
    ['State', view.isCancelled ? 'cancelled' : 'planned'],
  ]);
  const rows = view.dates.map(({ date, start, minutes, state, holidays }) => [
    spaced(date),
    state === 'moved' ? `moved to ${spaced(start)}` : state,
    `${minutes} min`,
    holidays.map(({ name, states }) => (states === null ? name : `${name} (${states.join(', ')})`)).join(', '),
  ]);
  return `${lines}\n\n${table(['Date', 'State', 'Length', 'Public holiday'], rows)}`;
}

function reminderText(minutes: ReservationView['reminderMinutes']): string {
  if (minutes === null) return 'none';
  return minutes === 60 ? 'one hour before' : 'one day before';
}

export function spaced(wallTime: string): string {
  return wallTime.replace('T', ' ');
}
