import { z } from 'zod';
import { idSchema, line, roomIdSchema } from '../base/fields.ts';
import { MAX_PARTICIPANTS, MAX_ROOM_NAME_LENGTH } from '../limits.ts';
import { REMINDER_MINUTES } from '../reservations/reminder.ts';
import { timesSchema, wallTimeSchema, windowSchema, zoneSchema } from '../reservations/series.ts';
import { givenTimeSchema, pageOf, problemSchema, timeSchema } from './base.ts';

// Rooms that are reserved for a time, and the dates on which that is.

/** What is kept free before and after. */
export const MAX_MINUTES_AROUND = 240;
/** Of a calendar: somewhat more than two months. */
export const MAX_CALENDAR_DAYS = 70;

const seatsSchema = z.int().min(2).max(MAX_PARTICIPANTS).describe('Seats that are sure while it goes on');
const aroundSchema = z.int().min(0).max(MAX_MINUTES_AROUND);
const termsSchema = z.object({
  title: line(MAX_ROOM_NAME_LENGTH).nullable().describe('What invitations say; null: as the room is called'),
  seats: seatsSchema,
  minutesBefore: aroundSchema.describe('For so long before, its seats are kept free and its door is open'),
  minutesAfter: aroundSchema,
  reminderMinutes: z
    .literal(REMINDER_MINUTES)
    .nullable()
    .describe(
      'So long before each date, those who were invited and the room’s organiser are reminded of it by e-mail; null: they are not',
    ),
});

export const holidaySchema = z.object({
  name: z.string().describe('In German'),
  states: z.array(z.string()).nullable().describe('Where it is one (`BY`, `NW` ...); null: in all of Germany'),
});

/** One date of a reservation. */
export const reservedDateSchema = z.object({
  date: wallTimeSchema.describe('When it begins by the rule, in local time: its name, also when it was moved'),
  state: z.enum(['planned', 'moved', 'cancelled']),
  start: wallTimeSchema.describe('In local time'),
  minutes: z.int(),
  beginsAt: timeSchema,
  endsAt: timeSchema,
  holidays: z.array(holidaySchema).describe('Public holidays in Germany on that day'),
});
export type ReservedDate = z.output<typeof reservedDateSchema>;

export const reservationSchema = z
  .object({
    id: idSchema,
    roomId: roomIdSchema,
    roomName: z.string(),
    ...termsSchema.shape,
    title: z.string().nullable(),
    ...timesSchema.shape,
    isCancelled: z.boolean().describe('Nothing of it takes place any more'),
    createdAt: timeSchema,
    updatedAt: timeSchema,
  })
  .meta({ id: 'Reservation' });
export type ReservationView = z.output<typeof reservationSchema>;

/** With all of its dates, in their order. */
export const reservationWithDatesSchema = reservationSchema.extend({ dates: z.array(reservedDateSchema) });
export type ReservationWithDates = z.output<typeof reservationWithDatesSchema>;

export const reservationPageSchema = pageOf(reservationSchema);

/** A date as it stands in a calendar beside others. */
export const calendarDateSchema = reservedDateSchema.extend({
  reservationId: idSchema,
  roomId: roomIdSchema,
  roomName: z.string(),
  title: z.string().nullable(),
  zone: zoneSchema,
  seats: seatsSchema,
  repeats: z.boolean(),
});
export type CalendarDate = z.output<typeof calendarDateSchema>;

export const calendarSchema = z.object({ items: z.array(calendarDateSchema) });
export const calendarQuerySchema = z
  .strictObject({ from: givenTimeSchema, to: givenTimeSchema })
  .refine(({ from, to }) => {
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
    return days > 0 && days <= MAX_CALENDAR_DAYS;
  }, `\`to\` comes after \`from\`, ${MAX_CALENDAR_DAYS} days at most.`);

export const newReservationSchema = z.strictObject({
  roomId: roomIdSchema,
  ...termsSchema.partial().shape,
  seats: seatsSchema,
  ...timesSchema.shape,
});
export type NewReservation = z.input<typeof newReservationSchema>;

/** All of them or none. */
export const reservationChangesSchema = z
  .strictObject({ ...termsSchema.partial().shape, ...timesSchema.partial().shape })
  .refine((changes) => Object.keys(changes).length > 0, 'Say what to change.');
export type ReservationChanges = z.input<typeof reservationChangesSchema>;

export const reservationEndSchema = z.strictObject({
  lastDay: z.iso
    .date()
    .nullable()
    .describe(
      'Of a series, on which it takes place for the last time at most. Null: the date that is running ends now',
    ),
});

/** What becomes of one date. */
export const dateChangeSchema = z.strictObject({
  moved: windowSchema.nullable().describe('Null: it does not take place. Its own time: it takes place as by the rule'),
});

export const freeWindowsQuerySchema = z.strictObject({
  start: wallTimeSchema,
  minutes: z.coerce.number().pipe(windowSchema.shape.minutes),
  zone: zoneSchema,
  seats: z.coerce.number().pipe(seatsSchema),
});
export const freeWindowsSchema = z.object({ items: z.array(windowSchema) });

/** What all reservations of this server are promised by. */
export const capacitySchema = z.object({
  seats: z.int().describe('Seats that may be reserved at once, by all organisations together'),
  from: z
    .enum(['set', 'measured', 'reckoned'])
    .describe('By the operator; by a measurement on this machine; a rule of thumb by its cores'),
  measuredOn: z.iso.date().nullable().describe('Null: it was not measured'),
});
export type Capacity = z.output<typeof capacitySchema>;

/** Of 409 with CAPACITY_TAKEN or ROOM_RESERVED: why, and what could be had instead. */
export const reservationProblemSchema = problemSchema
  .extend({
    taken: z.array(wallTimeSchema).describe('Dates that cannot be had'),
    seatsLeft: z.int().nullable().describe('At the worst of these dates; null: seats are not what is missing'),
    free: z.array(windowSchema).describe('The next times of the same length'),
  })
  .meta({ id: 'ReservationProblem' });
export type ReservationProblem = z.output<typeof reservationProblemSchema>;

export const reservationParamsSchema = z.object({ reservationId: idSchema });
export const reservedDateParamsSchema = reservationParamsSchema.extend({ date: wallTimeSchema });
export const freeWindowsParamsSchema = z.object({ roomId: roomIdSchema });

// GET    /reservations                          a page of them, by when they were made
// POST   /reservations                          -> 201 with its dates
// GET    /reservations/:reservationId           with its dates; PATCH changes it as a whole, DELETE leaves nothing of it
// POST   /reservations/:reservationId/cancel    nothing of it takes place any more
// POST   /reservations/:reservationId/end       a series by its last day; or the date that is running, now
// PUT    /reservations/:reservationId/dates/:date
// GET    /calendar                              the dates of all between two instants
// GET    /rooms/:roomId/free-windows
// GET    /capacity                              how many seats may be reserved at once, and whence that is known
