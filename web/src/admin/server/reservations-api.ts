import { API_PATH } from '../../../../src/protocol/api/base.ts';
import { invitedSchema, type NewMeetingNews, sentSchema } from '../../../../src/protocol/api/mail.ts';
import {
  calendarSchema,
  capacitySchema,
  type NewReservation,
  type ReservationChanges,
  reservationWithDatesSchema,
} from '../../../../src/protocol/api/reservations.ts';
import type { TimeWindow } from '../../../../src/protocol/reservations/series.ts';
import { nothing, type Server } from './server.ts';

const RESERVATIONS = `${API_PATH}/reservations`;
const answer = reservationWithDatesSchema;

/** Rooms that are reserved for a time. What is refused for want of room says what is free instead (ReservationProblem). */
export function reservationsApi(server: Pick<Server, 'ask'>) {
  const one = (reservationId: string) => `${RESERVATIONS}/${encodeURIComponent(reservationId)}`;
  return {
    /** The dates of all, between two instants in milliseconds since the epoch. */
    calendar: async (from: number, to: number, signal: AbortSignal) => {
      const between = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
      return (await server.ask('GET', `${API_PATH}/calendar?${between}`, { answer: calendarSchema, signal })).items;
    },
    capacity: (signal: AbortSignal) => server.ask('GET', `${API_PATH}/capacity`, { answer: capacitySchema, signal }),
    read: (reservationId: string, signal: AbortSignal) => server.ask('GET', one(reservationId), { answer, signal }),
    make: (body: NewReservation) => server.ask('POST', RESERVATIONS, { body, answer }),
    change: (reservationId: string, body: ReservationChanges) =>
      server.ask('PATCH', one(reservationId), { body, answer }),
    cancel: (reservationId: string) => server.ask('POST', `${one(reservationId)}/cancel`, { answer }),
    delete: (reservationId: string) => server.ask('DELETE', one(reservationId), { answer: nothing }),
    invited: (reservationId: string, signal: AbortSignal) =>
      server.ask('GET', `${one(reservationId)}/invited`, { answer: invitedSchema, signal }),
    mail: (reservationId: string, body: NewMeetingNews) =>
      server.ask('POST', `${one(reservationId)}/mails`, { body, answer: sentSchema }),
    /** `moved`: null: it does not take place. */
    changeDate: (reservationId: string, date: string, moved: TimeWindow | null) =>
      server.ask('PUT', `${one(reservationId)}/dates/${date}`, { body: { moved }, answer }),
  };
}
