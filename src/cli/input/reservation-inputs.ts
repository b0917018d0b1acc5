import { z } from 'zod';
import { visibleLine } from '../../catalogue/room-input.ts';
import { MAX_MINUTES_AROUND } from '../../protocol/api/reservations.ts';
import { MAX_PARTICIPANTS, MAX_ROOM_NAME_LENGTH } from '../../protocol/limits.ts';
import {
  MAX_MEETING_MINUTES,
  MIN_MEETING_MINUTES,
  ruleSchema,
  wallTimeSchema,
  zoneSchema,
} from '../../protocol/reservations/series.ts';
import { BadInputError } from '../cli-error.ts';
import { wholeNumber } from './inputs.ts';

// What can be typed about reservations. Each message is a sentence of its own.

const timeSentence = 'A time must be written like 2027-01-31T18:00, as clocks in the zone show it.';
const ruleSentence =
  "--rule must be a rule of calendars with an end, such as 'FREQ=WEEKLY;BYDAY=MO;COUNT=10' or 'FREQ=MONTHLY;BYDAY=1TU;UNTIL=20271231'.";

const refined = <T extends z.ZodType<string>>(schema: T, sentence: string) =>
  z.string().refine((text) => schema.safeParse(text).success, sentence);

export const typedTimeSchema = refined(wallTimeSchema, timeSentence);
const minutes = wholeNumber('--minutes', MIN_MEETING_MINUTES, MAX_MEETING_MINUTES);
const zone = refined(zoneSchema, '--zone must be the name of a time zone, such as Europe/Berlin.').default(
  'Europe/Berlin',
);
const around = (option: string) => wholeNumber(option, 0, MAX_MINUTES_AROUND).optional();

export const newReservationOptionsSchema = z.object({
  start: typedTimeSchema,
  minutes,
  seats: wholeNumber('--seats', 2, MAX_PARTICIPANTS),
  zone,
  title: visibleLine('A title', MAX_ROOM_NAME_LENGTH).optional(),
  minutesBefore: around('--minutes-before'),
  minutesAfter: around('--minutes-after'),
  rule: refined(ruleSchema, ruleSentence).optional(),
  weekly: z.boolean().default(false),
  until: z.iso.date('--until must be a day such as 2027-01-31.').optional(),
});

export const moveOptionsSchema = z.object({ to: typedTimeSchema, minutes: minutes.optional() });

/** Null: once. Errors: BadInputError. */
export function ruleOf({ rule, weekly, until }: z.output<typeof newReservationOptionsSchema>): string | null {
  if (rule !== undefined && (weekly || until !== undefined))
    throw new BadInputError('Say --rule, or --weekly with --until.');
  if (rule !== undefined) return rule;
  if (weekly !== (until !== undefined))
    throw new BadInputError('Say --weekly and --until together: a series has an end.');
  return until === undefined ? null : `FREQ=WEEKLY;UNTIL=${until.replaceAll('-', '')}`;
}
