import { z } from 'zod';
import { type PlannedDate, plannedDatesOf } from '../../../catalogue/reservations/planned-dates.ts';
import type { StoredReservation } from '../../../catalogue/reservations/ports.ts';
import { DEFAULT_MINUTES_AROUND } from '../../../catalogue/reservations/reservations.ts';
import { definedOnly } from '../../../platform/defined-only.ts';
import { pageQuerySchema } from '../../../protocol/api/base.ts';
import {
  calendarQuerySchema,
  calendarSchema,
  dateChangeSchema,
  freeWindowsParamsSchema,
  freeWindowsQuerySchema,
  freeWindowsSchema,
  newReservationSchema,
  type ReservationView,
  type ReservationWithDates,
  type ReservedDate,
  reservationChangesSchema,
  reservationEndSchema,
  reservationPageSchema,
  reservationParamsSchema,
  reservationWithDatesSchema,
  reservedDateParamsSchema,
} from '../../../protocol/api/reservations.ts';
import { callerOf } from '../callers.ts';
import { pageIn } from '../pages.ts';
import type { Api, ApiParts } from '../parts.ts';
import { isoTime } from '../times.ts';

const tags = ['Reservations'];
const params = reservationParamsSchema;
const AROUND = { minutesBefore: DEFAULT_MINUTES_AROUND, minutesAfter: DEFAULT_MINUTES_AROUND };
const REFUSED =
  'Refused with CAPACITY_TAKEN or ROOM_RESERVED when one of its dates cannot be had; the problem then says which (`taken`), how many seats are left (`seatsLeft`) and what could be had instead (`free`).';

/** Rooms of the caller's house that are reserved for a time. */
export function addReservations(api: Api, { catalogue }: ApiParts): void {
  const { reservations } = catalogue;

  api.get('/reservations', {
    config: { deed: 'reservation:list' },
    schema: {
      tags,
      summary: 'Your organisation’s reservations',
      querystring: pageQuerySchema,
      response: { 200: reservationPageSchema },
    },
    handler: async (request) => {
      const actor = callerOf(request);
      const { items, next } = pageIn(await reservations.list(actor, actor.organisationId), request.query);
      return { items: items.map(viewOf), next };
    },
  });

  api.post('/reservations', {
    config: { deed: 'reservation:create' },
    schema: {
      tags,
      summary: 'Reserve a room',
      description: `Its seats are sure on all of its dates. ${REFUSED}`,
      body: newReservationSchema,
      response: { 201: reservationWithDatesSchema },
    },
    handler: async (request, reply) => {
      const { seats, roomId, start, minutes, zone, rule, ...around } = request.body;
      const wish = { seats, roomId, start, minutes, zone, rule, ...definedOnly(around) };
      return reply.code(201).send(withDates(await reservations.create(callerOf(request), wish)));
    },
  });

  api.get('/reservations/:reservationId', {
    config: { deed: 'reservation:read' },
    schema: { tags, summary: 'A reservation with its dates', params, response: { 200: reservationWithDatesSchema } },
    handler: async (request) => withDates(await reservations.read(callerOf(request), request.params.reservationId)),
  });

  api.patch('/reservations/:reservationId', {
    config: { deed: 'reservation:update' },
    schema: {
      tags,
      summary: 'Change a reservation as a whole',
      description: `Dates that are otherwise stay so, as far as the series still has them. ${REFUSED}`,
      params,
      body: reservationChangesSchema,
      response: { 200: reservationWithDatesSchema },
    },
    handler: async (request) => {
      const { start, minutes, zone, rule, ...terms } = request.body;
      const times = definedOnly({ start, minutes, zone, rule });
      const said = Object.keys(times).length > 0 ? { times } : {};
      const changes = { ...definedOnly(terms), ...said };
      return withDates(await reservations.update(callerOf(request), request.params.reservationId, changes));
    },
  });

  api.delete('/reservations/:reservationId', {
    config: { deed: 'reservation:delete' },
    schema: {
      tags,
      summary: 'Delete a reservation',
      description: 'Nothing is left of it, and nobody is told.',
      params,
      response: { 204: z.undefined().describe('Done') },
    },
    handler: async (request, reply) => {
      await reservations.delete(callerOf(request), request.params.reservationId);
      return reply.code(204).send();
    },
  });

  api.post('/reservations/:reservationId/cancel', {
    config: { deed: 'reservation:update' },
    schema: {
      tags,
      summary: 'Call a reservation off',
      description: 'Nothing of it takes place any more, and its seats are free. It stays for a while, to be told of.',
      params,
      response: { 200: reservationWithDatesSchema },
    },
    handler: async (request) => withDates(await reservations.cancel(callerOf(request), request.params.reservationId)),
  });

  api.post('/reservations/:reservationId/end', {
    config: { deed: 'reservation:update' },
    schema: {
      tags,
      summary: 'End a series by its last day, or the date that is running now',
      description: 'Of a date that is ended now the seats are free; nobody is put out.',
      params,
      body: reservationEndSchema,
      response: { 200: reservationWithDatesSchema },
    },
    handler: async (request) => {
      const { reservationId } = request.params;
      const { lastDay } = request.body;
      const actor = callerOf(request);
      if (lastDay === null) return withDates(await reservations.endRunning(actor, reservationId));
      return withDates(await reservations.end(actor, reservationId, lastDay));
    },
  });

  api.put('/reservations/:reservationId/dates/:date', {
    config: { deed: 'reservation:update' },
    schema: {
      tags,
      summary: 'Move or call off one date',
      description: `The date is named by when it begins by the rule. ${REFUSED}`,
      params: reservedDateParamsSchema,
      body: dateChangeSchema,
      response: { 200: reservationWithDatesSchema },
    },
    handler: async (request) => {
      const { reservationId, date } = request.params;
      const { moved } = request.body;
      const actor = callerOf(request);
      if (moved === null) return withDates(await reservations.cancelDate(actor, reservationId, date));
      return withDates(await reservations.moveDate(actor, reservationId, date, moved));
    },
  });

  api.get('/calendar', {
    config: { deed: 'reservation:list' },
    schema: {
      tags,
      summary: 'The dates of all reservations between two times',
      querystring: calendarQuerySchema,
      response: { 200: calendarSchema },
    },
    handler: async (request) => {
      const actor = callerOf(request);
      const span = { from: Date.parse(request.query.from), to: Date.parse(request.query.to) };
      const all = await reservations.list(actor, actor.organisationId, span);
      const dates = all.flatMap((reservation) =>
        datesOf(reservation)
          .filter(({ beginsAt, endsAt }) => beginsAt < span.to && endsAt > span.from)
          .map((date) => ({ date, reservation })),
      );
      const inOrder = dates.sort((one, other) => one.date.beginsAt - other.date.beginsAt);
      return { items: inOrder.map(({ date, reservation }) => ({ ...dateOf(date), ...besideOf(reservation) })) };
    },
  });

  api.get('/rooms/:roomId/free-windows', {
    config: { deed: 'reservation:find-free' },
    schema: {
      tags,
      summary: 'The next times at which a room could have so many seats',
      params: freeWindowsParamsSchema,
      querystring: freeWindowsQuerySchema,
      response: { 200: freeWindowsSchema },
    },
    handler: async (request) => {
      const wish = { ...request.query, ...AROUND };
      return { items: [...(await reservations.findFree(callerOf(request), request.params.roomId, wish))] };
    },
  });
}

function viewOf({
  series,
  owner: _,
  federalState: __,
  cancelledAt,
  createdAt,
  updatedAt,
  ...terms
}: StoredReservation): ReservationView {
  const { start, minutes, zone, rule } = series;
  return {
    ...terms,
    start,
    minutes,
    zone,
    rule,
    isCancelled: cancelledAt !== null,
    createdAt: isoTime(createdAt),
    updatedAt: isoTime(updatedAt),
  };
}

function withDates(reservation: StoredReservation): ReservationWithDates {
  return { ...viewOf(reservation), dates: datesOf(reservation).map(dateOf) };
}

function datesOf({ series, cancelledAt, federalState: state }: StoredReservation): readonly PlannedDate[] {
  return plannedDatesOf(series, { isCancelled: cancelledAt !== null, state });
}

function dateOf({ beginsAt, endsAt, holidays, ...date }: PlannedDate): ReservedDate {
  const named = holidays.map(({ name, states }) => ({ name, states: states && [...states] }));
  return { ...date, beginsAt: isoTime(beginsAt), endsAt: isoTime(endsAt), holidays: named };
}

function besideOf({ id, roomId, roomName, title, seats, series: { zone, rule } }: StoredReservation) {
  return { reservationId: id, roomId, roomName, title, seats, zone, repeats: rule !== null };
}
